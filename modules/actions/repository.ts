import { cleDeRecherche } from '#core/texte.ts';
import type { Contexte } from '#server/contexte.ts';
import { ContenuFiche, type Fiche, FicheId, StatutFiche } from './model.ts';

type Ligne = { id: string; statut: string; version: number; contenu: unknown; modifie_le: Date; pilote_nom: string | null };
export const versFiche = (l: Ligne): Fiche => ({ id: FicheId.parse(l.id), statut: StatutFiche.parse(l.statut), version: l.version, contenu: ContenuFiche.parse(l.contenu), piloteNom: l.pilote_nom ?? undefined, modifieLe: l.modifie_le });

/** The sheet, locked for writing when it is about to change. */
export async function chargerFiche({ tx, cpts }: Contexte, id: FicheId, verrouiller = false): Promise<Fiche | undefined> {
  if (verrouiller) await tx.selectFrom('fiches_action').select('id').where('cpts_id', '=', cpts).where('id', '=', id).forUpdate().execute();
  const l = await tx.selectFrom('fiches_action as f').leftJoin('personnes as p', 'p.id', 'f.pilote_id').select(['f.id', 'f.statut', 'f.version', 'f.contenu', 'f.modifie_le', 'p.nom as pilote_nom']).where('f.cpts_id', '=', cpts).where('f.id', '=', id).executeTakeFirst();
  return l && versFiche(l);
}

const colonnes = (c: ContenuFiche) => ({
  titre: c.titre, mission: c.mission, pilote_id: c.piloteId, debut: c.debut, fin: c.fin, contenu: JSON.stringify(c),
  mots: cleDeRecherche([c.titre, c.objectif, c.population, ...c.partenaires, ...c.professions].join(' ')).slice(0, 8000),
});

async function garder({ tx, cpts, qui, maintenant }: Contexte, id: string, numero: number, contenu: ContenuFiche, motif: string): Promise<void> {
  await tx.insertInto('fiche_action_versions').values({ cpts_id: cpts, fiche_id: id, numero, contenu: JSON.stringify(contenu), motif: motif.slice(0, 300), enregistree_le: maintenant, auteur_id: qui.personneId }).execute();
}

export async function creerFiche(ctx: Contexte, contenu: ContenuFiche): Promise<FicheId> {
  const { id } = await ctx.tx.insertInto('fiches_action').values({ cpts_id: ctx.cpts, statut: 'proposee', version: 1, ...colonnes(contenu), modifie_le: ctx.maintenant, modifie_par: ctx.qui.personneId }).returning('id').executeTakeFirstOrThrow();
  await garder(ctx, id, 1, contenu, 'Fiche ouverte');
  return FicheId.parse(id);
}

/** A new version of the sheet; the former ones stay. */
export async function enregistrerFiche(ctx: Contexte, avant: Fiche, suite: { readonly contenu?: ContenuFiche; readonly statut?: StatutFiche; readonly motif: string }): Promise<number> {
  const contenu = suite.contenu ?? avant.contenu;
  const version = avant.version + 1;
  await ctx.tx.updateTable('fiches_action').set({ ...colonnes(contenu), statut: suite.statut ?? avant.statut, version, modifie_le: ctx.maintenant, modifie_par: ctx.qui.personneId }).where('cpts_id', '=', ctx.cpts).where('id', '=', avant.id).execute();
  await garder(ctx, avant.id, version, contenu, suite.motif);
  return version;
}
