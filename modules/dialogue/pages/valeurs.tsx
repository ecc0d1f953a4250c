import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Champ, ChampJour, Choix } from '#web/composants/champ.tsx';
import { DepotFichier } from '#web/composants/depot-fichier.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueValeurs } from '../view-valeurs.ts';

type Saisie = { readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };
type Props = { readonly vue: VueValeurs; readonly calcul?: Saisie; readonly tableur?: Saisie };

const Lignes = ({ vue }: { vue: VueValeurs }): JSX.Element => (
  <ul class="divide-y divide-base-300 border-y border-base-300">
    {vue.lignes.map((l) => (
      <li key={l.id} class="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3">
        <span class="min-w-0 grow basis-64 break-words"><a class="lien font-semibold" href={l.href}>{l.libelle}</a><span class="block text-sm text-douce">{l.mission}</span></span>
        {l.manque ? <Badge ton="attente">{l.valeur}</Badge> : <span class="chiffres">{l.valeur}</span>}
      </li>
    ))}
  </ul>
);

const Comptees = ({ vue, saisie }: { vue: VueValeurs; saisie: Saisie }): JSX.Element => (
  <Section titre="Comptées par la plateforme" phrase="Choisissez une fois ce que Maillage compte pour une ligne. La valeur se note d’un geste, avec sa formule et sa période.">
    <ul class="divide-y divide-base-300 border-y border-base-300 empty:hidden">
      {vue.comptees.map((c) => (
        <li key={c.id} class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
          <span class="min-w-0 grow basis-64 break-words"><span class="font-semibold">{c.libelle}</span><span class="block text-sm text-douce">{c.quoi}</span></span>
          <span class="chiffres font-semibold">{c.enClair}</span>
          {c.deja ? <Badge ton="reussi">notée aujourd’hui</Badge> : <BoutonGeste petit action={`${vue.base}/dialogue/valeurs/noter`} champs={{ ligne: c.id, valeur: String(c.valeur) }}>Noter {c.enClair}</BoutonGeste>}
          <BoutonGeste petit variante="discret" action={`${vue.base}/dialogue/valeurs/oublier`} champs={{ ligne: c.id }}>Ne plus compter</BoutonGeste>
        </li>
      ))}
    </ul>
    <Depliant titre="Compter une ligne" ouvert={saisie.erreurs !== undefined || vue.comptees.length === 0}>
      <Formulaire action={`${vue.base}/dialogue/valeurs/calcul`} prefixe="calcul-" {...saisie}>
        <Choix nom="ligne" libelle="Ligne du contrat" options={vue.aCompter} vide="Choisir…" />
        <Choix nom="formule" libelle="Ce qu’il faut compter" options={vue.formules} vide="Choisir…" />
        <Champ nom="parametre" libelle="Code de la profession" facultatif court maximum={10} aide="Seulement pour les adhérents d’une profession : 10 médecin, 60 infirmier, 21 pharmacien, 70 kinésithérapeute, 50 sage-femme." />
        <Bouton>Compter cette ligne</Bouton>
      </Formulaire>
    </Depliant>
  </Section>
);

/** The values of the year: those that lack, those the platform counts, those that a spreadsheet brings. */
export function PageValeurs({ vue, calcul = {}, tableur = {} }: Props): JSX.Element {
  if (vue.cas === 'interdite') return <TitrePage titre="Relever les indicateurs" phrase="La coordination, le bureau et le secrétariat relèvent les valeurs." action={<LienBouton href={`${vue.base}/dialogue`}>Revenir au plan</LienBouton>} />;
  return (
    <>
      <TitrePage titre="Relever les indicateurs" phrase={vue.phrase} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.lignes.length === 0 ? <EtatVide titre="Aucune ligne à relever" icone="clipboard-list" action={<LienBouton href={`${vue.base}/contrat/lignes/nouvelle`}>Ajouter une ligne</LienBouton>}>Les lignes du contrat font la liste de ce qui se relève.</EtatVide> : (
        <>
          <Section titre="Où en est chaque ligne"><Lignes vue={vue} /></Section>
          <Comptees vue={vue} saisie={calcul} />
          <Section titre="Importer un tableur de la caisse" phrase="Une ligne du fichier par indicateur. Vous relisez avant que rien ne soit noté ; le prochain fichier aux mêmes titres se lira tout seul.">
            <Formulaire action={`${vue.base}/dialogue/valeurs`} fichiers prefixe="tableur-" {...tableur}>
              <input type="hidden" name="annee" value={vue.annee} />
              <DepotFichier nom="fichier" libelle="Le tableur" accepte=".xlsx,.csv,text/csv" aide="Excel ou CSV, 5 Mo au plus." />
              <ChampJour nom="le" libelle="Date des valeurs" valeur={vue.aujourdhui} />
              <Champ nom="source" libelle="Qui l’a donné" maximum={200} valeur="CPAM" />
              <Bouton icone="upload">Déposer le tableur</Bouton>
            </Formulaire>
            {vue.imports.length > 0 && <ul class="mt-6 divide-y divide-base-300 border-y border-base-300">{vue.imports.map((i) => <li key={i.id} class="py-3 break-words">{i.href ? <a class="lien font-semibold" href={i.href}>{i.titre}</a> : <span class="font-semibold">{i.titre}</span>}<span class="block text-sm text-douce">{i.detail}</span></li>)}</ul>}
          </Section>
        </>
      )}
    </>
  );
}
