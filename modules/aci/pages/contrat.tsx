import type { JSX } from 'preact';
import { formaterDate } from '#core/texte.ts';
import { Badge } from '#web/composants/badge.tsx';
import { LienBouton } from '#web/composants/bouton.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Onglets } from '#web/composants/onglets.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { type Bilan, enEurosRonds, type VueContrat, type VueLigne, type VueMission } from '../view.ts';
import type { VueGeste } from '../view-gestes.ts';

const PARTS = [
  { cle: 'gagne', libelle: 'Gagné', aide: 'acquis à ce jour', couleur: 'text-primary' },
  { cle: 'probable', libelle: 'Probable', aide: 'si les indicateurs suivent leur cours', couleur: 'text-secondary' },
  { cle: 'risque', libelle: 'À risque', aide: 'ce que l’on peut encore gagner', couleur: 'text-accent' },
  { cle: 'perdu', libelle: 'Perdu', aide: 'ce qui ne viendra plus', couleur: 'text-error' },
] as const;

/** The year as one bar of four parts; the words and sums beside it say the same. */
export function BarreDeLAnnee({ bilan }: { bilan: Bilan }): JSX.Element {
  const total = PARTS.reduce((s, p) => s + bilan[p.cle], 0);
  let x = 0;
  const parts = PARTS.map((p) => {
    const largeur = total === 0 ? 0 : (bilan[p.cle] / total) * 100;
    const debut = x;
    x += largeur;
    return { ...p, debut, largeur };
  });
  return (
    <figure class="my-6">
      <svg class="trace block" width="100%" height="28" aria-hidden="true">
        {parts.map((p) => p.largeur > 0 && <rect key={p.cle} class={p.couleur} x={`${p.debut.toFixed(2)}%`} y="0" width={`${Math.max(0, p.largeur - 0.3).toFixed(2)}%`} height="28" rx="4" fill="currentColor" />)}
      </svg>
      <figcaption>
        <dl class="mt-3 grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-4">
          {parts.map((p) => (
            <div key={p.cle}>
              <dt class="flex items-center gap-2 text-douce"><svg class={p.couleur} width="12" height="12" aria-hidden="true"><rect width="12" height="12" rx="3" fill="currentColor" /></svg>{p.libelle}</dt>
              <dd class="chiffres text-xl font-bold whitespace-nowrap">{enEurosRonds(bilan[p.cle])}</dd>
              <dd class="text-sm text-douce">{p.aide}</dd>
            </div>
          ))}
        </dl>
      </figcaption>
    </figure>
  );
}

/** Start, today and tiers on one scale. */
export function Echelle({ l }: { l: VueLigne }): JSX.Element | null {
  if (l.reperes.length === 0 || l.part === undefined) return null;
  const pc = (p: number): string => `${(1 + p * 98).toFixed(2)}%`;
  return (
    <div class="mt-2 max-w-texte">
      <svg class="trace block" width="100%" height="18" aria-hidden="true">
        <line x1="1%" x2="99%" y1="9" y2="9" stroke="var(--color-base-300)" stroke-width="4" stroke-linecap="round" />
        <line class="text-primary" x1="1%" x2={pc(l.part)} y1="9" y2="9" stroke="currentColor" stroke-width="4" stroke-linecap="round" />
        {l.reperes.map((r) => <line key={r.libelle} x1={pc(r.part)} x2={pc(r.part)} y1="2" y2="16" stroke="var(--color-base-content)" stroke-width="2" />)}
        <circle class="text-primary" cx={pc(l.part)} cy="9" r="6" fill="currentColor" stroke="var(--color-base-100)" stroke-width="2" />
      </svg>
      <ul class="flex flex-wrap gap-x-5 gap-y-0.5 text-sm text-douce">
        {l.reperes.map((r) => <li key={r.libelle}>{r.libelle} : <span class="chiffres">{r.montant}</span>{r.atteint ? ', atteint' : r.chances ? `, chance ${r.chances}` : ''}</li>)}
      </ul>
    </div>
  );
}

function Ligne({ l }: { l: VueLigne }): JSX.Element {
  return (
    <li class="py-4">
      <div class="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <a class="lien min-w-0 font-semibold break-words" href={l.href}>{l.libelle}</a>
        <span class="chiffres whitespace-nowrap"><span class="font-bold">{l.montant}</span> sur {l.maximum}</span>
      </div>
      <p class="mt-1 flex flex-wrap items-center gap-2 text-sm">
        <Badge ton={l.ton}>{l.etat}</Badge>
        {l.valeur && <span>Aujourd’hui : {l.valeur}</span>}
        {l.preuve === 'absente' && <Badge ton="attente">sans preuve</Badge>}
      </p>
      <Echelle l={l} />
      {l.conseil && <p class="mt-1.5 max-w-texte text-sm">{l.conseil}</p>}
    </li>
  );
}

const UnGeste = ({ g }: { g: VueGeste }): JSX.Element => (
  <li class="py-4">
    <div class="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
      <span class="min-w-0 font-semibold break-words">{g.titre}</span>
      <span class="chiffres font-bold whitespace-nowrap">{g.gain}</span>
    </div>
    <svg class={`trace my-1.5 block ${g.sansTravail ? 'text-primary' : 'text-accent'}`} width="100%" height="6" aria-hidden="true"><rect width={`${Math.max(1, g.part * 100).toFixed(1)}%`} height="6" rx="3" fill="currentColor" /></svg>
    {g.details.map((d) => <p key={d} class="max-w-texte text-sm">{d}</p>)}
    <p class="hors-papier mt-1.5 flex flex-wrap gap-x-5 gap-y-1 text-sm"><a class="lien" href={g.bouton.href}>{g.bouton.libelle}</a>{g.fiche && <a class="lien" href={g.fiche.href}>Ouvrir la fiche</a>}</p>
  </li>
);

