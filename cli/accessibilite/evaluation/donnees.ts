import { readFileSync } from 'node:fs';
import { CLASSES_AGE, indiceAge, indicesMortalite } from '#modules/territoire/moteur/besoin.ts';
import { distanceKm, type Points } from '#modules/territoire/moteur/proximite.ts';
import { reliefAutour } from '#modules/territoire/moteur/temps-estime.ts';
import { fichierGeonames, lireDecoupage, lirePoints } from '#server/paquet/integre.ts';
import { FICHIERS, type Ligne, lireTable, nombreOu } from './tables.ts';

/** Everything the simulation reads, one value a commune (present codes), in the order of the table of communes. */
export type Donnees = {
  readonly codes: readonly string[];
  readonly departements: readonly string[];
  readonly epci: readonly string[];
  readonly population: Float64Array;
  /** Official APL 2023; `NaN` outside the visible départements. */
  readonly aplOfficiel: Float64Array;
  /** A point inside the contour, and the town itself where GeoNames has it (else the same point). */
  readonly interieurs: Points;
  readonly bourgs: Points;
  /** Relief around the town, hundreds of metres. */
  readonly relief: Float64Array;
  /** Candidate counts of general practitioners. */
  readonly offres: { readonly estimation: Float64Array; readonly rpps: Float64Array; readonly sirene: Float64Array };
  readonly centresDeSante: Float64Array;
  /** Need for care by age: use of the residents / mean use of France. */
  readonly indiceAge: Float64Array;
  /** Mortality of the département at equal age / that of France. */
  readonly indiceMortalite: Float64Array;
  /** Communes with an emergency department (ranks). */
  readonly urgences: readonly number[];
  /** Minutes to the nearest emergency department; `NaN` where not known. */
  readonly minutesUrgences: Float64Array;
};

type Lecteur = { readonly rangs: ReadonlyMap<string, number>; readonly anciennes: ReadonlyMap<string, string>; readonly n: number };

/** Sum of a column by present commune; lines of communes that are no more go to the one they joined. */
function sommer({ rangs, anciennes, n }: Lecteur, lignes: readonly Ligne[], cle: string, champ: string): Float64Array {
  const v = new Float64Array(n);
  for (const l of lignes) {
    const code = l[cle] ?? '';
    const rang = rangs.get(code) ?? rangs.get(anciennes.get(code) ?? '');
    if (rang !== undefined) v[rang] = (v[rang] ?? 0) + nombreOu(l[champ], 0);
  }
  return v;
}

function poser({ rangs, n }: Lecteur, lignes: readonly Ligne[], champ: string): Float64Array {
  const v = new Float64Array(n).fill(Number.NaN);
  for (const l of lignes) {
    const rang = rangs.get(l['code_insee'] ?? '');
    if (rang !== undefined) v[rang] = nombreOu(l[champ], Number.NaN);
  }
  return v;
}

/** A GeoNames point further than this from the inside of its commune is a mistake of matching. */
const ECART_MAX_KM = 15;

function placerBourgs(codes: readonly string[], interieurs: Points): Points {
  const points = lirePoints(lireDecoupage().communes);
  const lat = interieurs.lat.slice();
  const lon = interieurs.lon.slice();
  codes.forEach((code, i) => {
    const p = points.get(code);
    const [la, lo] = [interieurs.lat[i] ?? Number.NaN, interieurs.lon[i] ?? Number.NaN];
    if (!p || distanceKm(la, lo, p.lat, p.lon) > ECART_MAX_KM) return;
    lat[i] = p.lat;
    lon[i] = p.lon;
  });
  return { lat, lon };
}

/** Altitudes of inhabited places. Columns: geonames.org/export, "geoname" table (5 lat, 6 lon, 9 country, 17 digital elevation model, metres). */
function lireAltitudes(): { readonly points: Points; readonly altitudes: Float64Array } {
  const pays = new Set(['FR', 'GP', 'MQ', 'GF', 'RE', 'YT']);
  const lignes = readFileSync(fichierGeonames(), 'utf8').split('\n').map((l) => l.split('\t')).filter((l) => pays.has(l[8] ?? '') && Number(l[16]) > -100);
  const colonne = (k: number): Float64Array => Float64Array.from(lignes, (l) => Number(l[k]));
  return { points: { lat: colonne(4), lon: colonne(5) }, altitudes: colonne(16) };
}

