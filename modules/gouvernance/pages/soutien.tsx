import type { JSX } from 'preact';
import { accord, formaterDate, typographier } from '#core/texte.ts';
import { Badge, BadgeEcheance } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Tableau } from '#web/composants/tableau.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { Jour } from '#core/jour.ts';
import { JOURS_ENTRE_RAPPELS, JOURS_POUR_ACCEPTER, REPONSES_TUES } from '../constants.ts';
import { libelleGenre, libelleMediation } from '../labels.ts';
import type { Mediation, Pouls } from '../model.ts';
import { joursSansReponse, type Volontaire } from '../rules.ts';
import { LectureReservee } from './gouvernance.tsx';

export type VueSoutien = {
  readonly base: string;
  readonly moi: string;
  readonly aujourdhui: Jour;
  readonly maintenant: Date;
  readonly mediations: readonly Mediation[];
  readonly personnes: readonly { readonly personneId: string; readonly nom: string }[];
  readonly volontaires: readonly Volontaire[];
  readonly pouls: readonly Pouls[];
  readonly refus?: string;
  readonly erreurs: Readonly<Record<string, string>>;
  readonly valeurs: Readonly<Record<string, unknown>>;
};

/** Three questions that nobody is alone to answer. */
export const QUESTIONS_DU_POULS = ['J’ai pu dire ce que j’avais à dire.', 'Ce temps a été utile.', 'Ce que j’en rapporte est tenable pour moi.'] as const;
const OPTIONS = [{ valeur: 'o', libelle: 'Oui' }, { valeur: 'p', libelle: 'En partie' }, { valeur: 'n', libelle: 'Non' }];

const GESTES_DU_TIERS: Readonly<Partial<Record<Mediation['statut'], readonly (readonly [string, string])[]>>> = { demandee: [['accepter', 'Accepter'], ['decliner', 'Décliner']], acceptee: [['clore', 'Terminer']] };
const RETIRER = ['retirer', 'Retirer ma demande'] as const;
const GESTES_DU_DEMANDEUR: typeof GESTES_DU_TIERS = { demandee: [RETIRER], declinee: [RETIRER], acceptee: [['clore', 'Terminer'], RETIRER] };
const gestesDe = (m: Mediation, tiers: boolean): readonly (readonly [string, string])[] => (tiers ? GESTES_DU_TIERS : GESTES_DU_DEMANDEUR)[m.statut] ?? [];

const ton = (m: Mediation): 'encours' | 'reussi' | 'attente' => (m.statut === 'acceptee' ? 'encours' : m.statut === 'close' ? 'reussi' : 'attente');

const ecritPar = (m: Mediation, par: string, moi: string): string => (par === moi ? 'Vous' : par === m.par.personneId ? m.par.nom : m.a.nom);

/** What each may do now; who asked may remind, a week apart. */
function Gestes({ m, vue, attend }: { m: Mediation; vue: VueSoutien; attend: boolean }): JSX.Element {
  const action = `${vue.base}/gouvernance/soutien/mediations/${m.id}`;
  const rappel = attend && joursSansReponse(m, vue.maintenant, true) >= JOURS_ENTRE_RAPPELS;
  return (
    <div class="flex flex-wrap gap-2 empty:hidden">
      {rappel && <BoutonGeste petit action={action} champs={{ geste: 'relancer' }}>Rappeler<span class="sr-only"> ma demande à {m.a.nom}</span></BoutonGeste>}
      {gestesDe(m, m.a.personneId === vue.moi).map(([geste, libelle]) => <BoutonGeste key={geste} petit action={action} champs={{ geste }}>{libelle}</BoutonGeste>)}
    </div>
  );
}

const ConfierAUnAutre = ({ m, vue }: { m: Mediation; vue: VueSoutien }): JSX.Element => (
  <Formulaire action={`${vue.base}/gouvernance/soutien/mediations/${m.id}`} prefixe={`confier-${m.id}-`} class="hors-papier"><input type="hidden" name="geste" value="confier" /><Choix nom="a" libelle="Confier à quelqu’un d’autre" vide="Choisir" options={vue.personnes.map((p) => ({ valeur: p.personneId, libelle: p.nom }))} /><Bouton petit>Confier</Bouton></Formulaire>
);

