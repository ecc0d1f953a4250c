import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { AdhesionId, Depuis, OrigineAdhesion, RefusAdhesion } from '../model.ts';
import { lettreDeProposition } from '../moteur/courriels.ts';
import { peutProposer } from '../permissions.ts';
import { chargerCategories, creerAdhesion } from '../repository.ts';
import { champsDe, type Identite } from './deposer-candidature.ts';
import { ecrireA } from './ecrire-adherent.ts';

type Proposition = Identite & { readonly courriel?: string | undefined; readonly categorie: string; readonly message?: string | undefined; readonly origine: OrigineAdhesion };

/** A name given by a member (snowball), by the coordination, or found in the directory: the person is asked, and answers by one link. Without an address, the coordination reaches them otherwise. */
export async function proposerAdhesion(ctx: Contexte, p: Proposition, depuis: Depuis): Promise<Result<AdhesionId, RefusAdhesion>> {
  if (!peutProposer(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (!(await chargerCategories(ctx)).some((k) => k.active && k.code === p.categorie)) return refuser({ code: 'categorie_inconnue' });
  const id = await creerAdhesion(ctx, { ...champsDe(p), courriel: p.courriel ?? null, categorie: p.categorie, message: p.message ?? null, statut: 'proposee', origine: p.origine, proposeePar: ctx.qui.personneId, proposeeLe: ctx.maintenant });
  if (!id) return refuser({ code: 'adhesion_deja_en_cours' });
  await ecrireA(ctx, { id, nom: p.nom, courriel: p.courriel ?? null }, depuis, (l) => lettreDeProposition({ ...l, par: ctx.qui.nom, origine: p.origine }));
  await journaliser(ctx, 'adhesion_proposee', id, { origine: p.origine });
  await prevenir(ctx, 'adherents');
  return ok(id);
}
