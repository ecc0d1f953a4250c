import { z } from 'zod';
import type { Jour } from '#core/jour.ts';
import { JourTape } from '#core/saisie.ts';
import { CHOIX_MAX, CHOIX_MIN } from './constants.ts';

export const EnqueteId = z.uuid().brand<'EnqueteId'>();
export type EnqueteId = z.infer<typeof EnqueteId>;

/** Of a survey: being written, taking answers, over, given up before it opened. */
export const StatutEnquete = z.enum(['preparee', 'ouverte', 'close', 'abandonnee']);
export type StatutEnquete = z.infer<typeof StatutEnquete>;

/** Whom it asks: whoever holds its link, or the members once signed in. */
export const Adressee = z.enum(['public', 'membres']);
export type Adressee = z.infer<typeof Adressee>;

export const GenreQuestion = z.enum(['une', 'plusieurs', 'texte']);
export type GenreQuestion = z.infer<typeof GenreQuestion>;

/** `choix` is empty for a question answered in words. */
export const Question = z.object({ genre: GenreQuestion, intitule: z.string(), choix: z.array(z.string()).readonly() });
export type Question = z.infer<typeof Question>;

/** For each question, how many chose each of its choices: nothing says what one person answered. */
export const Comptes = z.array(z.array(z.int().min(0)).readonly()).readonly();
export type Comptes = z.infer<typeof Comptes>;

export type Enquete = {
  readonly id: EnqueteId;
  readonly titre: string;
  /** What it is for, in a sentence that people read before they answer. */
  readonly but: string;
  readonly adressee: Adressee;
  /** The last day on which one may answer. */
  readonly cloture: Jour;
  readonly questions: readonly Question[];
  readonly statut: StatutEnquete;
  /** How many people answered. */
  readonly reponses: number;
  readonly comptes: Comptes;
  readonly version: number;
  readonly ouverteLe: Date | undefined;
};

/** An answer in words, which nothing ties to the other answers of the same person. */
export type TexteRecu = { readonly id: string; readonly question: number; readonly texte: string };

/** What one person answered to one question: the ranks of the choices, or a text. Undefined: nothing. */
export type Reponse = { readonly choix: readonly number[] } | { readonly texte: string } | undefined;

const identite = {
  titre: z.string().trim().min(1, 'Donnez un titre à l’enquête.').max(120, 'Ce titre est trop long : 120 caractères au plus.'),
  but: z.string().trim().min(1, 'Dites à quoi elle servira : c’est la première phrase que l’on lira.').max(500, 'Cette phrase est trop longue : 500 caractères au plus.'),
  adressee: z.enum(Adressee.options, 'Choisissez à qui l’enquête s’adresse.'),
  cloture: JourTape,
};
export const SaisieEnquete = z.strictObject({ ...identite, modele: z.enum(['aucun', 'habitants', 'professionnels'], 'Choisissez d’où partir.').default('aucun') });
export type SaisieEnquete = z.infer<typeof SaisieEnquete>;

export const Version = z.coerce.number().int().min(1);
export const SaisieIdentite = z.strictObject({ ...identite, version: Version });
export type SaisieIdentite = z.infer<typeof SaisieIdentite>;

const enLignes = (t: string): string[] => [...new Set(t.split(/\r?\n/).map((l) => l.trim()).filter((l) => l !== ''))];

export const SaisieQuestion = z
  .strictObject({
    version: Version,
    genre: z.enum(GenreQuestion.options, 'Choisissez comment on y répond.'),
    intitule: z.string().trim().min(1, 'Écrivez la question.').max(200, 'Cette question est trop longue : 200 caractères au plus.'),
    choix: z.string().max(2000, 'Ces réponses sont trop longues.').default('').transform(enLignes),
  })
  .superRefine((q, ctx) => {
    const dire = (message: string): void => ctx.addIssue({ code: 'custom', path: ['choix'], message });
    if (q.genre === 'texte') return;
    if (q.choix.length < CHOIX_MIN) dire('Écrivez au moins deux réponses possibles, une par ligne.');
    if (q.choix.length > CHOIX_MAX) dire(`Au plus ${CHOIX_MAX} réponses possibles.`);
    if (q.choix.some((c) => c.length > 100)) dire('Une réponse est trop longue : 100 caractères au plus.');
  });
export type SaisieQuestion = z.infer<typeof SaisieQuestion>;

const VIDE = (v: unknown): boolean => v === undefined || (typeof v === 'string' && v.trim() === '') || (Array.isArray(v) && v.length === 0);
const enListe = (v: unknown): unknown => (Array.isArray(v) ? v : [v]);
const CHOISIR = 'Choisissez parmi les réponses proposées.';

function reponseA(q: Question): z.ZodType<Reponse> {
  if (q.genre === 'texte') {
    const mots = z.string('Écrivez votre réponse en quelques mots.').trim().min(1).max(500, 'Cette réponse est trop longue : 500 caractères au plus.').transform((texte): Reponse => ({ texte }));
    return z.preprocess((v) => (VIDE(v) ? undefined : v), mots.optional());
  }
  const rangs = z.array(z.coerce.number(CHOISIR).int(CHOISIR).min(0, CHOISIR).max(q.choix.length - 1, CHOISIR)).max(q.genre === 'une' ? 1 : q.choix.length, CHOISIR);
  return z.preprocess((v) => (VIDE(v) ? undefined : enListe(v)), rangs.transform((choix): Reponse => ({ choix: [...new Set(choix)] })).optional());
}

export const nomDeQuestion = (rang: number): string => `q${rang}`;
/** The form of a survey: a field per question, each may be left blank. Answers come in the order of the questions. */
export const saisieDesReponses = (questions: readonly Question[]): z.ZodType<readonly Reponse[]> =>
  z.strictObject(Object.fromEntries(questions.map((q, i) => [nomDeQuestion(i), reponseA(q)]))).transform((r) => questions.map((_, i) => r[nomDeQuestion(i)]));

export type RefusEnquete =
  | { readonly code: 'role_insuffisant' | 'enquete_inconnue' | 'version_depassee' | 'sans_question' | 'trop_de_questions' | 'question_inconnue' | 'cloture_passee' | 'cloture_lointaine' | 'enquete_fermee' | 'deja_repondu' | 'sans_reponse' | 'reponses_pleines' | 'texte_inconnu' | 'rien_a_constater' }
  | { readonly code: 'geste_impossible'; readonly statut: StatutEnquete };
