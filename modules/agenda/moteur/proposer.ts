import { ok, refuser, type Result } from '#core/result.ts';
import { VACANCES_SCOLAIRES } from '../constants.ts';
import { classer, masquesDe } from './classement.ts';
import { decrireDates } from './dates.ts';
import type { DemandeDeDate } from './demande.ts';
import { type Etat, preparer } from './etat.ts';
import { direDepartage } from './phrases.ts';
import type { Proposition, RefusDeDate } from './proposition.ts';
import { expliquerRefus } from './refus.ts';

/** The objective, in the order in which it decides. Said in every answer, so that a date can be checked by hand. */
export const OBJECTIF: readonly string[] = [
  '1. vacances : si vacances = evitees, une date hors vacances passe avant toute date en vacances',
  '2. essentiels : le plus de personnes essentielles qui peuvent venir',
  '3. presents : le plus de personnes (essentielles et utiles) qui peuvent venir ; à tolerancePresents près de la meilleure date possible, égalité',
  '4. siBesoin : le moins de personnes qui ne viendraient que si besoin',
  '5. deuxSoirsDeSuite : le moins de présents ayant déjà donné leur soirée de la veille ou du lendemain (réunions du soir)',
  '6. equite : la plus petite somme, sur les présents d’une réunion du soir, de 2 × soireesDeja + 1 (croissance de la somme des carrés des soirées) ; 0 pour une réunion de jour',
  '7. date : la plus proche',
];

function avertissements(e: Etat): string[] {
  const zone = e.demande.zoneScolaire;
  if (zone === null || e.grille.n === 0) return [];
  const jour = (n: number | undefined): string => new Date((n ?? 0) * 86_400_000).toISOString().slice(0, 10);
  const [du, au] = [jour(e.grille.jours[0]), jour(e.grille.jours.at(-1))];
  const bornes = VACANCES_SCOLAIRES.map((a) => ({ ...a, du: a.zones[zone][0]?.du ?? '', au: a.zones[zone].at(-1)?.au ?? '' }));
  return [
    ...bornes.filter((a) => !a.verifie && a.du <= au && du <= a.au).map((a) => `Les vacances scolaires ${a.annee} de la zone ${zone} sont à vérifier : ${a.source}.`),
    ...(au > (bornes.at(-1)?.au ?? '') || du < (bornes[0]?.du ?? '') ? ['Une partie de la fenêtre sort des années scolaires connues : donnez ses vacances dans periodesVacances.'] : []),
  ];
}

/** The answer of a prepared state, ranked and told. */
export function resultat(e: Etat): Result<Proposition, RefusDeDate> {
  const masques = masquesDe(e);
  const classement = classer(e, masques);
  if (classement.meilleurs.length === 0) return refuser(expliquerRefus({ ...e, demande: { ...e.demande, personnes: e.personnes } }, masques));
  return ok({ objectif: OBJECTIF, creneauxExamines: e.grille.n, creneauxPossibles: classement.possibles, avertissements: avertissements(e), dates: decrireDates(e, classement) });
}

/**
 * The best dates of a request. Pure and exact: every slot is counted, the order is total, and the same request gives the same answer.
 * Cost: people × slots of one byte, read once.
 */
export const proposer = (demande: DemandeDeDate): Result<Proposition, RefusDeDate> => resultat(preparer(demande));

export const phraseRefusDeDate = (r: RefusDeDate): string => (r.code === 'aucun_creneau' ? r.pourquoi : r.phrases.join('\n  – '));

/** The answer as plain text. */
export function direProposition(p: Proposition): string {
  const dates = p.dates.flatMap((d) => [
    `${d.rang}. ${d.libelle}`,
    ...d.pourquoi.map((x) => `     ${x}`),
    ...(d.apresLaPrecedenteCar ? [`     ${direDepartage(d.apresLaPrecedenteCar)}`] : []),
    ...d.couts.map((c) => `     · ${c.phrase}`),
    ...(d.absents.length > 0 ? [`     Ne viendraient pas : ${d.absents.map((a) => `${a.nom} (${a.raison})`).join(', ')}`] : []),
    '',
  ]);
  return [`${p.creneauxPossibles} créneaux possibles sur ${p.creneauxExamines} examinés.`, ...p.avertissements, '', ...dates].join('\n').trimEnd();
}
