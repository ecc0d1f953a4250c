import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { espacer } from './typographie.ts';

export type LettreCourriel = {
  /** First line: what is asked or said. */
  readonly titre: string;
  readonly paragraphes: readonly string[];
  /** Lists under the sentences, each under its own title; a line with an address is a link. */
  readonly sections?: readonly { readonly titre: string; readonly lignes: readonly { readonly texte: string; readonly detail?: string; readonly href?: string }[] }[];
  /** A one-time code, shown big. */
  readonly code?: string;
  /** One tap each: the first one is the main answer. */
  readonly boutons?: readonly { readonly libelle: string; readonly href: string }[];
  /** In whose name: `CPTS des Trois Rivières`. */
  readonly expediteur: string;
  /** Why this person receives it, and how to stop it. */
  readonly pourquoi: string;
  /** The link that stops these letters, under why. */
  readonly arret?: { readonly libelle: string; readonly href: string };
};

/** Mail programs know neither our style sheet nor variables: the colours of the light theme, written out. */
const ENCRE = '#1b1f1e';
const DOUCE = '#4d5451';
const VERT = '#0e5154';
const corps = { margin: '0', padding: '24px 16px', background: '#faf8f3', color: ENCRE, font: '17px/1.55 Verdana, "Segoe UI", sans-serif' };
const feuille = { maxWidth: '560px', margin: '0 auto', padding: '28px 24px', background: '#ffffff', border: '1px solid #e2dccf', borderRadius: '10px' };
const bouton = { display: 'inline-block', margin: '0 8px 10px 0', padding: '12px 20px', border: `1px solid ${VERT}`, borderRadius: '6px', fontWeight: 'bold', textDecoration: 'none' };

function Lettre({ l }: { l: LettreCourriel }): JSX.Element {
  return (
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{espacer(l.titre)}</title>
      </head>
      <body style={corps}>
        <div style={feuille} role="main">
          <p style={{ margin: '0 0 16px', color: DOUCE, fontSize: '15px' }}>{espacer(l.expediteur)}</p>
          <h1 style={{ margin: '0 0 16px', fontSize: '22px', lineHeight: '1.3' }}>{espacer(l.titre)}</h1>
          {l.paragraphes.map((p) => (
            <p key={p} style={{ margin: '0 0 16px' }}>{espacer(p)}</p>
          ))}
          {l.sections?.map((s) => (
            <div key={s.titre}>
              <h2 style={{ margin: '24px 0 8px', fontSize: '18px', lineHeight: '1.3' }}>{espacer(s.titre)}</h2>
              {s.lignes.map((x, i) => (
                <p key={i} style={{ margin: '0 0 12px' }}>
                  {x.href ? <a href={x.href} style={{ color: VERT }}>{espacer(x.texte)}</a> : espacer(x.texte)}
                  {x.detail && <><br /><span style={{ color: DOUCE, fontSize: '15px' }}>{espacer(x.detail)}</span></>}
                </p>
              ))}
            </div>
          ))}
          {l.code && <p style={{ margin: '8px 0 24px', fontSize: '32px', fontWeight: 'bold', letterSpacing: '6px' }}>{l.code}</p>}
          {l.boutons && l.boutons.length > 0 && (
            <p style={{ margin: '24px 0 14px' }}>
              {l.boutons.map((b, i) => (
                <a key={b.href} href={b.href} style={{ ...bouton, background: i === 0 ? VERT : '#ffffff', color: i === 0 ? '#ffffff' : VERT }}>{espacer(b.libelle)}</a>
              ))}
            </p>
          )}
          <p style={{ margin: '24px 0 0', paddingTop: '16px', borderTop: '1px solid #e2dccf', color: DOUCE, fontSize: '15px' }}>{espacer(l.pourquoi)}{l.arret && <> <a href={l.arret.href} style={{ color: DOUCE }}>{espacer(l.arret.libelle)}</a></>}</p>
        </div>
      </body>
    </html>
  );
}

/** Codes and addresses are copied by the person: only sentences get their no-break spaces. */
const enTexte = (l: LettreCourriel): string =>
  [
    ...[l.titre, ...l.paragraphes].map(espacer),
    ...(l.sections ?? []).map((s) => [espacer(s.titre), ...s.lignes.map((x) => `- ${espacer(x.texte)}${x.detail ? ` (${espacer(x.detail)})` : ''}${x.href ? `\n  ${x.href}` : ''}`)].join('\n')),
    ...(l.code ? [`    ${l.code}`] : []),
    ...(l.boutons ?? []).map((b) => `${espacer(`${b.libelle} :`)}\n${b.href}`),
    `-- \n${espacer(`${l.expediteur}\n${l.pourquoi}`)}${l.arret ? `\n${espacer(`${l.arret.libelle} :`)}\n${l.arret.href}` : ''}`,
  ].join('\n\n');

/** One letter, written once: its plain text and its HTML say the same things in the same order. */
export const mettreEnPageCourriel = (l: LettreCourriel): { texte: string; html: string } => ({ texte: enTexte(l), html: `<!doctype html>${renderToString(<Lettre l={l} />)}` });
