import type { Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import type { Acteur, PersonneId } from '#core/tenancy.ts';
import { type PlafondAnnuel, plafondDe } from './constants.ts';
import type { Facture, GesteFacture, GesteSubvention, RefusComptes, StatutFacture, StatutSubvention, Subvention } from './model-comptes.ts';
import type { GesteTemps, RefusFinances, StatutTemps, Taux, Temps, Versement } from './model.ts';
import { evaluer, type Evaluation, tauxApplicable } from './moteur/valeur.ts';
import { peutApprouver, peutApprouverPiece, peutTenirFinances } from './permissions.ts';
import { apres, transitionsFacture, transitionsSubvention } from './transitions.ts';

export const anneeDe = (j: Jour): number => Number(j.slice(0, 4));

/** A working group is a mission at work, so pay; any other meeting is a function held, so an indemnity. */
export const titreDeLaPresence = (groupe: string | null): { readonly nature: Versement; readonly mission: string } => (groupe === null ? { nature: 'indemnite', mission: '' } : { nature: 'remuneration', mission: groupe });

/** What a rate must be before it pays anybody. */
export function deciderTaux(t: Omit<Taux, 'id'>, connus: readonly Taux[], aujourdhui: Jour): Result<true, RefusFinances> {
  if (t.voteReference.trim().length < 3) return refuser({ code: 'vote_absent' });
  if (t.voteLe > aujourdhui) return refuser({ code: 'vote_futur' });
  if (t.pourTous && (t.profession !== null || t.mission !== null)) return refuser({ code: 'pour_tous_sans_exception' });
  if (t.nature === 'remuneration' && t.profession !== null) return refuser({ code: 'remuneration_par_profession' });
  const memes = connus.some((c) => c.nature === t.nature && c.profession === t.profession && c.mission === t.mission && c.depuis === t.depuis);
  return memes ? refuser({ code: 'taux_existe' }) : ok(true);
}

/** A cap that the product knows is never typed over; none goes under what somebody is already promised. */
export function deciderPlafond({ annee, centimes }: { readonly annee: number; readonly centimes: number }, { aujourdhui, promis }: { readonly aujourdhui: Jour; readonly promis: number }): Result<true, RefusFinances> {
  if (plafondDe(annee)) return refuser({ code: 'plafond_publie', annee });
  if (annee > anneeDe(aujourdhui) + 1) return refuser({ code: 'annee_trop_loin', annee });
  return promis > centimes ? refuser({ code: 'plafond_deja_depasse', annee, promis }) : ok(true);
}

type Engagement = { readonly nature: Versement; readonly profession: string | null; readonly mission: string; readonly jour: Jour; readonly minutes: number };
type Ou = { readonly taux: readonly Taux[]; readonly engage: number; readonly clos: boolean; readonly plafond: PlafondAnnuel | undefined };

/** What a time is worth on its day, if it may be promised. */
export function engager(e: Engagement, { taux, engage, clos, plafond }: Ou): Result<Evaluation & { readonly taux: Taux }, RefusFinances> {
  const annee = anneeDe(e.jour);
  if (!Number.isInteger(e.minutes) || e.minutes < 1 || e.minutes > 1440) return refuser({ code: 'duree_impossible' });
  if (clos) return refuser({ code: 'exercice_clos', annee });
  if (!plafond) return refuser({ code: 'plafond_inconnu', annee });
  const applicable = tauxApplicable(taux, e);
  if (!applicable) return refuser({ code: 'taux_absent', nature: e.nature, jour: e.jour });
  const evaluation = evaluer({ minutes: e.minutes, centimesHeure: applicable.centimesHeure, plafond: plafond.centimes, engage });
  if (!evaluation.tient) return refuser({ code: 'plafond_depasse', annee, plafond: plafond.centimes, reste: evaluation.avant.reste, minutesAuPlus: evaluation.minutesAuPlus });
  return ok({ ...evaluation, taux: applicable });
}

const A_SOI: readonly GesteTemps[] = ['confirmer', 'ecarter', 'reprendre', 'contester'];
const A_AUTRUI: readonly GesteTemps[] = ['approuver', 'desapprouver', 'refuser'];

const refusDeMain = (geste: GesteTemps, beneficiaire: PersonneId, qui: Acteur): RefusFinances | undefined => {
  if (A_SOI.includes(geste) && qui.personneId !== beneficiaire) return { code: 'autre_personne' };
  if (A_AUTRUI.includes(geste) && !peutApprouver(qui, beneficiaire)) return { code: qui.personneId === beneficiaire ? 'jamais_la_sienne' : 'role_insuffisant' };
  return undefined;
};

/** May this person do this to this entry, now? */
export function deciderGeste(t: Temps | undefined, geste: GesteTemps, qui: Acteur): Result<StatutTemps, RefusFinances> {
  if (!t) return refuser({ code: 'temps_inconnu' });
  const main = refusDeMain(geste, t.personneId, qui);
  if (main) return refuser(main);
  const statut = apres(t.statut, geste);
  return statut ? ok(statut) : refuser({ code: 'geste_impossible', statut: t.statut });
}

/** Approving needs a second person; the other gestures, somebody who keeps the money. A refusal says why. */
const refusDePiece = (approuve: boolean, saisiePar: PersonneId, qui: Acteur): RefusComptes | undefined => {
  if (!peutTenirFinances(qui)) return { code: 'role_insuffisant' };
  return approuve && !peutApprouverPiece(qui, saisiePar) ? { code: 'jamais_la_sienne_facture' } : undefined;
};

export function deciderFacture(f: Facture | undefined, geste: GesteFacture, qui: Acteur, motif: string): Result<{ readonly facture: Facture; readonly statut: StatutFacture }, RefusComptes> {
  if (!f) return refuser({ code: 'facture_inconnue' });
  const piece = refusDePiece(geste === 'approuver', f.saisiePar, qui);
  if (piece) return refuser(piece);
  if (geste === 'refuser' && motif.trim() === '') return refuser({ code: 'motif_absent' });
  const statut = transitionsFacture[f.statut][geste];
  return statut ? ok({ facture: f, statut }) : refuser({ code: 'geste_impossible_facture', statut: f.statut });
}

/** A grant of which money has come cannot go back to what was only announced. */
export function deciderSubvention(s: Subvention | undefined, geste: GesteSubvention, qui: Acteur, { recu, motif }: { readonly recu: boolean; readonly motif: string }): Result<{ readonly subvention: Subvention; readonly statut: StatutSubvention }, RefusComptes> {
  if (!s) return refuser({ code: 'subvention_inconnue' });
  const piece = refusDePiece(geste === 'accorder', s.saisiePar, qui);
  if (piece) return refuser(piece);
  if (geste === 'abandonner' && motif.trim() === '') return refuser({ code: 'motif_absent' });
  const statut = geste === 'desaccorder' && recu ? undefined : transitionsSubvention[s.statut][geste];
  return statut ? ok({ subvention: s, statut }) : refuser({ code: 'geste_impossible_subvention', statut: s.statut });
}
