import type { Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { Enquete, EnqueteId, RefusEnquete, StatutEnquete } from '../model.ts';
import { peutTenirEnquetes } from '../permissions.ts';
import { changerEnquete, chargerEnquete, effacerTexteRecu, enquetesAClore, oublierParticipations } from '../repository.ts';
import { clotureRefusee, estFinie, prendReponses, refusDOuvrir } from '../rules.ts';
import { apresEnquete, type GesteEnquete } from '../transitions.ts';

async function tenue(ctx: Contexte, id: EnqueteId): Promise<Result<Enquete, RefusEnquete>> {
  if (!peutTenirEnquetes(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const e = await chargerEnquete(ctx, id, { verrou: true });
  return e ? ok(e) : refuser({ code: 'enquete_inconnue' });
}

/** Over: who took part is forgotten, since nobody can answer any more. */
async function passerA(ctx: Contexte, e: Enquete, statut: StatutEnquete): Promise<void> {
  await changerEnquete(ctx, e, { statut, ...(statut === 'ouverte' && { ouverte_le: ctx.maintenant }) });
  if (statut === 'close') await oublierParticipations(ctx, e.id);
  await journaliser(ctx, 'enquete_changee', e.id, { statut, nom: e.titre });
  await prevenir(ctx, 'enquetes');
}

/** Opens, closes, gives up a survey, or takes it up again. */
export async function changerStatutEnquete(ctx: Contexte, id: EnqueteId, geste: GesteEnquete): Promise<Result<StatutEnquete, RefusEnquete>> {
  const lue = await tenue(ctx, id);
  if (!lue.ok) return lue;
  const e = lue.valeur;
  const statut = apresEnquete(e.statut, geste);
  if (!statut) return refuser({ code: 'geste_impossible', statut: e.statut });
  const refus = geste === 'ouvrir' ? refusDOuvrir(e, ctx.aujourdhui) : undefined;
  if (refus) return refuser(refus);
  await passerA(ctx, e, statut);
  return ok(statut);
}

/** Another last day for a survey that still takes answers; its link stays the same. */
export async function deplacerCloture(ctx: Contexte, id: EnqueteId, cloture: Jour): Promise<Result<Jour, RefusEnquete>> {
  const lue = await tenue(ctx, id);
  if (!lue.ok) return lue;
  const e = lue.valeur;
  if (!prendReponses(e, ctx.aujourdhui)) return refuser({ code: 'geste_impossible', statut: estFinie(e, ctx.aujourdhui) ? 'close' : e.statut });
  const refus = clotureRefusee(cloture, ctx.aujourdhui);
  if (refus) return refuser(refus);
  await changerEnquete(ctx, e, { cloture });
  await journaliser(ctx, 'enquete_deplacee', id, { nom: e.titre });
  await prevenir(ctx, 'enquetes');
  return ok(cloture);
}

/** An answer in words that names somebody: taken out for good. */
export async function effacerTexte(ctx: Contexte, id: EnqueteId, texte: string): Promise<Result<EnqueteId, RefusEnquete>> {
  const lue = await tenue(ctx, id);
  if (!lue.ok) return lue;
  if (!estFinie(lue.valeur, ctx.aujourdhui) || !(await effacerTexteRecu(ctx, id, texte))) return refuser({ code: 'texte_inconnu' });
  await journaliser(ctx, 'enquete_texte_efface', id, { nom: lue.valeur.titre });
  await prevenir(ctx, 'enquetes');
  return ok(id);
}

/** Each night, those whose last day is past. Done twice, it changes nothing. */
export async function cloreEnquetes(ctx: Contexte): Promise<void> {
  for (const e of await enquetesAClore(ctx)) await passerA(ctx, e, 'close');
}
