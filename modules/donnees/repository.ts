import { sql } from 'kysely';
import { Jour } from '#core/jour.ts';
import type { PersonneId } from '#core/tenancy.ts';
import type { Contexte } from '#server/contexte.ts';
import { Demande, DemandeId, type IdentiteGardee } from './model.ts';
import { finDeComptabilite } from './rules.ts';

type Ici = Pick<Contexte, 'tx' | 'cpts'>;
const COLONNES = ['id', 'genre', 'statut', 'version', 'personne_id as personneId', 'adhesion_id as adhesionId', 'nom', 'canal', 'recue_le as recueLe', 'detail', 'prolongee_le as prolongeeLe', 'motif', 'close_le as closeLe', 'reponse', 'preuve'] as const;

const une = ({ tx, cpts }: Ici, id: DemandeId) => tx.selectFrom('demandes_donnees').select(COLONNES).where('cpts_id', '=', cpts).where('id', '=', id);

/** One request, locked: two people who answer at once answer once. */
export async function chargerDemande(ctx: Ici, id: DemandeId): Promise<Demande | undefined> {
  const r = await une(ctx, id).forUpdate().executeTakeFirst();
  return r && Demande.parse(r);
}
export async function lireDemande(ctx: Ici, id: DemandeId): Promise<Demande | undefined> {
  const r = await une(ctx, id).executeTakeFirst();
  return r && Demande.parse(r);
}

/** Open ones first, the soonest due at the top; then the last closed. */
export async function demandes({ tx, cpts }: Ici, de?: PersonneId): Promise<readonly Demande[]> {
  const rows = await tx.selectFrom('demandes_donnees').select(COLONNES).where('cpts_id', '=', cpts).$if(de !== undefined, (q) => q.where('personne_id', '=', de ?? null)).orderBy(sql`close_le is not null`).orderBy('recue_le').orderBy('id').limit(300).execute();
  return Demande.array().parse(rows);
}

export const creerDemande = async (ctx: Contexte, d: Pick<Demande, 'genre' | 'personneId' | 'adhesionId' | 'nom' | 'canal' | 'recueLe' | 'detail'>): Promise<DemandeId> => {
  const { id } = await ctx.tx.insertInto('demandes_donnees').values({ cpts_id: ctx.cpts, genre: d.genre, statut: 'recue', personne_id: d.personneId, adhesion_id: d.adhesionId, nom: d.nom, canal: d.canal, recue_le: d.recueLe, detail: d.detail, prolongee_le: null, motif: null, close_le: null, reponse: null, preuve: null, notee_par: ctx.qui.personneId }).returning('id').executeTakeFirstOrThrow();
  return DemandeId.parse(id);
};

export async function enregistrerDemande({ tx, cpts }: Ici, d: Demande): Promise<void> {
  await tx.updateTable('demandes_donnees').set({ statut: d.statut, version: d.version + 1, nom: d.nom, detail: d.detail, prolongee_le: d.prolongeeLe, motif: d.motif, close_le: d.closeLe, reponse: d.reponse, preuve: d.preuve === null ? null : sql<object>`${JSON.stringify(d.preuve)}::jsonb` }).where('cpts_id', '=', cpts).where('id', '=', d.id).execute();
}

/** Who a request is about, from a membership: its name, and the account behind it if there is one. */
export async function adherentDe({ tx, cpts }: Ici, adhesionId: string): Promise<{ readonly nom: string; readonly personneId: PersonneId | null } | undefined> {
  const r = await tx.selectFrom('adhesions').select(['nom', 'personne_id']).where('cpts_id', '=', cpts).where('id', '=', adhesionId).where('effacee_le', 'is', null).executeTakeFirst();
  return r && { nom: r.nom, personneId: r.personne_id };
}

/** Work accepted and not paid yet: who is owed money is not forgotten before it is paid. */
export async function paiementEnCours({ tx, cpts }: Ici, personneId: PersonneId): Promise<boolean> {
  return (await tx.selectFrom('temps_declares').select('id').where('cpts_id', '=', cpts).where('personne_id', '=', personneId).where('statut', 'in', ['approuvee', 'en_paiement']).limit(1).executeTakeFirst()) !== undefined;
}

/** The last civil year in which money passed between this person and the CPTS, or none. */
export async function derniereAnneeDeComptes({ tx, cpts }: Ici, { personneId, adhesionId }: Pick<Demande, 'personneId' | 'adhesionId'>): Promise<number | undefined> {
  const { rows } = await sql<{ annee: number | null }>`select max(annee) as annee from (
    select annee from temps_declares where cpts_id = ${cpts} and personne_id = ${personneId}::uuid and statut = 'payee'
    union all select extract(year from c.payee_le)::int from cotisations c join adhesions a on a.cpts_id = c.cpts_id and a.id = c.adhesion_id where c.cpts_id = ${cpts} and c.statut = 'payee' and (a.id = ${adhesionId}::uuid or a.personne_id = ${personneId}::uuid)) x`.execute(tx);
  return rows[0]?.annee ?? undefined;
}

