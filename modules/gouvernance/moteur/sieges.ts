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

const etendre = (etats: ReadonlySet<number>, ajouts: ReadonlySet<number>): Set<number> => new Set([...etats].flatMap((e) => [...ajouts].map((a) => e + a)));
/** A number of people and a gap between women and men, in one number: gaps stay under 2,500 either way. */
const PAS = 10_000;
const coder = (combien: number, ecart: number): number => combien * PAS + ecart;

/** What one bag can add: every number of people with every gap between women and men. */
function ajoutsDe({ places, libres }: { places: number; libres: Effectif }): Set<number> {
  const ajouts = new Set<number>();
  for (let f = 0; f <= Math.min(libres.F, places); f++) {
    for (let h = 0; h <= Math.min(libres.H, places - f); h++) {
      for (let n = 0; n <= Math.min(libres.N, places - f - h); n++) ajouts.add(coder(f + h + n, f - h));
    }
  }
  return ajouts;
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
  let etats: Set<number> = new Set([coder(0, depart)]);
  for (const b of bacs) etats = etendre(etats, ajoutsDe(b));
  const tailles = [...etats].map((e) => ({ combien: Math.round(e / PAS), ecart: e - Math.round(e / PAS) * PAS })).filter((e) => Math.abs(e.ecart) <= ecartMaximal);
  return tailles.length === 0 ? undefined : elus.length + Math.max(...tailles.map((t) => t.combien));
}
