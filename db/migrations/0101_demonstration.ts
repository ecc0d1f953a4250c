import { type Kysely, sql } from 'kysely';

/** The invented people of the demo, with what they are: read before anyone has signed in, so by a function that shows nobody else. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`grant create on schema public to maillage_gardien`.execute(db);
  await sql`grant select on identites_professionnelles to maillage_gardien`.execute(db);
  await sql`create policy par_le_gardien on identites_professionnelles for select to maillage_gardien using (true)`.execute(db);
  await sql.raw(`create function personnes_demo() returns table (id uuid, nom text, cpts_nom text, cpts_slug text, roles text[], professions jsonb)
    language sql stable security definer set search_path = public as $$
      select p.id, p.nom, c.nom, c.slug, array_agg(distinct r.role), i.professions
      from personnes p
      join roles_tenus r on r.personne_id = p.id and current_date >= r.depuis and (r.jusque is null or current_date <= r.jusque)
      join cpts c on c.id = r.cpts_id and c.demo
      left join identites_professionnelles i on i.personne_id = p.id
      where p.demo group by p.id, p.nom, c.id, c.nom, c.slug, i.professions
      union all
      select p.id, p.nom, null, null, array['exploitant'], null
      from personnes p join exploitants e on e.personne_id = p.id and current_date >= e.depuis and (e.jusque is null or current_date <= e.jusque)
      where p.demo
    $$`).execute(db);
  await sql`alter function personnes_demo() owner to maillage_gardien`.execute(db);
  await sql`revoke all on function personnes_demo() from public`.execute(db);
  await sql`grant execute on function personnes_demo() to maillage_app`.execute(db);
  await sql`revoke create on schema public from maillage_gardien`.execute(db);
}
