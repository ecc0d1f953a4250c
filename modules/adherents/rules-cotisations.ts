import { ecartEnJours, type Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import type { Bareme, Cotisation, RefusCotisation, StatutCotisation } from './model-cotisations.ts';

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
