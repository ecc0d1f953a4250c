import { type Kysely, sql } from 'kysely';
import { archiver } from '../politiques.ts';

/** A change of address can be taken back from the old one for some days: what it was, and the print of the secret that was sent there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table changements_adresse (
    id uuid primary key default uuidv7(),
    personne_id uuid not null references personnes on delete cascade,
    ancienne text not null,
    empreinte text not null,
    second_facteur_avant boolean not null,
    fait_le timestamptz not null,
    expire_le timestamptz not null,
    annule_le timestamptz,
    constraint un_changement_par_empreinte unique (empreinte))`.execute(db);
  await sql`create index changements_adresse_par_personne on changements_adresse (personne_id, fait_le)`.execute(db);
  await sql`grant select, insert, update, delete on changements_adresse to maillage_comptes`.execute(db);
  await archiver(db, 'changements_adresse');
}
