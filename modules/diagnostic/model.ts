import { z } from 'zod';
import type { Chiffre, Provenance } from '#core/provenance.ts';

/** Chapters of the diagnosis, in reading order. */
export const CleChapitre = z.enum(['population', 'precarite', 'offre', 'accessibilite', 'sous_dense', 'zonage', 'urgences', 'etablissements', 'prevention', 'mortalite', 'profil']);
export type CleChapitre = z.infer<typeof CleChapitre>;

/** A count that its source does not publish, or that would give one away: known to be under `seuil`, or hidden beside one that is. */
export type Masque = { readonly masque: true; readonly seuil: number };

/** `undefined` is "not published": neither zero nor masked. */
export type Valeur = number | string | Masque | undefined;
export type Format = 'texte' | 'entier' | 'decimal' | 'part';
export type ColonneDeTable = { readonly titre: string; readonly format: Format; readonly decimales?: number };

/** A table with its figures as numbers, so that the page, the spreadsheet and the document each write them their way. */
export type Table = {
  readonly cle: string;
  readonly legende: string;
  readonly colonnes: readonly ColonneDeTable[];
  readonly lignes: readonly (readonly Valeur[])[];
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
export type AImporter = { readonly quoi: string; readonly editeur: string; readonly fichier: string; readonly adresse: string };

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

/** What members conclude from a figure, or from what they see. `chapitre` is the one whose figure supports it. */
export const Constat = z.object({
  id: ConstatId, nature: NatureConstat, texte: z.string().min(1), chapitre: CleChapitre.optional(), ecritPar: z.string().optional(),
  /** How many gave a priority, their mean (1 first, 3 last), and that of the person who reads. */
  voix: z.int().min(0), moyenne: z.number().optional(), mienne: z.int().min(1).max(3).optional(),
});
export type Constat = z.infer<typeof Constat>;

export const SaisieConstat = z.strictObject({
  nature: z.enum(NatureConstat.options, 'Dites si c’est une force, une faiblesse ou un besoin.'),
  texte: z.string().trim().min(1, 'Écrivez le constat en une phrase.').max(500, 'Ce constat est trop long : 500 caractères au plus.'),
  chapitre: z.union([z.literal('').transform(() => undefined), CleChapitre], 'Choisissez un chapitre de la liste, ou aucun.').optional(),
});
export type SaisieConstat = z.infer<typeof SaisieConstat>;

export const SaisiePriorite = z.strictObject({ priorite: z.enum(['1', '2', '3'], 'Choisissez une priorité de 1 à 3.').transform(Number) });
