import { ecartEnJours, type Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import type { Acteur } from '#core/tenancy.ts';
import { type Adhesion, type Bareme, type Categorie, type College, type Cotisation, estMembre, type GesteAdhesion, type RefusAdhesion, type RefusCotisation, type StatutAdhesion, type StatutCotisation } from './model.ts';
import { peutTenirRegistre } from './permissions.ts';
import { apres } from './transitions.ts';

/** What a person does to their own membership; everything else is for those who hold the register. */
const SIENS: readonly GesteAdhesion[] = ['deposer', 'retirer', 'demander_depart', 'annuler_depart'];

type Issue = Result<StatutAdhesion, RefusAdhesion>;

/** The one door of every status: who, from where, to where. */
export function deciderGeste(adhesion: Pick<Adhesion, 'statut' | 'personneId'> | undefined, geste: GesteAdhesion, qui: Acteur): Issue {
  if (!adhesion) return refuser({ code: 'adhesion_inconnue' });
  const sien = adhesion.personneId !== null && adhesion.personneId === qui.personneId && SIENS.includes(geste);
  if (!sien && !peutTenirRegistre(qui)) return refuser({ code: 'role_insuffisant' });
  // Leaving is the person's word: nobody asks to leave in somebody else's name. A written resignation is noted as an end.
  if (!sien && (geste === 'demander_depart' || geste === 'annuler_depart')) return refuser({ code: 'autre_personne' });
  const vers = apres(adhesion.statut, geste);
  return vers ? ok(vers) : refuser({ code: 'geste_impossible', statut: adhesion.statut, geste });
}

/** Why a college does not take this person, or undefined when it does. Empty lists take everyone. */
export function nonAdmise(college: Pick<College, 'professions' | 'categories'>, p: { readonly profession: string | null; readonly categorie: string }): 'profession' | 'categorie' | undefined {
  if (college.categories.length > 0 && !college.categories.includes(p.categorie)) return 'categorie';
  if (college.professions.length > 0 && (p.profession === null || !college.professions.includes(p.profession))) return 'profession';
  return undefined;
}

/** The college to propose: the only one that takes this person; undefined when none or several do. */
export function collegePropose(colleges: readonly College[], p: { readonly profession: string | null; readonly categorie: string }): College | undefined {
  const admis = colleges.filter((c) => c.actif && nonAdmise(c, p) === undefined);
  // A college that names this profession or category is meant for it, before one open to all.
  const nommes = admis.filter((c) => c.professions.length > 0 || c.categories.length > 0);
  const choisis = nommes.length > 0 ? nommes : admis;
  return choisis.length === 1 ? choisis[0] : undefined;
}

type Validation = { readonly college: College | undefined; readonly categorie: Categorie | undefined; readonly colleges: readonly College[] };

/** A member enters in a college that takes them; without college when the CPTS has none or the category does not vote. */
export function deciderCollege(adhesion: Pick<Adhesion, 'profession' | 'categorie'>, { college, categorie, colleges }: Validation): Result<College | undefined, RefusAdhesion> {
  if (!categorie) return refuser({ code: 'categorie_inconnue' });
  if (college) {
    const motif = nonAdmise(college, adhesion);
    return motif ? refuser({ code: 'college_non_admis', college: college.libelle, motif }) : ok(college);
  }
  const attendu = categorie.vote === true && colleges.some((c) => c.actif);
  return attendu ? refuser({ code: 'college_a_choisir' }) : ok(undefined);
}

type PourVoter = { readonly statut: StatutAdhesion; readonly membreDepuis: Jour | null; readonly finLe: Jour | null; readonly aJour: boolean };

/** Whether somebody votes on a day: a member, of a category that votes, and up to date when the statutes ask it. What is not decided does not give a vote. */
export const vote = (a: PourVoter, categorie: Pick<Categorie, 'association' | 'vote'>, voteSiAJour: boolean | null, jour: Jour): boolean =>
  estMembre(a.statut) && a.membreDepuis !== null && a.membreDepuis <= jour && (a.finLe === null || a.finLe > jour) && categorie.association === true && categorie.vote === true && (voteSiAJour !== true || a.aJour);

/** Questions without whose answer nobody can say who votes. */
export type QuestionDeVote = { readonly code: 'categorie_sans_vote' | 'categorie_sans_association'; readonly categorie: string } | { readonly code: 'cotisation_et_vote' };

export function questionsDeVote(categories: readonly Categorie[], voteSiAJour: boolean | null): readonly QuestionDeVote[] {
  const actives = categories.filter((c) => c.active);
  return [
    ...actives.filter((c) => c.association === null).map((c) => ({ code: 'categorie_sans_association' as const, categorie: c.libelle })),
    ...actives.filter((c) => c.association !== false && c.vote === null).map((c) => ({ code: 'categorie_sans_vote' as const, categorie: c.libelle })),
    ...(actives.some((c) => c.cotise === true) && voteSiAJour === null ? [{ code: 'cotisation_et_vote' as const }] : []),
  ];
}

/** When a person was heard. @source statutes read in faits §4.5: exclusion after being heard */
export type Audition = { readonly maniere: 'presente' | 'ecrit' | 'absente'; readonly jour: Jour };

/** Heard after being told, never in the future; counted as heard without coming only from the day they were called for. */
export function deciderAudition(procedure: { readonly notifieeLe: Jour; readonly convoqueePour: Jour }, { maniere, jour }: Audition, aujourdhui: Jour): Result<Audition, RefusAdhesion> {
  if (jour > aujourdhui) return refuser({ code: 'jour_incoherent', raison: 'dans_le_futur' });
  if (jour < procedure.notifieeLe) return refuser({ code: 'jour_incoherent', raison: 'avant_notification' });
  if (maniere === 'absente' && jour < procedure.convoqueePour) return refuser({ code: 'jour_incoherent', raison: 'avant_convocation' });
  return ok({ maniere, jour });
}

/** The amount a member owes: that of their college, else the one for all, else none was fixed. Nothing is assumed. */
export const montantDu = (baremes: readonly Bareme[], annee: number, collegeId: string | null): number | undefined => {
  const deLAnnee = baremes.filter((b) => b.annee === annee);
  return (deLAnnee.find((b) => b.collegeId === collegeId && collegeId !== null) ?? deLAnnee.find((b) => b.collegeId === null))?.centimes;
};

export type Cotisant = { readonly id: string; readonly collegeId: string | null };
export type Appel = { readonly adhesionId: string; readonly centimes: number };

/** What to call for a year: everyone who pays and was not called yet, or the colleges whose amount is missing. */
export function preparerAppel(cotisants: readonly Cotisant[], baremes: readonly Bareme[], { annee, nomDuCollege }: { readonly annee: number; readonly nomDuCollege: (id: string | null) => string }): Result<readonly Appel[], RefusCotisation> {
  const appels = cotisants.map((c) => ({ adhesionId: c.id, collegeId: c.collegeId, centimes: montantDu(baremes, annee, c.collegeId) }));
  const sans = [...new Set(appels.filter((a) => a.centimes === undefined).map((a) => nomDuCollege(a.collegeId)))];
  if (sans.length > 0) return refuser({ code: 'montant_non_fixe', colleges: sans });
  return ok(appels.flatMap((a) => (a.centimes === undefined ? [] : [{ adhesionId: a.adhesionId, centimes: a.centimes }])));
}

export type GesteCotisation = 'payer' | 'dispenser' | 'annuler' | 'reprendre';
const SUITES: Readonly<Record<StatutCotisation, Partial<Record<GesteCotisation, StatutCotisation>>>> = {
  appelee: { payer: 'payee', dispenser: 'dispensee', annuler: 'annulee' },
  // A receipt was given: what was paid is not unsaid, it is paid back in the accounts.
  payee: {},
  dispensee: { reprendre: 'appelee' },
  annulee: { reprendre: 'appelee' },
};

export function deciderCotisation(c: Pick<Cotisation, 'statut'> | undefined, geste: GesteCotisation): Result<StatutCotisation, RefusCotisation> {
  if (!c) return refuser({ code: 'cotisation_inconnue' });
  const vers = SUITES[c.statut][geste];
  return vers ? ok(vers) : refuser({ code: 'cotisation_close', statut: c.statut });
}

/** Days after the call, or after the last reminder, before the next letter; at most this many. House rule, the CPTS may stop the campaign. */
export const RELANCE_APRES_JOURS = 30;
export const RELANCES_AU_PLUS = 2;

export const aRelancer = (c: Pick<Cotisation, 'statut' | 'centimes' | 'relances' | 'relanceeLe' | 'appeleeLe'>, aujourdhui: Jour): boolean =>
  c.statut === 'appelee' && c.centimes > 0 && c.relances < RELANCES_AU_PLUS && ecartEnJours(c.relanceeLe ?? c.appeleeLe, aujourdhui) >= RELANCE_APRES_JOURS;

/** `2026-0007`: receipts of a year are numbered without holes. */
export const numeroDeRecu = (annee: number, numero: number): string => `${annee}-${String(numero).padStart(4, '0')}`;
