import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { type Adhesion, type AdhesionId, estMembre, type RefusAdhesion, STATUTS_EN_COURS } from '../model.ts';
import { peutTenirRegistre } from '../permissions.ts';
import { adhesionEnCoursDe, chargerAdhesion, chargerCategories, chargerColleges, enregistrerAdhesion } from '../repository.ts';
import { deciderCollege } from '../rules.ts';

type Demande = { readonly id: AdhesionId; readonly version: number };

async function lue(ctx: Contexte, { id, version }: Demande): Promise<Result<Adhesion, RefusAdhesion>> {
  if (!peutTenirRegistre(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const a = await chargerAdhesion(ctx, id);
  if (!a) return refuser({ code: 'adhesion_inconnue' });
  return a.version === version ? ok(a) : refuser({ code: 'adhesion_modifiee' });
}

/** A member changes category or college: by the rules of an admission, and the vote follows at once. */
export async function changerPlace(ctx: Contexte, d: Demande & { readonly categorie: string; readonly college?: string | undefined }): Promise<Result<true, RefusAdhesion>> {
  const a = await lue(ctx, d);
  if (!a.ok) return a;
  if (!estMembre(a.valeur.statut)) return refuser({ code: 'pas_membre' });
  const colleges = await chargerColleges(ctx);
  const categorie = (await chargerCategories(ctx)).find((k) => k.active && k.code === d.categorie);
  const college = deciderCollege({ profession: a.valeur.profession, categorie: d.categorie }, { college: colleges.find((c) => c.actif && c.id === d.college), categorie, colleges });
  if (!college.ok) return college;
  await enregistrerAdhesion(ctx, { ...a.valeur, categorie: d.categorie, collegeId: college.valeur?.id ?? null });
  await journaliser(ctx, 'adhesion_changee_de_place', d.id, { categorie: d.categorie, ...(college.valeur ? { college: college.valeur.code } : {}) });
  await prevenir(ctx, 'adherents');
  return ok(true);
}

/** A mistyped address is mended while nobody has opened an account with it: after that, only its owner may change it. */
export async function corrigerCourriel(ctx: Contexte, d: Demande & { readonly courriel: string }): Promise<Result<true, RefusAdhesion>> {
  const a = await lue(ctx, d);
  if (!a.ok) return a;
  if (!STATUTS_EN_COURS.some((s) => s === a.valeur.statut)) return refuser({ code: 'rien_a_decider' });
  if (a.valeur.personneId !== null) return refuser({ code: 'courriel_du_compte' });
  const autre = await adhesionEnCoursDe(ctx, { courriel: d.courriel });
  if (autre && autre.id !== d.id) return refuser({ code: 'adhesion_deja_en_cours' });
  await enregistrerAdhesion(ctx, { ...a.valeur, courriel: d.courriel });
  await journaliser(ctx, 'courriel_corrige', d.id);
  await prevenir(ctx, 'adherents');
  return ok(true);
}
