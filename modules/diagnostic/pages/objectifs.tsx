import type { JSX } from 'preact';
import { libelleMission, Mission } from '#core/mission.ts';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Champ, Choix } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { libelleGesteObjectif } from '../labels.ts';
import type { LigneObjectif, VueObjectif, VueObjectifs } from '../view-objectifs.ts';

const chez = (base: string): string => `${base}/territoire/diagnostic/objectifs`;

function Ligne({ o, vue }: { o: LigneObjectif; vue: VueObjectifs }): JSX.Element {
  return (
    <li class="py-4">
      <p class="flex flex-wrap items-center gap-2"><Badge ton={o.ouvert ? 'encours' : o.etat === 'atteint' ? 'reussi' : 'neutre'} icone={false}>{o.etat}</Badge><span class="text-sm text-douce">{o.mission}</span></p>
      <p class="mt-1 max-w-texte text-lg font-semibold wrap-anywhere">{o.titre}</p>
      <ul class="mt-1 grid max-w-texte gap-1 text-sm">
        {o.constats.map((c) => <li key={c} class="wrap-anywhere">Répond au constat{'\u00a0'}: {c}</li>)}
        {o.depart.map((d) => <li key={d} class="wrap-anywhere">Point de départ{'\u00a0'}: {d}</li>)}
        <li class="wrap-anywhere">{o.mesure === '' ? <span class="text-douce">Ni indicateur ni cible ne sont encore dits.</span> : <>Mesure{'\u00a0'}: {o.mesure}</>}</li>
      </ul>
      {(o.gestes.length > 0 || o.href) && (
        <div class="hors-papier mt-2 flex flex-wrap gap-2">
          {o.href && <LienBouton petit href={o.href}>Modifier<span class="sr-only"> : {o.titre}</span></LienBouton>}
          {o.gestes.map((g) => <BoutonGeste key={g} petit action={`${chez(vue.base)}/${o.id}/statut`} champs={{ geste: g }}>{libelleGesteObjectif[g]}<span class="sr-only"> : {o.titre}</span></BoutonGeste>)}
        </div>
      )}
    </li>
  );
}

/** What the CPTS wants to have changed, year by year, each from findings kept together. */
export function PageObjectifs({ vue }: { vue: VueObjectifs }): JSX.Element {
  if (vue.interdit) return <TitrePage titre="Objectifs" phrase="Les objectifs sont réservés aux membres de la CPTS : l’ARS et l’Assurance Maladie les lisent dans le projet de santé déposé." />;
  return (
    <>
      <TitrePage titre="Objectifs" phrase={vue.phrase} action={<>{vue.tient && <LienBouton variante="primaire" href={`${chez(vue.base)}/nouveau`}>Écrire un objectif</LienBouton>}<LienBouton href={`${vue.base}/projet/sante/objectifs`}>Le chapitre du projet de santé</LienBouton></>} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.annees.length === 0 && <EtatVide titre="Aucun objectif" icone="target">{vue.sansObjectif.length === 0 ? 'Retenez d’abord un constat dans le carnet du diagnostic.' : 'Partez d’un des constats retenus ci-dessous.'}</EtatVide>}
      {vue.annees.map((a) => <Section key={a.annee} titre={`Pour ${a.annee}`}><ol class="divide-y divide-base-300 border-y border-base-300">{a.objectifs.map((o) => <Ligne key={o.id} o={o} vue={vue} />)}</ol></Section>)}
      {vue.sansObjectif.length > 0 && (
        <Section titre="Constats retenus sans objectif">
          <ul class="divide-y divide-base-300 border-y border-base-300">{vue.sansObjectif.map((c) => <li key={c.id} class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3"><span class="min-w-0 grow basis-64 wrap-anywhere">{c.texte}</span>{vue.tient && <LienBouton petit href={`${chez(vue.base)}/nouveau?constat=${c.id}`}>En faire un objectif<span class="sr-only"> : {c.texte}</span></LienBouton>}</li>)}</ul>
        </Section>
      )}
      {vue.annees.length === 0 && <p class="mt-4"><a class="text-lien underline underline-offset-4" href={`${vue.base}/territoire/diagnostic/constats`}>Ouvrir le carnet de constats</a></p>}
    </>
  );
}

/** One objective, new or to correct. */
export function PageObjectif({ vue }: { vue: VueObjectif }): JSX.Element {
  const { objectif: o } = vue;
  const valeurs = vue.valeurs ?? { titre: o?.titre ?? '', mission: o?.mission ?? '', constats: vue.choisis, indicateur: o?.indicateur ?? '', cible: o?.cible ?? '', annee: String(vue.annee) };
  return (
    <>
      <TitrePage titre={o ? 'Modifier un objectif' : 'Écrire un objectif'} phrase="Peu d’objectifs, chacun né d’un constat, avec un point de départ et une cible." />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.constats.length === 0 ? <EtatVide titre="Aucun constat retenu" icone="target" action={<LienBouton href={`${vue.base}/territoire/diagnostic/constats`}>Ouvrir le carnet de constats</LienBouton>}>Un objectif naît d’un constat retenu : la coordination, la présidence ou le secrétariat les retiennent dans le carnet.</EtatVide> : (
        <Formulaire action={o ? `${chez(vue.base)}/${o.id}` : `${chez(vue.base)}/nouveau`} version={o?.version ?? 0} erreurs={vue.erreurs ?? {}} valeurs={valeurs} brouillon={`objectif-${o?.id ?? 'nouveau'}`}>
          <Champ nom="titre" libelle="Ce qui aura changé" aide="En une phrase : qui, quoi, de combien." maximum={200} />
          <Choix nom="mission" libelle="Mission" vide="Choisir…" options={Mission.options.map((m) => ({ valeur: m, libelle: libelleMission[m] }))} />
          <CasesChoix nom="constats" libelle="Constats auxquels il répond" multiple options={vue.constats.map((c) => ({ ...c }))} />
          <Champ nom="indicateur" libelle="Comment on le mesurera" facultatif maximum={300} aide="Par exemple : patients en affection de longue durée sans médecin traitant." />
          <Champ nom="cible" libelle="La cible" facultatif maximum={300} aide="Par exemple : 100 patients au plus." />
          <Champ nom="annee" libelle="Pour la fin de l’année" clavier="numeric" court />
          <div class="flex flex-wrap gap-2"><Bouton variante="primaire">Enregistrer l’objectif</Bouton><LienBouton href={chez(vue.base)}>Revenir sans enregistrer</LienBouton></div>
        </Formulaire>
      )}
    </>
  );
}
