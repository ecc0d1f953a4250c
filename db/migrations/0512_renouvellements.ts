import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** A yearly campaign to renew memberships, and who renewed, when and how. Nothing ends by itself: the statutes say what a term means. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table campagnes_renouvellement (
    cpts_id uuid not null references cpts,
    annee integer not null constraint annee_de_campagne check (annee between 2000 and 2100),
    ouverte_le date not null,
    jusqua date not null,
    relancee_le date,
    primary key (cpts_id, annee),
    constraint campagne_dure check (jusqua > ouverte_le))`.execute(db);
  await isoler(db, 'campagnes_renouvellement', 'select, insert, update');

  await sql`create table renouvellements (
    cpts_id uuid not null references cpts,
    annee integer not null,
    adhesion_id uuid not null,
    le date not null,
    moyen text not null constraint moyen_de_renouvellement check (moyen in ('espace', 'lien', 'coordination')),
    primary key (cpts_id, annee, adhesion_id),
    foreign key (cpts_id, annee) references campagnes_renouvellement (cpts_id, annee),
    foreign key (cpts_id, adhesion_id) references adhesions (cpts_id, id))`.execute(db);
  await isoler(db, 'renouvellements', 'select, insert, delete');
}
