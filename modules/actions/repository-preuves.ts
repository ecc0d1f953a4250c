import { sql } from 'kysely';
import { Jour } from '#core/jour.ts';
import type { Contexte } from '#server/contexte.ts';
import { type Preuve, type PreuveComptee, PreuveId, type SaisiePreuve } from './model-preuves.ts';

type ATenir = Pick<SaisiePreuve, 'genre' | 'titre' | 'le' | 'lien' | 'nombre'> & { readonly fichierId: string | null; readonly empreinte: string; readonly indicateur: string | null; readonly livrable: string | null; readonly releveId: string | null; readonly ficheId: string | null };

/** Keeps the piece; undefined when the same already proves the same thing. */
export async function verser({ tx, cpts, qui, maintenant }: Contexte, p: ATenir): Promise<PreuveId | undefined> {
  const l = await tx.insertInto('preuves').values({ cpts_id: cpts, genre: p.genre, titre: p.titre, le: p.le ?? null, fichier_id: p.fichierId, lien: p.lien ?? null, nombre: p.nombre ?? null, empreinte: p.empreinte, indicateur: p.indicateur, livrable: p.livrable, releve_id: p.releveId, fiche_id: p.ficheId, versee_le: maintenant, versee_par: qui.personneId, retiree_le: null, retiree_par: null, motif_retrait: null }).onConflict((c) => c.doNothing()).returning('id').executeTakeFirst();
  return l && PreuveId.parse(l.id);
}

/** Whether a signed state rests on this piece: the base refuses to let it go. The row is locked, so that nobody signs in between. */
export async function estSignee({ tx, cpts }: Contexte, id: PreuveId): Promise<boolean> {
  await tx.selectFrom('preuves').select('id').where('cpts_id', '=', cpts).where('id', '=', id).forUpdate().execute();
  return (await tx.selectFrom('etat_preuves').select('etat_id').where('cpts_id', '=', cpts).where('preuve_id', '=', id).limit(1).executeTakeFirst()) !== undefined;
}

export async function retirer({ tx, cpts, qui, maintenant }: Contexte, id: PreuveId, motif: string): Promise<boolean> {
  const l = await tx.updateTable('preuves').set({ statut: 'retiree', retiree_le: maintenant, retiree_par: qui.personneId, motif_retrait: motif }).where('cpts_id', '=', cpts).where('id', '=', id).where('statut', '=', 'versee').returning('id').executeTakeFirst();
  return l !== undefined;
}

/** Ties the piece to something else and keeps what it proved before; false when the same file already proves that. */
export async function rattacher({ tx, cpts, qui, maintenant }: Contexte, avant: Preuve, vers: Pick<ATenir, 'indicateur' | 'livrable' | 'releveId' | 'ficheId'>, motif: string): Promise<boolean> {
  const meme = await tx.selectFrom('preuves').select('id').where('cpts_id', '=', cpts).where('statut', '=', 'versee').where('empreinte', '=', avant.empreinte).where(sql<boolean>`indicateur is not distinct from ${vers.indicateur} and livrable is not distinct from ${vers.livrable} and fiche_id is not distinct from ${vers.ficheId}`).limit(1).executeTakeFirst();
  if (meme) return false;
  await tx.insertInto('preuves_rattachees').values({ cpts_id: cpts, preuve_id: avant.id, indicateur: avant.indicateur, livrable: avant.livrable, fiche_id: avant.ficheId, motif, rattachee_le: maintenant, rattachee_par: qui.personneId }).execute();
  await tx.updateTable('preuves').set({ indicateur: vers.indicateur, livrable: vers.livrable, releve_id: vers.releveId, fiche_id: vers.ficheId }).where('cpts_id', '=', cpts).where('id', '=', avant.id).execute();
  return true;
}

type Touchee = { readonly indicateur: string; readonly livrable: string | null; readonly releveId: string | null };

/** How many pieces now stand behind this value and this deliverable. */
export async function compter({ tx, cpts }: Contexte, t: Touchee): Promise<PreuveComptee> {
  const lues = await tx.selectFrom('preuves').select(['releve_id', 'livrable', 'fichier_id']).where('cpts_id', '=', cpts).where('indicateur', '=', t.indicateur).where('statut', '=', 'versee').execute();
  const duLivrable = lues.filter((l) => t.livrable !== null && l.livrable === t.livrable);
  return {
    indicateur: t.indicateur,
    releve: t.releveId === null ? null : { id: t.releveId, preuves: lues.filter((l) => l.releve_id === t.releveId).length },
    livrable: t.livrable === null ? null : { id: t.livrable, preuves: duLivrable.length, fichierId: duLivrable.find((l) => l.fichier_id !== null)?.fichier_id ?? null },
  };
}

/** Told twice, kept once. */
export const garderFeuille = async ({ tx, cpts, maintenant }: Contexte, f: { readonly cle: string; readonly titre: string; readonly jour: string; readonly fichierId: string; readonly empreinte: string }): Promise<void> => {
  await tx.insertInto('feuilles_recues').values({ cpts_id: cpts, cle: f.cle, titre: f.titre, jour: f.jour, fichier_id: f.fichierId, empreinte: f.empreinte, recue_le: maintenant }).onConflict((c) => c.columns(['cpts_id', 'cle']).doNothing()).execute();
};
export const noterFeuilleVersee = async ({ tx, cpts, maintenant }: Contexte, id: string): Promise<void> => {
  await tx.updateTable('feuilles_recues').set({ versee_le: maintenant }).where('cpts_id', '=', cpts).where('id', '=', id).execute();
};

/** Sheets of a meeting that nobody has tied yet. */
export async function feuillesEnAttente({ tx, cpts }: Contexte, reunionId: string): Promise<readonly { readonly id: string; readonly titre: string; readonly jour: Jour; readonly fichierId: string; readonly empreinte: string }[]> {
  const lues = await tx.selectFrom('feuilles_recues').select(['id', 'titre', 'jour', 'fichier_id', 'empreinte']).where('cpts_id', '=', cpts).where('cle', 'like', `${reunionId}:%`).where('versee_le', 'is', null).orderBy('recue_le').execute();
  return lues.map((f) => ({ id: f.id, titre: f.titre, jour: Jour.parse(f.jour), fichierId: f.fichier_id, empreinte: f.empreinte }));
}
/** False when the meeting already works for an action. */
export const lier = async ({ tx, cpts, maintenant }: Contexte, reunionId: string, ficheId: string): Promise<boolean> =>
  (await tx.insertInto('reunions_fiches').values({ cpts_id: cpts, reunion_id: reunionId, fiche_id: ficheId, rattachee_le: maintenant }).onConflict((c) => c.doNothing()).returning('fiche_id').executeTakeFirst()) !== undefined;
export const delier = async ({ tx, cpts }: Contexte, reunionId: string): Promise<void> => {
  await tx.deleteFrom('reunions_fiches').where('cpts_id', '=', cpts).where('reunion_id', '=', reunionId).execute();
};
