import { accord } from '#core/texte.ts';
import { compresser, premiereRepetition, type TempsCreux } from '#modules/territoire/moteur/creux.ts';
import { type Ligne, nommer, parcourirCsv, texteDuChamp } from './csv.ts';
import { type IndexOctets, indexer, nombreDe, rangDe } from './octets.ts';

export type Lu<T> = { readonly valeur: T } | { readonly refus: string };

/** Places of demand or of supply: ids, quantities, and the other columns asked for that the file has. */
export type Lieux = {
  readonly ids: readonly string[];
  readonly quantites: Float64Array;
  /** Other columns, one value a place; absent when the file does not have it. */
  readonly autres: ReadonlyMap<string, Float64Array>;
};

type Choix = {
  /** Columns besides `id` and `quantite` that must be there. */
  readonly exigees?: readonly string[];
  /** Columns that are read when they are there. */
  readonly facultatives?: readonly string[];
  /** May an id come back on several lines? Then its quantity, once corrected, is the sum. */
  readonly repetable?: (colonnes: readonly string[]) => boolean;
  /** Changes a quantity according to the other columns of its line. */
  readonly corriger?: (quantite: number, autres: ReadonlyMap<string, number>) => number;
};

const NON_NEGATIVES = (colonne: string): boolean => colonne !== 'lat' && colonne !== 'lon';

export const phraseColonnes = (nom: string, manquantes: readonly string[], presentes: readonly string[]): string =>
  `${nom} : il manque ${manquantes.length > 1 ? 'les colonnes' : 'la colonne'} ${manquantes.map((c) => `« ${c} »`).join(', ')}. Colonnes trouvées : ${presentes.join(', ')}.`;

const BORNES: Readonly<Record<string, readonly [number, number]>> = { lat: [-90, 90], lon: [-180, 180] };

function phraseNombre(nom: string, l: Ligne, champ: number, colonne: string): string {
  const texte = champ < l.champs ? (texteDuChamp(l, champ) ?? '') : '';
  return texte === ''
    ? `${nom}, ligne ${l.numero} : « ${colonne} » est vide.`
    : `${nom}, ligne ${l.numero} : « ${texte.slice(0, 60)} » n’est pas un nombre valable pour « ${colonne} ».`;
}

/** Value of a field, `NaN` when it is not a number or out of what its column admits. */
function valeurDe(l: Ligne, champ: number, colonne: string, virgule: number): number {
  if (champ >= l.champs) return Number.NaN;
  const n = nombreDe(l.octets, l.debuts[champ] ?? 0, l.fins[champ] ?? 0, virgule);
  const [min, max] = BORNES[colonne] ?? [NON_NEGATIVES(colonne) ? 0 : Number.NEGATIVE_INFINITY, Number.MAX_VALUE];
  return n >= min && n <= max ? n : Number.NaN;
}

/** A comma can only be a decimal mark where it does not separate. */
const virguleDe = (separateur: string): number => (separateur === ',' ? 46 : 44);

