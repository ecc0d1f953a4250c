import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { formaterDate } from '#core/texte.ts';
import { LienBouton } from '#web/composants/bouton.tsx';
import { Depliant } from '#web/composants/encadre.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { PartieDonnees } from './parties.ts';

const nomDeChamp = (cle: string): string => {
  const mots = cle.replaceAll('_', ' ').replace(/([a-z])([A-Z])/g, '$1 $2').toLocaleLowerCase('fr');
  return mots.charAt(0).toLocaleUpperCase('fr') + mots.slice(1);
};

/** A value as a person reads it. */
function dire(v: unknown): string {
  if (v === null || v === undefined || v === '') return '';
  if (v instanceof Date) return v.toISOString();
  if (typeof v === 'boolean') return v ? 'oui' : 'non';
  if (Array.isArray(v)) return v.map(dire).filter(Boolean).join(', ');
  if (typeof v === 'object') return Object.entries(v).map(([c, x]) => `${nomDeChamp(c)} : ${dire(x)}`).join(', ');
  const texte = typeof v === 'string' || typeof v === 'number' ? String(v) : '';
  const jour = Jour.safeParse(texte);
  return jour.success ? formaterDate(jour.data) : texte;
}

export const champsDe = (l: Readonly<Record<string, unknown>>): { cle: string; valeur: string }[] => Object.entries(l).flatMap(([cle, v]) => { const valeur = dire(v); return valeur === '' ? [] : [{ cle: nomDeChamp(cle), valeur }]; });

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
