import { ecartEnJours, type Jour, plusJours } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { JOURS_DE_CAMPAGNE, JOURS_ENTRE_RELANCES } from '../constants.ts';
import type { AdhesionId, Campagne, Depuis, MoyenDeRenouvellement, RefusRenouvellement } from '../model.ts';
import { lettreDeRenouvellement } from '../moteur/courriels.ts';
import { peutTenirRegistre } from '../permissions.ts';
import { chargerCampagnes, creerCampagne, ecrireRenouvellement, effacerRenouvellement, listerRenouvelants, noterRelance } from '../repository-cotisations.ts';
import { ecrireA } from './ecrire-adherent.ts';

type Issue<T> = Promise<Result<T, RefusRenouvellement>>;
const TOUS = { debut: 0, nombre: 5000 };

const campagneDe = async (ctx: Contexte, annee: number): Promise<Campagne | undefined> => (await chargerCampagnes(ctx)).find((c) => c.annee === annee);

/** A letter to each member who has not answered yet. Returns how many. */
async function ecrireAuxAttendus(ctx: Contexte, c: Campagne, depuis: Depuis, relance: boolean): Promise<number> {
  const attendus = await listerRenouvelants(ctx, c, { faits: false, ...TOUS });
  for (const m of attendus) await ecrireA(ctx, { id: m.adhesionId, nom: m.nom, courriel: m.courriel }, depuis, (p) => lettreDeRenouvellement({ ...p, annee: c.annee, jusqua: c.jusqua, relance }));
  return attendus.length;
}

/** Opens the campaign of a year: every member of the day is asked, by one letter (none for a campaign told otherwise). Returns how many. */
export async function ouvrirCampagne(ctx: Contexte, { annee, jusqua }: { readonly annee: number; readonly jusqua: Jour }, depuis: Depuis, { sansLettre = false }: { readonly sansLettre?: boolean } = {}): Issue<number> {
  if (!peutTenirRegistre(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (ecartEnJours(ctx.aujourdhui, jusqua) < JOURS_DE_CAMPAGNE) return refuser({ code: 'terme_trop_proche' });
  if (!(await creerCampagne(ctx, { annee, jusqua }))) return refuser({ code: 'campagne_deja_ouverte' });
  const c = { annee, jusqua, ouverteLe: ctx.aujourdhui, relanceeLe: null };
  const nombre = sansLettre ? (await listerRenouvelants(ctx, c, TOUS)).length : await ecrireAuxAttendus(ctx, c, depuis, false);
  await journaliser(ctx, 'renouvellement_ouvert', null, { annee, nombre });
  await prevenir(ctx, 'adherents');
  return ok(nombre);
}

/** By hand: one more letter to those who have not answered, a week after the last one at the earliest. */
export async function relancerCampagne(ctx: Contexte, annee: number, depuis: Depuis): Issue<number> {
  if (!peutTenirRegistre(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const c = await campagneDe(ctx, annee);
  if (!c) return refuser({ code: 'campagne_absente' });
  const derniere = c.relanceeLe ?? c.ouverteLe;
  if (ecartEnJours(derniere, ctx.aujourdhui) < JOURS_ENTRE_RELANCES) return refuser({ code: 'relance_recente', le: derniere });
  const nombre = await ecrireAuxAttendus(ctx, c, depuis, true);
  await noterRelance(ctx, annee);
  await journaliser(ctx, 'renouvellements_relances', null, { annee, nombre });
  return ok(nombre);
}

/** Every night: a last letter in the week before the term, unless one left in the two weeks before it. Returns how many. */
export async function relancerAvantTerme(ctx: Contexte, depuis: Depuis): Promise<number> {
  let lettres = 0;
  for (const c of await chargerCampagnes(ctx)) {
    const reste = ecartEnJours(ctx.aujourdhui, c.jusqua);
    const dejaEcrit = (c.relanceeLe ?? c.ouverteLe) >= plusJours(c.jusqua, -2 * JOURS_ENTRE_RELANCES);
    if (reste < 0 || reste > JOURS_ENTRE_RELANCES || dejaEcrit) continue;
    lettres += await ecrireAuxAttendus(ctx, c, depuis, true);
    await noterRelance(ctx, c.annee);
  }
  return lettres;
}

/** One tap: on one's page, by the link of the letter, or told to the coordination. After the term too: nothing ended by itself. */
export async function renouvelerAdhesion(ctx: Contexte, { id, annee, moyen }: { readonly id: AdhesionId; readonly annee: number; readonly moyen: MoyenDeRenouvellement }): Issue<string> {
  if (moyen === 'coordination' && !peutTenirRegistre(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const c = await campagneDe(ctx, annee);
  if (!c) return refuser({ code: 'campagne_absente' });
  const [m] = await listerRenouvelants(ctx, c, { id, debut: 0, nombre: 1 });
  if (!m) return refuser({ code: 'pas_concerne' });
  if (await ecrireRenouvellement(ctx, annee, id, moyen)) await journaliser(ctx, 'adhesion_renouvelee', id, { annee });
  await prevenir(ctx, 'adherents');
  return ok(m.nom);
}

/** Noted by mistake. */
export async function reprendreRenouvellement(ctx: Contexte, { id, annee }: { readonly id: AdhesionId; readonly annee: number }): Issue<true> {
  if (!peutTenirRegistre(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  await effacerRenouvellement(ctx, annee, id);
  await journaliser(ctx, 'renouvellement_repris', id, { annee });
  await prevenir(ctx, 'adherents');
  return ok(true);
}
