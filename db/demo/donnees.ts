import { plusJours } from '#core/jour.ts';
import { listerAdherents } from '#modules/adherents/queries-liste.ts';
import { demander, noterDemande } from '#modules/donnees/use-cases/tenir-demande.ts';
import type { Contexte } from '#server/contexte.ts';

const sur = (issue: { readonly ok: boolean }): void => {
  if (!issue.ok) throw new Error('Démonstration : demande sur les données refusée.');
};

/** A member asks for a correction from their own page. */
export const demoDemande = async (ctx: Contexte): Promise<void> => sur(await demander(ctx, { genre: 'rectification', detail: 'Mon cabinet a changé d’adresse.' }));

/** A letter came in three weeks ago from somebody who is not on the register: its month runs. */
export const demoCourrierRecu = async (ctx: Contexte): Promise<void> => sur(await noterDemande(ctx, { genre: 'acces', nom: 'Yvette Inventée', canal: 'courrier', recueLe: plusJours(ctx.aujourdhui, -21), detail: 'Demande ce que la CPTS sait d’elle depuis la réunion publique.' }));

/** Somebody who is leaving asks to be erased: an offer, an agenda and proposals still give their name. */
export async function demoEffacement(ctx: Contexte): Promise<void> {
  const nom = 'Octave Factice';
  const adherent = (await listerAdherents(ctx, { q: nom }, { debut: 0, nombre: 1 })).lignes[0];
  if (adherent) sur(await noterDemande(ctx, { genre: 'effacement', adhesionId: adherent.id, nom, canal: 'courriel', recueLe: plusJours(ctx.aujourdhui, -3), detail: 'Quitte la région et demande que son nom ne paraisse plus.' }));
}
