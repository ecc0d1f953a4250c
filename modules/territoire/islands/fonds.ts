import { CodeCommune, type Commune, type CommuneDuFond, type DonneesComposer, type FondDeCarte, type Groupement, type Paquet } from '../model.ts';
import type { Couverture } from '../rules.ts';

const GRILLE = 10_000;

/** Rings of a commune in degrees × 10 000, absolute, as pairs. */
export type Anneaux = readonly Int32Array[];

/** The part of the reference pack that the browser holds: the départements loaded so far, with the shapes to draw. */
export type Fonds = {
  readonly paquet: Paquet;
  readonly charges: () => readonly string[];
  readonly charger: (departement: string) => Promise<void>;
  readonly voisinsDe: (departement: string) => readonly string[];
  readonly anneaux: (code: string) => Anneaux | undefined;
  readonly couvertures: () => readonly Couverture[];
  readonly groupementsDe: (departement: string) => readonly Groupement[];
};

const absolus = (pas: readonly number[]): Int32Array => {
  const points = new Int32Array(pas.length);
  for (let i = 0; i < pas.length; i++) points[i] = (pas[i] ?? 0) + (i > 1 ? (points[i - 2] ?? 0) : 0);
  return points;
};

function communeDe(c: CommuneDuFond, rang: number, fond: FondDeCarte): Commune {
  return {
    rang, code: CodeCommune.parse(c.c), nom: c.n, genre: c.g ? 'arrondissement' : 'commune', departement: fond.departement.code, region: fond.region.code, codesPostaux: [],
    ...(c.g && { ville: CodeCommune.parse(c.g) }), ...(c.e && { epci: c.e }), ...(c.t && { ept: c.t }), ...(c.p !== undefined && { population: c.p }),
    ...(c.x !== undefined && c.y !== undefined && { position: { lon: c.x / GRILLE, lat: c.y / GRILLE, approximative: c.a === 1 } }),
  };
}

async function lireJson<T>(adresse: string): Promise<T> {
  const reponse = await fetch(adresse, { headers: { Accept: 'application/json' } });
  if (!reponse.ok) throw new Error(`${adresse}: ${reponse.status}`);
  return reponse.json();
}

/**
 * Loads départements one by one and answers like the pack of the server, so that the same rules count and warn in the browser.
 * Only what those rules ask is there: no search, no old codes.
 */
export function creerFonds({ base, empreinte }: Pick<DonneesComposer, 'base' | 'empreinte'>): Fonds {
  const communes = new Map<string, Commune>();
  const brutes = new Map<string, CommuneDuFond>();
  const formes = new Map<string, Anneaux>();
  const fonds = new Map<string, FondDeCarte>();
  const enCours = new Map<string, Promise<void>>();
  const groupements = new Map<string, Groupement>();
  const couvertures: Couverture[] = [];
  const parVille = new Map<string, Commune[]>();

  const recevoir = (fond: FondDeCarte, dejaPrises: readonly Couverture[]): void => {
    fonds.set(fond.departement.code, fond);
    for (const c of fond.communes) {
      communes.set(c.c, communeDe(c, communes.size, fond));
      brutes.set(c.c, c);
      if (c.g) parVille.set(c.g, [...(parVille.get(c.g) ?? []), communes.get(c.c)].filter((x) => x !== undefined));
      if (c.f) formes.set(c.c, c.f.map(absolus));
    }
    for (const g of fond.groupements) groupements.set(g.siren, g);
    couvertures.push(...dejaPrises);
  };
  const dedans = (d: string): readonly Commune[] => (fonds.get(d)?.communes ?? []).map((c) => communes.get(c.c)).filter((c) => c !== undefined);

  const paquet: Paquet = {
    empreinte,
    get communes() { return [...communes.values()]; },
    get departements() { return [...fonds.values()].map((f) => f.departement); },
    get regions() { return [...fonds.values()].map((f) => f.region); },
    get groupements() { return [...groupements.values()]; },
    get voisinage() { return [...fonds.values()][0]?.voisinage ?? 'distance'; },
    provenance: () => undefined,
    commune: (code) => communes.get(code),
    anciennes: () => [],
    departement: (code) => fonds.get(code)?.departement,
    region: (code) => [...fonds.values()].find((f) => f.region.code === code)?.region,
    groupement: (siren) => groupements.get(siren),
    communesDuDepartement: dedans,
    communesDuCodePostal: () => [],
    arrondissements: (ville) => parVille.get(ville) ?? [],
    voisines: (code) => (brutes.get(code)?.v ?? []).map((v) => communes.get(v)).filter((c) => c !== undefined),
    contour: () => undefined,
    indicateur: () => undefined,
    zone: () => undefined,
    clesDeZones: () => [],
    chercher: () => [],
  };

  return {
    paquet,
    charges: () => [...fonds.keys()],
    voisinsDe: (d) => fonds.get(d)?.voisins ?? [],
    anneaux: (code) => formes.get(code),
    couvertures: () => couvertures,
    groupementsDe: (d) => fonds.get(d)?.groupements ?? [],
    charger: (d) => {
      const deja = enCours.get(d);
      if (deja) return deja;
      const travail = Promise.all([lireJson<FondDeCarte>(`/territoire/carte/${d}?v=${empreinte}`), lireJson<readonly Couverture[]>(`${base}/territoire/couvertes/${d}`)]).then(([fond, prises]) => recevoir(fond, prises));
      enCours.set(d, travail);
      // A failed load may be tried again: the connection may come back.
      travail.catch(() => enCours.delete(d));
      return travail;
    },
  };
}
