import type { Position } from '#modules/territoire/model.ts';
import type { CommuneLue, Point } from './integre.ts';

const KM_PAR_DEGRE = 111.2;
const ECART_KM = 1.1;
const ANGLE_DOR = Math.PI * (3 - Math.sqrt(5));

function moyenne(points: readonly Point[]): Point {
  const somme = (lire: (p: Point) => number): number => points.reduce((s, p) => s + lire(p), 0);
  return { lat: somme((p) => p.lat) / points.length, lon: somme((p) => p.lon) / points.length };
}

/** From the finest to the coarsest group in which a commune without a point looks for placed neighbours. */
const groupesDe = (c: CommuneLue): readonly (readonly string[])[] => [
  c.codesPostaux.map((p) => `cp ${p}`),
  c.epci ? [`epci ${c.epci}`] : [],
  c.arrondissement ? [`arr ${c.arrondissement}`] : [],
  [`dep ${c.departement}`],
];

/**
 * A position for every commune. Those without a point of their own stand at the mean of the placed communes of their postal code,
 * else of their EPCI, else of their arrondissement, else of their département, spread on a sunflower spiral so that none hides another.
 */
export function placer(communes: readonly CommuneLue[], points: ReadonlyMap<string, Point>): ReadonlyMap<string, Position> {
  const groupes = new Map<string, Point[]>();
  for (const c of communes) {
    const p = points.get(c.code);
    if (!p || c.genre === 'arrondissement') continue;
    for (const g of groupesDe(c).flat()) groupes.set(g, [...(groupes.get(g) ?? []), p]);
  }
  const positions = new Map<string, Position>();
  const dejaLa = new Map<string, number>();
  for (const c of communes) {
    const exact = points.get(c.code);
    if (exact) {
      positions.set(c.code, { lat: exact.lat, lon: exact.lon, approximative: false });
      continue;
    }
    const voisins = groupesDe(c).map((cles) => cles.flatMap((g) => groupes.get(g) ?? [])).find((g) => g.length > 0);
    if (!voisins) continue;
    const ancre = moyenne(voisins);
    const cle = `${ancre.lat.toFixed(3)} ${ancre.lon.toFixed(3)}`;
    const k = (dejaLa.get(cle) ?? 0) + 1;
    dejaLa.set(cle, k);
    const rayon = (ECART_KM * Math.sqrt(k)) / KM_PAR_DEGRE;
    positions.set(c.code, {
      lat: ancre.lat + rayon * Math.sin(k * ANGLE_DOR),
      lon: ancre.lon + (rayon * Math.cos(k * ANGLE_DOR)) / Math.cos((ancre.lat * Math.PI) / 180),
      approximative: true,
    });
  }
  return positions;
}