/** Reads `id,quantite` and the other columns asked for. */
export async function lireLieux(chemin: string, { exigees = [], facultatives = [], repetable, corriger }: Choix = {}): Promise<Lu<Lieux>> {
  const nom = nommer(chemin);
  const rangs = new Map<string, number>();
  const quantites: number[] = [];
  const autres = new Map<string, number[]>();
  const places = new Map<string, number>();
  let peutRevenir = false;
  let virgule = 46;
  const refus = await parcourirCsv(chemin, {
    surEntete: (colonnes, separateur) => {
      const manquantes = ['id', 'quantite', ...exigees].filter((c) => !colonnes.includes(c));
      if (manquantes.length > 0) return phraseColonnes(nom, manquantes, colonnes);
      for (const c of ['id', 'quantite', ...exigees, ...facultatives]) if (colonnes.includes(c)) places.set(c, colonnes.indexOf(c));
      for (const c of places.keys()) if (c !== 'id' && c !== 'quantite') autres.set(c, []);
      peutRevenir = repetable?.(colonnes) ?? false;
      virgule = virguleDe(separateur);
      return undefined;
    },
    surLigne: (l) => {
      const id = texteDuChamp(l, places.get('id') ?? 0);
      if (id === undefined) return `${nom}, ligne ${l.numero} : le texte n’est pas en UTF-8.`;
      if (id === '') return `${nom}, ligne ${l.numero} : « id » est vide.`;
      const valeurs = new Map<string, number>();
      for (const [colonne, champ] of places) {
        if (colonne === 'id') continue;
        const v = valeurDe(l, champ, colonne, virgule);
        if (Number.isNaN(v)) return phraseNombre(nom, l, champ, colonne);
        valeurs.set(colonne, v);
      }
      const connu = rangs.get(id);
      if (connu !== undefined && !peutRevenir) return `${nom}, ligne ${l.numero} : « ${id} » est déjà donné plus haut.`;
      const rang = connu ?? rangs.size;
      rangs.set(id, rang);
      const quantite = valeurs.get('quantite') ?? 0;
      quantites[rang] = (quantites[rang] ?? 0) + (corriger?.(quantite, valeurs) ?? quantite);
      for (const [colonne, liste] of autres) liste[rang] = valeurs.get(colonne) ?? 0;
      return undefined;
    },
  });
  if (refus !== undefined) return { refus };
  if (rangs.size === 0) return { refus: `${nom} n’a que sa ligne de titres : aucun lieu à lire.` };
  if (!Number.isFinite(quantites.reduce((s, q) => s + q, 0))) return { refus: `${nom} : la somme des quantités dépasse ce qu’un ordinateur sait compter (1,8 × 10^308).` };
  return {
    valeur: {
      ids: [...rangs.keys()],
      quantites: Float64Array.from(quantites),
      autres: new Map([...autres].map(([c, liste]) => [c, Float64Array.from(liste)])),
    },
  };
}

/** Columns that double when full. */
function colonnesExtensibles() {
  let capacite = 1 << 16;
  let origine = new Uint32Array(capacite);
  let destination = new Uint32Array(capacite);
  let temps = new Float64Array(capacite);
  let lignes = new Uint32Array(capacite);
  let taille = 0;
  const agrandir = (): void => {
    capacite *= 2;
    const plus = <T extends Uint32Array | Float64Array>(neuf: T, ancien: T): T => (neuf.set(ancien), neuf);
    origine = plus(new Uint32Array(capacite), origine);
    destination = plus(new Uint32Array(capacite), destination);
    temps = plus(new Float64Array(capacite), temps);
    lignes = plus(new Uint32Array(capacite), lignes);
  };
  return {
    ajouter: (i: number, j: number, t: number, ligne: number): void => {
      if (taille === capacite) agrandir();
      origine[taille] = i;
      destination[taille] = j;
      temps[taille] = t;
      lignes[taille++] = ligne;
    },
    lire: () => ({ origine, destination, temps, lignes, taille }),
  };
}

/** `ignores`: lines whose origin is unknown, skipped; `sansOffre`: lines toward places that the supply does not have. */
export type TempsLus = { readonly temps: TempsCreux; readonly ignores: number; readonly sansOffre: number };

/** Columns of `t.csv`, the ids they refer to, and what to do with an id that is in no file. */
type Reperes = { readonly origines: IndexOctets; readonly destinations: IndexOctets; readonly ignorerInconnus: boolean };

/**
 * Reads `origine,destination,temps`. An unknown destination is a place without supply, which changes no value but takes its share in the
 * three-step method (as in PySAL `access`). An unknown origin would be residents left out of the demand: refused, or skipped with
 * `ignorerInconnus`.
 */
