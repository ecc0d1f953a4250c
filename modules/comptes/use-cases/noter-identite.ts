import { baseDesComptes } from '#server/authentification/base.ts';
import type { Services } from '#server/services.ts';
import { trouverParIdentite } from '../queries.ts';
import { enregistrerIdentite } from '../repository.ts';
import { lireIdentitePsc } from '../rules.ts';

/** Keeps what Pro Santé Connect said of the professional who just signed in or linked their identity: RPPS, professions, activities, and when. */
export async function noterIdentite(services: Services, fournisseur: string, revendications: { readonly sub: string; readonly [cle: string]: unknown }): Promise<void> {
  if (fournisseur !== 'psc') return;
  const identite = lireIdentitePsc(revendications);
  if (!identite) return;
  const db = baseDesComptes(services);
  const personneId = await trouverParIdentite(db, fournisseur, revendications.sub);
  if (personneId) await enregistrerIdentite(db, personneId, identite, { source: 'Pro Santé Connect', lueLe: services.maintenant() });
}
