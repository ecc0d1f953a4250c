import type { Mission } from '#core/mission.ts';

/**
 * The five official steps and their reference delays.
 * @source ministère de la Santé, janvier 2022, repris par la thèse EHESP Sylla 2024, figure 1 (voir docs/sources/projet.md)
 */
export const ETAPES = [
  { cle: 'contact', delai: { jours: 15 } },
  { cle: 'lettre', delai: { mois: 3 } },
  { cle: 'projet_sante', delai: { moisAuMoins: 6, mois: 12 } },
  { cle: 'validation', delai: { mois: 2 } },
  { cle: 'contrat', delai: { moisAuMoins: 1, mois: 2 } },
  { cle: 'missions', delai: { moisAuMoins: 6, mois: 12 } },
] as const;
export type CleEtape = (typeof ETAPES)[number]['cle'];

/**
 * Months after the signature of the contract: latest start, then full deployment.
 * @source régime de l'avenant 2 à l'ACI CPTS ; hauts-de-france.paps.sante.fr, mis à jour le 30 novembre 2023
 */
export const DELAIS_DES_MISSIONS = {
  acces: { demarrage: 6, deploiement: 18 },
  parcours: { demarrage: 12, deploiement: 24 },
  prevention: { demarrage: 12, deploiement: 24 },
  crise: { demarrage: 6, deploiement: 18 },
} as const satisfies Partial<Record<Mission, { readonly demarrage: number; readonly deploiement: number }>>;
export type MissionSocle = keyof typeof DELAIS_DES_MISSIONS;
export const MISSIONS_SOCLES: readonly MissionSocle[] = ['acces', 'parcours', 'prevention', 'crise'];

/**
 * Under this many accessible consultations a year per standardised inhabitant, a territory is called under-dense in general practice.
 * @source DREES, Dossiers de la DREES n° 17 (seuil de 2,5 consultations)
 */
export const SEUIL_SOUS_DENSITE = 2.5;
