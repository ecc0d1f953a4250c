import type { JSX } from 'preact';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { ChampJour, ZoneTexte } from '#web/composants/champ.tsx';
import { Dialogue, OuvreDialogue } from '#web/composants/dialogue.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { AIDE_CHOIX, libelleGenreQuestion } from '../labels.ts';
import { GenreQuestion } from '../model.ts';
import type { LigneChoix, VueEnquete, VueQuestion } from '../view.ts';
import { ChampsEnquete } from './enquetes.tsx';

function FormulaireQuestion({ vue, q, rendue = {} }: { vue: VueEnquete; q?: VueQuestion; rendue?: Pick<VueQuestion, 'erreurs' | 'valeurs'> }): JSX.Element {
  const action = `${vue.adresse}/questions${q ? `/${q.rang}` : ''}`;
  return (
    <Formulaire action={action} version={vue.enquete.version} prefixe={q ? `q${q.rang}-` : 'nouvelle-'} erreurs={rendue.erreurs ?? {}} valeurs={rendue.valeurs ?? {}}>
      <ZoneTexte nom="intitule" libelle="La question" lignes={2} maximum={200} {...(q ? { valeur: q.titre } : {})} />
      <CasesChoix nom="genre" libelle="On y répond par…" valeur={q?.genre ?? 'une'} options={GenreQuestion.options.map((g) => ({ valeur: g, libelle: libelleGenreQuestion[g] }))} />
      <ZoneTexte nom="choix" libelle="Réponses possibles" aide={AIDE_CHOIX} lignes={5} facultatif {...(q ? { valeur: q.choix.join('\n') } : {})} />
      <Bouton>{q ? 'Enregistrer la question' : 'Ajouter la question'}</Bouton>
    </Formulaire>
  );
}

function AEcrire({ vue, q }: { vue: VueEnquete; q: VueQuestion }): JSX.Element {
  const rang = `${vue.adresse}/questions/${q.rang}/rang`;
  const dont = <span class="sr-only"> : {q.titre}</span>;
  return (
    <li class="py-4">
      <p class="max-w-texte font-semibold wrap-anywhere">{q.rang + 1}. {q.titre}</p>
      <p class="max-w-texte text-sm text-douce wrap-anywhere">{libelleGenreQuestion[q.genre]}{q.choix.length > 0 && `\u00a0: ${q.choix.join(' · ')}`}</p>
      {vue.tient && (
        <>
          <div class="mt-2 flex flex-wrap gap-2">
            {q.rang > 0 && <BoutonGeste petit variante="discret" action={rang} version={vue.enquete.version} champs={{ geste: 'monter' }}>Monter{dont}</BoutonGeste>}
            <BoutonGeste petit variante="discret" action={rang} version={vue.enquete.version} champs={{ geste: 'retirer' }}>Retirer{dont}</BoutonGeste>
          </div>
          <Depliant titre={<>Corriger{dont}</>} ouvert={q.erreurs !== undefined}><FormulaireQuestion vue={vue} q={q} rendue={q} /></Depliant>
        </>
      )}
    </li>
  );
}

function Preparation({ vue }: { vue: VueEnquete }): JSX.Element {
  const { enquete: e } = vue;
  return (
    <>
      <Section titre="Questions" id="questions">
        {vue.questions.length > 0 && <ol class="divide-y divide-base-300 border-y border-base-300">{vue.questions.map((q) => <AEcrire key={q.rang} vue={vue} q={q} />)}</ol>}
        {vue.tient && (vue.pleine ? <p class="mt-3 text-douce">Douze questions : c’est le plus que l’on puisse demander en une minute.</p> : <Depliant titre="Ajouter une question" ouvert={vue.questions.length === 0 || vue.nouvelle !== undefined}><FormulaireQuestion vue={vue} {...(vue.nouvelle ? { rendue: vue.nouvelle } : {})} /></Depliant>)}
      </Section>
      {vue.tient && (
        <Section titre="Titre, but et dernier jour">
          <Formulaire action={vue.adresse} version={e.version} erreurs={vue.erreurs ?? {}} valeurs={vue.valeurs ?? {}}>
            <ChampsEnquete cloture={e.cloture} valeurs={e} />
            <Bouton>Enregistrer</Bouton>
          </Formulaire>
        </Section>
      )}
    </>
  );
}

