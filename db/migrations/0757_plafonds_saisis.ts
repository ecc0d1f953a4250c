import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/**
 * The cap of a year that the product does not know yet, typed by who keeps the money, with its source. What is published and known wins.
 * Typing it waits for the claims being written, and claims wait for it: nobody is promised more than the figure in force.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`grant create on schema public to maillage_gardien`.execute(db);
  await sql`create table plafonds_saisis (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    annee integer not null constraint annee_du_plafond check (annee between 2000 and 2100),
    centimes bigint not null constraint plafond_vraisemblable check (centimes between 1000000 and 20000000),
    source text not null constraint source_dite check (length(trim(source)) between 3 and 200),
    saisi_le timestamptz not null,
    saisi_par uuid references personnes,
    constraint un_plafond_par_annee unique (cpts_id, annee))`.execute(db);
  await isoler(db, 'plafonds_saisis', 'select, insert, update');

  await sql.raw(`create or replace function tenir_plafond() returns trigger language plpgsql security definer set search_path = public as $$
    declare
      v_ecart bigint := case when new.engagee then new.centimes else 0 end;
      v_plafond bigint := plafond_annuel(new.annee);
    begin
      if tg_op = 'UPDATE' and old.engagee then v_ecart := v_ecart - old.centimes; end if;
      if v_ecart = 0 then return null; end if;
      if v_plafond is null then
        perform pg_advisory_xact_lock_shared(hashtextextended('plafond saisi ' || new.cpts_id || new.annee, 0));
        select centimes into v_plafond from plafonds_saisis where cpts_id = new.cpts_id and annee = new.annee;
      end if;
      if v_plafond is null then
        raise exception 'plafond inconnu' using errcode = 'check_violation', constraint = 'plafond_inconnu';
      end if;
      insert into plafonds_personnes values (new.cpts_id, new.personne_id, new.annee, v_plafond, 0) on conflict do nothing;
      -- What gives money back never waits for a figure; what promises more is held to the one in force.
      update plafonds_personnes set engage_centimes = engage_centimes + v_ecart, plafond_centimes = case when v_ecart > 0 then v_plafond else plafond_centimes end
        where cpts_id = new.cpts_id and personne_id = new.personne_id and annee = new.annee;
      return null;
    end $$`).execute(db);

  await sql.raw(`create function suivre_plafond_saisi() returns trigger language plpgsql security definer set search_path = public as $$
    begin
      perform pg_advisory_xact_lock(hashtextextended('plafond saisi ' || new.cpts_id || new.annee, 0));
      if plafond_annuel(new.annee) is null then
        update plafonds_personnes set plafond_centimes = new.centimes where cpts_id = new.cpts_id and annee = new.annee;
      end if;
      return null;
    end $$`).execute(db);
  await sql`alter function suivre_plafond_saisi() owner to maillage_gardien`.execute(db);
  await sql`revoke all on function suivre_plafond_saisi() from public`.execute(db);
  await sql`create trigger suivre_plafond_saisi after insert or update on plafonds_saisis for each row when (current_user <> 'maillage_archiviste') execute function suivre_plafond_saisi()`.execute(db);
  await sql`revoke create on schema public from maillage_gardien`.execute(db);
}
