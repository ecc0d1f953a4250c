import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import type { Provenance } from '#core/provenance.ts';
import type { EtablissementsImportes, OffreDeLAnnuaire } from '#modules/annuaire/model-offre.ts';
import { type Indicateur, SEUILS_DE_MASQUAGE } from './constants.ts';
import { ROLES, type RoleColonne, type ZoneImportee } from './moteur/import-chiffres.ts';
import { SEUIL_MINIMAL } from './moteur/masquage.ts';

export const ImportId = z.uuid().brand<'ImportId'>();
export type ImportId = z.infer<typeof ImportId>;

/** Of a file of figures: deposited and waiting to be read over, imported, withdrawn (and able to come back), given up. */
export const StatutImport = z.enum(['deposee', 'importee', 'retiree', 'abandonnee']);
export type StatutImport = z.infer<typeof StatutImport>;

export const OrigineImport = z.enum(SEUILS_DE_MASQUAGE.map((s) => s.origine));
export type OrigineImport = z.infer<typeof OrigineImport>;

const Role = z.string().refine((r): r is RoleColonne => ROLES.some((x) => x === r), 'Choisissez, pour chaque colonne, un contenu de la liste.');
export const RolesGardes = z.array(Role);

/** What a deposit keeps until it is imported: the sheet, the row of its titles, and the row that was chosen for the whole CPTS when no column says the place. */
export const Contenu = z.object({ feuille: z.string(), autres: z.array(z.string()).default([]), rang: z.int().min(0), lignes: z.array(z.array(z.union([z.string(), z.number(), z.null()]))), ligne: z.int().min(1).optional() });
export type Contenu = z.infer<typeof Contenu>;

export const ImportChiffres = z.object({
  id: ImportId, statut: StatutImport, fichier: z.string(), empreinte: z.string(), origine: OrigineImport, precision: z.string().optional(), seuil: z.int().min(SEUIL_MINIMAL), situation: Jour,
  deposeLe: z.date(), deposePar: z.string().optional(), importeLe: z.date().optional(), chiffres: z.int().min(0).optional(), colonnes: RolesGardes.optional(), contenu: Contenu.optional(),
});
export type ImportChiffres = z.infer<typeof ImportChiffres>;

/** The figures of one imported file, as the chapters read them. */
export type Lot = {
  readonly id: string;
  readonly situation: Jour;
  readonly seuil: number;
  readonly provenance: Provenance;
  readonly indicateurs: readonly Indicateur[];
  /** `'masque'`: hidden by the source; `undefined`: not in the file. */
  readonly lire: (indicateur: Indicateur, zone: ZoneImportee) => number | 'masque' | undefined;
};

/** What was imported beside the reference pack: files of the CPTS, latest first; the national directory and FINESS, when the operator imported them. */
export type Imports = { readonly lots: readonly Lot[]; readonly annuaire?: OffreDeLAnnuaire; readonly finess?: EtablissementsImportes };

/** A file as a form sends it. */
export type FichierChoisi = { readonly name: string; readonly size: number; readonly arrayBuffer: () => Promise<ArrayBuffer> };

const jourTape = z.string().trim().transform((t, ctx): Jour => {
  const [, j, m, a] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(t) ?? [];
  const lu = Jour.safeParse(a === undefined ? t : `${a}-${(m ?? '').padStart(2, '0')}-${(j ?? '').padStart(2, '0')}`);
  if (lu.success) return lu.data;
  ctx.addIssue({ code: 'custom', message: 'Écrivez la date comme 12/03/2026.' });
  return z.NEVER;
});

export const SaisieDepot = z.strictObject({
  /** The bytes are the gate's business: here, only that there is a file. */
  fichier: z.custom<FichierChoisi>((f) => typeof f === 'object' && f !== null && 'arrayBuffer' in f && 'name' in f && f.name !== '', 'Choisissez un fichier Excel ou CSV.'),
  origine: z.enum(OrigineImport.options, 'Dites qui a donné ce fichier.'),
  precision: z.string().trim().max(80, 'Ce nom est trop long : 80 caractères au plus.').transform((t) => (t === '' ? undefined : t)).optional(),
  situation: jourTape,
  seuil: z.union([z.literal('').transform(() => undefined), z.coerce.number('Le seuil est un nombre entier, de 3 à 100.').int('Le seuil est un nombre entier, de 3 à 100.').min(SEUIL_MINIMAL, 'Le seuil est un nombre entier, de 3 à 100.').max(100, 'Le seuil est un nombre entier, de 3 à 100.')], 'Le seuil est un nombre entier, de 3 à 100.').optional(),
});
export type SaisieDepot = z.infer<typeof SaisieDepot>;

const LIGNE_DE_LA_LISTE = 'Choisissez une ligne de la liste.';
/** One role per column, in the order of the file; and the row of the whole CPTS, asked only when no column says the place. */
export const SaisieColonnes = z.strictObject({
  c: z.preprocess((v) => (v === undefined ? [] : Array.isArray(v) ? v : [v]), z.array(Role).max(100)),
  ligne: z.union([z.literal('').transform(() => undefined), z.coerce.number().int().min(1)], LIGNE_DE_LA_LISTE).optional(),
});
export type SaisieColonnes = z.infer<typeof SaisieColonnes>;
export const SaisieVide = z.strictObject({});
