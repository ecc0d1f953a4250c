import { z } from 'zod';

export const CptsId = z.uuid().brand<'CptsId'>();
export type CptsId = z.infer<typeof CptsId>;

export const PersonneId = z.uuid().brand<'PersonneId'>();
export type PersonneId = z.infer<typeof PersonneId>;

declare const preuve: unique symbol;

/** Proof that the caller may act inside this CPTS. Minted by the two gates only: server/portes.ts and fhir/. */
export type CptsAutorisee = CptsId & { readonly [preuve]: true };

/** What a person may be in a CPTS, or for the instance (`exploitant`). */
export const Role = z.enum(['adherent', 'coordination', 'presidence', 'tresorerie', 'secretariat', 'ars', 'cpam', 'exploitant']);
export type Role = z.infer<typeof Role>;

/** Who acts, with the roles held today in the CPTS at hand. */
export type Acteur = { readonly personneId: PersonneId; readonly nom: string; readonly roles: readonly Role[] };

export const aUnRole = (qui: Acteur, ...roles: readonly Role[]): boolean => qui.roles.some((r) => roles.includes(r));
