import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import { AdhesionId } from './model.ts';

export const StatutCotisation = z.enum(['appelee', 'payee', 'dispensee', 'annulee']);
export type StatutCotisation = z.infer<typeof StatutCotisation>;
export const MoyenDePaiement = z.enum(['virement', 'cheque', 'especes', 'carte', 'autre']);
export type MoyenDePaiement = z.infer<typeof MoyenDePaiement>;

/** The fee of a year: for one college, or for all (`collegeId` null) where no amount names the college. */
export type Bareme = { readonly annee: number; readonly collegeId: string | null; readonly centimes: number };

export const Cotisation = z.object({
  id: z.uuid(), adhesionId: AdhesionId, annee: z.number(), centimes: z.number(), statut: StatutCotisation, appeleeLe: Jour, payeeLe: Jour.nullable(), moyen: MoyenDePaiement.nullable(), recuNumero: z.number().nullable(),
  relances: z.number(), relanceeLe: Jour.nullable(), motif: z.string().nullable(),
});
export type Cotisation = z.infer<typeof Cotisation>;

/** Who owes what, as the page of a campaign lists them. */
export type CotisationLue = Cotisation & { readonly nom: string; readonly courriel: string | null; readonly college: string | null; readonly collegeId: string | null };

export type RefusCotisation =
  | { readonly code: 'role_insuffisant' }
  | { readonly code: 'montant_non_fixe'; readonly colleges: readonly string[] }
  | { readonly code: 'personne_ne_cotise' }
  | { readonly code: 'deja_appelees' }
  | { readonly code: 'cotisation_inconnue' }
  | { readonly code: 'cotisation_close'; readonly statut: StatutCotisation }
  | { readonly code: 'jour_dans_le_futur' };
