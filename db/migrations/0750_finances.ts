import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/**
 * Time given to the CPTS and what it is paid: rates that were voted, entries, and the cap of each person and civil year.
 * The cap is kept here, by a counter that triggers alone may write: no path of the program goes around it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`grant create on schema public to maillage_gardien`.execute(db);

  // A rate without a vote does not exist. Pay (`remuneration`) is the same for every profession.
  await sql`create table taux_horaires (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    nature text not null constraint nature_de_taux check (nature in ('indemnite', 'remuneration')),
    profession text,
    mission text,
    centimes_heure integer not null constraint taux_positif check (centimes_heure between 1 and 100000),
    depuis date not null,
    vote_reference text not null constraint taux_vote check (length(trim(vote_reference)) between 3 and 200),
    vote_le date not null,
    cree_par uuid references personnes,
    cree_le timestamptz not null default now(),
    constraint remuneration_egale_pour_tous check (nature = 'indemnite' or profession is null),
    constraint un_taux_par_jour unique nulls not distinct (cpts_id, nature, profession, mission, depuis),
    constraint taux_dans_sa_cpts unique (cpts_id, id))`.execute(db);

  await sql`create table exercices_clos (
    cpts_id uuid not null references cpts,
    annee integer not null constraint annee_d_exercice check (annee between 2000 and 2100),
    clos_le timestamptz not null,
    clos_par uuid references personnes,
    primary key (cpts_id, annee))`.execute(db);

  await sql`create table plafonds_personnes (
    cpts_id uuid not null references cpts,
    personne_id uuid not null references personnes,
    annee integer not null,
    plafond_centimes bigint not null,
    engage_centimes bigint not null default 0 constraint engage_jamais_negatif check (engage_centimes >= 0),
    primary key (cpts_id, personne_id, annee),
    constraint plafond_annuel_jamais_depasse check (engage_centimes <= plafond_centimes))`.execute(db);

  await sql`create table temps_declares (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    personne_id uuid not null references personnes,
    statut text not null constraint statut_temps check (statut in ('proposee', 'confirmee', 'approuvee', 'en_paiement', 'payee', 'refusee', 'contestee', 'ecartee')),
    version integer not null default 1,
    nature text not null constraint nature_de_temps check (nature in ('indemnite', 'remuneration')),
    mission text not null default '',
    action text not null constraint action_dite check (length(trim(action)) between 2 and 200),
    jour date not null,
    annee integer not null generated always as (extract(year from jour)::integer) stored,
    minutes integer not null constraint duree_d_un_jour check (minutes between 1 and 1440),
    centimes integer constraint montant_jamais_negatif check (centimes >= 0),
    taux_id uuid,
    preuve text not null default '',
    origine text not null constraint origine_de_temps check (origine in ('presence', 'saisie')),
    cle text,
    motif text not null default '',
    approuvee_par uuid references personnes,
    approuvee_le date,
    payee_le date,
    modifiee_le timestamptz not null default now(),
    engagee boolean not null generated always as (statut in ('confirmee', 'approuvee', 'en_paiement', 'payee')) stored,
    constraint jamais_approuvee_par_soi check (approuvee_par is null or approuvee_par <> personne_id),
    constraint approuvee_par_quelqu_un check (statut not in ('approuvee', 'en_paiement', 'payee') or approuvee_par is not null),
    constraint engagee_a_un_montant check (statut not in ('confirmee', 'approuvee', 'en_paiement', 'payee') or (centimes is not null and taux_id is not null)),
    constraint une_presence_une_fois unique (cpts_id, personne_id, cle),
    constraint temps_dans_sa_cpts unique (cpts_id, id),
    foreign key (cpts_id, taux_id) references taux_horaires (cpts_id, id))`.execute(db);
  await sql`create index temps_par_annee on temps_declares (cpts_id, annee, jour desc, id)`.execute(db);
  await sql`create index temps_par_personne on temps_declares (cpts_id, personne_id, annee, jour desc)`.execute(db);
  await sql`create index temps_a_traiter on temps_declares (cpts_id, statut, annee) where statut in ('proposee', 'confirmee', 'contestee', 'approuvee')`.execute(db);

  await isoler(db, 'taux_horaires', 'select, insert');
  await isoler(db, 'exercices_clos', 'select, insert, delete');
  await isoler(db, 'plafonds_personnes', 'select');
  await isoler(db, 'temps_declares', 'select, insert, update');
  await sql`grant select on exercices_clos to maillage_gardien`.execute(db);
  await sql`grant select, insert, update on plafonds_personnes to maillage_gardien`.execute(db);

  // A new year is a new migration that replaces this function; a test holds it against modules/finances/constants.ts.
  await sql.raw(`create function plafond_annuel(p_annee integer) returns bigint language sql immutable set search_path = public as $$
    select case p_annee when 2022 then 4113600 when 2023 then 4399200 when 2024 then 4636800 when 2025 then 4710000 when 2026 then 4806000 end::bigint $$`).execute(db);

  await sql.raw(`create function exercice_ouvert() returns trigger language plpgsql security definer set search_path = public as $$
    begin
      if tg_op = 'UPDATE' then
        if (new.cpts_id, new.personne_id, new.jour) is distinct from (old.cpts_id, old.personne_id, old.jour) then
          raise exception 'une saisie ne change ni de personne ni de jour' using errcode = 'check_violation', constraint = 'saisie_fixe';
        end if;
        -- A closed year may still be paid: only what it owes is settled.
        if new.centimes is not distinct from old.centimes and new.minutes = old.minutes and old.statut in ('approuvee', 'en_paiement', 'payee') and new.statut in ('approuvee', 'en_paiement', 'payee') then return new; end if;
      end if;
      perform pg_advisory_xact_lock_shared(hashtextextended('exercice ' || new.cpts_id || extract(year from new.jour)::integer, 0));
      if exists (select from exercices_clos e where e.cpts_id = new.cpts_id and e.annee = extract(year from new.jour)::integer) then
        raise exception 'exercice clos' using errcode = 'check_violation', constraint = 'exercice_clos';
      end if;
      return new;
    end $$`).execute(db);

  await sql.raw(`create function tenir_plafond() returns trigger language plpgsql security definer set search_path = public as $$
    declare
      v_ecart bigint := case when new.engagee then new.centimes else 0 end;
    begin
      if tg_op = 'UPDATE' and old.engagee then v_ecart := v_ecart - old.centimes; end if;
      if v_ecart = 0 then return null; end if;
      if plafond_annuel(new.annee) is null then
        raise exception 'plafond inconnu' using errcode = 'check_violation', constraint = 'plafond_inconnu';
      end if;
      insert into plafonds_personnes values (new.cpts_id, new.personne_id, new.annee, plafond_annuel(new.annee), 0) on conflict do nothing;
      update plafonds_personnes set engage_centimes = engage_centimes + v_ecart where cpts_id = new.cpts_id and personne_id = new.personne_id and annee = new.annee;
      return null;
    end $$`).execute(db);

  for (const f of ['exercice_ouvert()', 'tenir_plafond()']) {
    await sql.raw(`alter function ${f} owner to maillage_gardien`).execute(db);
    await sql.raw(`revoke all on function ${f} from public`).execute(db);
  }
  // A restoration brings back the counters with the rest: it must not count twice.
  await sql`create trigger exercice_ouvert before insert or update on temps_declares for each row when (current_user <> 'maillage_archiviste') execute function exercice_ouvert()`.execute(db);
  await sql`create trigger tenir_plafond after insert or update on temps_declares for each row when (current_user <> 'maillage_archiviste') execute function tenir_plafond()`.execute(db);
  await sql`revoke create on schema public from maillage_gardien`.execute(db);
}
