import { type Kysely, sql } from 'kysely';

/**
 * A passkey whose device asked for its gesture or its code proves two factors at once, what one has and what one is or knows: a session
 * opened that way needs no other where an instance requires a second factor. The session remembers it; the others are held as before.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table sessions add column par_cle_verifiee boolean not null default false`.execute(db);
  await sql`grant select on cles_acces to maillage_gardien`.execute(db);

  await sql`grant create on schema public to maillage_gardien`.execute(db);
  await sql`drop function ouvrir_seance(text, text)`.execute(db);
  await sql`drop function sans_second_facteur()`.execute(db);
  await sql.raw(`create function ouvrir_seance(p_jeton text, p_slug text) returns table
      (personne_id uuid, nom text, courriel text, theme text, session_id uuid, expire_le timestamptz, exploitant boolean, facteur_exige boolean,
       cpts_id uuid, cpts_nom text, cpts_slug text, fuseau text, demo boolean, roles text[], autres jsonb)
    language plpgsql security definer set search_path = public as $$
    declare s record; r record; v_roles text[] := '{}'; v_autres jsonb := '[]'; v_tous text[]; v_exige boolean := false;
    begin
      select p.id, p.nom, p.courriel, p.theme, p.second_facteur, se.id as session_id, se.expire_le, se.par_cle_verifiee, e.personne_id is not null as exploitant,
          c.id as cpts_id, c.nom as cpts_nom, c.slug, c.fuseau, c.demo into s
        from sessions se join personnes p on p.id = se.personne_id
        left join cpts c on c.slug = p_slug
        left join exploitants e on e.personne_id = p.id and current_date >= e.depuis and (e.jusque is null or current_date <= e.jusque)
        where se.jeton = p_jeton and se.expire_le > now();
      if not found then return; end if;
      v_tous := case when s.exploitant then array['exploitant'] else '{}' end;
      for r in select t.cpts_id, a.nom, a.slug, a.demo, array_agg(distinct t.role) as tenus
        from roles_tenus t join cpts a on a.id = t.cpts_id
        where t.personne_id = s.id and (now() at time zone a.fuseau)::date >= t.depuis
          and (t.jusque is null or (now() at time zone a.fuseau)::date <= t.jusque)
        group by t.cpts_id, a.nom, a.slug, a.demo order by a.nom
      loop
        v_tous := v_tous || r.tenus;
        if r.cpts_id = s.cpts_id then v_roles := r.tenus;
        else v_autres := v_autres || jsonb_build_object('nom', r.nom, 'slug', r.slug, 'demo', r.demo, 'roles', r.tenus);
        end if;
      end loop;
      if not s.second_facteur and not s.par_cle_verifiee then v_exige := exists (select from seconds_facteurs_exiges x where x.role = any(v_tous)); end if;
      perform set_config('app.personne', s.id::text, true),
        set_config('app.cpts', case when cardinality(v_roles) > 0 and not v_exige then s.cpts_id::text else '' end, true);
      return query select s.id, s.nom, s.courriel, s.theme, s.session_id, s.expire_le, s.exploitant, v_exige,
        s.cpts_id, s.cpts_nom, s.slug, s.fuseau, s.demo, v_roles, v_autres;
    end $$`).execute(db);
  await sql.raw(`create function sans_second_facteur() returns table (role text, personnes bigint)
    language sql stable security definer set search_path = public as $$
      select t.role, count(distinct t.personne_id)
      from (select rt.role, rt.personne_id from roles_tenus rt join cpts c on c.id = rt.cpts_id
              where (now() at time zone c.fuseau)::date >= rt.depuis and (rt.jusque is null or (now() at time zone c.fuseau)::date <= rt.jusque)
            union all
            select 'exploitant', e.personne_id from exploitants e where current_date >= e.depuis and (e.jusque is null or current_date <= e.jusque)) t
        join personnes p on p.id = t.personne_id and not p.second_facteur
        where not exists (select from cles_acces k where k.personne_id = p.id)
      group by t.role
    $$`).execute(db);
  for (const [f, role] of [['ouvrir_seance(text, text)', 'maillage_app'], ['sans_second_facteur()', 'maillage_taches']]) {
    await sql.raw(`alter function ${f} owner to maillage_gardien`).execute(db);
    await sql.raw(`revoke all on function ${f} from public`).execute(db);
    await sql.raw(`grant execute on function ${f} to ${role}`).execute(db);
  }
  await sql`revoke create on schema public from maillage_gardien`.execute(db);
}
