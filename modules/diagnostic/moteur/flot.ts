/** A directed network in which what enters a node leaves it. Capacities are whole numbers, possibly infinite. */
export type Arc = { readonly de: number; readonly vers: number; readonly capacite: number; readonly cout: number; readonly cle: number };

export type Chemin = { readonly arcs: readonly number[]; readonly capacite: number; readonly cout: number };

/**
 * The cheapest way from a node to another through arcs that still have room (Bellman-Ford: networks here have a few hundred arcs at most).
 * Returns the ranks of its arcs, the room of its narrowest one and its cost; `undefined` when there is none.
 */
export function cheminLeMoinsCher(noeuds: number, arcs: readonly Arc[], depart: number, arrivee: number): Chemin | undefined {
  const couts = new Float64Array(noeuds).fill(Number.POSITIVE_INFINITY);
  const par = new Int32Array(noeuds).fill(-1);
  couts[depart] = 0;
  for (let change = true; change; ) {
    change = false;
    arcs.forEach((a, k) => {
      const cout = (couts[a.de] ?? 0) + a.cout;
      if (a.capacite <= 0 || cout >= (couts[a.vers] ?? 0)) return;
      couts[a.vers] = cout;
      par[a.vers] = k;
      change = true;
    });
  }
  if (!Number.isFinite(couts[arrivee] ?? 0)) return undefined;
  const chemin: number[] = [];
  for (let n = arrivee; n !== depart; ) {
    const k = par[n] ?? -1;
    const arc = arcs[k];
    if (!arc) return undefined;
    chemin.unshift(k);
    n = arc.de;
  }
  return { arcs: chemin, capacite: Math.min(...chemin.map((k) => arcs[k]?.capacite ?? 0)), cout: couts[arrivee] ?? 0 };
}
