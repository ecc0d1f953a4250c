import { z } from 'zod';
import { Mission } from '#core/mission.ts';
import type { Chiffre, Provenance } from '#core/provenance.ts';

/** Chapters of the diagnosis, in reading order. */
export const CleChapitre = z.enum(['population', 'precarite', 'patients', 'offre', 'accessibilite', 'sous_dense', 'zonage', 'urgences', 'etablissements', 'prevention', 'mortalite', 'profil']);
export type CleChapitre = z.infer<typeof CleChapitre>;

/** A count that its source does not publish, or that would give one away: known to be under `seuil`, or hidden beside one that is. */
export type Masque = { readonly masque: true; readonly seuil: number };

/** A count or a total at or over the threshold, hidden because a subtraction would give a masked one away. */
export type Protege = { readonly protege: true };

/** `undefined` is "not published": neither zero nor masked. */
export type Valeur = number | string | Masque | Protege | undefined;
export type Format = 'texte' | 'entier' | 'decimal' | 'part';
export type ColonneDeTable = { readonly titre: string; readonly format: Format; readonly decimales?: number };

/** A table with its figures as numbers, so that the page, the spreadsheet and the document each write them their way. */
export type Table = {
  readonly cle: string;
  readonly legende: string;
  readonly colonnes: readonly ColonneDeTable[];
  readonly lignes: readonly (readonly Valeur[])[];
  /** How many of the last rows are totals or wider areas: a document that cuts the table keeps them. */
  readonly pied?: number;
  readonly provenances: readonly Provenance[];
};

/** A class of a map: its words, its colour (cividis, from few to many), its communes. */
export type ClasseDeCarte = { readonly libelle: string; readonly teinte: string; readonly codes: readonly string[] };
export type ImageCarte = { readonly genre: 'carte'; readonly titre: string; readonly alternative: string; readonly classes: readonly ClasseDeCarte[] };
export type Barre = { readonly libelle: string; readonly valeur: number; readonly retenue?: boolean };
export type ImageBarres = { readonly genre: 'barres'; readonly titre: string; readonly quoi: string; readonly barres: readonly Barre[]; readonly format: Format; readonly decimales?: number };
export type ImageLignes = { readonly genre: 'lignes'; readonly titre: string; readonly quoi: string; readonly abscisses: readonly string[]; readonly series: readonly { readonly libelle: string; readonly valeurs: readonly (number | undefined)[] }[] };
export type Image = ImageCarte | ImageBarres | ImageLignes;

/** What the pack lacks, who publishes it and where a person finds it. */
export type AImporter = { readonly quoi: string; readonly editeur: string; readonly fichier: string; readonly adresse: string; /** The CPTS deposits it itself. */ readonly depot?: true; /** The operator imports it from the pages of exploitation. */ readonly exploitation?: true };

export type Chapitre = {
  readonly cle: CleChapitre;
  readonly titre: string;
  /** What it means, in one sentence. */
  readonly phrase: string;
  readonly chiffre?: { readonly libelle: string; readonly chiffre: Chiffre; readonly format: Format; readonly decimales?: number; readonly unite?: string };
  /** How it is counted, what is missing: read by those who argue. */
  readonly notes: readonly string[];
  readonly image?: Image;
  readonly tables: readonly Table[];
  readonly provenances: readonly Provenance[];
  readonly aImporter: readonly AImporter[];
};

export const ConstatId = z.uuid().brand<'ConstatId'>();
export type ConstatId = z.infer<typeof ConstatId>;

export const NatureConstat = z.enum(['force', 'faiblesse', 'besoin']);
export type NatureConstat = z.infer<typeof NatureConstat>;

/** Of a finding: proposed, kept for the health project, set aside. */
export const StatutConstat = z.enum(['proposee', 'retenue', 'ecartee']);
export type StatutConstat = z.infer<typeof StatutConstat>;

/** Of a saved scenario: saved, kept for the health project, deleted (and able to come back). */
export const StatutScenario = z.enum(['gardee', 'retenue', 'supprimee']);
export type StatutScenario = z.infer<typeof StatutScenario>;

const ProvenanceFigee = z.object({ origine: z.string(), millesime: z.string(), nature: z.enum(['officielle', 'estimee', 'simulee', 'fictive']), note: z.string().optional() });

/** A figure as it was the day a finding was tied to it: a later file does not change what was said. `ecrit` is the figure in words, with its unit. */
export const ChiffreFige = z.object({ libelle: z.string(), ecrit: z.string(), valeur: z.number(), provenance: ProvenanceFigee, releveLe: z.iso.date() });
export type ChiffreFige = z.infer<typeof ChiffreFige>;

/** What a survey says on the day a finding is born from one of its questions (`question` counts from 1), frozen like a figure. */
export const ParoleFigee = z.object({ enquete: z.uuid(), titre: z.string(), question: z.int().min(1), intitule: z.string(), ecrit: z.string(), releveLe: z.iso.date() });
export type ParoleFigee = z.infer<typeof ParoleFigee>;

