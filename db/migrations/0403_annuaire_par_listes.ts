import { type Kysely, sql } from 'kysely';

/**
 * Persons are numbered in alphabetical order and hold their activities; who bears a word, practises in a commune, in a place or
 * under a set of codes is a list of numbers made by the import, in place of an index row for each. The server writes a third of
 * the rows, and a search reads a few lists already in order (docs/decisions/0040). What was imported before is converted.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local role maillage_donnees`.execute(db);
  await sql`alter table annuaire.professionnels rename to anciens`.execute(db);
  for (const i of ['professionnel_par_id', 'professionnel_par_identifiant', 'professionnels_par_cle', 'professionnels_par_mots']) await sql.raw(`drop index annuaire.${i}`).execute(db);
  await sql`create table annuaire.professionnels (
    id int not null,
    identifiant text collate "C" not null,
    nom text,
    prenom text,
    civilite text,
    profession text,
    savoir_faire text,
    categorie text,
    cle text collate "C" not null,
    empreinte bigint not null,
    structures int[] not null,
    profils int[] not null)`.execute(db);
  await sql`insert into annuaire.professionnels
    select row_number() over (order by o.cle, o.identifiant) - 1, o.identifiant, o.nom, o.prenom, o.civilite, o.profession, o.savoir_faire, o.categorie, o.cle, o.empreinte,
      coalesce(a.structures, '{}'), coalesce(a.profils, '{}')
    from annuaire.anciens o left join (select professionnel, array_agg(structure) as structures, array_agg(profil) as profils from annuaire.activites group by 1) a on a.professionnel = o.id`.execute(db);
  await sql`create unique index professionnel_par_id on annuaire.professionnels (id)`.execute(db);
  await sql`create unique index professionnel_par_identifiant on annuaire.professionnels (identifiant)`.execute(db);
  await sql`create index professionnels_par_cle on annuaire.professionnels (cle)`.execute(db);

  await sql`drop table annuaire.mots`.execute(db);
  await sql`create table annuaire.mots (mot text collate "C" not null, occurrences int not null, professionnels int[] not null)`.execute(db);
  await sql`insert into annuaire.mots select m.mot, count(*), array_agg(m.id order by m.id)
    from (select distinct u.mot, p.id from annuaire.professionnels p, unnest(string_to_array(p.cle, ' ')) u(mot) where length(u.mot) >= 3) m group by 1`.execute(db);
  await sql`create unique index mot_par_lettres on annuaire.mots (mot) include (occurrences)`.execute(db);

  await sql`create table annuaire.presences (commune text collate "C" not null, personnes int not null, professionnels int[] not null, profils int[] not null)`.execute(db);
  await sql`insert into annuaire.presences select e.commune, count(distinct e.id), array_agg(e.id order by e.id, e.profil), array_agg(e.profil order by e.id, e.profil)
    from (select distinct s.commune, p.id, a.profil from annuaire.professionnels p, unnest(p.structures, p.profils) a(structure, profil), annuaire.structures s where s.id = a.structure and s.commune is not null) e group by 1`.execute(db);
  await sql`create unique index presence_par_commune on annuaire.presences (commune)`.execute(db);

  // Who works in a place, by blocks of 64 places: a row for each would cost more than what it says.
  await sql`create table annuaire.equipes (bloc int not null, structures int[] not null, professionnels int[] not null)`.execute(db);
  await sql`insert into annuaire.equipes select e.structure / 64, array_agg(e.structure order by e.structure, e.id), array_agg(e.id order by e.structure, e.id)
    from (select distinct a.structure, p.id from annuaire.professionnels p, unnest(p.structures) a(structure) where a.structure is not null) e group by 1`.execute(db);
  await sql`create unique index equipe_par_bloc on annuaire.equipes (bloc)`.execute(db);

  await sql`alter table annuaire.profils add column personnes int not null default 0, add column professionnels int[] not null default '{}'`.execute(db);
  await sql`update annuaire.profils f set professionnels = e.ids, personnes = cardinality(e.ids) from (select profil, array_agg(id order by id) as ids
    from (select distinct a.profil, p.id from annuaire.professionnels p, unnest(p.profils) a(profil)) x group by 1) e where e.profil = f.id`.execute(db);
  await sql`alter table annuaire.profils alter column personnes drop default, alter column professionnels drop default`.execute(db);

  // Lists are read by their beginning: kept aside uncompressed, only the pages asked for are read.
  for (const [table, colonne] of [['mots', 'professionnels'], ['presences', 'professionnels'], ['presences', 'profils'], ['equipes', 'professionnels'], ['equipes', 'structures'], ['profils', 'professionnels']]) {
    await sql.raw(`alter table annuaire.${table} alter column ${colonne} set storage external`).execute(db);
  }
  // Codes are compared byte by byte: the language's order costs an index three times its price.
  await sql`alter table annuaire.structures alter column code_postal type text collate "C", alter column finess type text collate "C", alter column siret type text collate "C"`.execute(db);
  await sql`create index structures_par_code_postal on annuaire.structures (code_postal)`.execute(db);
  await sql`drop table annuaire.activites, annuaire.anciens`.execute(db);
  await sql`reset role`.execute(db);
}
