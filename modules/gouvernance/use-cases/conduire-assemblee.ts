import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { Assemblee, AssembleeId, StatutAssemblee } from '../model.ts';
import { peutSignerProcesVerbal, peutTenirSeance } from '../permissions.ts';
import { chargerAssemblee, modifierAssemblee } from '../repository.ts';
import { passer, type RefusAssemblee } from '../rules.ts';
import { ouvrirPouls } from './tenir-pouls.ts';

type Conduite = { readonly geste: 'ouvrir'; readonly presidence: string } | { readonly geste: 'clore'; readonly observations: string };

/** The accounts of those who were there. */
const presentsDe = (a: Assemblee): string[] => { const la = new Set(a.presents.map((p) => p.electeur)); return a.electeurs.flatMap((e) => (la.has(e.id) && e.personneId !== undefined ? [e.personneId] : [])); };

/** Opens the session under somebody's chair, or closes it. A vote that is open keeps the session open. */
export async function conduireAssemblee(ctx: Contexte, id: AssembleeId, conduite: Conduite, secret?: string): Promise<Result<StatutAssemblee, RefusAssemblee>> {
  if (!peutTenirSeance(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const a = await chargerAssemblee(ctx, id, { verrou: true });
  if (!a) return refuser({ code: 'assemblee_inconnue' });
  const suite = passer(a, conduite.geste);
  if (!suite.ok) return suite;
  if (conduite.geste === 'ouvrir' && !a.electeurs.some((e) => e.id === conduite.presidence)) return refuser({ code: 'electeur_inconnu' });
  if (conduite.geste === 'clore' && a.points.some((p) => p.statut === 'ouvert')) return refuser({ code: 'vote_en_cours' });
  await modifierAssemblee(ctx, id, conduite.geste === 'ouvrir' ? { statut: suite.valeur, presidence: conduite.presidence, ouverte_le: ctx.maintenant } : { statut: suite.valeur, observations: conduite.observations, close_le: ctx.maintenant });
  if (conduite.geste === 'ouvrir') await journaliser(ctx, 'assemblee_ouverte', id, {});
  else await journaliser(ctx, 'assemblee_close', id, {});
  if (conduite.geste === 'clore' && secret !== undefined) await ouvrirPouls(ctx, { objet: 'assemblee', objetId: id, titre: a.titre, jour: a.jour, invites: presentsDe(a) }, secret);
  await prevenir(ctx, 'assemblee');
  return ok(suite.valeur);
}

/** One signs the minutes once; with as many signatures as the statutes name signatories, they are approved. */
export async function signerProcesVerbal(ctx: Contexte, id: AssembleeId): Promise<Result<{ approuve: boolean }, RefusAssemblee>> {
  if (!peutSignerProcesVerbal(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const a = await chargerAssemblee(ctx, id, { verrou: true });
  if (!a) return refuser({ code: 'assemblee_inconnue' });
  const suite = passer(a, 'approuver');
  if (!suite.ok) return suite;
  if (a.signatures.some((s) => s.personneId === ctx.qui.personneId)) return refuser({ code: 'deja_signe' });
  const signatures = [...a.signatures, { personneId: ctx.qui.personneId, nom: ctx.qui.nom, le: ctx.maintenant.toISOString() }];
  const approuve = signatures.length >= Math.max(1, a.regles?.signataires.length ?? 1);
  await modifierAssemblee(ctx, id, { signatures, ...(approuve ? { statut: suite.valeur, approuvee_le: ctx.maintenant } : {}) });
  if (approuve) await journaliser(ctx, 'proces_verbal_approuve', id, {});
  else await journaliser(ctx, 'proces_verbal_signe', id, {});
  await prevenir(ctx, 'gouvernance');
  return ok({ approuve });
}
