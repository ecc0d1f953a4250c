import type { Jour } from '#core/jour.ts';
import type { Provenance } from '#core/provenance.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { BORNES_NON_SOURCEES, CLASSES_DE_TAILLE, type ClasseDeTaille, COMMUNES_AU_PLUS, POPULATION_HABITUELLE, type Taille } from './constants.ts';
import type { AncienneCommune, CodeCommune, Commune, Departement, Groupement, Paquet, Region } from './model.ts';

/** The size classes in force on a day, with the text they come from. */
export function classesAu(jour: Jour): (typeof CLASSES_DE_TAILLE)[number] {
  const regime = CLASSES_DE_TAILLE.findLast((r) => r.depuis <= jour);
  if (!regime) throw new Error(`No size classes before ${jour}`);
  return regime;
}

/** The size class of a population, by the classes in force on `jour` (the latest known when absent). */
export function classeSelonPopulation(habitants: number, jour?: Jour): ClasseDeTaille {
  const regime = jour === undefined ? CLASSES_DE_TAILLE.at(-1) : classesAu(jour);
  const classe = regime?.classes.find((c) => habitants >= c.min && habitants <= c.max);
  if (!classe) throw new Error(`No size class for ${habitants} inhabitants`);
  return classe;
}

export const tailleSelonPopulation = (habitants: number, jour?: Jour): Taille => classeSelonPopulation(habitants, jour).taille;

export const estUneBorneNonSourcee = (habitants: number): boolean => BORNES_NON_SOURCEES.includes(habitants);

/** One code of the list that cannot stand in a perimeter. */
export type CodeRefuse =
  | { readonly code: 'commune_illisible'; readonly texte: string }
  | { readonly code: 'commune_inconnue'; readonly insee: string }
  | { readonly code: 'commune_ancienne'; readonly insee: string; readonly ancienne: AncienneCommune; readonly devenue: Commune }
  | { readonly code: 'ville_et_arrondissements'; readonly ville: Commune; readonly arrondissements: readonly Commune[] };

export type RefusTerritoire =
  | { readonly code: 'territoire_vide' }
  | { readonly code: 'trop_de_communes'; readonly nombre: number; readonly maximum: number }
  | { readonly code: 'communes_refusees'; readonly refus: readonly CodeRefuse[] };

const FORME_DU_CODE = /^(\d{5}|2[AB]\d{3})$/;

function lireCode(paquet: Paquet, texte: string): Result<Commune, CodeRefuse> {
  const insee = texte.trim().toUpperCase();
  if (!FORME_DU_CODE.test(insee)) return refuser({ code: 'commune_illisible', texte: texte.trim().slice(0, 40) });
  const commune = paquet.commune(insee);
  if (commune) return ok(commune);
  for (const ancienne of paquet.anciennes(insee)) {
    const devenue = paquet.commune(ancienne.devenue);
    if (devenue) return refuser({ code: 'commune_ancienne', insee, ancienne, devenue });
  }
  return refuser({ code: 'commune_inconnue', insee });
}

/** A saved list read again with the pack of today: the communes that are still there, and why the others are not. */
export function relireCommunes(paquet: Paquet, codes: readonly string[]): { readonly communes: readonly Commune[]; readonly disparues: readonly CodeRefuse[] } {
  const lues = codes.map((c) => lireCode(paquet, c));
  return { communes: lues.flatMap((l) => (l.ok ? [l.valeur] : [])), disparues: lues.flatMap((l) => (l.ok ? [] : [l.refus])) };
}

/** A city and some of its arrondissements would be counted twice. */
function doublonsDeVille(communes: readonly Commune[]): readonly CodeRefuse[] {
  return communes
    .map((ville) => ({ code: 'ville_et_arrondissements' as const, ville, arrondissements: communes.filter((c) => c.ville === ville.code) }))
    .filter((r) => r.arrondissements.length > 0);
}

