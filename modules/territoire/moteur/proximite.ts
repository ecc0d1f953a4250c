import type { TempsCreux } from './creux.ts';

/** Mean radius of the Earth, kilometres (IUGG). */
export const RAYON_TERRE_KM = 6371.0088;

/** Places as two columns of the same length, decimal degrees (WGS 84); a place without known position is `NaN`. */
export type Points = { readonly lat: Float64Array; readonly lon: Float64Array };

const RADIANS = Math.PI / 180;

/** Great-circle distance, kilometres, between two points in decimal degrees. */
export function distanceKm(lat1: number, lon1: number, lat2: number, lon2: number): number {
  const a =
    Math.sin(((lat2 - lat1) * RADIANS) / 2) ** 2 +
    Math.cos(lat1 * RADIANS) * Math.cos(lat2 * RADIANS) * Math.sin(((lon2 - lon1) * RADIANS) / 2) ** 2;
  return 2 * RAYON_TERRE_KM * Math.asin(Math.min(1, Math.sqrt(a)));
}

/** Points cut in bands of latitude, each sorted by longitude, with their position on the unit sphere. */
export type IndexSpatial = {
  readonly hauteurDegres: number;
  readonly premiereBande: number;
  /** Start of each band in the sorted columns, length `bandes + 1`. */
  readonly debuts: Uint32Array;
  readonly rangs: Uint32Array;
  readonly lon: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
};

/**
 * Index for « who is within p kilometres »: bands of latitude half as high as `porteeKm`, sorted by longitude.
 * Points without position are left out. Building: O(n log n); memory: 36 bytes a point.
 * Not meant for points on both sides of the 180th meridian.
 */
export function indexer(points: Points, porteeKm: number): IndexSpatial {
  if (!(porteeKm > 0)) throw new RangeError('La portée doit être positive.');
  const hauteurDegres = porteeKm / RAYON_TERRE_KM / RADIANS / 2;
  const bandeDe = (lat: number): number => Math.floor(lat / hauteurDegres);
  const connus: number[] = [];
  let premiereBande = Number.POSITIVE_INFINITY;
  let derniereBande = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < points.lat.length; j++) {
    if (!Number.isFinite(points.lat[j]!) || !Number.isFinite(points.lon[j]!)) continue;
    connus.push(j);
    premiereBande = Math.min(premiereBande, bandeDe(points.lat[j]!));
    derniereBande = Math.max(derniereBande, bandeDe(points.lat[j]!));
  }
  if (connus.length === 0) premiereBande = derniereBande = 0;
  const rangs = Uint32Array.from(connus).sort(
    (a, b) => bandeDe(points.lat[a]!) - bandeDe(points.lat[b]!) || points.lon[a]! - points.lon[b]! || a - b,
  );
  const debuts = new Uint32Array(derniereBande - premiereBande + 2);
  for (const j of rangs) debuts[bandeDe(points.lat[j]!) - premiereBande + 1]!++;
  for (let b = 0; b + 1 < debuts.length; b++) debuts[b + 1]! += debuts[b]!;
  const colonne = (f: (lat: number, lon: number) => number): Float64Array =>
    Float64Array.from(rangs, (j) => f(points.lat[j]! * RADIANS, points.lon[j]! * RADIANS));
  return {
    hauteurDegres,
    premiereBande,
    debuts,
    rangs,
    lon: Float64Array.from(rangs, (j) => points.lon[j]!),
    x: colonne((lat, lon) => Math.cos(lat) * Math.cos(lon)),
    y: colonne((lat, lon) => Math.cos(lat) * Math.sin(lon)),
    z: colonne((lat) => Math.sin(lat)),
  };
}

/** First position in `[debut, fin[` whose longitude is not below `borne`. */
function premierNonInferieur(lon: Float64Array, debut: number, fin: number, borne: number): number {
  let bas = debut;
  let haut = fin;
  while (bas < haut) {
    const milieu = (bas + haut) >>> 1;
    if (lon[milieu]! < borne) bas = milieu + 1;
    else haut = milieu;
  }
  return bas;
}

