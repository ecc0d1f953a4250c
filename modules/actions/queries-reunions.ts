import { sql } from 'kysely';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { type Fiche, FicheId, type ReunionDAction } from './model.ts';
import { peutEcrireFiche, peutVoirActions } from './permissions.ts';
import { lireFiche, toutesLesFiches } from './queries.ts';

const reunions = ({ tx, cpts }: Contexte) =>
  tx.selectFrom('reunions as r').leftJoin('reunions_fiches as l', (j) => j.onRef('l.cpts_id', '=', 'r.cpts_id').onRef('l.reunion_id', '=', 'r.id')).leftJoin('groupes_travail as g', (j) => j.onRef('g.cpts_id', '=', 'r.cpts_id').onRef('g.id', '=', 'r.groupe_id')).where('r.cpts_id', '=', cpts);
const COLONNES = ['r.id', 'r.titre', 'r.debut', 'r.fin', 'g.nom as groupe', 'r.statut'] as const;
const RECUE = sql<boolean>`exists (select from feuilles_recues f where f.cpts_id = r.cpts_id and f.cle like r.id::text || ':%' and f.versee_le is not null)`.as('recue');

/** The meetings of an action, the next ones first, then the latest. */
export async function reunionsDeLaFiche(ctx: Contexte, fiche: FicheId): Promise<readonly ReunionDAction[]> {
  return reunions(ctx).where('l.fiche_id', '=', fiche).select([...COLONNES, RECUE]).orderBy(sql`r.debut > ${ctx.maintenant}`, 'desc').orderBy(sql`case when r.debut > ${ctx.maintenant} then r.debut end`).orderBy('r.debut', 'desc').limit(100).execute();
}

const AVANT_JOURS = 120;
/** Meetings that work for no action yet: those to come, and those of the last four months. */
export async function reunionsLibres(ctx: Contexte): Promise<readonly ReunionDAction[]> {
  const depuis = new Date(ctx.maintenant.getTime() - AVANT_JOURS * 86_400_000);
  return reunions(ctx).where('l.fiche_id', 'is', null).where('r.statut', '<>', 'annulee').where('r.debut', '>', depuis).select([...COLONNES, RECUE]).orderBy('r.debut').limit(200).execute();
}

export async function reunionConnue({ tx, cpts }: Contexte, id: string): Promise<{ readonly titre: string; readonly fiche: string | null } | undefined> {
  return tx.selectFrom('reunions as r').leftJoin('reunions_fiches as l', (j) => j.onRef('l.cpts_id', '=', 'r.cpts_id').onRef('l.reunion_id', '=', 'r.id')).select(['r.titre', 'l.fiche_id as fiche']).where('r.cpts_id', '=', cpts).where('r.id', '=', id).executeTakeFirst();
}

const ouvertes = (f: Fiche): boolean => f.statut !== 'achevee' && f.statut !== 'abandonnee';

/** What the page of a meeting says of the action it works for; undefined for who reads no action. */
export async function actionDeLaReunion(ctx: ContextePage, reunionId: string) {
  if (!peutVoirActions(ctx.qui)) return undefined;
  const lien = await reunionConnue(ctx, reunionId);
  const fiche = lien?.fiche ? await lireFiche(ctx, FicheId.parse(lien.fiche)) : undefined;
  const mienne = (f: Fiche): boolean => peutEcrireFiche(ctx.qui, f.contenu.piloteId);
  return {
    adresse: `${ctx.base}/missions/reunions/${reunionId}`,
    liee: fiche && { titre: fiche.contenu.titre, href: `${ctx.base}/missions/fiches/${fiche.id}`, detachable: mienne(fiche) },
    choix: fiche ? [] : (await toutesLesFiches(ctx)).filter((f) => ouvertes(f) && mienne(f)).map((f) => ({ valeur: f.id, libelle: f.contenu.titre })),
  };
}