/**
 * Use of care by age of a commune: its own share of 75 and over (census 2020), and below 75 the pyramid of its département
 * (INSEE 2021), the finest known here.
 */
function indicesAge(departements: readonly string[], part75: Float64Array, pyramides: readonly Ligne[]): Float64Array {
  const parDepartement = new Map<string, number[]>();
  const france = CLASSES_AGE.map(() => 0);
  for (const l of pyramides) {
    const c = CLASSES_AGE.findIndex(([nom]) => nom === l['classe_age']);
    if (l['annee'] !== '2021' || c < 0) continue;
    const p = parDepartement.get(l['departement'] ?? '') ?? CLASSES_AGE.map(() => 0);
    p[c] = (p[c] ?? 0) + nombreOu(l['population'], 0);
    france[c] = (france[c] ?? 0) + nombreOu(l['population'], 0);
    parDepartement.set(l['departement'] ?? '', p);
  }
  return Float64Array.from(departements, (d, i) => {
    const connue = part75[i] ?? Number.NaN;
    return indiceAge(parDepartement.get(d) ?? france, france, Number.isNaN(connue) ? undefined : connue);
  });
}

/** Sum over causes of the age-standardised rates of a département, over the mean of France weighted by residents; 1 where unknown. */
function besoinParMortalite(departements: readonly string[], population: Float64Array, lignes: readonly Ligne[]): Float64Array {
  const taux = new Map<string, number>();
  for (const l of lignes) if (l['sexe'] === 'Tous sexes') taux.set(l['departement'] ?? '', (taux.get(l['departement'] ?? '') ?? 0) + nombreOu(l['valeur'], 0));
  const indice = indicesMortalite(departements.map((zone, i) => ({ zone, habitants: population[i] ?? 0 })), taux);
  return Float64Array.from(departements, (d) => indice?.(d) ?? 1);
}

export function lireDonnees(dossier: string): Donnees {
  const communes = lireTable(dossier, FICHIERS.communes);
  const codes = communes.map((c) => c['code_insee'] ?? '');
  const departements = communes.map((c) => c['departement'] ?? '');
  const population = Float64Array.from(communes, (c) => nombreOu(c['population'], 0));
  const interieurs = { lat: Float64Array.from(communes, (c) => nombreOu(c['lat'], Number.NaN)), lon: Float64Array.from(communes, (c) => nombreOu(c['lon'], Number.NaN)) };
  const bourgs = placerBourgs(codes, interieurs);
  const { points, altitudes } = lireAltitudes();
  const lecteur: Lecteur = {
    n: codes.length,
    rangs: new Map(codes.map((c, i) => [c, i])),
    anciennes: new Map(lireTable(dossier, FICHIERS.anciennes).map((l) => [l['code_ancien'] ?? '', l['code_commune_actuelle'] ?? ''])),
  };
  const medecins = lireTable(dossier, FICHIERS.medecins);
  const equipements = lireTable(dossier, FICHIERS.equipements);
  const services = sommer(lecteur, equipements, 'code_insee_2020', 'urgences');
  return {
    codes, departements, population, interieurs, bourgs,
    epci: communes.map((c) => c['epci_siren'] ?? ''),
    aplOfficiel: poser(lecteur, lireTable(dossier, FICHIERS.apl), 'apl_mg_2023'),
    relief: reliefAutour(bourgs, points, altitudes),
    offres: {
      estimation: sommer(lecteur, medecins, 'code_insee', 'generalistes_liberaux_estimes'),
      rpps: sommer(lecteur, medecins, 'code_insee', 'medecins_generalistes_rpps'),
      sirene: sommer(lecteur, lireTable(dossier, FICHIERS.sirene), 'code_insee', 'generaliste'),
    },
    centresDeSante: sommer(lecteur, equipements, 'code_insee_2020', 'centre_de_sante'),
    indiceAge: indicesAge(departements, poser(lecteur, lireTable(dossier, FICHIERS.ages), 'part_75_ans_et_plus_2020'), lireTable(dossier, FICHIERS.pyramides)),
    indiceMortalite: besoinParMortalite(departements, population, lireTable(dossier, FICHIERS.mortalite)),
    urgences: [...services.keys()].filter((i) => (services[i] ?? 0) > 0),
    minutesUrgences: poser(lecteur, lireTable(dossier, FICHIERS.urgences), 'minutes_su_smur_2019'),
  };
}
