import { z } from 'zod';

/** The missions of a CPTS, from its health project to its contract. @source CSP L1434-12-2; which are core depends on the regime (modules/aci/regimes.ts) */
export const Mission = z.enum(['acces', 'parcours', 'prevention', 'crise', 'qualite', 'accompagnement']);
export type Mission = z.infer<typeof Mission>;

/** One name each, on every page and every paper: what the letter promises is found again in the contract. */
export const libelleMission: Readonly<Record<Mission, string>> = {
  acces: 'Accès aux soins',
  parcours: 'Parcours pluriprofessionnels',
  prevention: 'Prévention territoriale',
  crise: 'Réponse aux crises sanitaires',
  qualite: 'Qualité et pertinence',
  accompagnement: 'Accompagnement des professionnels',
};
