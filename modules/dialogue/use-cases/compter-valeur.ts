import type { Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { formaterDate } from '#core/texte.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { libelleFormule, type RefusValeur } from '../labels-valeurs.ts';
import { type Calcul, type ValeurComptee, VERSION_FORMULES } from '../model-valeurs.ts';
import { peutRedigerDialogue } from '../permissions.ts';
import { type DossierLu, lireDossierDeDialogue } from '../queries.ts';
import { compterLignes, lignesChiffrees } from '../queries-valeurs.ts';
import * as valeurs from '../repository-valeurs.ts';

/** How a value reaches the contract: its own use case, handed over by the house so that the borders stay. */
export type NoterValeur = (ctx: Contexte, indicateur: string, valeur: { readonly le: Jour; readonly nombre: number; readonly vrai: undefined; readonly source: string }, origine: { readonly origine: 'importee' | 'calculee'; readonly formule: string | undefined }) => Promise<Result<unknown, { readonly code: string }>>;

async function dossierEcrit(ctx: Contexte): Promise<Result<DossierLu, RefusValeur>> {
  if (!peutRedigerDialogue(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const d = await lireDossierDeDialogue(ctx);
  return d ? ok(d) : refuser({ code: 'contrat_absent' });
}

/** Says once what the platform counts for a line. */
export async function choisirCalcul(ctx: Contexte, c: Calcul): Promise<Result<void, RefusValeur>> {
  const d = await dossierEcrit(ctx);
  if (!d.ok) return d;
  const ligne = lignesChiffrees(d.valeur.etat).find((l) => l.id === c.indicateur);
  if (!ligne) return refuser({ code: 'ligne_inconnue' });
  if (c.formule === 'adherents_profession' && c.parametre === '') return refuser({ code: 'parametre_absent' });
  await valeurs.retenirCalcul(ctx, d.valeur.contrat, { ...c, parametre: c.formule === 'adherents_profession' ? c.parametre : '' });
  await journaliser(ctx, 'calcul_choisi', null, { ligne: ligne.libelle, formule: c.formule });
  await prevenir(ctx, 'dialogue');
  return ok(undefined);
}

export async function oublierCalcul(ctx: Contexte, indicateur: string): Promise<Result<void, RefusValeur>> {
  const d = await dossierEcrit(ctx);
  if (!d.ok) return d;
  if (!(await valeurs.oublierCalcul(ctx, d.valeur.contrat, indicateur))) return refuser({ code: 'deja_fait' });
  await prevenir(ctx, 'dialogue');
  return ok(undefined);
}

/** The formula as it is kept beside the value: what, over which days, by which version. */
export const formuleEnClair = (c: ValeurComptee): string => `${libelleFormule[c.formule]}${c.parametre === '' ? '' : ` (${c.parametre})`}, du ${formaterDate(c.debut)} au ${formaterDate(c.fin)}, formule version ${VERSION_FORMULES}`;

/** Notes what the platform counts today for a line; refused when it is no longer what the person read. */
export async function noterComptee(ctx: Contexte, s: { readonly ligne: string; readonly valeur: number }, noter: NoterValeur): Promise<Result<void, RefusValeur>> {
  const d = await dossierEcrit(ctx);
  if (!d.ok) return d;
  const comptee = (await compterLignes(ctx, d.valeur)).find((c) => c.indicateur === s.ligne);
  if (!comptee) return refuser({ code: 'calcul_absent' });
  if (comptee.valeur !== s.valeur) return refuser({ code: 'valeur_changee' });
  const issue = await noter(ctx, s.ligne, { le: ctx.aujourdhui, nombre: comptee.valeur, vrai: undefined, source: 'Maillage' }, { origine: 'calculee', formule: formuleEnClair(comptee) });
  return issue.ok ? ok(undefined) : refuser({ code: 'refus_du_contrat', raison: issue.refus.code });
}
