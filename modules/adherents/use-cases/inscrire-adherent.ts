import type { Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir, publier } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { AdhesionId, RefusAdhesion } from '../model.ts';
import { peutTenirRegistre } from '../permissions.ts';
import { chargerCategories, chargerColleges, creerAdhesion, rattacherToutes } from '../repository.ts';
import { deciderCollege } from '../rules.ts';
import { champsDe, type Identite } from './deposer-candidature.ts';

type Inscription = Identite & { readonly courriel?: string | undefined; readonly categorie: string; readonly college?: string | undefined; readonly depuis: Jour; readonly ecrire: boolean };

/** A member whom the CPTS already admitted (a paper form, a general assembly, a register of before): written with their true day. */
export async function inscrireAdherent(ctx: Contexte, s: Inscription): Promise<Result<AdhesionId, RefusAdhesion>> {
  if (!peutTenirRegistre(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (s.depuis > ctx.aujourdhui) return refuser({ code: 'jour_incoherent', raison: 'dans_le_futur' });
  if (s.ecrire && s.courriel === undefined) return refuser({ code: 'courriel_manquant' });
  const colleges = await chargerColleges(ctx);
  const categorie = (await chargerCategories(ctx)).find((k) => k.active && k.code === s.categorie);
  const college = deciderCollege({ profession: s.profession ?? null, categorie: s.categorie }, { college: colleges.find((c) => c.actif && c.id === s.college), categorie, colleges });
  if (!college.ok) return college;
  // The database refuses a second membership under way at the same address or of the same number.
  const id = await creerAdhesion(ctx, { ...champsDe(s), courriel: s.courriel ?? null, categorie: s.categorie, collegeId: college.valeur?.id ?? null, statut: 'validee', origine: 'saisie', membreDepuis: s.depuis, decideeLe: ctx.aujourdhui });
  if (!id) return refuser({ code: 'adhesion_deja_en_cours' });
  await rattacherToutes(ctx);
  if (s.ecrire && s.courriel !== undefined) await publier(ctx, 'adhesion_admise', { nom: s.nom, courriel: s.courriel, par: { personneId: ctx.qui.personneId, nom: ctx.qui.nom } });
  await journaliser(ctx, 'adhesion_inscrite', id, { categorie: s.categorie });
  await prevenir(ctx, 'adherents');
  return ok(id);
}
