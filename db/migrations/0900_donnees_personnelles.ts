import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** Rows that serve nobody but the person: an erasure removes them. Everything else that points at a person points at nobody afterwards. */
const SIENNES = ['agenda_occupations', 'agenda_calendriers', 'agenda_habitudes', 'agenda_flux', 'lettres_semaine', 'groupe_membres', 'fiches', 'fiches_declinees', 'redaction_presences', 'comptes_bancaires'];
const DU_COMPTE = ['sessions', 'identites_externes', 'seconds_facteurs', 'cles_acces', 'identites_professionnelles', 'changements_adresse'];

/** What people ask about what is known of them, with its legal day; what an erasure leaves, and until when. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table demandes_donnees (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    genre text not null constraint genre_de_demande check (genre in ('acces', 'rectification', 'effacement', 'limitation', 'opposition', 'portabilite')),
    statut text not null constraint statut_de_demande check (statut in ('recue', 'prolongee', 'satisfaite', 'refusee')),
    version integer not null default 1,
    personne_id uuid references personnes,
    adhesion_id uuid,
    nom text not null,
    canal text not null constraint canal_de_demande check (canal in ('compte', 'courriel', 'courrier', 'oral')),
    recue_le date not null,
    detail text not null default '',
    prolongee_le date,
    motif text,
    close_le date,
    reponse text,
    preuve jsonb,
    notee_par uuid references personnes,
    constraint close_avec_sa_reponse check ((statut in ('satisfaite', 'refusee')) = (close_le is not null)),
    foreign key (cpts_id, adhesion_id) references adhesions (cpts_id, id))`.execute(db);
  await sql`create index demandes_donnees_ouvertes on demandes_donnees (cpts_id, recue_le) where close_le is null`.execute(db);
  await isoler(db, 'demandes_donnees', 'select, insert, update');

  // The one place where an erased person may still be named, for as long as the accounts must name them.
  await sql`create table identites_gardees (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    demande_id uuid not null references demandes_donnees,
    nom text not null,
    motif text not null,
    jusque date not null)`.execute(db);
  await isoler(db, 'identites_gardees', 'select, insert, delete');

  // The guardian reaches what was made before `isoler` gave it these rights.
  await sql.raw(`do $$ declare r record; begin
    for r in select distinct c.relname from pg_constraint k join pg_class c on c.oid = k.conrelid where k.contype = 'f' and k.confrelid = 'personnes'::regclass loop
      execute format('grant select, update, delete on %I to maillage_gardien', r.relname);
    end loop;
    grant select, insert, update on personnes, registres_adhesion to maillage_gardien;
  end $$`).execute(db);

  // The guardian repoints what a closed year holds: nothing is counted again, no line changes amount nor day.
  await sql.raw(`do $$ declare r record; begin
    for r in select t.tgname, c.relname, pg_get_triggerdef(t.oid) as ecrit from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal and pg_get_triggerdef(t.oid) like '%CURRENT_USER <> ''maillage_archiviste''::name%' loop
      execute format('drop trigger %I on %I', r.tgname, r.relname);
      execute replace(r.ecrit, 'CURRENT_USER <> ''maillage_archiviste''::name', 'CURRENT_USER <> ALL (ARRAY[''maillage_archiviste''::name, ''maillage_gardien''::name])');
    end loop;
  end $$`).execute(db);

  await sql`grant create on schema public to maillage_gardien`.execute(db);
  await sql.raw(`create function effacer_personne(p_personne uuid, p_adhesion uuid, p_jour date) returns jsonb language plpgsql security definer set search_path = public as $$
    declare
      v_cpts uuid := nullif(current_setting('app.cpts', true), '')::uuid;
      v_courriels text[]; v_ailleurs boolean; v_vers uuid; v_bilan jsonb := '{}'; v_n bigint; v_table text; r record;
    begin
      if v_cpts is null or not (exists (select from roles_tenus t where t.cpts_id = v_cpts and t.personne_id = p_personne) or exists (select from adhesions a where a.cpts_id = v_cpts and (a.personne_id = p_personne or a.id = p_adhesion))) then
        raise exception 'effacer_personne: nobody of this CPTS';
      end if;
      select array_agg(x) into v_courriels from (select p.courriel as x from personnes p where p.id = p_personne union select a.courriel from adhesions a where a.cpts_id = v_cpts and (a.personne_id = p_personne or a.id = p_adhesion) and a.courriel is not null) y;

      update adhesions a set nom = 'Personne effacée', cle = 'personne effacee', courriel = null, telephone = null, rpps = null, profession = null, fonction = null, commune = null, commune_nom = null, structure = null, message = null, effacee_le = p_jour, version = a.version + 1,
          statut = case when a.statut in ('validee', 'depart_demande', 'exclusion_engagee', 'entendue') then 'resiliee' when a.statut in ('proposee', 'deposee', 'en_instruction') then 'retiree' else a.statut end,
          fin_le = case when a.statut in ('validee', 'depart_demande', 'exclusion_engagee', 'entendue') then greatest(p_jour, a.membre_depuis) else a.fin_le end, motif = case when a.fin_le is null then 'effacement' else a.motif end
        where a.cpts_id = v_cpts and (a.personne_id = p_personne or a.id = p_adhesion);
      get diagnostics v_n = row_count; v_bilan := v_bilan || jsonb_build_object('adhesions', v_n);
      update invitations i set nom = 'Personne effacée', courriel = 'effacee-' || i.id || '@effacee.invalid', statut = case when i.statut = 'envoyee' then 'revoquee' else i.statut end where i.cpts_id = v_cpts and (i.courriel = any(v_courriels) or i.acceptee_par = p_personne);
      get diagnostics v_n = row_count; v_bilan := v_bilan || jsonb_build_object('invitations', v_n);
      update demandes_donnees d set nom = 'Personne effacée', detail = '' where d.cpts_id = v_cpts and (d.personne_id = p_personne or d.adhesion_id = p_adhesion);
      if p_personne is null then return v_bilan; end if;

      update sondage_participants set nom = 'Personne effacée', courriel = null where cpts_id = v_cpts and personne_id = p_personne;
      get diagnostics v_n = row_count; v_bilan := v_bilan || jsonb_build_object('sondage_participants', v_n);
      update reunion_invites set nom = 'Personne effacée', courriel = null where cpts_id = v_cpts and personne_id = p_personne;
      get diagnostics v_n = row_count; v_bilan := v_bilan || jsonb_build_object('reunion_invites', v_n);
      foreach v_table in array array['${SIENNES.join("', '")}'] loop
        execute format('delete from %I where cpts_id = $1 and personne_id = $2', v_table) using v_cpts, p_personne;
        get diagnostics v_n = row_count; v_bilan := v_bilan || jsonb_build_object(v_table, v_n);
      end loop;
      delete from roles_tenus t where t.cpts_id = v_cpts and t.personne_id = p_personne and t.depuis >= p_jour;
      update roles_tenus t set jusque = p_jour - 1 where t.cpts_id = v_cpts and t.personne_id = p_personne and (t.jusque is null or t.jusque >= p_jour);

      -- The account stays when it also serves another CPTS, or the instance: here, everything then points at a nobody made for it.
      v_ailleurs := exists (select from roles_tenus t where t.personne_id = p_personne and t.cpts_id <> v_cpts) or exists (select from exploitants e where e.personne_id = p_personne);
      if v_ailleurs then
        v_vers := uuidv7();
        insert into personnes (id, nom, courriel) values (v_vers, 'Personne effacée', 'effacee-' || v_vers || '@effacee.invalid');
        for r in select c.relname, a.attname from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
            where k.contype = 'f' and k.confrelid = 'personnes'::regclass and exists (select from pg_attribute b where b.attrelid = c.oid and b.attname = 'cpts_id' and not b.attisdropped) order by 1, 2 loop
          execute format('update %I set %I = $3 where cpts_id = $1 and %I = $2', r.relname, r.attname, r.attname) using v_cpts, p_personne, v_vers;
          get diagnostics v_n = row_count; if v_n > 0 then v_bilan := v_bilan || jsonb_build_object(r.relname || '.' || r.attname, v_n); end if;
        end loop;
      else
        foreach v_table in array array['${DU_COMPTE.join("', '")}'] loop
          execute format('delete from %I where personne_id = $1', v_table) using p_personne;
          get diagnostics v_n = row_count; v_bilan := v_bilan || jsonb_build_object(v_table, v_n);
        end loop;
        update personnes p set nom = 'Personne effacée', courriel = 'effacee-' || p.id || '@effacee.invalid', courriel_verifie = false, image = null, theme = null, second_facteur = false where p.id = p_personne;
      end if;
      return v_bilan || jsonb_build_object('compte', case when v_ailleurs then 'garde_ailleurs' else 'anonyme' end);
    end $$`).execute(db);
  await sql`alter function effacer_personne(uuid, uuid, date) owner to maillage_gardien`.execute(db);
  await sql`revoke all on function effacer_personne(uuid, uuid, date) from public`.execute(db);
  await sql`grant execute on function effacer_personne(uuid, uuid, date) to maillage_app`.execute(db);
  await sql`revoke create on schema public from maillage_gardien`.execute(db);
}