/** The door: an address and its code, to be shown, printed, sent. */
function Porte({ vue, lien }: { vue: VueEnquete; lien: NonNullable<VueEnquete['lien']> }): JSX.Element {
  return (
    <>
      <div class="flex flex-wrap items-center gap-x-12 gap-y-6">
        <svg viewBox={`-4 -4 ${lien.code.cote} ${lien.code.cote}`} class="w-72 max-w-full bg-white" role="img" aria-label="Code à viser avec un téléphone pour répondre à l’enquête"><path d={lien.code.trace} fill="#000" /></svg>
        <div class="max-w-md grow basis-72">
          <p class="text-lg font-semibold">{vue.enquete.but}</p>
          <p class="mt-3">Visez ce code avec un téléphone : {vue.enquete.adressee === 'public' ? 'une minute suffit, sans compte et sans nom.' : 'une minute suffit, une fois connecté.'}</p>
          <p class="mt-3 text-sm break-all"><a class="text-lien underline" data-en-clair href={lien.adresse}>{lien.adresse}</a></p>
        </div>
      </div>
      {vue.tient && (
        <div class="hors-papier mt-8">
          <Depliant titre="Changer le dernier jour" ouvert={vue.erreurs !== undefined}>
            <Formulaire action={`${vue.adresse}/cloture`} erreurs={vue.erreurs ?? {}} valeurs={vue.valeurs ?? {}}>
              <ChampJour nom="cloture" libelle="Dernier jour pour répondre" valeur={vue.enquete.cloture} />
              <Bouton>Changer le dernier jour</Bouton>
            </Formulaire>
          </Depliant>
        </div>
      )}
    </>
  );
}

function Barre({ l }: { l: LigneChoix }): JSX.Element {
  return (
    <li class="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 sm:grid-cols-[minmax(0,15rem)_minmax(0,1fr)_13rem]">
      <span class="leading-snug wrap-anywhere">{l.libelle}</span>
      <svg class="trace order-last col-span-2 block sm:order-none sm:col-span-1" width="100%" height="18" aria-hidden="true">{l.part !== undefined && <rect x="0" y="1" width={`${(l.part * 100).toFixed(2)}%`} height="16" rx="2" class="serie-1" />}</svg>
      <span class={`chiffres text-right sm:order-last ${l.part === undefined ? 'text-douce' : ''}`}>{l.ecrit}</span>
    </li>
  );
}

const NATURES = [['besoin', 'un besoin'], ['faiblesse', 'une faiblesse'], ['force', 'une force']] as const;

/** One tap each: the finding is written with these words, and may be corrected after. */
function EnFaire({ action, champs, quoi }: { action: string; champs: Readonly<Record<string, string>>; quoi: string }): JSX.Element {
  return (
    <div class="hors-papier mt-3 flex flex-wrap items-center gap-2" role="group" aria-label={`En faire un constat : ${quoi}`}>
      <span class="text-sm text-douce">En faire…</span>
      {NATURES.map(([nature, libelle]) => <BoutonGeste key={nature} petit action={action} champs={{ ...champs, nature }}>{libelle}<span class="sr-only"> : {quoi}</span></BoutonGeste>)}
    </div>
  );
}

