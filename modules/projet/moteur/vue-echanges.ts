import { ecartEnJours, type Jour } from '#core/jour.ts';
import { accord, formaterDate, formaterInstant, formaterNombre, typographier as t } from '#core/texte.ts';
import type { Acteur, PersonneId } from '#core/tenancy.ts';
import { libelleGenreDepot, libelleInstitution } from '../labels-parcours.ts';
import type { DejaDemande, Partie, Question, Remarque } from '../model-echanges.ts';
import type { Depot } from '../model-parcours.ts';
import { peutMenerParcours } from '../permissions.ts';
import { partieDe } from './parcours.ts';

const majuscule = (s: string): string => s.charAt(0).toUpperCase() + s.slice(1);
const auteurEtCote = (auteur: string, p: Partie | Remarque['institution']): string => `${auteur}, pour ${libelleInstitution[p]}`;

export type LigneDepot = { readonly id: string; readonly href: string; readonly numero: number; readonly titre: string; readonly genre: string; readonly quand: string; readonly par: string; readonly taille: string; readonly empreinte: string; readonly ouvertes: number };
export type LigneQuestion = { readonly id: string; readonly href: string; readonly numero: number; readonly objet: string; readonly sens: string; readonly quand: string; readonly echeance?: Jour; readonly repondue: boolean; readonly porteur?: string; readonly aMoi: boolean };

const ko = (octets: number): string => (octets < 1_000_000 ? `${formaterNombre(Math.max(1, Math.round(octets / 1000)))}\u00a0ko` : `${formaterNombre(octets / 1_000_000, 1)}\u00a0Mo`);

export const presenterDepot = (d: Depot, base: string, fuseau: string, ouvertes = 0): LigneDepot => ({
  id: d.id, href: `${base}/projet/echanges/${d.id}`, numero: d.numero, titre: d.titre, genre: libelleGenreDepot[d.genre], quand: formaterInstant(d.deposeLe, fuseau), par: d.deposePar, taille: ko(d.octets), empreinte: d.empreinte, ouvertes,
});

export const presenterQuestion = (q: Question, { base, fuseau, moi }: { readonly base: string; readonly fuseau: string; readonly moi: Partie | undefined }): LigneQuestion => ({
  id: q.id,
  href: `${base}/projet/echanges/questions/${q.id}`,
  numero: q.numero,
  objet: q.objet,
  sens: `De ${libelleInstitution[q.institution]} à ${libelleInstitution[q.destinataire]}`,
  quand: formaterInstant(q.poseeLe, fuseau),
  ...(q.echeance && { echeance: q.echeance }),
  repondue: q.statut === 'repondue',
  ...(q.porteur && { porteur: q.porteur }),
  aMoi: q.statut === 'posee' && q.destinataire === moi,
});

export type Saisie = { readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };
const SANS: Saisie = { erreurs: {}, valeurs: {} };

export type VueEchanges = {
  readonly base: string;
  readonly aujourdhui: Jour;
  readonly phrase: string;
  readonly peutEcrire: boolean;
  readonly peutDeposer: boolean;
  readonly moi?: Partie;
  readonly depots: readonly LigneDepot[];
  readonly questions: readonly LigneQuestion[];
  readonly destinataires: readonly { readonly valeur: string; readonly libelle: string }[];
  readonly porteurs: readonly { readonly valeur: string; readonly libelle: string }[];
  readonly recherche: string;
  readonly trouvees: readonly DejaDemande[];
  readonly question: Saisie;
  readonly depot: Saisie;
};

const PARTIES: readonly Partie[] = ['cpts', 'ars', 'assurance_maladie'];

type FaitsEchanges = { readonly base: string; readonly fuseau: string; readonly aujourdhui: Jour; readonly qui: Acteur; readonly depots: readonly Depot[]; readonly questions: readonly Question[]; readonly porteurs: readonly { readonly id: PersonneId; readonly nom: string }[]; readonly recherche: string; readonly trouvees: readonly DejaDemande[]; readonly question?: Saisie; readonly depot?: Saisie };

