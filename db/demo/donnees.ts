import { plusJours } from '#core/jour.ts';
import { demander, noterDemande } from '#modules/donnees/use-cases/tenir-demande.ts';
import type { Contexte } from '#server/contexte.ts';

const sur = (issue: { readonly ok: boolean }): void => {
  if (!issue.ok) throw new Error('Démonstration : demande sur les données refusée.');
};

/** A member asks for a correction from their own page. */
export const demoDemande = async (ctx: Contexte): Promise<void> => sur(await demander(ctx, { genre: 'rectification', detail: 'Mon cabinet a changé d’adresse.' }));

/** A letter came in three weeks ago from somebody who is not on the register: its month runs. */
export const demoCourrierRecu = async (ctx: Contexte): Promise<void> => sur(await noterDemande(ctx, { genre: 'acces', nom: 'Yvette Inventée', canal: 'courrier', recueLe: plusJours(ctx.aujourdhui, -21), detail: 'Demande ce que la CPTS sait d’elle depuis la réunion publique.' }));