export async function lireTemps(chemin: string, origines: readonly string[], destinations: readonly string[], ignorerInconnus: boolean): Promise<Lu<TempsLus>> {
  const nom = nommer(chemin);
  const reperes: Reperes = { origines: indexer(origines), destinations: indexer(destinations), ignorerInconnus };
  const paires = colonnesExtensibles();
  const sansOffre = new Map<string, number>();
  let places: readonly [number, number, number] = [0, 1, 2];
  let virgule = 46;
  let ignores = 0;
  let versInconnus = 0;
  const inconnue = (l: Ligne): string =>
    `${nom}, ligne ${l.numero} : l’origine « ${(texteDuChamp(l, places[0]) ?? '').slice(0, 60)} » n’est pas dans le fichier de la demande (--ignorer-inconnus pour passer outre).`;
  const chercher = (index: IndexOctets, l: Ligne, champ: number): number => (champ < l.champs ? rangDe(index, l.octets, l.debuts[champ] ?? 0, l.fins[champ] ?? 0) : -1);
  const destinationDe = (l: Ligne): number => {
    const j = chercher(reperes.destinations, l, places[1]);
    if (j >= 0) return j;
    const id = texteDuChamp(l, places[1]);
    if (id === undefined || id === '') return -1;
    versInconnus++;
    const rang = sansOffre.get(id) ?? destinations.length + sansOffre.size;
    sansOffre.set(id, rang);
    return rang;
  };
  const refus = await parcourirCsv(chemin, {
    surEntete: (colonnes, separateur) => {
      const voulues = ['origine', 'destination', 'temps'];
      const manquantes = voulues.filter((c) => !colonnes.includes(c));
      if (manquantes.length > 0) return phraseColonnes(nom, manquantes, colonnes);
      places = [colonnes.indexOf('origine'), colonnes.indexOf('destination'), colonnes.indexOf('temps')];
      virgule = virguleDe(separateur);
      return undefined;
    },
    surLigne: (l) => {
      const i = chercher(reperes.origines, l, places[0]);
      if (i < 0 && !ignorerInconnus) return inconnue(l);
      const t = valeurDe(l, places[2], 'temps', virgule);
      if (Number.isNaN(t)) return phraseNombre(nom, l, places[2], 'temps');
      const j = i < 0 ? 0 : destinationDe(l);
      if (j < 0) return `${nom}, ligne ${l.numero} : « destination » est vide ou illisible.`;
      if (i < 0) ignores++;
      else paires.ajouter(i, j, t, l.numero);
      return undefined;
    },
  });
  if (refus !== undefined) return { refus };
  const { taille, lignes, ...triplets } = paires.lire();
  if (taille === 0) return { refus: `${nom} ne donne aucun trajet${ignores > 0 ? ` (${accord(ignores, 'ligne ignorée', 'lignes ignorées')})` : ''}.` };
  if (versInconnus === taille) return { refus: `${nom} ne mène à aucun lieu de l’offre : ses destinations et les id de l’offre sont-ils écrits de la même façon ?` };
  const temps = compresser(triplets, origines.length, destinations.length + sansOffre.size, taille);
  const double = premiereRepetition(temps);
  if (double >= 0) return { refus: phraseDouble(nom, triplets, lignes, taille, temps, double, origines, [...destinations, ...sansOffre.keys()]) };
  return { valeur: { temps, ignores, sansOffre: versInconnus } };
}

function phraseDouble(
  nom: string,
  { origine, destination }: { origine: Uint32Array; destination: Uint32Array },
  lignes: Uint32Array,
  taille: number,
  temps: TempsCreux,
  double: number,
  origines: readonly string[],
  destinations: readonly string[],
): string {
  const j = temps.cibles[double] ?? 0;
  const i = temps.debuts.findIndex((d, k) => d <= double && double < (temps.debuts[k + 1] ?? 0));
  const ou: number[] = [];
  for (let k = 0; k < taille; k++) if (origine[k] === i && destination[k] === j) ou.push(lignes[k] ?? 0);
  return `${nom}, ligne ${ou[1]} : le trajet de « ${origines[i]} » à « ${destinations[j] ?? ''} » est déjà donné ligne ${ou[0]}.`;
}
