import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { PersonneId } from '#core/tenancy.ts';
import type { Contexte } from '#server/contexte.ts';
import type { AdhesionId, Implication, RefusAdhesion } from '../model.ts';
import { peutTenirRegistre } from '../permissions.ts';
import { adhesionDe, adhesionEnCoursDe, chargerAdhesion, enregistrerAdhesion, rattacher } from '../repository.ts';
import { champsDe, type Identite } from './deposer-candidature.ts';

/** How far I want to be involved, in one tap. Nobody else sees a count of it by person. */
export async function choisirEngagement(ctx: Contexte, niveau: Implication): Promise<Result<true, RefusAdhesion>> {
  const a = await adhesionDe(ctx, ctx.qui.personneId);
  if (!a) return refuser({ code: 'adhesion_inconnue' });
  await enregistrerAdhesion(ctx, { ...a, implication: niveau });
  await journaliser(ctx, 'engagement_choisi', a.id);
  await prevenir(ctx, 'adherents');
  return ok(true);
}

/** What the CPTS knows of a person is corrected by them, or by those who hold the register. */
export async function corrigerAdhesion(ctx: Contexte, d: { readonly id: AdhesionId; readonly version: number; readonly identite: Identite }): Promise<Result<true, RefusAdhesion>> {
  const a = await chargerAdhesion(ctx, d.id);
  if (!a) return refuser({ code: 'adhesion_inconnue' });
  if (a.personneId !== ctx.qui.personneId && !peutTenirRegistre(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (a.version !== d.version) return refuser({ code: 'adhesion_modifiee' });
  const autre = d.identite.rpps === undefined ? undefined : await adhesionEnCoursDe(ctx, { rpps: d.identite.rpps });
  if (autre && autre.id !== a.id) return refuser({ code: 'adhesion_deja_en_cours' });
  await enregistrerAdhesion(ctx, { ...a, ...champsDe(d.identite) });
  await journaliser(ctx, 'adhesion_corrigee', a.id);
  await prevenir(ctx, 'adherents');
  return ok(true);
}

/** An account was opened, or found: memberships at its address are its own. Told twice, done once. */
export const rattacherAdhesions = (ctx: Contexte, personneId: PersonneId): Promise<void> => rattacher(ctx, personneId);
