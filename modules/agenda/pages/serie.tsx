import type { JSX } from 'preact';
import { accord } from '#core/texte.ts';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Champ, ChampJour, Choix } from '#web/composants/champ.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { optionsDuree } from './nouveau.tsx';

type Option = { readonly valeur: string; readonly libelle: string };
export type VueNouvelleSerie = {
  readonly base: string; readonly groupes: readonly Option[]; readonly groupe: string; readonly titre: string; readonly duree: number; readonly premier: string;
  readonly apercu: { readonly phrase: string; readonly dates: readonly { readonly quand: string; readonly saut: string }[] } | undefined;
  readonly refus: string | undefined; readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>>;
};
export type VueSerie = { readonly titre: string; readonly phrase: string; readonly reunions: readonly { readonly href: string; readonly quand: string; readonly note: string; readonly annulee: boolean }[]; readonly sautees: readonly string[];
  /** What whoever organises may still do to the dates to come. */
  readonly organise: { readonly href: string; readonly dates: readonly Option[]; readonly reprendre: number; /** What the last change moved, when it can be undone. */ readonly defaire: string } | undefined; readonly refus?: string | undefined; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>>;
};

const RYTHMES: readonly Option[] = [
  { valeur: 'semaine', libelle: 'Chaque semaine, le même jour' }, { valeur: 'deux_semaines', libelle: 'Une semaine sur deux' }, { valeur: 'trois_semaines', libelle: 'Une semaine sur trois' },
  { valeur: 'mois_rang', libelle: 'Chaque mois, même rang (2e mardi)' }, { valeur: 'mois_dernier', libelle: 'Chaque mois, dernier (dernier mardi)' }, { valeur: 'mois_jour', libelle: 'Chaque mois, même quantième (le 8)' },
];
const ZONES: readonly Option[] = [{ valeur: '', libelle: 'Non' }, ...['A', 'B', 'C'].map((z) => ({ valeur: z, libelle: `Oui, zone ${z}` }))];

/** A group's own rhythm: said once, looked at date by date, then everybody is invited by one letter. */
export function PageNouvelleSerie({ vue }: { vue: VueNouvelleSerie }): JSX.Element {
  return (
    <>
      <TitrePage titre="Programmer des réunions régulières" phrase="Dites le rythme : les dates se montrent avant que quiconque soit prévenu." />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      <Formulaire action={`${vue.base}/agenda/series`} erreurs={vue.erreurs} valeurs={vue.valeurs} brouillon="serie">
        {vue.apercu && (
          <Section titre="Les dates">
            <p class="mb-3 font-semibold">{vue.apercu.phrase}</p>
            <ol class="mb-4 grid gap-1.5 sm:grid-cols-2">{vue.apercu.dates.map((d) => <li key={d.quand} class={d.saut ? 'text-douce' : ''}>{d.quand}{d.saut && ` : sautée, ${d.saut}`}</li>)}</ol>
            <Bouton variante="primaire" nom="geste" valeur="ouvrir">Créer ces réunions et inviter</Bouton>
          </Section>
        )}
        <Section titre={vue.apercu ? 'Changer le rythme' : 'Le rythme'}>
          <Choix nom="groupe" libelle="Qui" options={[{ valeur: '', libelle: 'Toute la CPTS' }, ...vue.groupes]} valeur={vue.groupe} />
          <Champ nom="titre" libelle="Titre" maximum={200} valeur={vue.titre} />
          <ChampJour nom="premier" libelle="Première réunion" valeur={vue.premier} />
          <Champ nom="heure" libelle="Heure" court aide="Par exemple : 19:30" valeur="19:30" />
          <Choix nom="duree" libelle="Durée" options={optionsDuree(vue.duree)} valeur={String(vue.duree)} />
          <Choix nom="rythme" libelle="Revient" options={RYTHMES} valeur="mois_rang" />
          <ChampJour nom="jusquau" libelle="Jusqu’au" facultatif aide="Ou dites combien de fois, ci-dessous." />
          <Champ nom="fois" libelle="Nombre de réunions" facultatif court clavier="numeric" aide="De 1 à 60. Sans fin ni nombre : dix." />
          <Choix nom="vacances" libelle="Sauter les vacances scolaires" options={ZONES} valeur="" />
          <CasesChoix nom="feries" libelle="Jours fériés" multiple options={[{ valeur: 'sauter', libelle: 'Sauter les jours fériés' }]} valeur={'titre' in vue.valeurs ? [] : ['sauter']} />
          <Champ nom="lieu" libelle="Lieu" facultatif maximum={300} />
          <Champ nom="visio" libelle="Lien pour venir à distance" type="url" facultatif maximum={500} />
          <Bouton {...(vue.apercu ? {} : { variante: 'primaire' as const })} nom="geste" valeur="voir">Voir les dates</Bouton>
        </Section>
      </Formulaire>
    </>
  );
}

/** The meetings of a series, each where it now is, and the dates left out. */
export function PageSerie({ vue }: { vue: VueSerie }): JSX.Element {
  return (
    <>
      <TitrePage titre={vue.titre} phrase={vue.phrase} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.organise && vue.organise.reprendre > 0 && <Encadre titre="Série arrêtée"><p class="mb-3">{accord(vue.organise.reprendre, 'réunion à venir est annulée', 'réunions à venir sont annulées')}.</p><BoutonGeste action={`${vue.organise.href}/reprise`}>Reprendre ces réunions</BoutonGeste></Encadre>}
      <Section titre={accord(vue.reunions.length, 'réunion')} phrase="Chacune se déplace ou s’annule depuis sa page : les agendas suivent.">
        <ol class="carte max-w-texte divide-y divide-base-300">
          {vue.reunions.map((r) => <li key={r.href} class="flex flex-wrap items-center gap-3 px-4 py-3"><a class="grow py-1 text-lien underline underline-offset-4" href={r.href}>{r.quand}</a>{r.note && <Badge ton={r.annulee ? 'refus' : 'neutre'}>{r.note}</Badge>}</li>)}
        </ol>
      </Section>
      {vue.organise && vue.organise.dates.length > 0 && (
        <Section titre="La suite" horsPapier phrase="Changez une date et toutes les suivantes, ou arrêtez là : chacun reçoit une seule lettre.">
          <p class="mb-5"><LienBouton href={`${vue.organise.href}/suite`} icone="calendar">Changer une date et les suivantes</LienBouton></p>
          {vue.organise.defaire && <div class="mb-5 max-w-texte"><p class="mb-2">{vue.organise.defaire}</p><BoutonGeste action={`${vue.organise.href}/retour`} icone="undo-2">Revenir aux dates d’avant</BoutonGeste></div>}
          <Depliant titre="Arrêter la série" ouvert={vue.erreurs !== undefined}>
            <Formulaire action={`${vue.organise.href}/arret`} erreurs={vue.erreurs ?? {}} valeurs={vue.valeurs ?? {}} prefixe="arret-">
              <Choix nom="depuis" libelle="À partir de" options={vue.organise.dates} valeur={vue.organise.dates[0]?.valeur ?? ''} />
              <Champ nom="motif" libelle="Pourquoi" maximum={500} aide="Chacun lira cette raison dans son courriel. L’arrêt se défait jusqu’à l’heure de chaque réunion." />
              <Bouton variante="danger">Arrêter et prévenir</Bouton>
            </Formulaire>
          </Depliant>
        </Section>
      )}
      {vue.sautees.length > 0 && <Section titre="Dates sautées"><p class="max-w-texte text-pretty">{vue.sautees.join(', ')}.</p></Section>}
    </>
  );
}
