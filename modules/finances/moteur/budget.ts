import type { Poste } from '#modules/aci/model.ts';
import type { Facture, LigneBudget, NatureCharge } from '../model-comptes.ts';
import type { StatutTemps } from '../model.ts';

/** Times that share a day, a place in the budget and a state. `poste` undefined: nobody has said yet where they count. */
export type TempsComptes = { readonly mois: number; readonly poste: Poste | undefined; readonly nature: NatureCharge; readonly ficheId: string | null; readonly statut: StatutTemps; readonly centimes: number };
export type FaitsBudget = { readonly lignes: readonly LigneBudget[]; readonly factures: readonly Pick<Facture, 'poste' | 'nature' | 'ficheId' | 'statut' | 'centimes' | 'jour'>[]; readonly temps: readonly TempsComptes[] };

/** Cents. Engaged holds what is spent, spent holds what is paid: `prevu` is what was meant, the three others what happens. */
export type Sommes = { readonly prevu: number; readonly engage: number; readonly depense: number; readonly paye: number };
export type Place = { readonly poste: Poste | undefined; readonly ficheId: string | null; readonly nature: NatureCharge };
export type Execution = { readonly total: Sommes; readonly places: readonly (Place & Sommes)[]; readonly mois: readonly Omit<Sommes, 'prevu'>[] };

const RIEN: Sommes = { prevu: 0, engage: 0, depense: 0, paye: 0 };
export const ajouter = (a: Sommes, b: Sommes): Sommes => ({ prevu: a.prevu + b.prevu, engage: a.engage + b.engage, depense: a.depense + b.depense, paye: a.paye + b.paye });

type Degre = 0 | 1 | 2 | 3;
/** 0: nothing is owed; 1: engaged (received, told); 2: spent (approved by another); 3: paid. */
export const DEGRE_FACTURE: Readonly<Record<Facture['statut'], Degre>> = { refusee: 0, recue: 1, approuvee: 2, payee: 3 };
export const DEGRE_TEMPS: Readonly<Record<StatutTemps, Degre>> = { proposee: 0, ecartee: 0, refusee: 0, contestee: 0, confirmee: 1, approuvee: 2, en_paiement: 2, payee: 3 };
const selon = (degre: Degre, centimes: number): Sommes => ({ prevu: 0, engage: degre >= 1 ? centimes : 0, depense: degre >= 2 ? centimes : 0, paye: degre >= 3 ? centimes : 0 });

/** The budget of a year, place by place (mission, action, nature), and month by month (not cumulated) for what happened. */
export function executerBudget(f: FaitsBudget): Execution {
  const places = new Map<string, Place & Sommes>();
  const mois: Sommes[] = Array.from({ length: 12 }, () => RIEN);
  const verser = ({ poste, ficheId, nature }: Place, s: Sommes, rang?: number): void => {
    const cle = `${poste ?? ''} ${ficheId ?? ''} ${nature}`;
    const deja = places.get(cle) ?? { poste, ficheId, nature, ...RIEN };
    places.set(cle, { ...deja, ...ajouter(deja, s) });
    const m = rang === undefined ? undefined : mois[rang];
    if (rang !== undefined && m) mois[rang] = ajouter(m, s);
  };
  for (const l of f.lignes) verser(l, { ...RIEN, prevu: l.centimes });
  for (const x of f.factures) verser(x, selon(DEGRE_FACTURE[x.statut], x.centimes), Number(x.jour.slice(5, 7)) - 1);
  for (const t of f.temps) verser(t, selon(DEGRE_TEMPS[t.statut], t.centimes), t.mois - 1);
  const parlantes = [...places.values()].filter((p) => p.prevu !== 0 || p.engage !== 0);
  return { total: parlantes.reduce<Sommes>(ajouter, RIEN), places: parlantes, mois: mois.map(({ engage, depense, paye }) => ({ engage, depense, paye })) };
}

/** The same sums, put together by whatever is asked: the mission, the action, the nature. */
export function regrouper<C extends string>(places: Execution['places'], par: (p: Place) => C): ReadonlyMap<C, Sommes> {
  const groupes = new Map<C, Sommes>();
  for (const p of places) groupes.set(par(p), ajouter(groupes.get(par(p)) ?? RIEN, p));
  return groupes;
}
