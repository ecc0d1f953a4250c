import type { JSX } from 'preact';
import { Badge, type TonBadge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Champ, ChampJour, Choix } from '#web/composants/champ.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { type Colonne, Tableau } from '#web/composants/tableau.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import { explicationVersement } from '../labels.ts';
import type { StatutTemps } from '../model.ts';
import type { LigneTemps, VueMonTemps, VueSituation } from '../view.ts';

export const TONS: Readonly<Record<StatutTemps, TonBadge>> = { proposee: 'attente', confirmee: 'encours', approuvee: 'encours', en_paiement: 'encours', payee: 'reussi', refusee: 'refus', contestee: 'attente', ecartee: 'neutre' };

/** How much of the cap is promised: the sentence, then the bar. */
export function JaugePlafond({ s }: { s: VueSituation }): JSX.Element {
  const largeur = `${(Math.min(1, s.part) * 100).toFixed(2)}%`;
  return (
    <div class="mb-8 max-w-texte">
      <p class="text-lg font-semibold">{s.phrase}</p>
      <svg class={`trace mt-2 block ${s.alerte ? 'text-accent' : 'text-primary'}`} width="100%" height="14" aria-hidden="true">
        <rect x="0" y="3" width="100%" height="8" rx="4" fill="var(--color-base-300)" />
        <rect x="0" y="3" width={largeur} height="8" rx="4" fill="currentColor" />
        <line x1="80%" x2="80%" y1="0" y2="14" stroke="var(--color-base-content)" stroke-width="2" />
      </svg>
      <p class="chiffres mt-1 text-sm text-douce">{s.engage} promis ou payés sur {s.plafond}. {s.alerte ? 'Le seuil d’alerte de 80 % est passé. ' : ''}{s.source}</p>
    </div>
  );
}

/** The cap of a year that nobody has typed yet: what it stops, and who lifts it. */
export const PlafondARenseigner = ({ base, annee, peutTenir }: { base: string; annee: number; peutTenir: boolean }): JSX.Element => (
  <Encadre ton="attention" titre={`Plafond ${annee} : à renseigner`}>
    Aucun temps de {annee} ne peut être promis tant que le plafond par personne n’est pas connu.{' '}
    {peutTenir ? <a class="underline underline-offset-4" href={`${base}/finances/taux#plafond`}>Renseigner le plafond {annee}</a> : 'La trésorerie le saisit dès qu’il est publié.'}
  </Encadre>
);

const AConfirmer = ({ t, base }: { t: VueMonTemps['aConfirmer'][number]; base: string }): JSX.Element => (
  <li class="flex flex-wrap items-center gap-x-4 gap-y-3 px-5 py-4">
    <div class="min-w-0 grow basis-64">
      <p class="font-semibold">{t.action}</p>
      <p class="text-sm text-douce">{t.jour}, {t.duree}, {t.nature}{t.mission === '' ? '' : `, mission « ${t.mission} »`}. {t.detail}.</p>
      <p class="mt-1">{t.vaut}</p>
    </div>
    <div class="hors-papier flex flex-wrap gap-2 max-sm:w-full">
      <BoutonGeste variante="primaire" icone="check" action={`${base}/finances/temps/geste`} champs={{ temps: t.id, geste: 'confirmer' }}>Confirmer<span class="sr-only"> : {t.action}</span></BoutonGeste>
      <BoutonGeste action={`${base}/finances/temps/geste`} champs={{ temps: t.id, geste: 'ecarter' }}>Écarter<span class="sr-only"> : {t.action}</span></BoutonGeste>
    </div>
  </li>
);

const GestesMiens = ({ l, base }: { l: LigneTemps; base: string }): JSX.Element => {
  const geste = l.statut === 'confirmee' ? (['ecarter', 'Retirer'] as const) : l.statut === 'refusee' ? (['contester', 'Contester'] as const) : l.statut === 'ecartee' ? (['reprendre', 'Reprendre'] as const) : undefined;
  return geste ? <BoutonGeste petit action={`${base}/finances/temps/geste`} champs={{ temps: l.id, geste: geste[0] }}>{geste[1]}<span class="sr-only"> : {l.action}, {l.jour}</span></BoutonGeste> : <span class="sr-only">aucun geste</span>;
};

const colonnes = (base: string): readonly Colonne<LigneTemps>[] => [
  { cle: 'action', titre: 'Action', principale: true, cellule: (l) => <>{l.action}{l.mission !== '' && <span class="block text-sm font-normal text-douce">{l.mission}</span>}</> },
  { cle: 'jour', titre: 'Jour', cellule: (l) => l.jour },
  { cle: 'duree', titre: 'Durée', nombre: true, cellule: (l) => l.duree },
  { cle: 'montant', titre: 'Montant', nombre: true, cellule: (l) => l.montant },
  { cle: 'etat', titre: 'Où en est-on', cellule: (l) => <div><Badge ton={TONS[l.statut]}>{l.etat}</Badge><span class="block text-sm text-douce">{l.nature} · {l.detail}</span></div> },
  { cle: 'geste', titre: 'Geste', cellule: (l) => <GestesMiens l={l} base={base} /> },
];

export const Annees = ({ annees, annee }: { annees: VueMonTemps['annees']; annee: number }): JSX.Element => (
  <ul class="hors-papier mb-5 flex flex-wrap gap-2" aria-label="Année">{annees.map((a) => <li key={a.annee}><a class="inline-flex min-h-10 items-center rounded-full border border-base-300 px-3.5 hover:bg-base-200 aria-[current=page]:border-primary aria-[current=page]:bg-teinte aria-[current=page]:text-teinte-texte" href={a.href} {...(a.annee === annee ? { 'aria-current': 'page' as const } : {})}>{a.annee}</a></li>)}</ul>
);

