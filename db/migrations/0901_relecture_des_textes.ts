import { type Kysely, sql } from 'kysely';

/** Names in free text, read again before an erasure: what was decided of each, and the one way a text of another module is rewritten. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table demandes_donnees add column relecture jsonb not null default '[]' constraint relecture_en_liste check (jsonb_typeof(relecture) = 'array')`.execute(db);
  await sql`grant create on schema public to maillage_gardien`.execute(db);

  // Rewrites a text where it still reads as it was read, in rows named one by one; a row that changed since is left alone.
  await sql.raw(`create function remplacer_texte(p_table text, p_colonne text, p_ids uuid[], p_avant jsonb, p_apres jsonb) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      v_cpts uuid := nullif(current_setting('app.cpts', true), '')::uuid;
      v_type text; v_id boolean; v_n integer;
    begin
      select format_type(a.atttypid, null) into v_type from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
        where c.relname = p_table and c.relkind = 'r' and a.attname = p_colonne and not a.attisdropped and exists (select from pg_attribute b where b.attrelid = c.oid and b.attname = 'cpts_id' and not b.attisdropped);
      if v_cpts is null or p_table = 'journal' or v_type is null or v_type not in ('text', 'jsonb') then
        raise exception 'remplacer_texte: not a text of this CPTS';
      end if;
      v_id := exists (select from pg_attribute b where b.attrelid = to_regclass(quote_ident(p_table)) and b.attname = 'id' and not b.attisdropped);
      execute format('update %I set %I = %s where cpts_id = $1 and to_jsonb(%I) = $2 %s', p_table, p_colonne, case v_type when 'text' then '$3 #>> ''{}''' else '$3' end, p_colonne, case when v_id then 'and id = any($4)' else '' end)
        using v_cpts, p_avant, p_apres, p_ids;
      get diagnostics v_n = row_count;
      return v_n;
    end $$`).execute(db);

  // What searches keep of a text that was rewritten: its words, without those of the name.
  await sql.raw(`create function oublier_mots(p_table text, p_derivee text, p_ids uuid[], p_mots text[]) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      v_cpts uuid := nullif(current_setting('app.cpts', true), '')::uuid;
      v_motif text; v_n integer;
    begin
      if v_cpts is null or p_table = 'journal' or p_derivee not in ('mots', 'cle') or exists (select from unnest(p_mots) m where m !~ '^[a-z0-9]+$') then
        raise exception 'oublier_mots: not the words of a search';
      end if;
      v_motif := '\\m(' || array_to_string(p_mots, '|') || ')\\M';
      execute format('update %I set %I = regexp_replace(%I, $3, ''personne'', ''g'') where cpts_id = $1 and id = any($2) and %I ~ $3', p_table, p_derivee, p_derivee, p_derivee) using v_cpts, p_ids, v_motif;
      get diagnostics v_n = row_count;
      return v_n;
    end $$`).execute(db);

  for (const f of ['remplacer_texte(text, text, uuid[], jsonb, jsonb)', 'oublier_mots(text, text, uuid[], text[])']) {
    await sql.raw(`alter function ${f} owner to maillage_gardien`).execute(db);
    await sql.raw(`revoke all on function ${f} from public`).execute(db);
    await sql.raw(`grant execute on function ${f} to maillage_app`).execute(db);
  }
  await sql`revoke create on schema public from maillage_gardien`.execute(db);
}
