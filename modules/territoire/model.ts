import { z } from 'zod';
import type { Provenance } from '#core/provenance.ts';

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
]);
export type CleIndicateur = z.infer<typeof CleIndicateur>;

/** Values of `zonage_medecins`, in the order of their number in the pack. */
export const ZONAGES = ['ZIP', 'ZAC', 'ZAR', 'HZ'] as const;
export type Zonage = (typeof ZONAGES)[number];

export type CleProvenance = 'codes' | 'population' | 'epci' | 'positions' | 'contours' | CleIndicateur;

/** Rings of a commune, `[lon, lat]` pairs, first ring of each polygon outside. */
export type Contour = readonly (readonly (readonly (readonly [number, number])[])[])[];

export type Trouvaille = {
  readonly commune: Commune;
  /** The name or the code that was typed is an old one: which, and of what kind. */
  readonly ancienne?: AncienneCommune;
  /** 0 for the exact name, then growing with the distance to what was typed. */
  readonly ecart: number;
};

export type OptionsRecherche = { readonly limite?: number; readonly departement?: string };

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
