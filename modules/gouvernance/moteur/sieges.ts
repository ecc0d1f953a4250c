import type { Candidat } from './scrutin.ts';

/** Seats of one ballot: in all, and by college when they are so divided. */
export type Sieges = { readonly total: number; readonly parCollege: ReadonlyMap<string, number> | undefined };

type Effectif = { F: number; H: number; N: number };
const vide = (): Effectif => ({ F: 0, H: 0, N: 0 });
const nombre = (e: Effectif): number => e.F + e.H + e.N;

/** Seats left and people available, college by college; without division, one bag for all. */
function sacs(sieges: Sieges, elus: readonly Candidat[], libres: readonly Candidat[]): { places: number; libres: Effectif }[] {
  const bilan = (places: number, garder: (c: Candidat) => boolean): { places: number; libres: Effectif } => {
    const e = vide();
    for (const c of libres) if (garder(c)) e[c.genre ?? 'N'] += 1;
    return { places: places - elus.filter(garder).length, libres: e };
  };
  if (!sieges.parCollege) return [bilan(sieges.total, () => true)];
  return [...sieges.parCollege].map(([college, places]) => bilan(places, (c) => c.college === college));
}

/** For each gap between women and men (women minus men), the most people. */
type Meilleurs = ReadonlyMap<number, number>;

/** What one bag can add: so many women and men, then as many others as the places left allow. */
function ajoutsDe({ places, libres }: { places: number; libres: Effectif }): Meilleurs {
  const meilleurs = new Map<number, number>();
  for (let f = 0; f <= Math.min(libres.F, places); f++) {
    for (let h = 0; h <= Math.min(libres.H, places - f); h++) {
      const combien = f + h + Math.min(libres.N, places - f - h);
      meilleurs.set(f - h, Math.max(meilleurs.get(f - h) ?? 0, combien));
    }
  }
  return meilleurs;
}

/** One bag after another: gaps add up, and so do people. */
function cumuler(avant: Meilleurs, ajouts: Meilleurs): Meilleurs {
  const meilleurs = new Map<number, number>();
  for (const [e, n] of avant) for (const [a, m] of ajouts) meilleurs.set(e + a, Math.max(meilleurs.get(e + a) ?? 0, n + m));
  return meilleurs;
}

/**
 * The most people who can be elected in all, those already elected included, when `libres` may be added; undefined when no completion
 * respects the gap between women and men. Without parity it is a matter of counting.
 */
export function plusGrandNombre(sieges: Sieges, elus: readonly Candidat[], libres: readonly Candidat[], ecartMaximal: number | undefined): number | undefined {
  const bacs = sacs(sieges, elus, libres);
  if (bacs.some((b) => b.places < 0)) return undefined;
  if (ecartMaximal === undefined) return elus.length + bacs.reduce((n, b) => n + Math.min(b.places, nombre(b.libres)), 0);
  const depart = elus.reduce((e, c) => e + (c.genre === 'F' ? 1 : c.genre === 'H' ? -1 : 0), 0);
  const etats = bacs.map(ajoutsDe).reduce(cumuler, new Map([[depart, 0]]));
  const tailles = [...etats].flatMap(([ecart, combien]) => (Math.abs(ecart) <= ecartMaximal ? [combien] : []));
  return tailles.length === 0 ? undefined : elus.length + Math.max(...tailles);
}
