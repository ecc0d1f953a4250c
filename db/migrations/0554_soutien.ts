import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** Mediation asked in private, who is willing to chair, the anonymous pulse after a meeting. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table mediations (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    genre text not null constraint genre_de_mediation check (genre in ('mediation', 'facilitation')),
    demandee_par uuid not null references personnes,
    confiee_a uuid not null references personnes,
    recit text not null constraint recit_de_mediation check (length(recit) between 1 and 4000),
    statut text not null constraint statut_de_mediation check (statut in ('demandee', 'acceptee', 'declinee', 'close', 'retiree')),
    demandee_le timestamptz not null,
    suites jsonb not null default '[]',
    constraint mediation_confiee_a_un_autre check (confiee_a <> demandee_par))`.execute(db);
  await sql`create index mediations_par_demandeur on mediations (cpts_id, demandee_par)`.execute(db);
  await sql`create index mediations_par_tiers on mediations (cpts_id, confiee_a)`.execute(db);
  await isoler(db, 'mediations', 'select, insert, update');
  // Only the two people concerned, whatever their roles: the database itself shows the others nothing.
  const moi = sql`nullif(current_setting('app.personne', true), '')::uuid`;
  await sql`create policy entre_eux on mediations as restrictive for all to maillage_app using (${moi} in (demandee_par, confiee_a)) with check (${moi} in (demandee_par, confiee_a))`.execute(db);

  await sql`create table presidences_volontaires (
    cpts_id uuid not null references cpts,
    personne_id uuid not null references personnes,
    depuis date not null,
    primary key (cpts_id, personne_id))`.execute(db);
  await isoler(db, 'presidences_volontaires', 'select, insert, delete');

  // One row for a whole pulse, answers and names sealed while it is open; then counts alone, or nothing.
  await sql`create table pouls (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    objet text not null constraint objet_du_pouls check (objet in ('assemblee', 'reunion')),
    objet_id uuid not null,
    titre text not null,
    jour date not null,
    clot_le date not null,
    statut text not null constraint statut_de_pouls check (statut in ('ouverte', 'close')),
    invites jsonb not null default '[]',
    cle text,
    ayant_repondu text,
    reponses text,
    resultat jsonb,
    constraint un_pouls_par_reunion unique (cpts_id, objet, objet_id))`.execute(db);
  await sql`alter table pouls alter column ayant_repondu set storage external, alter column reponses set storage external, alter column cle set storage external`.execute(db);
  await sql`create index pouls_par_jour on pouls (cpts_id, jour desc)`.execute(db);
  await isoler(db, 'pouls', 'select, insert, update');
  await sql`alter table pouls set (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0)`.execute(db);
}
