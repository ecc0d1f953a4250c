import { around } from 'geokdbush';
import KDBush from 'kdbush';
import type { Commune, Trace, Voisinage } from '#modules/territoire/model.ts';

/** Without borders, neighbours are the nearest communes: at most this many, at most this far. */
const PLUS_PROCHES = 6;
const PORTEE_KM = 15;

type Liens = readonly Set<number>[];

function lier(liens: Liens, a: number, b: number): void {
  if (a === b) return;
  liens[a]?.add(b);
  liens[b]?.add(a);
}

function lierParDistance(communes: readonly Commune[], liens: Liens, concernees: readonly Commune[]): void {
  const placees = communes.filter((c) => c.position !== undefined && c.genre === 'commune');
  const index = new KDBush(placees.length);
  for (const c of placees) index.add(c.position?.lon ?? 0, c.position?.lat ?? 0);
  index.finish();
  for (const c of concernees) {
    if (!c.position) continue;
    const autour: number[] = around(index, c.position.lon, c.position.lat, PLUS_PROCHES + 1, PORTEE_KM);
    for (const i of autour) lier(liens, c.rang, placees[i]?.rang ?? c.rang);
  }
}

const ecartDe = (a: Commune, b: Commune): number => {
  if (!a.position || !b.position) return Infinity;
  const k = Math.cos((a.position.lat * Math.PI) / 180);
  return Math.hypot(a.position.lat - b.position.lat, (a.position.lon - b.position.lon) * k);
};

/**
 * An EPCI with its own taxation is in one piece by law: its communes are joined by the shortest links that make it so (Prim's tree).
 * @source code général des collectivités territoriales, L5214-1, L5215-1, L5216-1, L5217-1 (« d’un seul tenant et sans enclave »)
 */
function lierParEpci(communes: readonly Commune[], liens: Liens): void {
  const parEpci = Map.groupBy(communes.filter((c) => c.genre === 'commune' && c.epci !== undefined && c.position), (c) => c.epci);
  for (const membres of parEpci.values()) {
    const [depart, ...restants] = membres;
    const proche = new Map(restants.map((c) => [c, { vers: depart ?? c, ecart: depart ? ecartDe(c, depart) : 0 }]));
    while (proche.size > 0) {
      const [suivante, lien] = [...proche].reduce((a, b) => (b[1].ecart < a[1].ecart ? b : a));
      lier(liens, suivante.rang, lien.vers.rang);
      proche.delete(suivante);
      for (const [c, l] of proche) {
        const ecart = ecartDe(c, suivante);
        if (ecart < l.ecart) proche.set(c, { vers: suivante, ecart });
      }
    }
  }
}

/** Calls `voir` with each commune and each of its arcs. */
function parcourirArcs(t: Trace, communes: number, voir: (rang: number, arc: number) => void): void {
  for (let rang = 0; rang < communes; rang++) {
    let i = t.departsFormes[rang] ?? 0;
    if (i === t.departsFormes[rang + 1]) continue;
    for (let polygones = t.formes[i++] ?? 0; polygones > 0; polygones--)
      for (let anneaux = t.formes[i++] ?? 0; anneaux > 0; anneaux--)
        for (let arcs = t.formes[i++] ?? 0; arcs > 0; arcs--) {
          const a = t.formes[i++] ?? 0;
          voir(rang, a < 0 ? ~a : a);
        }
  }
}

function lierParFrontiere(t: Trace, communes: number, liens: Liens): void {
  const premier = new Int32Array(t.departsArcs.length).fill(-1);
  parcourirArcs(t, communes, (rang, arc) => {
    const autre = premier[arc] ?? -1;
    if (autre === -1) premier[arc] = rang;
    else lier(liens, autre, rang);
  });
}

/**
 * Who touches whom. With contours: communes that share an arc; the few that have no contour take their nearest ones. Without: the nearest, and whatever keeps each EPCI in one piece.
 * The arrondissements of a city, which no source draws, count as neighbours of each other and of the neighbours of their city.
 */
export function voisinageDe(communes: readonly Commune[], trace?: Trace): Voisinage {
  const liens: Liens = communes.map(() => new Set<number>());
  if (trace) lierParFrontiere(trace, communes.length, liens);
  const sansContour = (c: Commune): boolean => !trace || trace.departsFormes[c.rang] === trace.departsFormes[c.rang + 1];
  lierParDistance(communes, liens, communes.filter((c) => c.genre === 'commune' && sansContour(c)));
  if (!trace) lierParEpci(communes, liens);

  const rangs = new Map(communes.map((c) => [c.code as string, c.rang]));
  const arrondissements = communes.filter((c) => c.ville !== undefined);
  for (const a of arrondissements) {
    const ville = rangs.get(a.ville ?? '') ?? a.rang;
    for (const b of arrondissements) if (b.ville === a.ville) lier(liens, a.rang, b.rang);
    for (const v of Array.from(liens[ville] ?? [])) if (communes[v]?.genre === 'commune') lier(liens, a.rang, v);
  }

  const departs = new Int32Array(communes.length + 1);
  liens.forEach((l, i) => { departs[i + 1] = (departs[i] ?? 0) + l.size; });
  return { departs, cibles: Int32Array.from(liens.flatMap((l) => [...l].sort((a, b) => a - b))) };
}
