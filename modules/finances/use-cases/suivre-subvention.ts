import type { Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { deposerFichier } from '#server/fichiers/fichiers.ts';
import { phraseRefusFichier } from '#server/fichiers/genre.ts';
import type { GesteSubvention, RefusComptes, SaisieSubvention, SubventionId } from '../model-comptes.ts';
import { peutSaisirComptes, peutTenirFinances } from '../permissions.ts';
import { basculerEncaissement, changerSubvention, chargerSubvention, creerSubvention, lireEncaissements, noterEncaissement } from '../repository-comptes.ts';
import { exerciceClos } from '../repository.ts';
import { anneeDe, deciderSubvention } from '../rules.ts';

type Issue<T> = Promise<Result<T, RefusComptes>>;

/** A grant that a funder announces, with its decision. */
export async function annoncerSubvention(ctx: Contexte, s: SaisieSubvention & { readonly fichier?: File | undefined }): Issue<string> {
  if (!peutSaisirComptes(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (s.jour > ctx.aujourdhui) return refuser({ code: 'jour_futur' });
  const annee = anneeDe(s.jour);
  if (await exerciceClos(ctx, annee)) return refuser({ code: 'exercice_clos', annee });
  const fichier = s.fichier && (await deposerFichier(ctx, s.fichier));
  if (fichier && !fichier.ok) return refuser({ code: 'fichier_refuse', phrase: phraseRefusFichier(fichier.refus) });
  const id = await creerSubvention(ctx, { ...s, fichierId: fichier?.valeur.id ?? null });
  await journaliser(ctx, 'subvention_annoncee', id, { nom: s.nom, centimes: s.montant });
  await prevenir(ctx, 'finances');
  return ok(id);
}

export async function suivreSubvention(ctx: Contexte, d: { readonly id: SubventionId; readonly version: number; readonly geste: GesteSubvention; readonly motif?: string }): Issue<true> {
  const decision = deciderSubvention(await chargerSubvention(ctx, d.id), d.geste, ctx.qui, { recu: (await lireEncaissements(ctx, d.id)).length > 0, motif: d.motif ?? '' });
  if (!decision.ok) return decision;
  const { subvention: s, statut } = decision.valeur;
  const annee = anneeDe(s.jour);
  if (await exerciceClos(ctx, annee)) return refuser({ code: 'exercice_clos', annee });
  const approbation = d.geste === 'accorder' ? { approuvee_par: ctx.qui.personneId, approuvee_le: ctx.aujourdhui } : { approuvee_par: null, approuvee_le: null };
  if (!(await changerSubvention(ctx, s.id, d.version, { statut, ...approbation, motif: d.motif ?? '' }))) return refuser({ code: 'modifie_entre_temps' });
  await journaliser(ctx, 'subvention_changee', s.id, { geste: d.geste, statut, nom: s.nom });
  await prevenir(ctx, 'finances');
  return ok(true);
}

/** Money of a grant that has come: never more than what was granted. */
export async function encaisser(ctx: Contexte, e: { readonly id: SubventionId; readonly jour: Jour; readonly montant: number; readonly reference: string }): Issue<string> {
  if (!peutTenirFinances(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (e.jour > ctx.aujourdhui) return refuser({ code: 'jour_futur' });
  const s = await chargerSubvention(ctx, e.id);
  if (!s) return refuser({ code: 'subvention_inconnue' });
  if (s.statut !== 'accordee') return refuser({ code: 'geste_impossible_subvention', statut: s.statut });
  const annee = anneeDe(e.jour);
  if (await exerciceClos(ctx, annee)) return refuser({ code: 'exercice_clos', annee });
  const recu = (await lireEncaissements(ctx, s.id)).reduce((n, x) => n + x.centimes, 0);
  if (recu + e.montant > s.centimes) return refuser({ code: 'trop_encaisse' });
  const id = await noterEncaissement(ctx, { subventionId: s.id, jour: e.jour, centimes: e.montant, reference: e.reference });
  await journaliser(ctx, 'subvention_encaissee', s.id, { nom: s.nom, centimes: e.montant });
  await prevenir(ctx, 'finances');
  return ok(id);
}

export async function retirerEncaissement(ctx: Contexte, id: string): Issue<true> {
  if (!peutTenirFinances(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const connu = (await lireEncaissements(ctx)).find((e) => e.id === id);
  if (!connu) return refuser({ code: 'encaissement_inconnu' });
  const annee = anneeDe(connu.jour);
  if (await exerciceClos(ctx, annee)) return refuser({ code: 'exercice_clos', annee });
  await basculerEncaissement(ctx, id, true);
  await journaliser(ctx, 'encaissement_retire', connu.subventionId, { centimes: connu.centimes });
  await prevenir(ctx, 'finances');
  return ok(true);
}