function Demande({ m, vue }: { m: Mediation; vue: VueSoutien }): JSX.Element {
  const [tiers, action] = [m.a.personneId === vue.moi, `${vue.base}/gouvernance/soutien/mediations/${m.id}`];
  const vit = m.statut === 'demandee' || m.statut === 'acceptee';
  const attend = !tiers && m.statut === 'demandee';
  const muet = attend && joursSansReponse(m, vue.maintenant) >= JOURS_POUR_ACCEPTER;
  return (
    <li class="carte grid gap-3 p-4">
      <p class="flex flex-wrap items-center gap-2"><span class="font-semibold">{libelleGenre[m.genre]}</span><Badge ton={ton(m)}>{libelleMediation[m.statut]}</Badge></p>
      <p class="text-sm text-douce wrap-anywhere">{tiers ? `Demandée par ${m.par.nom}` : `Confiée à ${m.a.nom}`}</p>
      <p class="max-w-texte wrap-anywhere whitespace-pre-line">{m.recit}</p>
      {m.suites.length > 0 && <ul class="grid gap-2 border-l-2 border-base-300 pl-4">{m.suites.map((s) => <li key={s.le} class="wrap-anywhere"><span class="text-sm text-douce">{ecritPar(m, s.par, vue.moi)}</span> : {s.texte}</li>)}</ul>}
      {muet && <p class="max-w-texte">{m.a.nom} n’a pas répondu en {JOURS_POUR_ACCEPTER} jours : personne ne doit rester seul, confiez votre demande à quelqu’un d’autre.</p>}
      <Gestes m={m} vue={vue} attend={attend} />
      {(muet || (m.statut === 'declinee' && !tiers)) && <ConfierAUnAutre m={m} vue={vue} />}
      {vit && <Formulaire action={action} prefixe={`suite-${m.id}-`} class="hors-papier"><input type="hidden" name="geste" value="noter" /><ZoneTexte nom="texte" libelle="Ajouter un mot" lignes={2} maximum={2000} /><Bouton petit>Ajouter</Bouton></Formulaire>}
    </li>
  );
}

function Mediations({ vue }: { vue: VueSoutien }): JSX.Element {
  return (
    <Section titre="Dénouer une situation" horsPapier={vue.mediations.length === 0} phrase="Un désaccord, un poids ancien, une réunion tendue : demandez une médiation, ou quelqu’un de neutre pour animer. Vous deux seuls lisez la demande.">
      {vue.mediations.length > 0 && <ul class="mb-6 grid gap-4">{vue.mediations.map((m) => <Demande key={m.id} m={m} vue={vue} />)}</ul>}
      <Formulaire action={`${vue.base}/gouvernance/soutien/mediations`} erreurs={vue.erreurs} valeurs={vue.valeurs} prefixe="demande-" class="hors-papier">
        <CasesChoix nom="genre" libelle="Ce que vous demandez" options={Object.entries(libelleGenre).map(([valeur, libelle]) => ({ valeur, libelle }))} deuxColonnes />
        <Choix nom="a" libelle="À qui" vide="Choisir une personne" aide="Elle recevra un courriel qui ne dit rien de votre demande." options={vue.personnes.map((p) => ({ valeur: p.personneId, libelle: p.nom }))} />
        <ZoneTexte nom="recit" libelle="En quelques mots" lignes={4} maximum={4000} />
        <Bouton>Envoyer ma demande</Bouton>
      </Formulaire>
    </Section>
  );
}

function Presidences({ vue }: { vue: VueSoutien }): JSX.Element {
  const [premier] = vue.volontaires;
  const volontaire = vue.volontaires.some((v) => v.personneId === vue.moi);
  return (
    <Section titre="Présider à tour de rôle" phrase={premier ? typographier(`Prochaine séance : c’est le tour de ${premier.nom}.`) : 'Personne ne s’est encore proposé.'}>
      {vue.volontaires.length > 0 && <ol class="mb-4 list-decimal pl-6">{vue.volontaires.map((v) => <li key={v.personneId} class="wrap-anywhere">{v.nom} <span class="text-sm text-douce">{v.derniere ? `a présidé le ${formaterDate(v.derniere)}` : 'n’a pas encore présidé'}</span></li>)}</ol>}
      <p class="mb-3 max-w-texte text-sm text-douce">Le tour revient à qui a présidé il y a le plus longtemps. Qui tient la présidence de l’association peut laisser la séance à un autre.</p>
      <BoutonGeste action={`${vue.base}/gouvernance/soutien/presidence`} champs={{ volontaire: volontaire ? 'non' : 'oui' }}>{volontaire ? 'Ne plus présider' : 'Je veux bien présider'}</BoutonGeste>
    </Section>
  );
}

