import { z } from 'zod';
import type { FaitsTerritoire, Section } from '../model.ts';

/** The chapters of the health project, in their order. @source faits du domaine §4.2 ; docs/sources/projet.md */
export const CleChapitreSante = z.enum(['territoire', 'diagnostic', 'objectifs', 'actions', 'gouvernance', 'systeme', 'communication', 'evaluation', 'budget']);
export type CleChapitreSante = z.infer<typeof CleChapitreSante>;

/** What is known before anyone writes: the territory, the findings members kept and their order, the scenarios kept. */
export type FaitsSante = {
  readonly nom: string;
  readonly demo: boolean;
  readonly territoire?: FaitsTerritoire;
  readonly phrase?: string;
  readonly chapitres: readonly { readonly titre: string; readonly phrase: string; readonly source: string }[];
  readonly constats: readonly ConstatRetenu[];
  readonly scenarios: readonly string[];
  /** Surveys that are over, with what may be told of them; absent when there is none. */
  readonly enquetes?: readonly EnqueteCitee[];
  /** Objectives kept, and the action sheets; absent when there is none. */
  readonly objectifs?: readonly ObjectifDit[];
  readonly fiches?: readonly FicheDite[];
  readonly membres?: FaitsMembres;
  readonly association?: FaitsAssociation;
  /** Aids asked or granted, in words. */
  readonly aides: readonly string[];
  /** When each core mission must have started, counted from the signature, in words. */
  readonly demarrages: readonly string[];
};

/** An objective as the project tells it: `constats` are the findings it answers, `actions` the titles of the sheets that serve it. */
export type ObjectifDit = { readonly titre: string; readonly mission: string; readonly annee: number; readonly indicateur: string; readonly cible: string; readonly constats: readonly ConstatRetenu[]; readonly actions: readonly string[] };
/** An action sheet as the project tells it. */
export type FicheDite = { readonly titre: string; readonly mission: string; readonly objectif: string; readonly sert?: string; readonly pilote?: string; readonly periode: string; readonly partenaires: readonly string[] };

/** A finding kept, with the figure it was tied to: where an objective starts from. */
export type ConstatRetenu = { readonly texte: string; readonly nature: string; readonly chiffre?: { readonly libelle: string; readonly ecrit: string; readonly source: string } };

/** A survey as the project quotes it: who answered, and the answers that come first, counts hidden as its page hides them. */
export type EnqueteCitee = { readonly titre: string; readonly reponses: string; readonly resultats: readonly string[] };

/** Members of the association: how many, and by profession, never by name. */
export type FaitsMembres = { readonly total: number; readonly professions: readonly { readonly libelle: string; readonly membres: number }[] };

/** What the statutes in force say of who decides; whatever they do not say is absent. */
export type FaitsAssociation = {
  readonly nom?: string;
  readonly colleges: readonly string[];
  readonly instances: readonly { readonly nom: string; readonly sieges?: number; readonly decision?: string }[];
  readonly mandats: readonly { readonly fonction: string; readonly nom: string }[];
};

export type ChapitreSante = Section<CleChapitreSante>;
export type ProjetSante = { readonly commence: boolean; readonly chapitres: readonly ChapitreSante[] };

/** Who has the pen of a chapter now. */
export type Plume = { readonly cle: CleChapitreSante; readonly personneId: string; readonly nom: string; readonly depuis: Date };
