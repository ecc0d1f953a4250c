import { z } from 'zod';
import type { Chiffre, Provenance } from '#core/provenance.ts';

/** INSEE code of a commune or of a municipal arrondissement: five characters, Corsica in 2A/2B, overseas in 97/98. */
export const CodeCommune = z.string().regex(/^(\d{5}|2[AB]\d{3})$/).brand<'CodeCommune'>();
export type CodeCommune = z.infer<typeof CodeCommune>;

export const TerritoireId = z.uuid().brand<'TerritoireId'>();
export type TerritoireId = z.infer<typeof TerritoireId>;

/** `approximative`: no point of its own in the sources; placed near the communes of its postal code, EPCI or arrondissement. */
export type Position = { readonly lat: number; readonly lon: number; readonly approximative: boolean };

/**
 * What a perimeter is made of: a present commune, or one of the 45 municipal arrondissements of Paris, Lyon and Marseille
 * (`ville` is then the commune it belongs to). `rang` is its place in the pack.
 */
export type Commune = {
  readonly rang: number;
  readonly code: CodeCommune;
  readonly nom: string;
  readonly genre: 'commune' | 'arrondissement';
  readonly ville?: CodeCommune;
  readonly departement: string;
  readonly region: string;
  readonly epci?: string;
  readonly ept?: string;
  /** Municipal population; absent where the source gives none (uninhabited lands of the Southern Seas). */
  readonly population?: number;
  readonly codesPostaux: readonly string[];
  readonly position?: Position;
};

/** A group of communes one may add at once: EPCI with its own taxation, or the territorial public establishments of Greater Paris (`EPT`). */
export type Groupement = { readonly siren: string; readonly nom: string; readonly genre: string; readonly membres: readonly CodeCommune[] };

export type Departement = { readonly code: string; readonly nom: string; readonly region: string };
export type Region = { readonly code: string; readonly nom: string };

/** A code or a name that was a commune: `devenue` is the present commune. The name is unknown for codes that only changed number. */
export type AncienneCommune = { readonly code: CodeCommune; readonly nom?: string; readonly genre: 'deleguee' | 'associee' | 'ancien_code'; readonly devenue: CodeCommune };

/** Figures by commune that the reference folder may bring; absent from the built-in pack. */
export const CleIndicateur = z.enum([
  'superficie_km2', 'part_75_ans', 'taux_pauvrete', 'zonage_medecins',
  'apl_mg_2015', 'apl_mg_2016', 'apl_mg_2017', 'apl_mg_2018', 'apl_mg_2019', 'apl_mg_2021', 'apl_mg_2022', 'apl_mg_2023',
  'minutes_urgences', 'generalistes_estimes', 'part_ald_bassin',
  'hopitaux', 'services_urgences', 'maternites', 'centres_sante', 'maisons_sante', 'laboratoires', 'pharmacies',
]);
export type CleIndicateur = z.infer<typeof CleIndicateur>;

/** Values of `zonage_medecins`, in the order of their number in the pack. */
export const ZONAGES = ['ZIP', 'ZAC', 'ZAR', 'HZ'] as const;
export type Zonage = (typeof ZONAGES)[number];

export type CleProvenance = 'codes' | 'population' | 'epci' | 'positions' | 'contours' | CleIndicateur;

/** An area larger than a commune: a département, a region, or the country. */
export type Zone = `dep:${string}` | `reg:${string}` | 'france';

/** One figure for many areas. Keys are written `sujet:precision`, such as `densite:infirmiers`. */
export type TableDeZones = { readonly cle: string; readonly provenance: Provenance; readonly valeurs: Readonly<Record<string, number>> };

/** Rings of a commune, `[lon, lat]` pairs, first ring of each polygon outside. */
export type Contour = readonly (readonly (readonly (readonly [number, number])[])[])[];

export type Trouvaille = {
  readonly commune: Commune;
  /** The name or the code that was typed is an old one: which, and of what kind. */
  readonly ancienne?: AncienneCommune;
  /** 0 for the exact name, then growing with the distance to what was typed. */
  readonly ecart: number;
};

export type OptionsRecherche = { readonly limite?: number; readonly departement?: string; /** Names as they are written only: the search that forgives costs ten times the other. */ readonly sansFaute?: boolean };

/**
 * The reference pack in memory: immutable, every look-up is synchronous and pure.
 * `voisinage` says where neighbours come from: shared borders, or mere distance when the pack has no contours.
 */
export type Paquet = {
  readonly empreinte: string;
  readonly communes: readonly Commune[];
  readonly departements: readonly Departement[];
  readonly regions: readonly Region[];
  readonly groupements: readonly Groupement[];
  readonly voisinage: 'contours' | 'distance';
  readonly provenance: (cle: CleProvenance) => Provenance | undefined;
  readonly commune: (code: string) => Commune | undefined;
  readonly anciennes: (code: string) => readonly AncienneCommune[];
  readonly departement: (code: string) => Departement | undefined;
  readonly region: (code: string) => Region | undefined;
  readonly groupement: (siren: string) => Groupement | undefined;
  readonly communesDuDepartement: (code: string) => readonly Commune[];
  readonly communesDuCodePostal: (codePostal: string) => readonly Commune[];
  readonly arrondissements: (ville: string) => readonly Commune[];
  readonly voisines: (code: string) => readonly Commune[];
  readonly contour: (code: string) => Contour | undefined;
  readonly indicateur: (cle: CleIndicateur, code: string) => number | undefined;
  readonly zone: (cle: string, zone: Zone) => Chiffre | undefined;
  /** Every key beginning thus, in the order of the source. */
  readonly clesDeZones: (prefixe: string) => readonly string[];
  readonly chercher: (texte: string, options?: OptionsRecherche) => readonly Trouvaille[];
};

