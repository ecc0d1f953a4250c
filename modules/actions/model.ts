import { z } from 'zod';
import { Mission } from '#core/mission.ts';
import { CentimesTapes, facultatif, JourTape, NombreTape } from '#core/saisie.ts';
import type { PersonneId } from '#core/tenancy.ts';

export const FicheId = z.uuid().brand<'FicheId'>();
export type FicheId = z.infer<typeof FicheId>;

export const StatutFiche = z.enum(['proposee', 'engagee', 'suspendue', 'achevee', 'abandonnee']);
export type StatutFiche = z.infer<typeof StatutFiche>;
export const GesteFiche = z.enum(['engager', 'suspendre', 'reprendre', 'achever', 'abandonner', 'rouvrir']);
export type GesteFiche = z.infer<typeof GesteFiche>;

/** Who pays for an action. @source faits.md §2.6, §7 (ACI, FIR, article 51), §4.3 (budget) */
export const Financeur = z.enum(['aci', 'fir', 'article_51', 'appel_a_projets', 'autre']);
export type Financeur = z.infer<typeof Financeur>;
/** @source faits.md §4.3: indemnities, providers, purchases; §4.7 parts indemnities from remunerations */
export const NatureDepense = z.enum(['indemnites', 'remunerations', 'prestataires', 'achats', 'autres']);
export type NatureDepense = z.infer<typeof NatureDepense>;

const Cle = z.string().min(1).max(40);
const Centimes = z.int().min(0).max(1_000_000_000);
const Texte = z.string().max(4000);
const Lignes = z.array(z.string().min(1).max(300)).max(40);

export const Depense = z.strictObject({ id: Cle, nature: NatureDepense, libelle: z.string().min(1).max(200), montant: Centimes, parts: z.array(z.strictObject({ financeur: Financeur, montant: Centimes })).max(5) });
export type Depense = z.infer<typeof Depense>;
export const TacheFiche = z.strictObject({ id: Cle, texte: z.string().min(1).max(300), echeance: z.string().nullable(), qui: z.string().max(120), faite: z.boolean() });
export type TacheFiche = z.infer<typeof TacheFiche>;
export const Jalon = z.strictObject({ le: z.string(), texte: z.string().min(1).max(200) });
export type Jalon = z.infer<typeof Jalon>;

/** The sheet itself, kept version after version. @source faits.md §4.3 */
export const ContenuFiche = z.strictObject({
  titre: z.string().min(1).max(200),
  mission: Mission,
  /** The objective of the health project that the action serves (`diagnostic`). */
  objectifId: z.uuid().nullable().default(null),
  objectif: Texte,
  contexte: Texte,
  population: Texte,
  description: Texte,
  outils: Texte,
  risques: Texte,
  evaluation: Texte,
  piloteId: z.uuid().nullable(),
  professions: Lignes,
  partenaires: Lignes,
  preuvesAttendues: Lignes,
  debut: z.string().nullable(),
  fin: z.string().nullable(),
  jalons: z.array(Jalon).max(40),
  taches: z.array(TacheFiche).max(200),
  budget: z.array(Depense).max(100),
  indicateurs: z.array(z.string().min(1).max(80)).max(40),
  /** How far the action should move its line, in the unit of the line: what its effort is weighed against. */
  resultatAttendu: z.number().positive().nullable().default(null),
});
export type ContenuFiche = z.infer<typeof ContenuFiche>;

export type Fiche = { readonly id: FicheId; readonly statut: StatutFiche; readonly version: number; readonly contenu: ContenuFiche; readonly piloteNom: string | undefined; readonly modifieLe: Date };
/** One version in the history of a sheet. */
export type VersionFiche = { readonly numero: number; readonly motif: string; readonly le: Date; readonly auteur: string | undefined };
export type Pilote = { readonly id: PersonneId; readonly nom: string };

