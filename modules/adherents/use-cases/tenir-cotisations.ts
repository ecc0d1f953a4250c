import type { Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { Bareme, Cotisation, CotisationLue, Depuis, MoyenDePaiement, RefusCotisation } from '../model.ts';
import { lettreDeCotisation } from '../moteur/courriels.ts';
import { peutTenirCotisations } from '../permissions.ts';
import { chargerColleges } from '../repository.ts';
import { appelerToutes, chargerBaremes, chargerCotisation, cotisantsSansAppel, cotisationsDe, cotisationsEnAttente, enregistrerCotisation, fixerMontant, prochainRecu } from '../repository-cotisations.ts';
import { aRelancer, deciderCotisation, type GesteCotisation, preparerAppel } from '../rules.ts';
import { ecrireA } from './ecrire-adherent.ts';

type Issue<T> = Promise<Result<T, RefusCotisation>>;
const TOUTES = { debut: 0, nombre: 5000 };

export async function fixerCotisation(ctx: Contexte, b: Bareme): Issue<true> {
  if (!peutTenirCotisations(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  await fixerMontant(ctx, b);
  await journaliser(ctx, 'cotisation_fixee', null, { annee: b.annee, centimes: b.centimes });
  await prevenir(ctx, 'cotisations');
  return ok(true);
}

const ecrireAppel = (ctx: Contexte, c: CotisationLue, depuis: Depuis, relance: boolean): Promise<void> =>
  c.centimes === 0 ? Promise.resolve() : ecrireA(ctx, { id: c.adhesionId, nom: c.nom, courriel: c.courriel }, depuis, (p) => lettreDeCotisation({ ...p, annee: c.annee, centimes: c.centimes, relance }));

/** Opens the campaign of a year, or calls those who joined since: one line and one letter each (no letter for a campaign told otherwise). Returns how many. */
export async function appelerCotisations(ctx: Contexte, annee: number, depuis: Depuis, { sansLettre = false }: { readonly sansLettre?: boolean } = {}): Issue<number> {
  if (!peutTenirCotisations(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const cotisants = await cotisantsSansAppel(ctx, annee);
  if (cotisants.length === 0) return refuser({ code: (await cotisationsDe(ctx, annee, { debut: 0, nombre: 1 })).length > 0 ? 'deja_appelees' : 'personne_ne_cotise' });
  const colleges = new Map((await chargerColleges(ctx)).map((c) => [c.id as string, c.libelle]));
  const appels = preparerAppel(cotisants, await chargerBaremes(ctx), { annee, nomDuCollege: (id) => (id === null ? 'sans collège' : (colleges.get(id) ?? id)) });
  if (!appels.ok) return appels;
  await appelerToutes(ctx, annee, appels.valeur);
  const nouvelles = new Set(appels.valeur.map((a) => a.adhesionId));
  if (!sansLettre) for (const c of await cotisationsDe(ctx, annee, TOUTES)) if (nouvelles.has(c.adhesionId)) await ecrireAppel(ctx, c, depuis, false);
  await journaliser(ctx, 'cotisations_appelees', null, { annee, nombre: appels.valeur.length });
  await prevenir(ctx, 'cotisations');
  return ok(appels.valeur.length);
}

async function changer(ctx: Contexte, id: string, geste: GesteCotisation, avec: (c: CotisationLue) => Promise<Partial<Cotisation>>): Issue<CotisationLue> {
  if (!peutTenirCotisations(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const c = await chargerCotisation(ctx, id);
  const decision = deciderCotisation(c, geste);
  if (!decision.ok) return decision;
  if (!c) return refuser({ code: 'cotisation_inconnue' });
  const apres: CotisationLue = { ...c, ...(await avec(c)), statut: decision.valeur };
  await enregistrerCotisation(ctx, apres);
  await journaliser(ctx, 'cotisation_changee', c.adhesionId, { annee: c.annee, statut: decision.valeur });
  await prevenir(ctx, 'cotisations');
  return ok(apres);
}

/** Paid: a receipt of its own number exists from then on. */
export async function enregistrerPaiement(ctx: Contexte, p: { readonly id: string; readonly moyen: MoyenDePaiement; readonly jour?: Jour | undefined }): Issue<CotisationLue> {
  const payeeLe = p.jour ?? ctx.aujourdhui;
  if (payeeLe > ctx.aujourdhui) return refuser({ code: 'jour_dans_le_futur' });
  return changer(ctx, p.id, 'payer', async (c) => ({ payeeLe, moyen: p.moyen, recuNumero: await prochainRecu(ctx, c.annee) }));
}

export const changerCotisation = (ctx: Contexte, id: string, geste: 'dispenser' | 'annuler' | 'reprendre'): Issue<CotisationLue> => changer(ctx, id, geste, () => Promise.resolve({}));

/** Every night: one letter to whoever has not paid a month after the call, and a month after that. Returns how many. */
export async function relancerCotisations(ctx: Contexte, depuis: Depuis): Promise<number> {
  const dues = (await cotisationsEnAttente(ctx)).filter((c) => aRelancer(c, ctx.aujourdhui));
  for (const c of dues) {
    await ecrireAppel(ctx, c, depuis, true);
    await enregistrerCotisation(ctx, { ...c, relances: c.relances + 1, relanceeLe: ctx.aujourdhui });
  }
  if (dues.length > 0) await journaliser(ctx, 'cotisations_relancees', null, { nombre: dues.length });
  return dues.length;
}
