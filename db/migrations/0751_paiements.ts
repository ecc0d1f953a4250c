import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** Where people are paid (encrypted: a dump says nothing), and the batches by which they are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // `personne_id` null: the CPTS's own account, which pays.
  await sql`create table comptes_bancaires (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    personne_id uuid references personnes,
    titulaire text not null constraint titulaire_dit check (length(trim(titulaire)) between 2 and 70),
    iban_scelle text not null,
    iban_fin text not null constraint quatre_derniers check (length(iban_fin) = 4),
    modifie_le timestamptz not null,
    constraint un_compte_par_personne unique nulls not distinct (cpts_id, personne_id))`.execute(db);
  await sql`create table lots_paiement (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    numero integer not null,
    statut text not null constraint statut_lot check (statut in ('preparee', 'executee', 'annulee')),
    centimes bigint not null constraint lot_positif check (centimes > 0),
    personnes integer not null,
    execution_le date not null,
    cree_le timestamptz not null,
    cree_par uuid references personnes,
    execute_le date,
    constraint un_lot_par_numero unique (cpts_id, numero),
    constraint lot_dans_sa_cpts unique (cpts_id, id))`.execute(db);
  await sql`alter table temps_declares add column lot_id uuid,
    add constraint lot_de_sa_cpts foreign key (cpts_id, lot_id) references lots_paiement (cpts_id, id),
    add constraint en_paiement_dans_un_lot check (statut <> 'en_paiement' or lot_id is not null)`.execute(db);
  await sql`create index temps_par_lot on temps_declares (cpts_id, lot_id) where lot_id is not null`.execute(db);
  await isoler(db, 'comptes_bancaires', 'select, insert, update');
  await isoler(db, 'lots_paiement', 'select, insert, update');
}
