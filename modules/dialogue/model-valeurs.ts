import { z } from 'zod';
import type { Jour } from '#core/jour.ts';
import { JourTape } from '#core/saisie.ts';

export const ImportId = z.uuid().brand<'ImportRelevesId'>();
export type ImportId = z.infer<typeof ImportId>;
/** Of a file of values: deposited and waiting to be read over, imported, given up. */
export const StatutImport = z.enum(['deposee', 'importee', 'abandonnee']);
export type StatutImport = z.infer<typeof StatutImport>;

/** What the platform knows how to count for a line, between the first day of its year and today. */
export const Formule = z.enum(['reunions_tenues', 'presences', 'personnes_presentes', 'assemblees', 'actions_achevees', 'jours_prouves', 'participants_prouves', 'adherents', 'adherents_profession']);
export type Formule = z.infer<typeof Formule>;
/** Changes when what a formula counts changes: values noted before keep the version they were counted with. */
export const VERSION_FORMULES = 1;

export type Calcul = { readonly indicateur: string; readonly formule: Formule; readonly parametre: string };
export type ValeurComptee = Calcul & { readonly valeur: number; readonly debut: Jour; readonly fin: Jour };

export const SaisieCalcul = z.strictObject({ ligne: z.string().min(1, 'Choisissez une ligne.').max(80), formule: z.enum(Formule.options, { error: 'Choisissez ce qu’il faut compter.' }), parametre: z.string().trim().max(10).default('') });
export const SaisieNoter = z.strictObject({ ligne: z.string().min(1).max(80), valeur: z.coerce.number() });

export type Contenu = z.infer<typeof Contenu>;
export const Contenu = z.object({ feuille: z.string(), rang: z.int().min(0), lignes: z.array(z.array(z.union([z.string(), z.number(), z.null()]))) });
/** What rows of files with these titles mean: which column names, which gives the value, and which line each name is. */
export const Correspondance = z.object({ libelle: z.int().min(0), valeur: z.int().min(0), lignes: z.record(z.string(), z.string()) });
export type Correspondance = z.infer<typeof Correspondance>;

export type ImportReleves = { readonly id: ImportId; readonly contrat: string; readonly statut: StatutImport; readonly annee: number; readonly fichier: string; readonly empreinte: string; readonly le: Jour; readonly source: string; readonly contenu: Contenu | undefined; readonly valeurs: number | null; readonly deposeLe: Date; readonly deposePar: string | undefined };

export const SaisieTableur = z.strictObject({
  annee: z.coerce.number().int().min(1).max(10),
  le: JourTape,
  source: z.string().trim().min(1, 'Dites qui a donné ce fichier.').max(200, 'Au plus 200 caractères.'),
});
/** Each row of the file, as `l:12`, says which line of the contract it is, or nothing. */
export const SaisieImport = z.object({ libelle: z.coerce.number().int().min(0).max(100), valeur: z.coerce.number().int().min(0).max(100) }).catchall(z.string().max(80));
