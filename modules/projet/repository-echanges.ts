import { sql } from 'kysely';
import { Jour } from '#core/jour.ts';
import { PersonneId } from '#core/tenancy.ts';
import { cleDeRecherche } from '#core/texte.ts';
import type { Contexte } from '#server/contexte.ts';
import { type DejaDemande, Partie, type Question, QuestionId, type Remarque, RemarqueId, StatutQuestion } from './model-echanges.ts';
import { DepotId } from './model-parcours.ts';
import { type Aide, FINANCEURS, type Temps } from './moteur/aides.ts';

const PARTIE = 'Une personne partie depuis';

export async function chargerRemarques({ tx, cpts }: Contexte, depot: DepotId): Promise<readonly Remarque[]> {
  const rows = await tx
    .selectFrom('depot_remarques as r')
    .leftJoin('personnes as p', 'p.id', 'r.auteur_id')
    .select(['r.id', 'r.paragraphe', 'r.parent_id', 'r.texte', 'r.institution', 'r.le', 'r.reglee_le', 'p.nom'])
    .where('r.cpts_id', '=', cpts)
    .where('r.depot_id', '=', depot)
    .orderBy('r.id')
    .limit(2000)
    .execute();
  return rows.map((r) => ({ id: RemarqueId.parse(r.id), paragraphe: r.paragraphe, ...(r.parent_id !== null && { parent: RemarqueId.parse(r.parent_id) }), texte: r.texte, institution: Partie.parse(r.institution), auteur: r.nom ?? PARTIE, le: r.le, reglee: r.reglee_le !== null }));
}

type NouvelleRemarque = { readonly depot: DepotId; readonly paragraphe: number; readonly parent?: RemarqueId | undefined; readonly texte: string; readonly institution: Partie };