const GESTES_MONTRES = 4;

/** What is still open, cheapest first: papers alone, then what is known on both sides, then what is not. */
export function Gestes({ gestes, phrase }: { gestes: readonly VueGeste[]; phrase: string }): JSX.Element | null {
  if (gestes.length === 0) return null;
  const [premiers, autres] = [gestes.slice(0, GESTES_MONTRES), gestes.slice(GESTES_MONTRES)];
  return (
    <Section titre="Ce qui se gagne encore" id="a-gagner" phrase={phrase}>
      <ul class="divide-y divide-base-300 border-y border-base-300">{premiers.map((g) => <UnGeste key={g.cle} g={g} />)}</ul>
      {autres.length > 0 && <Depliant titre={`Voir les ${autres.length} autres`}><ul class="divide-y divide-base-300">{autres.map((g) => <UnGeste key={g.cle} g={g} />)}</ul></Depliant>}
      <p class="mt-2 max-w-texte text-sm text-douce">Estimation. D’abord ce qui ne demande qu’un papier, puis ce qui rapporte le plus par euro dépensé, enfin ce dont le coût ou le gain n’est pas connu.</p>
    </Section>
  );
}

function Mission({ m }: { m: VueMission }): JSX.Element {
  return (
    <Section titre={m.titre}>
      <p class="chiffres text-douce">Fixe : {m.fixe}{m.variable && ` · variable : ${m.variable}`}{m.aVerifier && ' · montants à vérifier'}</p>
      {m.ferme && <p class="mt-1">{m.ferme}</p>}
      {m.lignes.length > 0 && <ul class="mt-2 divide-y divide-base-300 border-y border-base-300">{m.lignes.map((l) => <Ligne key={l.id} l={l} />)}</ul>}
    </Section>
  );
}

const Etablir = ({ vue }: { vue: VueContrat }): JSX.Element => (
  <EtatVide titre={vue.droits.ecrire ? 'Établir le contrat' : 'Le contrat n’est pas encore établi'} action={vue.droits.ecrire ? <LienBouton variante="primaire" href={`${vue.base}/contrat/termes`}>Établir le contrat</LienBouton> : undefined}>
    {vue.droits.ecrire ? 'La taille, la date de signature et les missions suffisent : les montants du régime viennent d’eux-mêmes, et restent corrigeables.' : 'La coordination, la présidence ou la trésorerie l’établit, dès la signature.'}
  </EtatVide>
);

const Suites = ({ vue: { base, droits } }: { vue: VueContrat }): JSX.Element => (
  <p class="hors-papier mt-6 flex flex-wrap gap-x-6 gap-y-2">
    {droits.ecrire && <a class="lien" href={`${base}/contrat/termes`}>Termes du contrat, avenants et crises</a>}
    <a class="lien" href={`${base}/contrat/papiers`}>Signataires, siège et histoire</a>
    <a class="lien" href={`${base}/contrat.xlsx`} data-turbo="false">Emporter en tableur</a>
  </p>
);

/** The contract on its morning page: what it has earned, what it may miss, line by line. */
export function PageContrat({ vue }: { vue: VueContrat }): JSX.Element {
  if (vue.cas === 'interdit') return <TitrePage titre="Contrat" phrase={vue.phrase} />;
  const { base, droits } = vue;
  return (
    <>
      <TitrePage titre="Contrat" phrase={vue.phrase} action={vue.cas === 'present' && droits.ecrire ? <LienBouton variante="primaire" icone="plus" href={`${base}/contrat/lignes/nouvelle`}>Ajouter une ligne</LienBouton> : undefined} />
      {vue.ancien && <Encadre>Ce contrat est terminé. <a class="lien" href={`${base}/contrat`}>Voir le contrat en cours</a></Encadre>}
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.cas === 'absent' ? <Etablir vue={vue} /> : (
        <>
          <Onglets libelle="Années du contrat" actif={String(vue.annee?.numero ?? '')} onglets={vue.annees.map((a) => ({ cle: String(a.numero), libelle: `Année ${a.numero}`, href: a.href }))} />
          {vue.annee && <p class="text-douce">Année {vue.annee.numero}, {vue.annee.dates}.</p>}
          {vue.bilan && <BarreDeLAnnee bilan={vue.bilan} />}
          <Gestes gestes={vue.gestes.liste} phrase={vue.gestes.phrase} />
          {vue.prochaines.length > 0 && droits.tresorerie && (
            <Section titre="Ce qui doit arriver">
              <ul class="grid gap-1">{vue.prochaines.map((e) => <li key={`${e.le}${e.quoi}`} class="chiffres">{formaterDate(e.le)} : <span class="font-semibold">{e.montant}</span>, {e.quoi}</li>)}</ul>
              <p class="mt-2"><a class="lien" href={`${base}/contrat/tresorerie`}>Suivre la trésorerie du contrat</a></p>
            </Section>
          )}
          {vue.missions.map((m) => <Mission key={m.poste} m={m} />)}
          {vue.avertissements.length > 0 && <Depliant titre={`À savoir (${vue.avertissements.length})`}><ul class="grid list-disc gap-1 pl-5">{vue.avertissements.map((a) => <li key={a}>{a}</li>)}</ul></Depliant>}
          <Suites vue={vue} />
        </>
      )}
    </>
  );
}
