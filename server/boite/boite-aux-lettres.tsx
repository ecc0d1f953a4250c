import type { JSX } from 'preact';
import { accord, formaterInstant } from '#core/texte.ts';
import { LienBouton } from '#web/composants/bouton.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import type { CourrielRecu } from './attrape-courriel.ts';
import { encadrer } from '../cadre.tsx';
import type { Routes } from '../routes.ts';

const ADRESSE = '/boite-aux-lettres';
const FUSEAU = 'Europe/Paris';

/** What a letter may do in its frame: show itself and open its links, nothing more. No script, no image from elsewhere. */
const CSP_LETTRE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'self'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

const LIEN = /https?:\/\/[^\s<>"'«»]+[^\s<>"'«».,;:!?)\]]/g;

/** Text with its web addresses made clickable; everything else stays text. */
export function TexteAvecLiens({ texte }: { texte: string }): JSX.Element {
  const morceaux: (string | JSX.Element)[] = [];
  let fin = 0;
  for (const m of texte.matchAll(LIEN)) {
    morceaux.push(texte.slice(fin, m.index), <a class="link" href={m[0]}>{m[0]}</a>);
    fin = m.index + m[0].length;
  }
  return <div class="max-w-texte whitespace-pre-wrap break-words">{[...morceaux, texte.slice(fin)]}</div>;
}

export function PageBoite({ courriels }: { courriels: readonly CourrielRecu[] }): JSX.Element {
  return (
    <>
      <TitrePage titre="Boîte aux lettres" phrase={courriels.length === 0 ? 'Rien n’est encore arrivé. Les courriels de la démonstration ne quittent pas cette machine.' : `${accord(courriels.length, 'courriel reçu', 'courriels reçus')}, qui n’ont pas quitté cette machine : c’est une démonstration.`} action={<LienBouton href={ADRESSE} icone="refresh-cw">Relever</LienBouton>} />
      {courriels.length === 0 ? (
        <EtatVide titre="Aucun courriel pour l’instant">Demandez un code de connexion ou invitez quelqu’un : le message arrive ici.</EtatVide>
      ) : (
        <ul class="divide-y divide-base-300 border-y border-base-300">
          {courriels.map((c) => (
            <li key={c.id} class="py-3">
              <a class="block min-w-0 hover:underline" href={`${ADRESSE}/${c.id}`}><span class="block truncate font-semibold">{c.sujet}</span></a>
              <p class="text-sm text-douce">À {c.a.join(', ')}, le {formaterInstant(c.recuLe, FUSEAU)}</p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

export function PageCourriel({ courriel: c }: { courriel: CourrielRecu }): JSX.Element {
  return (
    <>
      <TitrePage titre={c.sujet} phrase={`À ${c.a.join(', ')}, le ${formaterInstant(c.recuLe, FUSEAU)}`} />
      <h2 class="mb-2">Le texte</h2>
      <TexteAvecLiens texte={c.texte} />
      {c.html !== undefined && (
        <>
          <h2 class="mt-8 mb-2">La mise en page</h2>
          <iframe class="h-[32rem] w-full max-w-3xl rounded-md border border-bord bg-white" title={`Courriel mis en page : ${c.sujet}`} src={`${ADRESSE}/${c.id}/mise-en-page`} sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation" />
        </>
      )}
      {c.pieces.length > 0 && (
        <>
          <h2 class="mt-8 mb-2">Les pièces jointes</h2>
          <ul class="list-disc pl-6">{c.pieces.map((p) => <li key={p.nom}>{p.nom} ({p.type}, {accord(p.octets, 'octet')})</li>)}</ul>
        </>
      )}
    </>
  );
}

/** The demo mailbox: exists only where letters stay on this machine. */
export function routesBoite(app: Routes): void {
  app.get(ADRESSE, (c) => {
    const { attrape } = c.var.services;
    if (!attrape) return c.notFound();
    return encadrer(c, undefined, { titre: 'Boîte aux lettres', corps: <PageBoite courriels={attrape.lister()} /> });
  });
  app.get(`${ADRESSE}/:id`, (c) => {
    const courriel = c.var.services.attrape?.trouver(c.req.param('id'));
    if (!courriel) return c.notFound();
    return encadrer(c, undefined, { titre: courriel.sujet, chemin: [{ libelle: 'Boîte aux lettres', href: ADRESSE }, { libelle: courriel.sujet }], corps: <PageCourriel courriel={courriel} /> });
  });
  app.get(`${ADRESSE}/:id/mise-en-page`, (c) => {
    const html = c.var.services.attrape?.trouver(c.req.param('id'))?.html;
    if (html === undefined) return c.notFound();
    c.header('Content-Security-Policy', CSP_LETTRE);
    return c.html(`<!doctype html><base target="_top">${html}`);
  });
}