function Resultat({ vue, q }: { vue: VueEnquete; q: VueQuestion }): JSX.Element | null {
  const r = q.resultat;
  if (!r) return null;
  const champs = { question: String(q.rang) };
  return (
    <Section titre={`${q.rang + 1}. ${q.titre}`} id={`question-${q.rang + 1}`} phrase={r.phrase}>
      {r.lignes.length > 0 && <ul class="grid max-w-3xl gap-y-2.5 sm:gap-y-2">{r.lignes.map((l) => <Barre key={l.libelle} l={l} />)}</ul>}
      {r.sans && <p class="mt-2 text-sm text-douce">Sans réponse à cette question{'\u00a0'}: {r.sans}.</p>}
      {vue.constats && r.citable && <EnFaire action={vue.constats} champs={champs} quoi={q.titre} />}
      {r.textes.length > 0 && (
        <ul class="grid max-w-texte gap-3">
          {r.textes.map((t) => (
            <li key={t.id} class="border-l-2 border-base-300 pl-4">
              <p class="wrap-anywhere whitespace-pre-line">{t.texte}</p>
              {vue.constats && (
                <details class="menu-leger hors-papier"><summary class="inline-flex min-h-9 items-center text-sm text-lien">S’en servir<span class="sr-only"> : {t.texte}</span></summary>
                  <EnFaire action={vue.constats} champs={{ ...champs, texte: t.id }} quoi={t.texte} />
                  {vue.tient && <div class="mt-2"><BoutonGeste petit variante="discret" action={`${vue.adresse}/textes/${t.id}/effacement`}>Effacer, car elle nomme quelqu’un<span class="sr-only"> : {t.texte}</span></BoutonGeste></div>}
                </details>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Gestes({ vue }: { vue: VueEnquete }): JSX.Element | null {
  const statut = `${vue.adresse}/statut`;
  return (
    <>
      {vue.repondre && <LienBouton variante="primaire" href={vue.repondre}>Répondre</LienBouton>}
      {vue.tient && vue.etat === 'preparee' && vue.questions.length > 0 && <BoutonGeste variante="primaire" action={statut} champs={{ geste: 'ouvrir' }}>Ouvrir l’enquête</BoutonGeste>}
      {vue.tient && vue.etat === 'preparee' && <BoutonGeste variante="discret" action={statut} champs={{ geste: 'abandonner' }}>Abandonner</BoutonGeste>}
      {vue.tient && vue.etat === 'ouverte' && <OuvreDialogue pour="clore">Clore et voir les résultats</OuvreDialogue>}
      {vue.tient && vue.etat === 'abandonnee' && <BoutonGeste action={statut} champs={{ geste: 'reprendre' }}>Reprendre l’enquête</BoutonGeste>}
      {vue.etat === 'close' && <><LienBouton telechargement href={`${vue.adresse}/resultats.xlsx`}>Excel</LienBouton><LienBouton telechargement href={`${vue.adresse}/resultats.csv`}>CSV</LienBouton></>}
    </>
  );
}

/** What is over never opens again: said before, since nothing undoes it. */
function Cloture({ vue }: { vue: VueEnquete }): JSX.Element {
  return (
    <div class="hors-papier">
      <Dialogue id="clore" titre="Clore cette enquête ?">
        <p class="mb-4 max-w-texte">Une enquête close ne se rouvre pas. {vue.peuDeReponses && 'Avec moins de cinq réponses, ses résultats resteraient masqués. '}Plus personne ne pourra répondre, et les résultats paraîtront.</p>
        <BoutonGeste variante="primaire" action={`${vue.adresse}/statut`} champs={{ geste: 'clore' }}>Clore l’enquête</BoutonGeste>
      </Dialogue>
    </div>
  );
}

/** One survey: written, then open with its link, then its results. */
export function PageEnquete({ vue }: { vue: VueEnquete }): JSX.Element {
  return (
    <>
      <TitrePage titre={vue.enquete.titre} phrase={vue.phrase} action={<Gestes vue={vue} />}><p class="mt-1 text-sm text-douce">{vue.mot}</p></TitrePage>
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {(vue.etat === 'preparee' || vue.etat === 'abandonnee') && <Preparation vue={vue.etat === 'abandonnee' ? { ...vue, tient: false } : vue} />}
      {vue.etat === 'ouverte' && (
        <>
          {vue.tient && <Cloture vue={vue} />}
          {vue.lien && <Porte vue={vue} lien={vue.lien} />}
          <div class="hors-papier"><Section titre="Questions"><ol class="divide-y divide-base-300 border-y border-base-300">{vue.questions.map((q) => <AEcrire key={q.rang} vue={{ ...vue, tient: false }} q={q} />)}</ol></Section></div>
        </>
      )}
      {vue.etat === 'close' && (
        <>
          <p class="max-w-texte text-douce">{vue.enquete.but} Ce que moins de 5 personnes ont choisi est masqué, avec ce qui permettrait de le retrouver.</p>
          {vue.questions.map((q) => <Resultat key={q.rang} vue={vue} q={q} />)}
        </>
      )}
    </>
  );
}