/** Figures of one kind, in the order of the communes of the pack; NaN where the source is silent. */
export type Colonne = { readonly cle: CleIndicateur; readonly decimales: number; readonly valeurs: Float32Array };

/** Adjacency as compressed rows: the neighbours of commune `i` are `cibles[departs[i]] … cibles[departs[i + 1] - 1]`. */
export type Voisinage = { readonly departs: Int32Array; readonly cibles: Int32Array };

/**
 * Contours as shared arcs. Points are whole numbers on a grid: lon = echelle[0] × x + origine[0], lat = echelle[1] × y + origine[1].
 * `formes` holds, for commune `i` from `departsFormes[i]`: polygons, then per polygon its rings, then per ring its arcs (`~a` reversed).
 */
export type Trace = {
  readonly echelle: readonly [number, number];
  readonly origine: readonly [number, number];
  readonly departsArcs: Int32Array;
  readonly points: Int32Array;
  readonly departsFormes: Int32Array;
  readonly formes: Int32Array;
};

/** What the pack is made from, before its indexes. */
export type DonneesPaquet = {
  readonly empreinte: string;
  readonly communes: readonly Commune[];
  readonly departements: readonly Departement[];
  readonly regions: readonly Region[];
  readonly groupements: readonly Groupement[];
  readonly anciennes: readonly AncienneCommune[];
  readonly provenances: Readonly<Partial<Record<CleProvenance, Provenance>>>;
  readonly voisinage: Voisinage;
  readonly colonnes: readonly Colonne[];
  readonly zones: readonly TableDeZones[];
  readonly trace?: Trace;
};

/** A saved version of the perimeter. Version 0 stands for "none yet" in forms. */
export const Territoire = z.object({
  id: TerritoireId,
  version: z.int().positive(),
  siege: CodeCommune.optional(),
  communes: z.array(CodeCommune).min(1),
  composeLe: z.date(),
  composePar: z.string().optional(),
});
export type Territoire = z.infer<typeof Territoire>;

export type VersionTerritoire = { readonly version: number; readonly communes: number; readonly composeLe: Date; readonly composePar?: string; readonly repriseDe?: number };

/** One commune as the map of the browser receives it: short keys, for there are hundreds. `x`, `y`: lon and lat × 10 000; `f`: rings, delta-coded on the same grid. */
export type CommuneDuFond = {
  readonly c: string; readonly n: string; readonly p?: number; readonly x?: number; readonly y?: number; readonly a?: 1;
  readonly e?: string; readonly t?: string; readonly g?: string; readonly v: readonly string[]; readonly f?: readonly (readonly number[])[];
};

/** The ground map of one département, and the départements its communes touch. */
export type FondDeCarte = {
  readonly departement: Departement;
  readonly region: Region;
  readonly voisinage: Paquet['voisinage'];
  readonly communes: readonly CommuneDuFond[];
  readonly groupements: readonly Groupement[];
  readonly voisins: readonly string[];
};

const liste = z.preprocess((v) => (v === undefined || v === '' ? [] : Array.isArray(v) ? v : [v]), z.array(z.string().max(12_000)));

/** The form of the composer, as the island and the plain page send it. `communes` may hold several codes per value, separated by commas. */
export const SaisieComposition = z.strictObject({
  version: z.coerce.number('Rechargez la page : sa version ne se lit plus. Votre sélection est gardée.').int().min(0).default(0),
  communes: liste,
  nouvelles: liste,
  siege: z.string().trim().max(10, 'Le siège se donne par un code INSEE.').default(''),
  q: z.string().trim().max(200, 'Ce nom est trop long : 200 caractères au plus. Rien n’est perdu, raccourcissez-le.').default(''),
  departement: z.string().trim().max(3, 'Choisissez un département de la liste.').default(''),
  groupement: z.string().trim().max(20, 'Choisissez une intercommunalité de la liste.').default(''),
  geste: z.enum(['chercher', 'ajouter', 'ajouter_groupement', 'enregistrer'], 'Ce bouton n’est pas connu : rechargez la page.').default('enregistrer'),
});
export type SaisieComposition = z.infer<typeof SaisieComposition>;

export const SaisieAnnulation = z.strictObject({ version: z.coerce.number().int().min(0), reprendre: z.coerce.number().int().min(1).optional() });

/** Sort, page and density of the table, from the address: anything unreadable falls back on the default. */
export const DemandeDeListe = z.object({
  tri: z.enum(['nom', 'population', 'groupement', 'departement']).catch('nom'),
  sens: z.enum(['asc', 'desc']).catch('asc'),
  page: z.coerce.number().int().min(1).max(1_000).catch(1),
  densite: z.enum(['confortable', 'compacte']).catch('confortable'),
});

/** What the composer island starts from. */
export type DonneesComposer = {
  readonly base: string;
  readonly jour: string;
  readonly empreinte: string;
  readonly version: number;
  /** The selection to start with: the saved one, or what was typed before a refusal. */
  readonly codes: readonly string[];
  readonly siege: string;
  readonly enregistres: readonly string[];
  readonly departements: readonly { readonly code: string; readonly nom: string }[];
  /** A refusal is on the page: the selection is what the person typed, a draft must not replace it. */
  readonly apresRefus: boolean;
};