export function presenterEchanges(f: FaitsEchanges): VueEchanges {
  const moi = partieDe(f.qui);
  const questions = f.questions.map((q) => presenterQuestion(q, { base: f.base, fuseau: f.fuseau, moi }));
  const attendent = questions.filter((q) => !q.repondue);
  const miennes = attendent.filter((q) => q.aMoi).length;
  const deposes = f.depots.length === 0 ? 'Rien n’est encore déposé.' : t(`${majuscule(accord(f.depots.length, 'document déposé', 'documents déposés'))}, ${attendent.length === 0 ? 'aucune question en attente' : accord(attendent.length, 'question en attente', 'questions en attente')}.`);
  return {
    base: f.base,
    aujourdhui: f.aujourdhui,
    phrase: miennes > 0 ? t(`${accord(miennes, 'question attend', 'questions attendent')} votre réponse. ${deposes}`) : deposes,
    peutEcrire: moi !== undefined,
    peutDeposer: peutMenerParcours(f.qui),
    ...(moi && { moi }),
    depots: f.depots.map((d) => presenterDepot(d, f.base, f.fuseau)),
    questions,
    destinataires: PARTIES.filter((p) => p !== moi).map((p) => ({ valeur: p, libelle: majuscule(libelleInstitution[p]) })),
    porteurs: peutMenerParcours(f.qui) ? f.porteurs.map((p) => ({ valeur: p.id, libelle: p.nom })) : [],
    recherche: f.recherche,
    trouvees: f.trouvees,
    question: f.question ?? SANS,
    depot: f.depot ?? SANS,
  };
}

export type VueFil = { readonly id: string; readonly auteur: string; readonly quand: string; readonly texte: string; readonly reglee: boolean; readonly reponses: readonly { readonly id: string; readonly auteur: string; readonly quand: string; readonly texte: string }[] };
export type VueDepot = { readonly base: string; readonly depot: LigneDepot; readonly phrase: string; readonly peutEcrire: boolean; readonly paragraphes: readonly { readonly rang: number; readonly titre: boolean; readonly texte: string; readonly fils: readonly VueFil[] }[]; readonly ouvert?: number; readonly saisie: Saisie };

/** A deposit as both sides read it: its paragraphs, and the conversations tied to them. */
export function presenterDepotOuvert(f: { readonly base: string; readonly fuseau: string; readonly qui: Acteur; readonly depot: Depot; readonly remarques: readonly Remarque[]; readonly ouvert?: number | undefined; readonly saisie?: Saisie | undefined }): VueDepot {
  const ecrit = (r: Remarque) => ({ id: r.id, auteur: auteurEtCote(r.auteur, r.institution), quand: formaterInstant(r.le, f.fuseau), texte: r.texte });
  const tetes = f.remarques.filter((r) => r.parent === undefined);
  const ouvertes = tetes.filter((r) => !r.reglee).length;
  return {
    base: f.base,
    depot: presenterDepot(f.depot, f.base, f.fuseau, ouvertes),
    phrase: tetes.length === 0 ? 'Aucune remarque pour le moment.' : t(`${accord(tetes.length, 'remarque')}, ${ouvertes === 0 ? 'toutes réglées' : accord(ouvertes, 'ouverte')}.`),
    peutEcrire: partieDe(f.qui) !== undefined,
    paragraphes: f.depot.paragraphes.map((p, rang) => ({
      rang,
      ...p,
      fils: tetes.filter((r) => r.paragraphe === rang).map((r) => ({ ...ecrit(r), reglee: r.reglee, reponses: f.remarques.filter((x) => x.parent === r.id).map(ecrit) })),
    })),
    ...(f.ouvert !== undefined && { ouvert: f.ouvert }),
    saisie: f.saisie ?? SANS,
  };
}