/** Columns that double when full. */
type Seau = { cibles: Uint32Array; temps: Float64Array; taille: number };

function agrandir(s: Seau): void {
  const cibles = new Uint32Array(s.cibles.length * 2);
  const temps = new Float64Array(s.temps.length * 2);
  cibles.set(s.cibles);
  temps.set(s.temps);
  s.cibles = cibles;
  s.temps = temps;
}

/**
 * Every pair (origin, destination) within `porteeKm` (included), with its great-circle distance as « time ».
 * @param origines n points, decimal degrees
 * @param destinations m points, decimal degrees
 * @returns CSR matrix n × m whose `temps` are kilometres; a point without position has no pair
 * @throws RangeError when `porteeKm` is not positive
 */
export function pairesProches(origines: Points, destinations: Points, porteeKm: number): TempsCreux {
  const index = indexer(destinations, porteeKm);
  const n = origines.lat.length;
  const debuts = new Uint32Array(n + 1);
  const angle = porteeKm / RAYON_TERRE_KM;
  const corde2Max = (2 * Math.sin(Math.min(angle, Math.PI) / 2)) ** 2 * (1 + 1e-12);
  const seau: Seau = { cibles: new Uint32Array(Math.max(16, n * 16)), temps: new Float64Array(Math.max(16, n * 16)), taille: 0 };
  for (let i = 0; i < n; i++) {
    if (Number.isFinite(origines.lat[i]!) && Number.isFinite(origines.lon[i]!)) {
      chercher(index, origines.lat[i]!, origines.lon[i]!, { angle, corde2Max, porteeKm }, seau);
    }
    debuts[i + 1] = seau.taille;
  }
  return {
    origines: n,
    destinations: destinations.lat.length,
    debuts,
    cibles: seau.cibles.slice(0, seau.taille),
    temps: seau.temps.slice(0, seau.taille),
  };
}

type Portee = { readonly angle: number; readonly corde2Max: number; readonly porteeKm: number };

function chercher(index: IndexSpatial, lat: number, lon: number, { angle, corde2Max, porteeKm }: Portee, seau: Seau): void {
  const phi = lat * RADIANS;
  const x = Math.cos(phi) * Math.cos(lon * RADIANS);
  const y = Math.cos(phi) * Math.sin(lon * RADIANS);
  const z = Math.sin(phi);
  const rapport = Math.sin(angle) / Math.cos(phi);
  const ecartLon = Math.abs(phi) + angle >= Math.PI / 2 || rapport >= 1 ? 360 : (Math.asin(rapport) / RADIANS) * (1 + 1e-12);
  const ecartLat = angle / RADIANS;
  const bandes = index.debuts.length - 1;
  const bas = Math.max(0, Math.floor((lat - ecartLat) / index.hauteurDegres) - index.premiereBande);
  const haut = Math.min(bandes - 1, Math.floor((lat + ecartLat) / index.hauteurDegres) - index.premiereBande);
  for (let b = bas; b <= haut; b++) {
    const fin = index.debuts[b + 1]!;
    for (let p = premierNonInferieur(index.lon, index.debuts[b]!, fin, lon - ecartLon); p < fin && index.lon[p]! <= lon + ecartLon; p++) {
      const dx = index.x[p]! - x;
      const dy = index.y[p]! - y;
      const dz = index.z[p]! - z;
      const corde2 = dx * dx + dy * dy + dz * dz;
      if (corde2 > corde2Max) continue;
      if (seau.taille === seau.cibles.length) agrandir(seau);
      seau.cibles[seau.taille] = index.rangs[p]!;
      seau.temps[seau.taille++] = Math.min(porteeKm, 2 * RAYON_TERRE_KM * Math.asin(Math.sqrt(corde2) / 2));
    }
  }
}