/** The communes a list of INSEE codes stands for, in the order given, each once; or what is wrong with the list, code by code. */
export function lireCommunes(paquet: Paquet, codes: readonly string[]): Result<readonly Commune[], RefusTerritoire> {
  const utiles = codes.filter((c) => c.trim() !== '');
  if (utiles.length === 0) return refuser({ code: 'territoire_vide' });
  const distincts = [...new Set(utiles.map((c) => c.trim().toUpperCase()))];
  if (distincts.length > COMMUNES_AU_PLUS) return refuser({ code: 'trop_de_communes', nombre: distincts.length, maximum: COMMUNES_AU_PLUS });
  const lues = distincts.map((c) => lireCode(paquet, c));
  const communes = lues.flatMap((l) => (l.ok ? [l.valeur] : []));
  const refus = [...lues.flatMap((l) => (l.ok ? [] : [l.refus])), ...doublonsDeVille(communes)];
  return refus.length > 0 ? refuser({ code: 'communes_refusees', refus }) : ok(communes);
}

/** The pieces of a territory: communes reachable from each other without leaving it. Largest population first. */
export function morceaux(paquet: Paquet, communes: readonly Commune[]): readonly (readonly Commune[])[] {
  const restantes = new Map<string, Commune>(communes.map((c) => [c.code, c]));
  const pieces: Commune[][] = [];
  for (const depart of communes) {
    if (!restantes.delete(depart.code)) continue;
    const piece = [depart];
    for (const c of piece) for (const v of paquet.voisines(c.code)) if (restantes.delete(v.code)) piece.push(v);
    pieces.push(piece);
  }
  return pieces.sort((a, b) => totalDe(b) - totalDe(a) || b.length - a.length);
}

const totalDe = (communes: readonly Commune[]): number => communes.reduce((s, c) => s + (c.population ?? 0), 0);

/** A commune that another CPTS of the instance holds already. */
export type Couverture = { readonly commune: CodeCommune; readonly cpts: string };

export type Avertissement =
  | { readonly code: 'deja_couverte'; readonly couvertures: readonly (Couverture & { readonly nom: string })[] }
  | { readonly code: 'plusieurs_morceaux'; readonly isoles: readonly (readonly Commune[])[]; readonly fondement: Paquet['voisinage'] }
  | { readonly code: 'plusieurs_departements'; readonly departements: readonly Departement[]; readonly siege?: Departement }
  | { readonly code: 'plusieurs_regions'; readonly regions: readonly Region[] }
  | { readonly code: 'hors_taille_habituelle'; readonly population: number; readonly sens: 'petite' | 'grande' }
  | { readonly code: 'borne_non_sourcee'; readonly population: number }
  | { readonly code: 'population_absente'; readonly communes: readonly Commune[] }
  | { readonly code: 'siege_hors_territoire'; readonly siege: Commune }
  | { readonly code: 'communes_disparues'; readonly refus: readonly CodeRefuse[] };

export type Resume = {
  readonly communes: readonly Commune[];
  readonly population: number;
  readonly classe: ClasseDeTaille;
  readonly texteDesClasses: string;
  readonly groupements: readonly { readonly groupement: Groupement; readonly communes: number; readonly entier: boolean }[];
  readonly departements: readonly Departement[];
  readonly regions: readonly Region[];
  readonly siege?: Commune;
  readonly avertissements: readonly Avertissement[];
  readonly provenances: { readonly population?: Provenance; readonly codes?: Provenance; readonly epci?: Provenance };
};

const presents = <T>(valeurs: readonly (T | undefined)[]): readonly T[] => valeurs.filter((v) => v !== undefined);
const distinctes = (valeurs: readonly string[]): readonly string[] => [...new Set(valeurs)].sort();

/**
 * The groups of communes that a perimeter crosses. A municipal arrondissement stands for its city, which is the member;
 * the group is whole only with every arrondissement of that city.
 */
