import type { Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir, publier } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { Adhesion, AdhesionId, Depuis, GesteAdhesion, RefusAdhesion, StatutAdhesion } from '../model.ts';
import { lettreATextes, lettreDAdmission, lettreDeRefus } from '../moteur/courriels.ts';
import { chargerAdhesion, chargerCategories, chargerColleges, chargerReglages, enregistrerAdhesion } from '../repository.ts';
import { acceptationsDe, textesEnVigueur } from '../repository-textes.ts';
import { deciderCollege, deciderGeste } from '../rules.ts';
import { ecrireA } from './ecrire-adherent.ts';

type Demande = { readonly id: AdhesionId; readonly version: number };

/** Loads a membership and asks whether this gesture may be done on the version that was read. */
export async function preparerGeste(ctx: Contexte, { id, version }: Demande, geste: GesteAdhesion): Promise<Result<{ adhesion: Adhesion; vers: StatutAdhesion }, RefusAdhesion>> {
  const adhesion = await chargerAdhesion(ctx, id);
  const decision = deciderGeste(adhesion, geste, ctx.qui);
  if (!decision.ok) return decision;
  if (!adhesion) return refuser({ code: 'adhesion_inconnue' });
  return adhesion.version === version ? ok({ adhesion, vers: decision.valeur }) : refuser({ code: 'adhesion_modifiee' });
}

/** What is in force and not accepted yet by this member. */
export async function textesAAccepter(ctx: Contexte, id: AdhesionId): Promise<readonly string[]> {
  const acceptes = new Set((await acceptationsDe(ctx, id)).map((a) => a.texteId));
  return (await textesEnVigueur(ctx)).filter((t) => !acceptes.has(t.id)).map((t) => t.id);
}

export async function instruireAdhesion(ctx: Contexte, demande: Demande, depuis: Depuis): Promise<Result<true, RefusAdhesion>> {
  const d = await preparerGeste(ctx, demande, 'instruire');
  if (!d.ok) return d;
  await enregistrerAdhesion(ctx, { ...d.valeur.adhesion, statut: d.valeur.vers });
  if ((await textesAAccepter(ctx, demande.id)).length > 0) await ecrireA(ctx, d.valeur.adhesion, depuis, lettreATextes);
  await journaliser(ctx, 'adhesion_instruite', demande.id);
  await prevenir(ctx, 'adherents');
  return ok(true);
}

export async function validerAdhesion(ctx: Contexte, demande: Demande & { readonly college?: string | undefined; readonly categorie: string }, depuis: Depuis): Promise<Result<true, RefusAdhesion>> {
  const d = await preparerGeste(ctx, demande, 'valider');
  if (!d.ok) return d;
  const { adhesion, vers } = d.valeur;
  const colleges = await chargerColleges(ctx);
  const categorie = (await chargerCategories(ctx)).find((k) => k.active && k.code === demande.categorie);
  const college = deciderCollege({ profession: adhesion.profession, categorie: demande.categorie }, { college: colleges.find((c) => c.id === demande.college), categorie, colleges });
  if (!college.ok) return college;
  if ((await chargerReglages(ctx)).textesAvantAdmission && (await textesAAccepter(ctx, demande.id)).length > 0) return refuser({ code: 'textes_non_acceptes' });
  await enregistrerAdhesion(ctx, { ...adhesion, statut: vers, categorie: demande.categorie, collegeId: college.valeur?.id ?? null, membreDepuis: ctx.aujourdhui, decideeLe: ctx.aujourdhui, motif: null });
  await ecrireA(ctx, adhesion, depuis, lettreDAdmission);
  if (adhesion.courriel !== null) await publier(ctx, 'adhesion_admise', { nom: adhesion.nom, courriel: adhesion.courriel, par: { personneId: ctx.qui.personneId, nom: ctx.qui.nom } });
  await journaliser(ctx, 'adhesion_validee', demande.id, { categorie: demande.categorie, ...(college.valeur ? { college: college.valeur.code } : {}) });
  await prevenir(ctx, 'adherents');
  return ok(true);
}

export async function refuserAdhesion(ctx: Contexte, demande: Demande & { readonly motif: string }, depuis: Depuis): Promise<Result<true, RefusAdhesion>> {
  const d = await preparerGeste(ctx, demande, 'refuser');
  if (!d.ok) return d;
  await enregistrerAdhesion(ctx, { ...d.valeur.adhesion, statut: d.valeur.vers, motif: demande.motif, decideeLe: ctx.aujourdhui });
  await ecrireA(ctx, d.valeur.adhesion, depuis, (p) => lettreDeRefus({ ...p, motif: demande.motif }));
  await journaliser(ctx, 'adhesion_refusee', demande.id);
  await prevenir(ctx, 'adherents');
  return ok(true);
}

/** A written resignation, an end of activity, a death, a fee that the statutes make a condition: noted with its day. */
export async function constaterFin(ctx: Contexte, demande: Demande & { readonly motif: string; readonly jour: Jour }): Promise<Result<true, RefusAdhesion>> {
  const d = await preparerGeste(ctx, demande, 'constater_fin');
  if (!d.ok) return d;
  const { adhesion, vers } = d.valeur;
  if (demande.jour > ctx.aujourdhui) return refuser({ code: 'jour_incoherent', raison: 'dans_le_futur' });
  const finLe = adhesion.membreDepuis !== null && demande.jour < adhesion.membreDepuis ? adhesion.membreDepuis : demande.jour;
  await enregistrerAdhesion(ctx, { ...adhesion, statut: vers, finLe, motif: demande.motif });
  if (adhesion.personneId !== null) await publier(ctx, 'adhesion_finie', { personneId: adhesion.personneId });
  await journaliser(ctx, 'adhesion_finie', demande.id, { motif: demande.motif });
  await prevenir(ctx, 'adherents');
  return ok(true);
}
