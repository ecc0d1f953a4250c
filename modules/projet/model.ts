import { z } from 'zod';
import type { Jour } from '#core/jour.ts';
import type { Chiffre, Provenance } from '#core/provenance.ts';
import type { PersonneId } from '#core/tenancy.ts';

export const RedactionId = z.uuid().brand<'RedactionId'>();
export type RedactionId = z.infer<typeof RedactionId>;
export const SectionId = z.uuid().brand<'SectionId'>();
export type SectionId = z.infer<typeof SectionId>;
export const VersionId = z.uuid().brand<'VersionId'>();
export type VersionId = z.infer<typeof VersionId>;

/** The documents that are written in sections, by several people, version after version. */
export const GenreRedaction = z.enum(['lettre_intention', 'projet_sante']);
export type GenreRedaction = z.infer<typeof GenreRedaction>;

export const RemarqueInterneId = z.uuid().brand<'RemarqueInterneId'>();
export type RemarqueInterneId = z.infer<typeof RemarqueInterneId>;

/** A remark between members on a section they write, never seen by the authorities. `passage` quotes the words it is about; answers point to it by `parent`. */
export type RemarqueInterne = {
  readonly id: RemarqueInterneId;
  readonly cle: string;
  readonly parent?: RemarqueInterneId;
  readonly passage: string;
  readonly texte: string;
  readonly auteurId?: PersonneId;
  readonly auteur: string;
  readonly le: Date;
  readonly reglee: boolean;
};

/** Why a version exists. `mise_de_cote` keeps a text that arrived on a section changed meanwhile: nothing typed is lost. */
export const MotifVersion = z.enum(['commencement', 'redaction', 'reprise', 'restauration', 'actualisation', 'mise_de_cote']);
export type MotifVersion = z.infer<typeof MotifVersion>;

/** The chapters of the letter, in their order. @source cpts-na.org, « Comment monter une CPTS » ; docs/sources/projet.md */
export const CleSection = z.enum(['porteur', 'territoire', 'diagnostic', 'acteurs', 'orientations', 'calendrier', 'articulation', 'signatures']);
export type CleSection = z.infer<typeof CleSection>;

export const TEXTE_MAX = 40_000;
export const CHAMP_MAX = { ligne: 300, lignes: 10_000, courriel: 254, telephone: 30, jour: 10, choix: 60 } as const;

/** A fact the person gives, apart from the text: it is asked once and read by the text, the tables and the list of what is missing. */
export type DefinitionChamp = {
  readonly cle: string;
  readonly libelle: string;
  readonly genre: keyof typeof CHAMP_MAX;
  readonly aide?: string;
  readonly options?: readonly { readonly valeur: string; readonly libelle: string }[];
};

export type Champs = Readonly<Record<string, string>>;

/** What a section holds. `texte` is null while the proposed text stands: it then follows the facts. */
export type Contenu = { readonly champs: Champs; readonly texte: string | null };

/** A section as saved: `version` 0 is the one nobody has saved yet. `proposition` is the proposed text at the time of saving. */
export type Section<C extends string = CleSection> = Contenu & {
  readonly cle: C;
  readonly version: number;
  readonly proposition: string;
  readonly modifieeLe?: Date;
  readonly modifieePar?: string;
};

export type Version = Contenu & {
  readonly id: VersionId;
  /** Absent for a text set aside, which never was the section's. */
  readonly numero?: number;
  readonly motif: MotifVersion;
  readonly proposition: string;
  readonly auteur: string;
  readonly le: Date;
  /** The version a text set aside was written from. */
  readonly base?: number;
};

export type Lettre = { readonly commenceeLe: Jour; readonly commencee: boolean; readonly sections: readonly Section[] };

/** What is known of the CPTS before anyone types. */
export type FaitsLettre = { readonly nom: string; readonly demo: boolean; readonly territoire?: FaitsTerritoire };

export type CommuneDuTerritoire = { readonly code: string; readonly nom: string; readonly departement: string; readonly groupement?: string; readonly population?: number };

export type FaitsTerritoire = {
  readonly communes: readonly CommuneDuTerritoire[];
  readonly population: Chiffre;
  readonly taille: { readonly numero: number; readonly libelle: string; readonly texte: string };
  readonly departements: readonly string[];
  readonly regions: readonly string[];
  readonly groupements: readonly { readonly nom: string; readonly communes: number; readonly entier: boolean }[];
  readonly siege?: { readonly nom: string; readonly departement: string };
  readonly autresCpts: readonly string[];
  readonly avertissements: readonly string[];
  readonly carte?: { readonly svg: string; readonly largeur: number; readonly hauteur: number; readonly alternative: string; readonly source: string };
  readonly sourceDesCodes?: Provenance;
  readonly diagnostic: FaitsDiagnostic;
};

/** A figure by commune, where the pack has it; `valeurs` lists only the communes for which the source speaks. */
export type IndicateurParCommune = { readonly provenance: Provenance; readonly valeurs: readonly { readonly code: string; readonly valeur: number }[] };

export type FaitsDiagnostic = {
  readonly part75Ans?: IndicateurParCommune;
  readonly tauxPauvrete?: IndicateurParCommune;
  readonly aplGeneralistes?: IndicateurParCommune;
  /** The code of the zone, by commune: ZIP, ZAC, ZAR, HZ. */
  readonly zonage?: { readonly provenance: Provenance; readonly valeurs: readonly { readonly code: string; readonly zone: string }[] };
};
