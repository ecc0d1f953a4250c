import { z } from 'zod';
import { Role } from '#core/tenancy.ts';

export const InvitationId = z.uuid().brand<'InvitationId'>();
export type InvitationId = z.infer<typeof InvitationId>;

/** An address as it is compared: trimmed, lower case. */
export const AdresseElectronique = z.string().trim().toLowerCase().max(254, 'Cette adresse est trop longue.').pipe(z.email('Écrivez une adresse complète, comme camille.durand@exemple.fr.'));

/** Roles held in a CPTS: the operator's is held for the instance. */
export const ROLES_DE_CPTS = Role.exclude(['exploitant']).options;
export const RoleDeCpts = Role.exclude(['exploitant']);
export type RoleDeCpts = z.infer<typeof RoleDeCpts>;

export const StatutInvitation = z.enum(['envoyee', 'acceptee', 'revoquee']);
export type StatutInvitation = z.infer<typeof StatutInvitation>;

export type Invitation = {
  readonly id: InvitationId;
  readonly courriel: string;
  readonly nom: string;
  readonly roles: readonly RoleDeCpts[];
  readonly statut: StatutInvitation;
  readonly envois: number;
  readonly envoyeeLe: Date;
  readonly expireLe: Date;
};

/** A role held by somebody in this CPTS, from a day to another. */
export type RoleTenu = { readonly id: string; readonly personneId: string; readonly nom: string; readonly courriel: string; readonly role: RoleDeCpts; readonly depuis: string; readonly jusque: string | null };

/** Where to go once signed in: an address of this instance only, never another site. */
export const Retour = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[^\\\s]*$/)
  .catch('/');

export type Theme = 'clair' | 'sombre' | 'auto';

/** @source Annuaire Santé: 11 digits, the last one a Luhn key; « identification nationale » is 8 + RPPS */
export const NumeroRpps = z.string().regex(/^\d{11}$/).brand<'NumeroRpps'>();
export type NumeroRpps = z.infer<typeof NumeroRpps>;

export type Exercice = { readonly profession: string; readonly categorie: string | undefined };
export type Activite = { readonly secteur: string | undefined; readonly finess: string | undefined; readonly siret: string | undefined; readonly structure: string | undefined; readonly commune: string | undefined };
/** What Pro Santé Connect says of a professional. */
export type IdentiteProfessionnelle = { readonly rpps: NumeroRpps; readonly professions: readonly Exercice[]; readonly activites: readonly Activite[] };

export type RefusConnexion =
  | { readonly code: 'trop_d_essais'; readonly attendreSecondes: number }
  | { readonly code: 'code_refuse' }
  | { readonly code: 'lien_refuse' }
  | { readonly code: 'second_facteur_refuse' }
  | { readonly code: 'defi_perime' }
  | { readonly code: 'courriel_non_envoye' };

export type RefusInvitation =
  | { readonly code: 'invitation_inconnue' }
  | { readonly code: 'invitation_close'; readonly statut: 'acceptee' | 'revoquee' }
  | { readonly code: 'invitation_perimee'; readonly expireLe: Date }
  | { readonly code: 'autre_personne'; readonly invitee: string; readonly connectee: string }
  | { readonly code: 'deja_invitee'; readonly courriel: string }
  | { readonly code: 'role_interdit' };

export type RefusRole = { readonly code: 'role_interdit' } | { readonly code: 'derniere_coordination' } | { readonly code: 'role_inconnu' } | { readonly code: 'role_deja_tenu'; readonly role: RoleDeCpts };

export type RefusCompte =
  | { readonly code: 'trop_d_essais'; readonly attendreSecondes: number }
  | { readonly code: 'code_d_adresse_refuse' }
  | { readonly code: 'code_d_application_refuse' }
  | { readonly code: 'session_trop_ancienne' }
  | { readonly code: 'preuve_demandee' }
  | { readonly code: 'annulation_fermee' }
  | { readonly code: 'ancienne_adresse_prise' }
  | { readonly code: 'introuvable' }
  | { readonly code: 'derniere_porte' };