type Saisie = { readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };

const FormulaireTemps = ({ vue, saisie }: { vue: VueMonTemps; saisie: Saisie | undefined }): JSX.Element => (
  <Formulaire action={`${vue.base}/finances/temps`} erreurs={saisie?.erreurs ?? {}} valeurs={saisie?.valeurs ?? {}} brouillon={`${vue.base}/finances/temps`}>
    <Champ nom="action" libelle="Qu’avez-vous fait ?" aide="Par exemple : réunion du bureau, atelier sur les soins non programmés" maximum={200} />
    <ChampJour nom="jour" libelle="Quel jour ?" />
    <div class="flex flex-wrap gap-x-4">
      <Champ nom="heures" libelle="Heures" court clavier="decimal" aide="Par exemple : 2 ou 1 h 30" />
    </div>
    <CasesChoix nom="nature" libelle="À quel titre ?" valeur="indemnite" options={[{ valeur: 'indemnite', libelle: 'Indemnité', detail: explicationVersement.indemnite }, { valeur: 'remuneration', libelle: 'Rémunération', detail: explicationVersement.remuneration }]} />
    <Champ nom="mission" libelle="Mission" facultatif maximum={120} {...(vue.missions.length > 0 ? { aide: `Déjà employées : ${vue.missions.join(', ')}` } : {})} />
    <Champ nom="preuve" libelle="Ce qui le montre" facultatif maximum={200} aide="Par exemple : feuille d’émargement, compte rendu du 2 novembre" />
    {vue.estimation && <Encadre ton={vue.estimation.ton} titre={vue.estimation.ton === 'refus' ? 'Ce temps ne peut pas être promis' : 'Ce que cela vous paierait'}>{vue.estimation.phrase}</Encadre>}
    <div class="flex flex-wrap gap-2">
      <Bouton variante="primaire" icone="check">Déclarer ce temps</Bouton>
      <Bouton formaction={`${vue.base}/finances/temps/estimation`}>Estimer sans rien déclarer</Bouton>
    </div>
  </Formulaire>
);

/** My time, what it pays me, and where I stand under the cap. */
export function PageTemps({ vue, saisie, refus }: { vue: VueMonTemps; saisie?: Saisie; refus?: string }): JSX.Element {
  if (vue.interdit) return <PageMessage titre="Le temps donné se déclare par les membres de la CPTS." texte="Vous lisez ici ce qui est déposé auprès de vous." lien={{ href: vue.base, libelle: 'Revenir à Aujourd’hui' }} />;
  return (
    <>
      <TitrePage titre={`Mon temps ${vue.annee}`} phrase={vue.phrase} action={vue.lignes.length > 0 ? <LienBouton href={`${vue.base}/finances/temps/releve.pdf?annee=${vue.annee}`} icone="download" telechargement>Relevé {vue.annee} (PDF)</LienBouton> : undefined} />
      {refus && <Encadre ton="refus" titre="Rien n’a été changé">{refus}</Encadre>}
      {vue.clos && <Encadre titre={`L’exercice ${vue.annee} est clos`}>Plus rien n’y est ajouté ni changé. Ce qui est approuvé reste dû.</Encadre>}
      {vue.situation ? <JaugePlafond s={vue.situation} /> : <PlafondARenseigner base={vue.base} annee={vue.annee} peutTenir={vue.peutTenir} />}
      <Annees annees={vue.annees} annee={vue.annee} />
      {vue.aConfirmer.length > 0 && (
        <Section titre="À confirmer" phrase="Votre présence a été notée. Un geste suffit.">
          <ul class="carte divide-y divide-base-300">{vue.aConfirmer.map((t) => <AConfirmer key={t.id} t={t} base={vue.base} />)}</ul>
        </Section>
      )}
      {vue.aVenir.length > 0 && (
        <Section titre="À venir" phrase="Ce que chaque réunion vous paierait, avant de dire oui.">
          {vue.plafondsAVenir.map((annee) => <PlafondARenseigner key={annee} base={vue.base} annee={annee} peutTenir={vue.peutTenir} />)}
          <ul class="divide-y divide-base-300 border-y border-base-300">{vue.aVenir.map((r) => (
            <li key={r.id} class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
              <span class="min-w-0 grow basis-64"><span class="font-semibold">{r.titre}</span><span class="block text-sm text-douce">{r.quand}</span><span class={`block ${r.tient ? '' : 'text-douce'}`}>{r.vaut}</span></span>
              <LienBouton petit href={r.href}>Voir la réunion<span class="sr-only"> : {r.titre}</span></LienBouton>
            </li>
          ))}</ul>
        </Section>
      )}
      <Section titre="Temps de l’année">
        <Tableau legende={`Mes temps de ${vue.annee}`} colonnes={colonnes(vue.base)} lignes={vue.lignes} idLigne={(l) => l.id} vide={<EtatVide titre="Rien encore" icone="clock">Vos présences en réunion arrivent ici seules. Le reste se déclare ci-dessous.</EtatVide>} />
      </Section>
      {!vue.clos && <Section titre="Déclarer un temps" id="declarer" phrase="Estimez d’abord, si vous voulez savoir avant de dire oui."><FormulaireTemps vue={vue} saisie={saisie} /></Section>}
    </>
  );
}

export const choixAnnee = (annees: readonly number[], annee: number): JSX.Element => <Choix nom="annee" libelle="Année" valeur={String(annee)} options={annees.map((a) => ({ valeur: String(a), libelle: String(a) }))} />;