export type VueQuestion = {
  readonly base: string;
  readonly q: LigneQuestion;
  readonly aujourdhui: Jour;
  readonly texte: string;
  readonly auteur: string;
  readonly depot?: { readonly href: string; readonly libelle: string };
  readonly reponse?: { readonly texte: string; readonly par: string };
  readonly peutRepondre: boolean;
  readonly peutPartager: boolean;
  readonly partagee: boolean;
  readonly version: number;
  readonly saisie: Saisie & { readonly formulaire?: 'reponse' | 'partage' };
};

export function presenterQuestionOuverte(f: { readonly base: string; readonly fuseau: string; readonly aujourdhui: Jour; readonly qui: Acteur; readonly question: Question; readonly depots: readonly Depot[]; readonly saisie?: VueQuestion['saisie'] | undefined }): VueQuestion {
  const { question } = f;
  const moi = partieDe(f.qui);
  const depot = f.depots.find((d) => d.id === question.depot);
  return {
    base: f.base,
    q: presenterQuestion(question, { base: f.base, fuseau: f.fuseau, moi }),
    aujourdhui: f.aujourdhui,
    texte: question.texte,
    auteur: auteurEtCote(question.auteur, question.institution),
    ...(depot && { depot: { href: `${f.base}/projet/echanges/${depot.id}`, libelle: t(`Dépôt n° ${depot.numero} : ${depot.titre}`) } }),
    ...(question.reponse !== undefined && { reponse: { texte: question.reponse, par: t(`${auteurEtCote(question.reponduePar ?? '', question.destinataire)}${question.repondueLe ? `, ${formaterInstant(question.repondueLe, f.fuseau)}` : ''}`) } }),
    peutRepondre: moi === question.destinataire,
    peutPartager: peutMenerParcours(f.qui) && question.reponse !== undefined && question.partage === undefined,
    partagee: question.partage !== undefined && peutMenerParcours(f.qui),
    version: question.version,
    saisie: f.saisie ?? SANS,
  };
}

/** Days before (positive) and after (negative) the day an answer is wished for, at which those who owe it are written to. */
const DISTANCES: readonly number[] = [7, 1, -1, -8];

export type RappelDeQuestion = { readonly question: Question & { readonly echeance: Jour }; readonly distance: number };

/** The reminder each question without an answer calls for: the last distance that was passed. */
export const rappelsDeQuestions = (questions: readonly Question[], aujourdhui: Jour): readonly RappelDeQuestion[] =>
  questions.flatMap((q) => {
    if (q.statut !== 'posee' || q.echeance === undefined) return [];
    const reste = ecartEnJours(aujourdhui, q.echeance);
    const distance = DISTANCES.filter((n) => reste <= n).at(-1);
    return distance === undefined ? [] : [{ question: { ...q, echeance: q.echeance }, distance }];
  });

/** The letter that reminds of questions: what, who asks, by when, and where to answer. */
export function lettreDeQuestions(p: { readonly cpts: string; readonly lien: string; readonly rappels: readonly RappelDeQuestion[]; readonly aujourdhui: Jour }) {
  const quand = ({ question }: RappelDeQuestion): string => { const n = ecartEnJours(p.aujourdhui, question.echeance); return n < 0 ? `attendue depuis ${accord(-n, 'jour')}` : n === 0 ? 'attendue aujourd’hui' : n === 1 ? 'attendue demain' : `attendue dans ${accord(n, 'jour')}`; };
  const [premier] = p.rappels;
  return {
    sujet: t(`${p.cpts} : ${p.rappels.length > 1 ? `${p.rappels.length} questions attendent une réponse` : `une réponse ${premier ? quand(premier) : 'attendue'}`}`),
    lettre: {
      titre: p.rappels.length > 1 ? `${p.rappels.length} questions attendent une réponse` : t(`Question : ${premier?.question.objet ?? ''}`),
      paragraphes: p.rappels.map((r) => t(`« ${r.question.objet} », de ${r.question.auteur} : réponse ${quand(r)} (${formaterDate(r.question.echeance)}).`)),
      boutons: [{ libelle: 'Répondre', href: p.lien }],
      expediteur: p.cpts,
      pourquoi: 'Vous recevez ce message parce que cette question est adressée à votre institution, ou que vous la suivez.',
    },
  };
}