function Questions({ p, vue }: { p: Pouls; vue: VueSoutien }): JSX.Element {
  return (
    <li class="carte p-4">
      <p class="mb-3 flex flex-wrap items-center gap-2 font-semibold wrap-anywhere">{p.titre} <BadgeEcheance echeance={p.clotLe} aujourdhui={vue.aujourdhui} /></p>
      <Formulaire action={`${vue.base}/gouvernance/soutien/pouls/${p.id}`} prefixe={`pouls-${p.id}-`}>
        {QUESTIONS_DU_POULS.map((q, i) => <CasesChoix key={q} nom={`q${i}`} libelle={q} options={OPTIONS} />)}
        <Bouton>Répondre sans mon nom</Bouton>
      </Formulaire>
    </li>
  );
}

function Resultat({ p }: { p: Pouls }): JSX.Element {
  return (
    <li>
      <p class="mb-2 font-semibold wrap-anywhere">{p.titre}, <span class="font-normal text-douce">{formaterDate(p.jour)}</span></p>
      {p.resultat ? (
        <Tableau legende={`Réponses : ${p.titre}`} densite="compacte" lignes={p.resultat.map((n, i) => ({ question: QUESTIONS_DU_POULS[i] ?? '', n }))} idLigne={(l) => l.question} colonnes={[
          { cle: 'question', titre: 'Question', principale: true, cellule: (l) => l.question },
          { cle: 'oui', titre: 'Oui', cellule: (l) => l.n[0] }, { cle: 'partie', titre: 'En partie', cellule: (l) => l.n[1] }, { cle: 'non', titre: 'Non', cellule: (l) => l.n[2] },
        ]} />
      ) : <p class="text-douce">{REPONSES_TUES} réponses ou moins : rien n’est montré, rien n’est gardé.</p>}
    </li>
  );
}

/** What helps people hold: a third party, the chair that turns, how meetings feel. No score, no ranking, no name beside an answer. */
export function PageSoutien({ vue, interdit }: { vue?: VueSoutien; interdit?: boolean }): JSX.Element {
  if (interdit || !vue) return <LectureReservee />;
  const ouverts = vue.pouls.filter((p) => p.statut === 'ouverte' && p.clotLe >= vue.aujourdhui && p.invites.includes(vue.moi));
  const clos = vue.pouls.filter((p) => p.statut === 'close');
  const confiees = vue.mediations.filter((m) => m.statut === 'demandee' && m.a.personneId === vue.moi).length;
  return (
    <>
      <TitrePage titre="Se soutenir" phrase={confiees > 0 ? `${accord(confiees, 'demande vous est confiée', 'demandes vous sont confiées')}.` : ouverts.length > 0 ? 'Dites en trois réponses comment s’est passée la dernière réunion.' : 'Demander de l’aide, présider à tour de rôle, dire comment vont les réunions.'} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      <div id="pouls"><Section titre="Comment vont nos réunions" phrase="Vos réponses sont scellées, sans heure ni ordre. Les comptes paraissent à la clôture, et seulement au-dessus de cinq réponses.">
        {ouverts.length === 0 && clos.length === 0 && <p class="text-douce">Les questions viennent après chaque réunion, à qui y était.</p>}
        {ouverts.length > 0 && <ul class="mb-6 grid gap-4">{ouverts.map((p) => <Questions key={p.id} p={p} vue={vue} />)}</ul>}
        {clos.length > 0 && <ul class="grid gap-6">{clos.slice(0, 10).map((p) => <Resultat key={p.id} p={p} />)}</ul>}
      </Section></div>
      <Presidences vue={vue} />
      <Mediations vue={vue} />
    </>
  );
}
