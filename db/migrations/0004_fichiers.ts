import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** Files that people deposit, frozen with their hash. In the database: saved with the rest, and written or undone with the gesture. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table fichiers (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    nom text not null constraint nom_de_fichier check (length(nom) between 1 and 200),
    type text not null,
    octets integer not null,
    empreinte text not null constraint empreinte_sha256 check (empreinte ~ '^[0-9a-f]{64}$'),
    contenu bytea not null,
    depose_le timestamptz not null,
    depose_par uuid references personnes,
    constraint octets_du_contenu check (octets = length(contenu) and octets between 1 and 20971520),
    constraint contenu_non_altere check (empreinte = encode(sha256(contenu), 'hex')),
    constraint fichier_dans_sa_cpts unique (cpts_id, id))`.execute(db);
  // Already compressed, most of them: kept as they are.
  await sql`alter table fichiers alter column contenu set storage external`.execute(db);
  await isoler(db, 'fichiers', 'select, insert');
}