function groupementsCroises(paquet: Paquet, communes: readonly Commune[]): Resume['groupements'] {
  const choisies = new Set<string>(communes.map((c) => c.code));
  const comptes = new Map<string, Set<string>>();
  for (const c of communes) for (const siren of presents([c.epci, c.ept])) comptes.set(siren, (comptes.get(siren) ?? new Set()).add(c.ville ?? c.code));
  const enEntier = (membre: string): boolean => {
    const parts = paquet.arrondissements(membre);
    return choisies.has(membre) || (parts.length > 0 && parts.every((a) => choisies.has(a.code)));
  };
  return presents([...comptes.keys()].map((siren) => paquet.groupement(siren)))
    .map((groupement) => ({ groupement, communes: comptes.get(groupement.siren)?.size ?? 0, entier: groupement.membres.every(enEntier) }))
    .sort((a, b) => b.communes - a.communes || a.groupement.nom.localeCompare(b.groupement.nom, 'fr'));
}

type Faits = { readonly paquet: Paquet; readonly communes: readonly Commune[]; readonly siege?: Commune; readonly couvertures: readonly Couverture[]; readonly disparues: readonly CodeRefuse[] };

function avertissementsDe({ paquet, communes, siege, couvertures, disparues }: Faits, population: number): readonly Avertissement[] {
  const departements = presents(distinctes(communes.map((c) => c.departement)).map((d) => paquet.departement(d)));
  const regions = presents(distinctes(communes.map((c) => c.region)).map((r) => paquet.region(r)));
  const [, ...isoles] = morceaux(paquet, communes);
  const parCode = new Map<string, Commune>(communes.map((c) => [c.code, c]));
  const dejaCouvertes = couvertures.flatMap((c) => { const commune = parCode.get(c.commune); return commune ? [{ ...c, nom: commune.nom }] : []; });
  const sansPopulation = communes.filter((c) => c.population === undefined);
  const departementDuSiege = siege && paquet.departement(siege.departement);
  const liste: (Avertissement | false)[] = [
    disparues.length > 0 && { code: 'communes_disparues', refus: disparues },
    dejaCouvertes.length > 0 && { code: 'deja_couverte', couvertures: dejaCouvertes },
    siege !== undefined && !parCode.has(siege.code) && { code: 'siege_hors_territoire', siege },
    isoles.length > 0 && { code: 'plusieurs_morceaux', isoles, fondement: paquet.voisinage },
    departements.length > 1 && { code: 'plusieurs_departements', departements, ...(departementDuSiege && { siege: departementDuSiege }) },
    regions.length > 1 && { code: 'plusieurs_regions', regions },
    population < POPULATION_HABITUELLE.min && { code: 'hors_taille_habituelle', population, sens: 'petite' },
    population > POPULATION_HABITUELLE.max && { code: 'hors_taille_habituelle', population, sens: 'grande' },
    estUneBorneNonSourcee(population) && { code: 'borne_non_sourcee', population },
    sansPopulation.length > 0 && { code: 'population_absente', communes: sansPopulation },
  ];
  return liste.filter((a) => a !== false);
}

export type Composition = { readonly communes: readonly Commune[]; readonly siege?: Commune; readonly couvertures?: readonly Couverture[]; readonly jour?: Jour; /** Saved codes that are no longer communes. */ readonly disparues?: readonly CodeRefuse[] };

/** Everything one says of a perimeter: population, size class, EPCI, départements and regions crossed, warnings, sources. */
export function resumer(paquet: Paquet, { communes, siege, couvertures = [], disparues = [], jour }: Composition): Resume {
  const population = totalDe(communes);
  const regime = jour === undefined ? CLASSES_DE_TAILLE.at(-1) : classesAu(jour);
  const [sourcePopulation, codes, epci] = [paquet.provenance('population'), paquet.provenance('codes'), paquet.provenance('epci')];
  return {
    communes, population,
    classe: classeSelonPopulation(population, jour),
    texteDesClasses: regime?.texte ?? '',
    groupements: groupementsCroises(paquet, communes),
    departements: presents(distinctes(communes.map((c) => c.departement)).map((d) => paquet.departement(d))),
    regions: presents(distinctes(communes.map((c) => c.region)).map((r) => paquet.region(r))),
    ...(siege && { siege }),
    avertissements: avertissementsDe({ paquet, communes, ...(siege && { siege }), couvertures, disparues }, population),
    provenances: { ...(sourcePopulation && { population: sourcePopulation }), ...(codes && { codes }), ...(epci && { epci }) },
  };
}
