import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { enumerer, formaterDate, formaterInstant } from '#core/texte.ts';
import { CeQuiReste } from '#modules/donnees/pages/ce-qui-reste.tsx';
import { OPTIONS_GENRE } from '#modules/donnees/view.ts';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { ZoneTexte } from '#web/composants/champ.tsx';
import { Depliant } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { Erreurs, Valeurs } from '../formulaires.ts';
import { enMots, estCode, estNumeroInterne } from './mots.ts';
import type { PartieDonnees } from './parties.ts';

const nomDeChamp = (cle: string): string => {
  const mots = enMots(cle);
  return mots.charAt(0).toLocaleUpperCase('fr') + mots.slice(1);
};

const FUSEAU = 'Europe/Paris';
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** A value of this column as a person reads it. */
function dire(v: unknown, colonne: string): string {
  if (v === null || v === undefined || v === '') return '';
  if (v instanceof Date) return formaterInstant(v, FUSEAU);
  if (typeof v === 'boolean') return v ? 'oui' : 'non';
  if (Array.isArray(v)) return v.map((x) => dire(x, colonne)).filter(Boolean).join(', ');
  if (typeof v === 'object') return Object.entries(v).map(([c, x]) => `${nomDeChamp(c)} : ${dire(x, c)}`).join(', ');
  return typeof v === 'string' || typeof v === 'number' ? direTexte(String(v), colonne) : '';
}

function direTexte(texte: string, colonne: string): string {
  const jour = Jour.safeParse(texte);
  if (jour.success) return formaterDate(jour.data);
  if (INSTANT.test(texte)) return formaterInstant(new Date(texte), FUSEAU);
  return estCode(colonne, texte) ? enMots(texte) : texte;
}

export const champsDe = (l: Readonly<Record<string, unknown>>): { cle: string; valeur: string }[] => Object.entries(l).flatMap(([cle, v]) => { const valeur = estNumeroInterne(cle) ? '' : dire(v, cle); return valeur === '' ? [] : [{ cle: nomDeChamp(cle), valeur }]; });

function Partie({ p }: { p: PartieDonnees }): JSX.Element {
  const lignes = p.lignes.map(champsDe).filter((l) => l.length > 0);
  return (
    <Section titre={p.titre}>
      {lignes.length > 3 ? (
        <Depliant titre={`Voir les ${lignes.length} lignes`}><ul class="grid gap-1">{lignes.map((l, i) => <li key={i} class="wrap-anywhere">{l.map((c) => c.valeur).join(' · ')}</li>)}</ul></Depliant>
      ) : <div class="max-w-texte wrap-anywhere">{lignes.map((l, i) => <ListeCle key={i} lignes={l} />)}</div>}
    </Section>
  );
}

export type MaDemande = { readonly quoi: string; readonly etat: string };

type Demande = { readonly base: string; readonly demandes?: readonly MaDemande[]; readonly erreurs?: Erreurs; readonly valeurs?: Valeurs };

const Demander = ({ base, demandes = [], erreurs = {}, valeurs = {} }: Demande): JSX.Element => (
  <Section titre="Corriger, effacer" phrase="La coordination vous répond dans le mois (RGPD, art. 12 § 3).">
    <p class="mb-3 max-w-texte">Votre compte se corrige dans <a class="text-lien underline underline-offset-4" href="/compte">Mon compte</a>, votre adhésion depuis <a class="text-lien underline underline-offset-4" href={`${base}/reseau/moi`}>Ma place</a>.</p>
    {demandes.length > 0 && <ul class="mb-4 grid max-w-texte gap-1">{demandes.map((d, i) => <li key={i}><span class="font-semibold">{d.quoi}</span> : {d.etat}</li>)}</ul>}
    <Depliant titre="Faire une demande" ouvert={Object.keys(erreurs).length > 0}>
      <Formulaire action={`${base}/donnees/demander`} erreurs={erreurs} valeurs={valeurs} brouillon="demande-donnees">
        <CasesChoix nom="genre" libelle="Je demande" options={OPTIONS_GENRE.map((o) => ({ ...o }))} valeur={['effacement']} />
        <ZoneTexte nom="detail" libelle="Précisions" facultatif lignes={3} maximum={4000} />
        <Bouton variante="primaire" icone="send">Envoyer ma demande</Bouton>
      </Formulaire>
    </Depliant>
    <CeQuiReste />
  </Section>
);

/** What is known of me, whole, on a page that can be taken away. */
export function PageDonnees({ parties, ...demande }: Demande & { readonly parties: readonly PartieDonnees[] }): JSX.Element {
  const { base } = demande;
  return (
    <>
      <TitrePage titre="Ce que l’on sait de moi" phrase="Tout ce que cette CPTS garde à votre sujet sur Maillage, module par module. Les numéros internes sont dans le fichier JSON." action={<><LienBouton href={`${base}/reseau/moi/donnees.pdf`} icone="download" telechargement>Emporter en PDF</LienBouton><LienBouton href={`${base}/reseau/moi/donnees.json`} icone="download" telechargement>En JSON</LienBouton></>} />
      {parties.filter((p) => p.lignes.length > 0).map((p) => <Partie key={p.titre} p={p} />)}
      {parties.some((p) => p.lignes.length === 0) && <Section titre="Où rien n’est gardé"><p class="max-w-texte text-douce">{enumerer(parties.filter((p) => p.lignes.length === 0).map((p) => p.titre))}.</p></Section>}
      <Demander {...demande} />
    </>
  );
}