export const garderIdentite = async ({ tx, cpts }: Ici, demandeId: DemandeId, nom: string, annee: number): Promise<void> => {
  await tx.insertInto('identites_gardees').values({ cpts_id: cpts, demande_id: demandeId, nom, motif: `pièces de comptes ${annee}`, jusque: finDeComptabilite(annee) }).execute();
};

export async function identiteGardee({ tx, cpts }: Ici, demandeId: DemandeId): Promise<IdentiteGardee | undefined> {
  const r = await tx.selectFrom('identites_gardees').select(['nom', 'motif', 'jusque']).where('cpts_id', '=', cpts).where('demande_id', '=', demandeId).executeTakeFirst();
  return r && { ...r, jusque: Jour.parse(r.jusque) };
}

/** What no text makes us keep any longer. Returns how many. */
export async function oublierIdentites({ tx, cpts }: Ici, jour: Jour): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom('identites_gardees').where('cpts_id', '=', cpts).where('jusque', '<', jour).executeTakeFirst();
  return Number(numDeletedRows);
}

const ANNEES_DE_PROCEDURE = 5;
/** Words of a procedure of exclusion, five years after it was decided, or at once when it never was. @source code civil, art. 2224: à vérifier */
export async function viderExclusions({ tx, cpts }: Ici, { personneId, adhesionId }: Pick<Demande, 'personneId' | 'adhesionId'>, jour: Jour): Promise<number> {
  const { rows } = await sql`update exclusions e set griefs = 'Effacé à la demande de la personne', observations = null from adhesions a
    where a.cpts_id = e.cpts_id and a.id = e.adhesion_id and e.cpts_id = ${cpts} and (a.id = ${adhesionId}::uuid or a.personne_id = ${personneId}::uuid)
      and (e.decidee_le is null or e.decidee_le + ${sql.lit(ANNEES_DE_PROCEDURE)} * interval '1 year' < ${jour}::date) returning e.id`.execute(tx);
  return rows.length;
}

/** Everything that names this person here, in one statement of the guardian: counts by table. */
export async function effacerTout({ tx }: Ici, { personneId, adhesionId }: Pick<Demande, 'personneId' | 'adhesionId'>, jour: Jour): Promise<Record<string, number | string>> {
  const { rows } = await sql<{ bilan: Record<string, number | string> }>`select effacer_personne(${personneId}::uuid, ${adhesionId}::uuid, ${jour}::date) as bilan`.execute(tx);
  return rows[0]?.bilan ?? {};
}

/** Every column of the tables of a CPTS that points at a person, as the catalogue of the database tells. */
export async function colonnesDePersonnes({ tx }: Pick<Contexte, 'tx'>): Promise<readonly { readonly table: string; readonly colonne: string }[]> {
  const { rows } = await sql<{ table: string; colonne: string }>`select c.relname as table, a.attname as colonne from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = 'personnes'::regclass and exists (select from pg_attribute b where b.attrelid = c.oid and b.attname = 'cpts_id' and not b.attisdropped) order by 1, 2`.execute(tx);
  return rows;
}

/** Rows of one table that point at this person by one of these columns, the latest first. */
export async function lignesDe({ tx, cpts }: Ici, { table, colonnes, personneId }: { readonly table: string; readonly colonnes: readonly string[]; readonly personneId: PersonneId }): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const vers = sql.join(colonnes.map((c) => sql`${sql.ref(c)} = ${personneId}`), sql` or `);
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)} where cpts_id = ${cpts} and (${vers}) limit 1000`.execute(tx);
  return rows;
}

/** What assemblies keep under the number of the voter: presences, proxies, letters. */
export async function tracesDAssemblees({ tx, cpts, qui }: Contexte): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { rows } = await sql<Record<string, unknown>>`with moi as (select ${qui.personneId}::text as id union select id::text from adhesions where cpts_id = ${cpts} and personne_id = ${qui.personneId})
    select a.titre as assemblee, a.jour, 'présence' as quoi, p.moyen as detail from assemblee_presences p join assemblees a on a.cpts_id = p.cpts_id and a.id = p.assemblee_id where p.cpts_id = ${cpts} and p.electeur in (select id from moi)
    union all select a.titre, a.jour, case when p.mandant in (select id from moi) then 'procuration donnée' else 'procuration reçue' end, '' from assemblee_procurations p join assemblees a on a.cpts_id = p.cpts_id and a.id = p.assemblee_id where p.cpts_id = ${cpts} and (p.mandant in (select id from moi) or p.mandataire in (select id from moi))
    union all select a.titre, a.jour, 'convocation', '' from assemblee_envois e join assemblees a on a.cpts_id = e.cpts_id and a.id = e.assemblee_id where e.cpts_id = ${cpts} and e.electeur in (select id from moi)
    union all select a.titre, a.jour, 'liste des électeurs', '' from assemblees a where a.cpts_id = ${cpts} and a.electeurs @> ${JSON.stringify([{ personneId: qui.personneId }])}::jsonb`.execute(tx);
  return rows;
}
