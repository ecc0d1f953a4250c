import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import type { Contexte } from '#server/contexte.ts';
import { Adressee, Comptes, type Enquete, EnqueteId, Question, StatutEnquete, type TexteRecu } from './model.ts';
import { comptesVides } from './rules.ts';

const COLONNES = ['id', 'titre', 'but', 'adressee', 'cloture', 'questions', 'statut', 'reponses', 'comptes', 'version', 'ouverte_le'] as const;
type Ligne = { id: string; titre: string; but: string; adressee: string; cloture: string; questions: unknown; statut: string; reponses: number; comptes: unknown; version: number; ouverte_le: Date | null };

const enEnquete = (r: Ligne): Enquete => ({
  id: EnqueteId.parse(r.id), titre: r.titre, but: r.but, adressee: Adressee.parse(r.adressee), cloture: Jour.parse(r.cloture), questions: z.array(Question).parse(r.questions), statut: StatutEnquete.parse(r.statut),
  reponses: r.reponses, comptes: Comptes.parse(r.comptes), version: r.version, ouverteLe: r.ouverte_le ?? undefined,
});

/** Every survey, the latest first. */
export const chargerEnquetes = async ({ tx, cpts }: Contexte): Promise<readonly Enquete[]> =>
  (await tx.selectFrom('enquetes').select(COLONNES).where('cpts_id', '=', cpts).orderBy('id', 'desc').limit(200).execute()).map(enEnquete);

/** `verrou`: locked until the end of the transaction, so that two answers are counted one after the other. */
export async function chargerEnquete({ tx, cpts }: Contexte, id: EnqueteId, { verrou = false } = {}): Promise<Enquete | undefined> {
  const r = await tx.selectFrom('enquetes').select(COLONNES).where('cpts_id', '=', cpts).where('id', '=', id).$if(verrou, (q) => q.forUpdate()).executeTakeFirst();
  return r && enEnquete(r);
}

export async function creerEnquete({ tx, cpts, qui, maintenant }: Contexte, e: Pick<Enquete, 'titre' | 'but' | 'adressee' | 'cloture' | 'questions'>): Promise<EnqueteId> {
  const { id } = await tx.insertInto('enquetes').values({ cpts_id: cpts, titre: e.titre, but: e.but, adressee: e.adressee, cloture: e.cloture, questions: JSON.stringify(e.questions), comptes: JSON.stringify(comptesVides(e.questions)), ecrite_le: maintenant, ecrite_par: qui.personneId, ouverte_le: null }).returning('id').executeTakeFirstOrThrow();
  return EnqueteId.parse(id);
}

type Change = Partial<Pick<Enquete, 'titre' | 'but' | 'adressee' | 'cloture' | 'statut'>> & { readonly questions?: readonly Question[]; readonly ouverte_le?: Date };

export async function changerEnquete({ tx, cpts }: Contexte, e: Pick<Enquete, 'id' | 'version'>, { questions, ...ce }: Change): Promise<void> {
  const asked = questions && { questions: JSON.stringify(questions), comptes: JSON.stringify(comptesVides(questions)) };
  await tx.updateTable('enquetes').set({ ...ce, ...asked, version: e.version + 1 }).where('cpts_id', '=', cpts).where('id', '=', e.id).execute();
}

/** One more person, their choices added to the counts, their words kept apart. */
export async function ajouterReponse({ tx, cpts }: Contexte, e: Pick<Enquete, 'id' | 'reponses'>, { comptes, textes }: { readonly comptes: Comptes; readonly textes: readonly Pick<TexteRecu, 'question' | 'texte'>[] }): Promise<void> {
  await tx.updateTable('enquetes').set({ reponses: e.reponses + 1, comptes: JSON.stringify(comptes) }).where('cpts_id', '=', cpts).where('id', '=', e.id).execute();
  if (textes.length > 0) await tx.insertInto('enquete_textes').values(textes.map((t) => ({ cpts_id: cpts, enquete_id: e.id, question: t.question, texte: t.texte }))).execute();
}

/** False when this browser, or this person, already took part. */
export async function noterParticipation({ tx, cpts }: Contexte, id: EnqueteId, empreinte: string): Promise<boolean> {
  const r = await tx.insertInto('enquete_participations').values({ cpts_id: cpts, enquete_id: id, empreinte }).onConflict((c) => c.doNothing()).returning('empreinte').executeTakeFirst();
  return r !== undefined;
}

export async function oublierParticipations({ tx, cpts }: Contexte, id: EnqueteId): Promise<void> {
  await tx.deleteFrom('enquete_participations').where('cpts_id', '=', cpts).where('enquete_id', '=', id).execute();
}

export async function effacerTexteRecu({ tx, cpts }: Contexte, e: EnqueteId, id: string): Promise<boolean> {
  return (await tx.deleteFrom('enquete_textes').where('cpts_id', '=', cpts).where('enquete_id', '=', e).where('id', '=', id).returning('id').executeTakeFirst()) !== undefined;
}

/** Those whose last day is past and which are still said to be open. */
export const enquetesAClore = async ({ tx, cpts, aujourdhui }: Contexte): Promise<readonly Enquete[]> =>
  (await tx.selectFrom('enquetes').select(COLONNES).where('cpts_id', '=', cpts).where('statut', '=', 'ouverte').where('cloture', '<', aujourdhui).forUpdate().execute()).map(enEnquete);