export async function ecrireRemarque({ tx, cpts, qui, maintenant }: Contexte, r: NouvelleRemarque): Promise<RemarqueId> {
  const { id } = await tx
    .insertInto('depot_remarques')
    .values({ cpts_id: cpts, depot_id: r.depot, paragraphe: r.paragraphe, parent_id: r.parent ?? null, texte: r.texte, institution: r.institution, auteur_id: qui.personneId, le: maintenant, reglee_le: null, reglee_par: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return RemarqueId.parse(id);
}

/** Settles a remark, or opens it again. */
export async function reglerRemarque({ tx, cpts, qui, maintenant }: Contexte, id: RemarqueId, reglee: boolean): Promise<void> {
  await tx.updateTable('depot_remarques').set({ reglee_le: reglee ? maintenant : null, reglee_par: reglee ? qui.personneId : null }).where('cpts_id', '=', cpts).where('id', '=', id).execute();
}

/** The questions, those without an answer first, then the latest; `id` asks for one. */
export async function chargerQuestions({ tx, cpts }: Contexte, id?: QuestionId): Promise<readonly Question[]> {
  const rows = await tx
    .selectFrom('questions as q')
    .leftJoin('personnes as a', 'a.id', 'q.posee_par')
    .leftJoin('personnes as o', 'o.id', 'q.porteur_id')
    .leftJoin('personnes as r', 'r.id', 'q.repondue_par')
    .leftJoin('partages as s', (j) => j.onRef('s.question_id', '=', 'q.id').onRef('s.cpts_id', '=', 'q.cpts_id').on('s.retire_le', 'is', null))
    .select(['q.id', 'q.numero', 'q.depot_id', 'q.objet', 'q.texte', 'q.institution', 'q.posee_le', 'q.destinataire', 'q.echeance', 'q.statut', 'q.reponse', 'q.repondue_le', 'q.version', 'q.porteur_id', 'a.nom as auteur', 'o.nom as porteur', 'r.nom as par', 's.partage_id'])
    .where('q.cpts_id', '=', cpts)
    .$if(id !== undefined, (q) => q.where('q.id', '=', id ?? ''))
    .orderBy('q.statut')
    .orderBy('q.numero', 'desc')
    .limit(1000)
    .execute();
  return rows.map((q) => ({
    id: QuestionId.parse(q.id), numero: q.numero, ...(q.depot_id !== null && { depot: DepotId.parse(q.depot_id) }), objet: q.objet, texte: q.texte, institution: Partie.parse(q.institution), auteur: q.auteur ?? PARTIE, poseeLe: q.posee_le,
    destinataire: Partie.parse(q.destinataire), ...(q.porteur !== null && { porteur: q.porteur }), ...(q.porteur_id !== null && { porteurId: q.porteur_id }), ...(q.echeance !== null && { echeance: Jour.parse(q.echeance) }), statut: StatutQuestion.parse(q.statut), ...(q.reponse !== null && { reponse: q.reponse }),
    ...(q.repondue_le !== null && { repondueLe: q.repondue_le }), ...(q.par !== null && { reponduePar: q.par }), version: q.version, ...(q.partage_id !== null && { partage: q.partage_id }),
  }));
}

type NouvelleQuestion = { readonly depot?: DepotId | undefined; readonly objet: string; readonly texte: string; readonly institution: Partie; readonly destinataire: Partie; readonly porteur?: PersonneId | undefined; readonly echeance?: Jour | undefined };

const cleDe = (...textes: string[]): string => cleDeRecherche(textes.join(' '));

/** Numbered in the order they are asked: two at once wait for each other on the file of the CPTS. */
export async function ecrireQuestion({ tx, cpts, qui, maintenant }: Contexte, q: NouvelleQuestion): Promise<QuestionId> {
  await tx.selectFrom('parcours').select('id').where('cpts_id', '=', cpts).forUpdate().execute();
  const { dernier } = await tx.selectFrom('questions').select((e) => e.fn.max('numero').as('dernier')).where('cpts_id', '=', cpts).executeTakeFirstOrThrow();
  const { id } = await tx
    .insertInto('questions')
    .values({ cpts_id: cpts, numero: (dernier ?? 0) + 1, depot_id: q.depot ?? null, objet: q.objet, texte: q.texte, cle: cleDe(q.objet, q.texte), institution: q.institution, posee_par: qui.personneId, posee_le: maintenant, destinataire: q.destinataire, porteur_id: q.porteur ?? null, echeance: q.echeance ?? null, statut: 'posee', reponse: null, repondue_par: null, repondue_le: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return QuestionId.parse(id);
}

/** Writes the answer on the version that was read; false when somebody answered meanwhile. */
export async function ecrireReponse({ tx, cpts, qui, maintenant }: Contexte, q: Question, reponse: string): Promise<boolean> {
  const r = await tx
    .updateTable('questions')
    .set({ statut: 'repondue', reponse, cle: cleDe(q.objet, q.texte, reponse), repondue_par: qui.personneId, repondue_le: maintenant, version: q.version + 1 })
    .where('cpts_id', '=', cpts)
    .where('id', '=', q.id)
    .where('version', '=', q.version)
    .executeTakeFirst();
  return r.numUpdatedRows === 1n;
}

type Partagee = { readonly objet: string; readonly question: string; readonly reponse: string };

/** Copies the words chosen to the table that every CPTS reads, and keeps here which they are. */
export async function partager({ tx, cpts, qui, maintenant, aujourdhui }: Contexte, question: QuestionId, p: Partagee): Promise<string> {
  const id = (await sql<{ id: string }>`select uuidv7() as id`.execute(tx)).rows[0]?.id ?? '';
  await tx.insertInto('partages').values({ cpts_id: cpts, question_id: question, partage_id: id, partage_le: maintenant, partage_par: qui.personneId, retire_le: null, retire_par: null }).execute();
  await tx.insertInto('reponses_partagees').values({ id, ...p, cle: cleDe(p.objet, p.question, p.reponse), partagee_le: aujourdhui }).execute();
  return id;
}

/** Takes back what this CPTS shared: the words are erased, that they were shared stays known here. */
export async function retirerPartage({ tx, cpts, qui, maintenant }: Contexte, partage: string): Promise<boolean> {
  const efface = await tx.deleteFrom('reponses_partagees').where('id', '=', partage).executeTakeFirst();
  await tx.updateTable('partages').set({ retire_le: maintenant, retire_par: qui.personneId }).where('cpts_id', '=', cpts).where('partage_id', '=', partage).where('retire_le', 'is', null).execute();
  return efface.numDeletedRows === 1n;
}

const MOTS_AU_PLUS = 16;
/** Any of the words, each cut down to its stem by the database. */
const motsDe = (q: string): string => [...new Set(cleDeRecherche(q).split(' ').filter((m) => m.length > 2))].slice(0, MOTS_AU_PLUS).join(' | ');

/** Answers already given that speak of the same things, closest first: those of this CPTS, then those that others shared. */
export async function chercherReponses({ tx, cpts }: Contexte, q: string, limite = 5): Promise<readonly (DejaDemande & { readonly id?: string })[]> {
  const mots = motsDe(q);
  if (mots === '') return [];
  const [ici, ailleurs] = [
    await sql<{ id: string; objet: string; question: string; reponse: string }>`select id, objet, texte as question, reponse from questions
      where cpts_id = ${cpts} and reponse is not null and to_tsvector('french', cle) @@ to_tsquery('french', ${mots})
      order by ts_rank(to_tsvector('french', cle), to_tsquery('french', ${mots})) desc, id limit ${limite}`.execute(tx),
    await sql<{ objet: string; question: string; reponse: string }>`select objet, question, reponse from reponses_partagees r
      where mots @@ to_tsquery('french', ${mots}) and not exists (select from partages p where p.partage_id = r.id)
      order by ts_rank(mots, to_tsquery('french', ${mots})) desc, id limit ${limite}`.execute(tx),
  ];
  return [...ici.rows.map((r) => ({ ...r, ici: true })), ...ailleurs.rows.map((r) => ({ ...r, ici: false }))];
}

/** Members of the CPTS who may carry a question: those who act for it. */
export async function porteursPossibles({ tx, cpts, aujourdhui }: Contexte): Promise<readonly { readonly id: PersonneId; readonly nom: string }[]> {
  const rows = await tx
    .selectFrom('roles_tenus as r')
    .innerJoin('personnes as p', 'p.id', 'r.personne_id')
    .select(['p.id', 'p.nom'])
    .distinct()
    .where('r.cpts_id', '=', cpts)
    .where('r.role', 'in', ['coordination', 'presidence', 'tresorerie', 'secretariat', 'adherent'])
    .where('r.depuis', '<=', aujourdhui)
    .where((e) => e.or([e('r.jusque', 'is', null), e('r.jusque', '>=', aujourdhui)]))
    .orderBy('p.nom')
    .limit(500)
    .execute();
  return rows.map((p) => ({ id: PersonneId.parse(p.id), nom: p.nom }));
}

const temps = (centimes: number | string | null, le: string | null): Temps => ({ ...(centimes !== null && { centimes: Number(centimes) }), ...(le !== null && { le: Jour.parse(le) }) });

/** Start-up aids still there, latest asked first. */
export async function chargerAides({ tx, cpts }: Contexte): Promise<readonly Aide[]> {
  const rows = await tx.selectFrom('aides').selectAll().where('cpts_id', '=', cpts).where('supprimee_le', 'is', null).orderBy('id', 'desc').limit(500).execute();
  return rows.map((a) => ({
    id: a.id, financeur: FINANCEURS.find((f) => f === a.financeur) ?? 'autre', objet: a.objet, region: a.region, demandee: temps(a.demandee_centimes, a.demandee_le), accordee: temps(a.accordee_centimes, a.accordee_le), versee: temps(a.versee_centimes, a.versee_le),
    ...(a.fichier_id !== null && { fichierId: a.fichier_id }), commentaire: a.commentaire, source: a.source, version: a.version,
  }));
}

/** Writes a new aid, or the version that was read of one; undefined when somebody changed it meanwhile. */
export async function ecrireAide({ tx, cpts }: Contexte, a: Omit<Aide, 'id' | 'version'>, lue?: { readonly id: string; readonly version: number }): Promise<string | undefined> {
  const valeurs = {
    financeur: a.financeur, objet: a.objet, region: a.region, demandee_centimes: a.demandee.centimes ?? null, demandee_le: a.demandee.le ?? null, accordee_centimes: a.accordee.centimes ?? null, accordee_le: a.accordee.le ?? null,
    versee_centimes: a.versee.centimes ?? null, versee_le: a.versee.le ?? null, commentaire: a.commentaire, source: a.source, ...(a.fichierId !== undefined && { fichier_id: a.fichierId }),
  };
  const ecrite = lue
    ? await tx.updateTable('aides').set({ ...valeurs, version: lue.version + 1 }).where('cpts_id', '=', cpts).where('id', '=', lue.id).where('version', '=', lue.version).returning('id').executeTakeFirst()
    : await tx.insertInto('aides').values({ ...valeurs, fichier_id: a.fichierId ?? null, cpts_id: cpts, supprimee_le: null }).returning('id').executeTakeFirst();
  return ecrite?.id;
}

/** Takes an aid away, or brings it back: its line stays, so that it can come back. False when there is none such. */
export async function retirerAide({ tx, cpts, maintenant }: Contexte, id: string, retiree: boolean): Promise<boolean> {
  const r = await tx
    .updateTable('aides')
    .set({ supprimee_le: retiree ? maintenant : null })
    .where('cpts_id', '=', cpts)
    .where('id', '=', id)
    .where('supprimee_le', retiree ? 'is' : 'is not', null)
    .executeTakeFirst();
  return r.numUpdatedRows === 1n;
}
