import { type Kysely, sql } from 'kysely';

/** Seats by college, second rounds, presence by the code of the room, what has been told to the préfecture. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table assemblee_points add sieges_par_college jsonb, add premier_tour uuid,
    add constraint second_tour_dans_sa_cpts foreign key (cpts_id, premier_tour) references assemblee_points (cpts_id, id),
    add constraint un_seul_second_tour unique (cpts_id, premier_tour)`.execute(db);
  await sql`grant delete on assemblee_points to maillage_app`.execute(db);
  await sql`alter table assemblee_presences drop constraint moyen_de_presence, add constraint moyen_de_presence check (moyen in ('tape', 'code', 'feuille'))`.execute(db);
  await sql`alter table mandats add fin_declaree_le date`.execute(db);
  await sql`alter table statuts_versions add adoptee_le date, add declaree_le date`.execute(db);
}