/** What members conclude from a figure, or from what they see. `chapitre` is the one whose figure supports it. */
export const Constat = z.object({
  id: ConstatId, nature: NatureConstat, texte: z.string().min(1), chapitre: CleChapitre.optional(), ecritPar: z.string().optional(), auteur: z.string().optional(),
  statut: StatutConstat, version: z.int().min(1), chiffre: ChiffreFige.optional(),
  /** The interview or the meeting that supports it, in the words of who wrote. */
  reponse: z.string().optional(),
  /** The question of a survey that it was born from. */
  parole: ParoleFigee.optional(),
  /** How many gave a priority, their mean (1 first, 3 last), and that of the person who reads. */
  voix: z.int().min(0), moyenne: z.number().optional(), mienne: z.int().min(1).max(3).optional(),
});
export type Constat = z.infer<typeof Constat>;

export const SaisieConstat = z.strictObject({
  nature: z.enum(NatureConstat.options, 'Dites si c’est une force, une faiblesse ou un besoin.'),
  texte: z.string().trim().min(1, 'Écrivez le constat en une phrase.').max(500, 'Ce constat est trop long : 500 caractères au plus.'),
  chapitre: z.union([z.literal('').transform(() => undefined), CleChapitre], 'Choisissez un chapitre de la liste, ou aucun.').optional(),
  reponse: z.string().trim().max(300, 'Cette référence est trop longue : 300 caractères au plus.').transform((t) => (t === '' ? undefined : t)).optional(),
});
export type SaisieConstat = z.infer<typeof SaisieConstat>;

/** The same, of a finding that exists: `version` is the one that was read. */
export const SaisieModification = SaisieConstat.extend({ version: z.coerce.number().int().min(1) });
export type SaisieModification = z.infer<typeof SaisieModification>;

export const SaisiePriorite = z.strictObject({ priorite: z.enum(['1', '2', '3'], 'Choisissez une priorité de 1 à 3.').transform(Number) });

// --- Objectives

export const ObjectifId = z.uuid().brand<'ObjectifId'>();
export type ObjectifId = z.infer<typeof ObjectifId>;
/** Of an objective: kept, reached, withdrawn. */
export const StatutObjectif = z.enum(['retenue', 'atteinte', 'retiree']);
export type StatutObjectif = z.infer<typeof StatutObjectif>;

/** What the CPTS wants to have changed by the end of a year, from findings kept together. */
export type Objectif = { readonly id: ObjectifId; readonly titre: string; readonly mission: Mission; readonly constats: readonly ConstatId[]; readonly indicateur: string; readonly cible: string; readonly annee: number; readonly statut: StatutObjectif; readonly version: number };

const enListe = (v: unknown): unknown => (v === undefined || v === '' ? [] : Array.isArray(v) ? v : [v]);
export const SaisieObjectif = z.strictObject({
  version: z.coerce.number().int().min(0).default(0),
  titre: z.string().trim().min(1, 'Écrivez ce qui aura changé, en une phrase.').max(200, 'Au plus 200 caractères.'),
  mission: z.enum(Mission.options, 'Choisissez la mission que l’objectif sert.'),
  constats: z.preprocess(enListe, z.array(ConstatId, 'Choisissez des constats de la liste.').min(1, 'Choisissez au moins un constat : un objectif naît d’un constat.').max(20, 'Au plus vingt constats.')),
  indicateur: z.string().trim().max(300, 'Au plus 300 caractères.').default(''),
  cible: z.string().trim().max(300, 'Au plus 300 caractères.').default(''),
  annee: z.coerce.number('Écrivez une année, comme 2027.').int('Écrivez une année, comme 2027.').min(2000, 'Écrivez une année, comme 2027.').max(2100, 'Écrivez une année, comme 2027.'),
});
export type SaisieObjectif = z.infer<typeof SaisieObjectif>;

export const ScenarioId = z.uuid().brand<'ScenarioId'>();
export type ScenarioId = z.infer<typeof ScenarioId>;

/** What a scenario amounts to, computed when it was saved. Access: simulated consultations a year and per resident, weighted by residents. */
export const ResultatScenario = z.object({
  sousSeuilAvant: z.number(), sousSeuilApres: z.number(), aplAvant: z.number(), aplApres: z.number(),
  communes: z.array(z.object({ code: z.string(), avant: z.number(), apres: z.number() })), calculeLe: z.iso.date(), empreinte: z.string(),
});
export type ResultatScenario = z.infer<typeof ResultatScenario>;

/** A what-if that was named and saved. `gestes` are those of the address of its page (`19031.part.1.5`). */
export const ScenarioGarde = z.object({
  id: ScenarioId, nom: z.string().min(1), gestes: z.array(z.string()), statut: StatutScenario, resultat: ResultatScenario,
  gardeLe: z.date(), auteur: z.string().optional(), gardePar: z.string().optional(),
});
export type ScenarioGarde = z.infer<typeof ScenarioGarde>;

const NomScenario = z.string().trim().min(1, 'Donnez un nom au scénario.').max(80, 'Ce nom est trop long : 80 caractères au plus.');
export const SaisieScenario = z.strictObject({
  nom: NomScenario,
  g: z.preprocess((v) => (v === undefined ? [] : Array.isArray(v) ? v : [v]), z.array(z.string().max(40)).min(1, 'Imaginez d’abord un geste : un scénario vide ne dit rien.').max(12, 'Douze gestes au plus.')),
});
export type SaisieScenario = z.infer<typeof SaisieScenario>;
export const SaisieNomScenario = z.strictObject({ nom: NomScenario });