const enLignes = z.string().max(8000).default('').transform((t) => t.split(/\r?\n/).map((l) => l.trim().slice(0, 300)).filter(Boolean).slice(0, 40));
const long = z.string().trim().max(4000, 'Au plus 4 000 caractères.').default('');
const Version = z.coerce.number().int().min(0);

/** The sheet as its form sends it. */
export const SaisieFiche = z.strictObject({
  version: Version,
  titre: z.string().trim().min(1, 'Donnez un titre à l’action.').max(200, 'Au plus 200 caractères.'),
  mission: z.enum(Mission.options, { error: 'Choisissez la mission que l’action sert.' }),
  objectifProjet: z.union([z.literal(''), z.uuid('Choisissez un objectif de la liste.')]).default(''),
  objectif: z.string().trim().min(1, 'Écrivez l’objectif : ce qui aura changé, de combien, quand.').max(4000, 'Au plus 4 000 caractères.'),
  contexte: long, population: long, description: long, outils: long, risques: long, evaluation: long,
  pilote: z.union([z.literal(''), z.uuid('Choisissez une personne de la liste.')]).default(''),
  professions: enLignes, partenaires: enLignes, preuves: enLignes,
  debut: facultatif(JourTape), fin: facultatif(JourTape),
  jalons: z.string().max(8000).default(''),
  indicateurs: z.preprocess((v) => (v === undefined || v === '' ? [] : Array.isArray(v) ? v : [v]), z.array(z.string().max(80)).max(40)),
  resultat: facultatif(NombreTape.refine((n) => n > 0, 'Un nombre supérieur à zéro.')),
});
export type SaisieFiche = z.infer<typeof SaisieFiche>;

const part = facultatif(CentimesTapes.refine((m) => m >= 0, 'Un montant positif.'));
export const SaisieDepense = z.strictObject({
  version: Version,
  nature: z.enum(NatureDepense.options, { error: 'Choisissez la nature de la dépense.' }),
  libelle: z.string().trim().min(1, 'Nommez la dépense.').max(200, 'Au plus 200 caractères.'),
  montant: CentimesTapes.refine((m) => m > 0, 'Un montant supérieur à zéro.').refine((m) => m <= 1_000_000_000, 'Au plus dix millions d’euros.'),
  aci: part, fir: part, article_51: part, appel_a_projets: part, autre: part,
});
export type SaisieDepense = z.infer<typeof SaisieDepense>;

export const SaisieTache = z.strictObject({ version: Version, texte: z.string().trim().min(1, 'Écrivez la tâche.').max(300, 'Au plus 300 caractères.'), echeance: facultatif(JourTape), qui: z.string().trim().max(120).default('') });
export type SaisieTache = z.infer<typeof SaisieTache>;

export const FICHES_PAR_PAGE = 50;
/** What the list of sheets is asked for; what is unreadable falls back to everything. */
export const DemandeFiches = z.object({
  vue: z.enum(['tableau', 'liste', 'calendrier']).catch('tableau'),
  q: z.string().max(200).catch(''),
  mission: z.union([z.literal(''), Mission]).catch(''),
  statut: z.union([z.literal(''), StatutFiche]).catch(''),
  tri: z.enum(['titre', 'mission', 'statut', 'fin']).catch('titre'),
  sens: z.enum(['asc', 'desc']).catch('asc'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type DemandeFiches = z.infer<typeof DemandeFiches>;
export type PageDeFiches = { readonly fiches: readonly Fiche[]; readonly total: number };
/** An objective of the health project that a sheet may serve. */
export type ObjectifConnu = { readonly id: string; readonly titre: string; readonly annee: number };
export type LigneConnue = { readonly id: string; readonly libelle: string; readonly mission: Mission; readonly annee: number; readonly unite?: string | undefined };

/** A meeting of the agenda as an action reads it; `groupe` is the name of its working group, `recue` whether its signed sheet is among the evidence. */
export type ReunionDAction = { readonly id: string; readonly titre: string; readonly debut: Date; readonly fin: Date; readonly groupe: string | null; readonly statut: string; readonly recue: boolean };
