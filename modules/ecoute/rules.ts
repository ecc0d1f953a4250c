import { type Jour, plusJours } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import type { Masque, Protege } from '#modules/diagnostic/model.ts';
import { masquerColonne } from '#modules/diagnostic/moteur/masquage.ts';
import { JOURS_OUVERTE_MAX, QUESTIONS_MAX, REPONSES_MAX, SEUIL_DES_REPONSES } from './constants.ts';
import type { Comptes, Enquete, Question, RefusEnquete, Reponse } from './model.ts';

/** Takes answers today. Its last day counts whole. */
export const prendReponses = (e: Pick<Enquete, 'statut' | 'cloture'>, jour: Jour): boolean => e.statut === 'ouverte' && e.cloture >= jour;

/** Its counts may be read: it will take no answer any more. */
export const estFinie = (e: Pick<Enquete, 'statut' | 'cloture'>, jour: Jour): boolean => e.statut === 'close' || (e.statut === 'ouverte' && e.cloture < jour);

export const clotureRefusee = (cloture: Jour, jour: Jour): RefusEnquete | undefined =>
  cloture < jour ? { code: 'cloture_passee' } : cloture > plusJours(jour, JOURS_OUVERTE_MAX) ? { code: 'cloture_lointaine' } : undefined;

/** Before it takes answers: something is asked, and one has time to answer. */
export function refusDOuvrir(e: Pick<Enquete, 'questions' | 'cloture'>, jour: Jour): RefusEnquete | undefined {
  return e.questions.length === 0 ? { code: 'sans_question' } : clotureRefusee(e.cloture, jour);
}

export const comptesVides = (questions: readonly Question[]): Comptes => questions.map((q) => q.choix.map(() => 0));

/** One more person. Choices are added to counts, in which they can no longer be told apart. */
export function compter(e: Pick<Enquete, 'comptes' | 'questions' | 'reponses'>, reponses: readonly Reponse[]): Result<Comptes, RefusEnquete> {
  if (e.reponses >= REPONSES_MAX) return refuser({ code: 'reponses_pleines' });
  if (reponses.every((r) => r === undefined)) return refuser({ code: 'sans_reponse' });
  return ok(e.questions.map((q, i) => q.choix.map((_, c) => {
    const r = reponses[i];
    return (e.comptes[i]?.[c] ?? 0) + (r && 'choix' in r && r.choix.includes(c) ? 1 : 0);
  })));
}

export type GesteQuestion = 'monter' | 'retirer';

/** The questions once one is written at `rang` (at the end when it is not there yet). */
export function ecrireQuestion(questions: readonly Question[], rang: number | undefined, q: Question): Result<readonly Question[], RefusEnquete> {
  if (rang === undefined) return questions.length >= QUESTIONS_MAX ? refuser({ code: 'trop_de_questions' }) : ok([...questions, q]);
  return rang in questions ? ok(questions.with(rang, q)) : refuser({ code: 'question_inconnue' });
}

export function deplacerQuestion(questions: readonly Question[], rang: number, geste: GesteQuestion): Result<readonly Question[], RefusEnquete> {
  const q = questions[rang];
  const avant = questions[rang - 1];
  if (!q) return refuser({ code: 'question_inconnue' });
  if (geste === 'retirer') return ok(questions.toSpliced(rang, 1));
  return ok(avant ? questions.with(rang - 1, q).with(rang, avant) : questions);
}

/** A count that may be read, one that is hidden, or one that is hidden because the others would give it away, with what they say of it anyway. */
export type Compte = number | Masque | (Protege & { readonly entre?: readonly [number, number] });
export type ResultatQuestion =
  | { readonly etat: 'comptee'; readonly choix: readonly { readonly libelle: string; readonly compte: Compte }[]; /** Those who left it blank, for a question of one choice. */ readonly sans?: Compte }
  | { readonly etat: 'trop_peu' };

const SEUIL = SEUIL_DES_REPONSES;
const seul = (n: number): Compte => (n > 0 && n < SEUIL ? { masque: true, seuil: SEUIL } : n);

/** One hidden large count among small ones: what anybody finds by subtraction, said plainly. */
function situer(cellules: readonly Compte[], total: number): readonly Compte[] {
  const proteges = cellules.filter((c) => typeof c === 'object' && 'protege' in c).length;
  const petits = cellules.filter((c) => typeof c === 'object' && 'masque' in c).length;
  const reste = total - cellules.reduce<number>((n, c) => n + (typeof c === 'number' ? c : 0), 0);
  const entre: readonly [number, number] = [Math.max(SEUIL, reste - petits * (SEUIL - 1)), reste - petits];
  return cellules.map((c) => (proteges === 1 && typeof c === 'object' && 'protege' in c ? { ...c, entre } : c));
}

/**
 * What one question may show. Counts from 1 to 4 are hidden. Of a question with one choice, the answers and the blanks add up to the number
 * of people, which is known: others are hidden with them, so that no subtraction says more. Choices that may be ticked together add up to nothing.
 */
export function resultatDe(q: Question, comptes: readonly number[], reponses: number): ResultatQuestion {
  if (reponses < SEUIL) return { etat: 'trop_peu' };
  const montrer = (cs: readonly Compte[]): { libelle: string; compte: Compte }[] => q.choix.map((libelle, i) => ({ libelle, compte: cs[i] ?? 0 }));
  if (q.genre !== 'une') return { etat: 'comptee', choix: montrer(comptes.map(seul)) };
  const sans = reponses - comptes.reduce((a, b) => a + b, 0);
  const { cellules, total } = masquerColonne([...comptes, sans], SEUIL, reponses);
  // The number of people is on the page: when hiding it is what would protect the counts, none is shown.
  if (total === 'masque') return { etat: 'trop_peu' };
  const situees = situer(cellules.map((c): Compte => c ?? 0), reponses);
  return { etat: 'comptee', choix: montrer(situees), sans: situees.at(-1) ?? 0 };
}
