import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import type { Bloc } from '#core/document.ts';
import { formaterDate } from '#core/texte.ts';
import { LienBouton } from '#web/composants/bouton.tsx';
import { Depliant } from '#web/composants/encadre.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { ContextePage } from '../contexte.ts';
import { ecrirePdf } from '../documents/pdf.ts';
import { ongletsReseau } from '../navigation.ts';
import { page } from '../pages.tsx';
import type { Routes } from '../routes.ts';
import { type PartieDonnees, rassemblerDonnees } from './parties.ts';

const nomDeChamp = (cle: string): string => {
  const mots = cle.replaceAll('_', ' ').replace(/([a-z])([A-Z])/g, '$1 $2').toLocaleLowerCase('fr');
  return mots.charAt(0).toLocaleUpperCase('fr') + mots.slice(1);
};

/** A value as a person reads it. */
export function dire(v: unknown): string {
  if (v === null || v === undefined || v === '') return '';
  if (v instanceof Date) return v.toISOString();
  if (typeof v === 'boolean') return v ? 'oui' : 'non';
  if (Array.isArray(v)) return v.map(dire).filter(Boolean).join(', ');
  if (typeof v === 'object') return Object.entries(v).map(([c, x]) => `${nomDeChamp(c)} : ${dire(x)}`).join(', ');
  const texte = typeof v === 'string' || typeof v === 'number' ? String(v) : '';
  const jour = Jour.safeParse(texte);
  return jour.success ? formaterDate(jour.data) : texte;
}

const champsDe = (l: Readonly<Record<string, unknown>>): { cle: string; valeur: string }[] => Object.entries(l).flatMap(([cle, v]) => { const valeur = dire(v); return valeur === '' ? [] : [{ cle: nomDeChamp(cle), valeur }]; });

const Partie = ({ p }: { p: PartieDonnees }): JSX.Element => (
  <Section titre={p.titre}>
    {p.lignes.length === 0 ? <p class="text-douce">Rien.</p> : p.lignes.length > 3 ? (
      <Depliant titre={`Voir les ${p.lignes.length} lignes`}><ul class="grid gap-1">{p.lignes.map((l, i) => <li key={i} class="wrap-anywhere">{champsDe(l).map((c) => c.valeur).join(' · ')}</li>)}</ul></Depliant>
    ) : p.lignes.map((l, i) => <div key={i} class="max-w-texte wrap-anywhere"><ListeCle lignes={champsDe(l)} /></div>)}
  </Section>
);

/** What is known of me, whole, on a page that can be taken away. */
export function PageDonnees({ base, parties }: { base: string; parties: readonly PartieDonnees[] }): JSX.Element {
  return (
    <>
      <TitrePage titre="Ce que l’on sait de moi" phrase="Tout ce que cette CPTS garde à votre sujet sur Maillage, module par module." action={<><LienBouton href={`${base}/reseau/moi/donnees.pdf`} icone="download" telechargement>Emporter en PDF</LienBouton><LienBouton href={`${base}/reseau/moi/donnees.json`} icone="download" telechargement>En JSON</LienBouton></>} />
      {parties.map((p) => <Partie key={p.titre} p={p} />)}
      <Section titre="Corriger, effacer">
        <p class="max-w-texte">Votre compte se corrige dans <a class="text-lien underline underline-offset-4" href="/compte">Mon compte</a>, votre adhésion depuis <a class="text-lien underline underline-offset-4" href={`${base}/reseau/moi`}>Ma place</a>. Pour un effacement, écrivez à la coordination : les pièces de comptes et le journal restent le temps que la loi demande, durées à vérifier avec votre CPTS.</p>
      </Section>
    </>
  );
}

const blocsDe = (parties: readonly PartieDonnees[]): Bloc[] =>
  parties.flatMap((p): Bloc[] => [
    { type: 'titre', niveau: 1, texte: p.titre },
    ...(p.lignes.length === 0 ? [{ type: 'paragraphe' as const, texte: 'Rien.' }] : p.lignes.length > 3 ? [{ type: 'liste' as const, elements: p.lignes.map((l) => champsDe(l).map((c) => c.valeur).join(' · ')) }] : p.lignes.map((l) => ({ type: 'fiche' as const, lignes: champsDe(l).map((c) => ({ libelle: c.cle, valeur: c.valeur })) }))),
  ]);

const fichier = (corps: BodyInit, type: string, nom: string): Response => new Response(corps, { headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${nom}"`, 'Cache-Control': 'private, no-store' } });

/** The right of access, in one tap. @source règlement (UE) 2016/679, art. 15 et 20 */
export function routesDonnees(cpts: Routes): void {
  const chemin = (ctx: ContextePage) => [{ libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Ma place', href: `${ctx.base}/reseau/moi` }, { libelle: 'Mes données' }];
  cpts.get('/reseau/moi/donnees', (c) => page(c, async (ctx) => ({ titre: 'Ce que l’on sait de moi', actif: 'reseau', chemin: chemin(ctx), onglets: ongletsReseau(ctx, 'moi'), corps: <PageDonnees base={ctx.base} parties={await rassemblerDonnees(ctx)} /> })));
  cpts.get('/reseau/moi/donnees.json', (c) => page(c, async (ctx) => fichier(JSON.stringify({ cpts: ctx.ici.nom, personne: ctx.qui.nom, extrait_le: ctx.maintenant.toISOString(), parties: await rassemblerDonnees(ctx) }, null, 2), 'application/json; charset=utf-8', `mes-donnees-${ctx.ici.slug}.json`)));
  cpts.get('/reseau/moi/donnees.pdf', (c) =>
    page(c, async (ctx) => {
      const octets = await ecrirePdf({ titre: 'Ce que la CPTS sait de moi', sousTitre: ctx.ici.nom, auteur: ctx.ici.nom, date: formaterDate(ctx.aujourdhui), mentions: [`Extrait pour ${ctx.qui.nom}.`], blocs: blocsDe(await rassemblerDonnees(ctx)) });
      return fichier(new Uint8Array(octets), 'application/pdf', `mes-donnees-${ctx.ici.slug}.pdf`);
    }),
  );
}
