import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { Releve, ReleveId, SaisieReleve, SaisieVersement } from '../model-dossier.ts';
import { peutNoterReleve, peutNoterVersement } from '../permissions.ts';
import { lireCalcul } from '../queries.ts';
import * as contrats from '../repository.ts';
import { estOuiNon } from '../view-ligne.ts';
import { cleEcheance } from '../view-tresorerie.ts';

export type RefusReleve =
  | { readonly code: 'role_insuffisant' }
  | { readonly code: 'contrat_absent' }
  | { readonly code: 'ligne_inconnue' }
  | { readonly code: 'livrable_inconnu' }
  | { readonly code: 'valeur_absente'; readonly attendue: 'nombre' | 'oui_non' }
  | { readonly code: 'jour_a_venir' }
  | { readonly code: 'deja_fait' };

type Origine = Pick<Releve, 'origine' | 'formule'>;
const SAISIE: Origine = { origine: 'saisie', formule: undefined };

/** Notes the value of a line on a day; the one already there that day is withdrawn and stays in the history. */
export async function noterReleve(ctx: Contexte, indicateur: string, s: SaisieReleve, origine: Origine = SAISIE): Promise<Result<ReleveId, RefusReleve>> {
  if (!peutNoterReleve(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const contrat = (await contrats.chargerContrat(ctx, true, { ligne: indicateur })) ?? (await contrats.chargerContrat(ctx, true));
  if (!contrat) return refuser({ code: 'contrat_absent' });
  const ligne = contrat.contenu.indicateurs.find((i) => i.id === indicateur);
  if (!ligne) return refuser({ code: 'ligne_inconnue' });
  if (s.le > ctx.aujourdhui) return refuser({ code: 'jour_a_venir' });
  const valeur = estOuiNon(ligne) ? (s.vrai === undefined ? undefined : s.vrai === 'oui') : s.nombre;
  if (valeur === undefined) return refuser({ code: 'valeur_absente', attendue: estOuiNon(ligne) ? 'oui_non' : 'nombre' });
  await contrats.retirerReleveDuJour(ctx, contrat.id, indicateur, s.le);
  const id = await contrats.noter(ctx, contrat.id, { indicateur, le: s.le, valeur, ...origine, source: s.source === '' ? undefined : s.source });
  await journaliser(ctx, 'releve_note', id, { ligne: ligne.libelle, le: s.le });
  await prevenir(ctx, 'contrat');
  return ok(id);
}

/** Withdraws a value, or gives it back: undo, in one tap. */
export async function basculerReleve(ctx: Contexte, id: ReleveId, retirer: boolean): Promise<Result<{ readonly indicateur: string }, RefusReleve>> {
  if (!peutNoterReleve(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const indicateur = await contrats.basculerReleve(ctx, id, retirer);
  if (indicateur === undefined) return refuser({ code: 'deja_fait' });
  await journaliser(ctx, retirer ? 'releve_retire' : 'releve_retabli', id, { ligne: indicateur });
  await prevenir(ctx, 'contrat');
  return ok({ indicateur });
}

/** Says that a deliverable is there, or is not after all. */
export async function cocherLivrable(ctx: Contexte, l: { readonly indicateur: string; readonly livrable: string; readonly fourni: boolean; readonly fichierId?: string }): Promise<Result<void, RefusReleve>> {
  if (!peutNoterReleve(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const contrat = (await contrats.chargerContrat(ctx, true, { ligne: l.indicateur })) ?? (await contrats.chargerContrat(ctx, true));
  const attendu = contrat?.contenu.indicateurs.find((i) => i.id === l.indicateur)?.livrables.find((x) => x.id === l.livrable);
  if (!contrat || !attendu) return refuser({ code: contrat ? 'livrable_inconnu' : 'contrat_absent' });
  if (l.fourni) await contrats.fournirLivrable(ctx, contrat.id, { ...l, le: ctx.aujourdhui });
  else await contrats.retirerLivrable(ctx, contrat.id, l);
  await journaliser(ctx, l.fourni ? 'livrable_fourni' : 'livrable_retire', contrat.id, { livrable: attendu.libelle });
  await prevenir(ctx, 'contrat');
  return ok(undefined);
}

/** Notes a sum received; `echeance` says for which sum due, otherwise it is matched by itself. */
type VersementDit = Omit<SaisieVersement, 'contrat'> & Partial<Pick<SaisieVersement, 'contrat'>>;
export async function noterVersement(ctx: Contexte, s: VersementDit): Promise<Result<string, RefusReleve>> {
  if (!peutNoterVersement(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const lu = await lireCalcul(ctx, { id: s.contrat });
  if (!lu) return refuser({ code: 'contrat_absent' });
  if (s.le > ctx.aujourdhui) return refuser({ code: 'jour_a_venir' });
  const e = lu.calcul.tresorerie.echeances.find((x) => cleEcheance(x) === s.echeance);
  const id = await contrats.noterVersement(ctx, lu.dossier.id, { le: s.le, montant: s.montant, poste: e?.poste, annee: e?.annee, nature: e?.nature, reference: s.reference === '' ? undefined : s.reference });
  await journaliser(ctx, 'versement_note', id, { centimes: s.montant });
  await prevenir(ctx, 'contrat');
  return ok(id);
}

export async function basculerVersement(ctx: Contexte, id: string, retirer: boolean): Promise<Result<void, RefusReleve>> {
  if (!peutNoterVersement(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (!(await contrats.basculerVersement(ctx, id, retirer))) return refuser({ code: 'deja_fait' });
  await journaliser(ctx, retirer ? 'versement_retire' : 'versement_retabli', id);
  await prevenir(ctx, 'contrat');
  return ok(undefined);
}
