import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Schema } from '#db/schema.ts';
import type { ActiviteFhir, EtablissementFhir, FicheFhir, PersonneFhir, StructureFhir } from './fhir.ts';
import { ContenuFiche } from './model.ts';

type Ici = { readonly tx: Transaction<Schema> };
/** Rows asked for: from the `debut`-th, `nombre` at most. */
export type TrancheFhir = { readonly debut: number; readonly nombre: number };
/** A list read in slices; counted only when somebody asks. */
export type Lecture<T> = { readonly lire: (t: TrancheFhir) => Promise<readonly T[]>; readonly compter: () => Promise<number> };

export type CriteresPersonne = { readonly identifiants?: readonly string[]; readonly famille?: string; readonly prenom?: string; readonly nom?: string; readonly qualifications?: readonly string[]; /** In the order of names, family first; otherwise in that of the register. */ readonly parNom?: 'croissant' | 'decroissant' };
export type CriteresActivite = { readonly identifiants?: readonly string[]; readonly structures?: readonly string[]; readonly savoirFaire?: readonly string[]; readonly roles?: readonly string[] };
/** Places. `genres`: sectors, categories of FINESS, geographic or legal entity; one of them is enough. */
export type CriteresStructure = { readonly ids?: readonly string[]; readonly finess?: readonly string[]; readonly siret?: readonly string[]; readonly rangs?: readonly string[]; readonly communes?: readonly string[]; readonly nom?: string; readonly partDe?: readonly string[]; readonly genres?: GenresDeStructure; /** Within so many kilometres of a point, on the sphere. */ readonly pres?: { readonly lat: number; readonly lon: number; readonly km: number } };
export type GenresDeStructure = { readonly secteurs: readonly string[]; readonly categories: readonly string[]; readonly geographiques: boolean; readonly juridiques: boolean };
export type CriteresService = { readonly ids?: readonly string[]; readonly finess?: readonly string[]; readonly nom?: string; readonly categories?: readonly string[]; readonly organisations?: readonly string[]; readonly caracteristiques?: readonly string[]; readonly savoirFaire?: readonly string[]; readonly depuis?: readonly { readonly signe: string; readonly jour: string }[] };

/** As the index of words: shorter ones are compared with the name. */
const MOT_INDEXE = 3;
const tableau = (codes: readonly string[]): RawBuilder<unknown> => sql`${sql.val([...codes])}::text[]`;
type Condition = RawBuilder<unknown> | false;
const et = (conditions: readonly Condition[]): RawBuilder<unknown> => {
  const gardees = conditions.filter((c) => c !== false);
  return gardees.length > 0 ? sql.join(gardees, sql` and `) : sql`true`;
};
const ou = (conditions: readonly Condition[]): RawBuilder<unknown> => {
  const gardees = conditions.filter((c) => c !== false);
  return gardees.length > 0 ? sql`(${sql.join(gardees, sql` or `)})` : sql`false`;
};
async function nombreDe({ tx }: Ici, liste: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${liste}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Words hold letters and digits only (`cleDeRecherche`): nothing to escape. A word begins one of the name. */
const surLeNom = (mots: readonly string[]): RawBuilder<unknown> =>
  et(mots.map((m) => (m.length < MOT_INDEXE ? sql`p.cle ~ ${`(^| )${m}`}` : sql`p.id in (select unnest(m.professionnels) from annuaire.mots m where m.mot >= ${m} and m.mot < ${`${m}{`})`)));

/** Persons of these sets of codes. When there is none, nobody is looked at. */
const parmiLesProfils = (condition: RawBuilder<unknown>): RawBuilder<unknown>[] => {
  const profils = sql`array(select x.id from annuaire.profils x where ${condition})`;
  return [sql`cardinality(${profils}) > 0`, sql`p.profils && ${profils}`];
};

/** Persons. Criteria on names are search keys. */
export function personnesFhir(ici: Ici, f: CriteresPersonne): Lecture<PersonneFhir> {
  const liste = sql`(select p.* from annuaire.professionnels p where ${et([
    f.identifiants !== undefined && sql`p.identifiant = any(${tableau(f.identifiants)})`,
    f.famille !== undefined && sql`p.cle >= ${f.famille} and p.cle < ${`${f.famille}{`}`,
    f.prenom !== undefined && surLeNom([f.prenom]),
    f.nom !== undefined && surLeNom(f.nom.split(' ')),
    ...(f.qualifications === undefined ? [] : parmiLesProfils(sql`x.profession = any(${tableau(f.qualifications)}) or x.categorie = any(${tableau(f.qualifications)}) or x.savoir_faire = any(${tableau(f.qualifications)})`)),
  ])}) p`;
  const ordre = f.parNom === undefined ? sql`p.id` : f.parNom === 'croissant' ? sql`p.cle, p.id` : sql`p.cle desc, p.id desc`;
  return {
    compter: () => nombreDe(ici, liste),
    lire: async (t) => {
      await sql`set local enable_seqscan = off`.execute(ici.tx);
      const { rows } = await sql<PersonneFhir>`
        select p.id, p.identifiant, p.nom, p.prenom, p.civilite, coalesce(e.exercices, '[]') as exercices from (select * from ${liste} order by ${ordre} limit ${t.nombre} offset ${t.debut}) p
        left join lateral (select jsonb_agg(distinct jsonb_build_object('profession', x.profession, 'categorie', x.categorie, 'savoir_faire', x.savoir_faire)) as exercices
          from unnest(p.profils) a(profil) join annuaire.profils x on x.id = a.profil) e on true order by ${ordre}`.execute(ici.tx);
      return rows;
    },
  };
}

/** `s.12` and the identifiers of the register. */
const parIdDeStructure = (ids: readonly string[]): RawBuilder<unknown> => sql`(s.identifiant = any(${tableau(ids)}) or s.id = any(${sql.val(numerosDe(ids, /^s\.(\d{1,9})$/))}::int[]))`;
const numerosDe = (ids: readonly string[], forme: RegExp): number[] => ids.flatMap((i) => { const [, n] = forme.exec(i) ?? []; return n === undefined ? [] : [Number(n)]; });
const finessDe = (ids: readonly string[], prefixe: 'f' | 'ej'): string[] => ids.flatMap((i) => (i.startsWith(`${prefixe}.`) ? [i.slice(prefixe.length + 1)] : []));

/** Activities, by person or by place, with the public pages of the person. */
export function activitesFhir(ici: Ici, f: CriteresActivite): Lecture<ActiviteFhir> {
  const liste = sql`(select p.id, p.identifiant, a.structure, s.identifiant as structure_identifiant, a.profil, x.profession, x.savoir_faire, x.mode, x.role, x.genre, x.secteur
    from annuaire.professionnels p cross join lateral unnest(p.structures, p.profils) a(structure, profil) join annuaire.profils x on x.id = a.profil left join annuaire.structures s on s.id = a.structure
    where ${et([
      f.identifiants !== undefined && sql`p.identifiant = any(${tableau(f.identifiants)})`,
      f.structures !== undefined && sql`${parIdDeStructure(f.structures)} and p.id in (select u.id from annuaire.structures s join annuaire.equipes e on e.bloc = s.id / 64 cross join lateral unnest(e.structures, e.professionnels) u(structure, id) where ${parIdDeStructure(f.structures)} and u.structure = s.id)`,
      f.savoirFaire !== undefined && sql`x.savoir_faire = any(${tableau(f.savoirFaire)}) and p.profils && array(select f.id from annuaire.profils f where f.savoir_faire = any(${tableau(f.savoirFaire)}))`,
      f.roles !== undefined && sql`(x.genre = any(${tableau(f.roles)}) or x.mode = any(${tableau(f.roles)}) or x.role = any(${tableau(f.roles)}) or x.secteur = any(${tableau(f.roles)}) or x.profession = any(${tableau(f.roles)}))`,
    ])}) a`;
  return {
    compter: () => nombreDe(ici, liste),
    lire: async (t) => {
      const { rows } = await sql<Omit<ActiviteFhir, 'services'>>`select * from ${liste} order by a.id, a.structure, a.profil limit ${t.nombre} offset ${t.debut}`.execute(ici.tx);
      const rpps = [...new Set(rows.map((r) => r.identifiant.slice(1)))];
      const { rows: fiches } = rows.length > 0 ? await sql<{ id: string; rpps: string }>`select id, rpps from fiches_publiees(null, ${tableau(rpps)})`.execute(ici.tx) : { rows: [] };
      return rows.map((r) => ({ ...r, services: fiches.filter((x) => r.identifiant === `8${x.rpps}`).map((x) => x.id) }));
    },
  };
}

const RAYON_TERRE_KM = 6371;
/** Establishments `e` whose position is known and near; a haversine, as the search of the pages. */
const proche = ({ lat, lon, km }: NonNullable<CriteresStructure['pres']>): RawBuilder<unknown> =>
  sql`(e.lat is not null and e.lon is not null and 2 * ${sql.lit(RAYON_TERRE_KM)} * asin(least(1, sqrt(power(sin(radians(e.lat - ${lat}::float8) / 2), 2) + cos(radians(${lat}::float8)) * cos(radians(e.lat)) * power(sin(radians(e.lon - ${lon}::float8) / 2), 2)))) <= ${km}::float8)`;

const deLaNature = (g: GenresDeStructure | undefined, propres: readonly Condition[]): Condition => g !== undefined && ou([g.geographiques && sql`true`, ...propres]);

/** Places of the national extract. A name alone is not looked for: it comes with a postal code or a town. */
export function structuresFhir(ici: Ici, f: CriteresStructure): Lecture<StructureFhir> {
  const g = f.genres;
  const liste = sql`(select s.* from annuaire.structures s where ${et([
    f.ids !== undefined && parIdDeStructure(f.ids),
    (f.finess ?? f.siret ?? f.rangs) !== undefined && ou([sql`s.finess = any(${tableau(f.finess ?? [])})`, sql`s.siret = any(${tableau(f.siret ?? [])})`, sql`s.identifiant = any(${tableau(f.rangs ?? [])})`]),
    f.communes !== undefined && sql`s.commune = any(${tableau(f.communes)})`,
    f.pres !== undefined && sql`s.finess = any(array(select e.finess from annuaire.etablissements e where ${proche(f.pres)}))`,
    f.partDe !== undefined && sql`s.finess_juridique = any(${tableau(f.partDe)})`,
    f.nom !== undefined && sql`lower(unaccent(coalesce(s.raison_sociale, s.enseigne, ''))) like ${`${f.nom}%`}`,
    deLaNature(g, [(g?.secteurs ?? []).length > 0 && sql`s.secteur = any(${tableau(g?.secteurs ?? [])})`, (g?.categories ?? []).length > 0 && sql`s.finess = any(array(select e.finess from annuaire.etablissements e where e.categorie = any(${tableau(g?.categories ?? [])})))`]),
  ])}) s`;
  return {
    compter: () => nombreDe(ici, liste),
    lire: async (t) => {
      const { rows } = await sql<StructureFhir>`
        select s.id, s.identifiant, s.siret, s.finess, coalesce(s.finess_juridique, e.finess_juridique) as finess_juridique, s.raison_sociale, s.enseigne, s.complement, s.voie, s.code_postal, s.bureau, s.commune, s.commune_libelle, s.departement,
          s.telephone, s.telecopie, s.courriel, s.secteur, e.categorie, e.categorie_libelle, e.lat, e.lon, 'lieu' as nature
        from (select * from ${liste} order by s.id limit ${t.nombre} offset ${t.debut}) s left join annuaire.etablissements e on e.finess = s.finess order by s.id`.execute(ici.tx);
      return rows;
    },
  };
}

/** Establishments of FINESS that no place of the national extract names. */
export function autresEtablissementsFhir(ici: Ici, f: CriteresStructure): Lecture<StructureFhir> {
  const g = f.genres;
  const liste = sql`(select e.* from annuaire.etablissements e where ${et([
    f.ids !== undefined && sql`e.finess = any(${tableau(finessDe(f.ids, 'f'))})`,
    (f.finess ?? f.siret ?? f.rangs) !== undefined && ou([sql`e.finess = any(${tableau(f.finess ?? [])})`, (f.siret ?? []).length > 0 && sql`e.siret = any(${tableau(f.siret ?? [])})`]),
    f.communes !== undefined && sql`e.commune = any(${tableau(f.communes)})`,
    f.pres !== undefined && proche(f.pres),
    f.partDe !== undefined && sql`e.finess_juridique = any(${tableau(f.partDe)})`,
    f.nom !== undefined && sql`e.cle like ${`${f.nom}%`}`,
    deLaNature(g, [sql`e.categorie = any(${tableau(g?.categories ?? [])})`]),
  ])} and not exists (select from annuaire.structures s where s.finess = e.finess)) e`;
  return {
    compter: () => nombreDe(ici, liste),
    lire: async (t) => {
      const { rows } = await sql<StructureFhir>`
        select null as id, null as identifiant, e.siret, e.finess, e.finess_juridique, coalesce(e.raison_longue, e.raison_sociale) as raison_sociale, null as enseigne, null as complement, e.adresse as voie, e.code_postal, null as bureau, e.commune, e.commune_libelle, e.departement,
          e.telephone, null as telecopie, null as courriel, null as secteur, e.categorie, e.categorie_libelle, e.lat, e.lon, 'etablissement' as nature
        from ${liste} order by e.finess limit ${t.nombre} offset ${t.debut}`.execute(ici.tx);
      return rows;
    },
  };
}

/** Legal entities: the open extracts give their number only. They have no address, no name, and are part of nothing. */
export function entitesJuridiquesFhir(ici: Ici, f: CriteresStructure): Lecture<StructureFhir> {
  const sans = f.communes !== undefined || f.partDe !== undefined || f.nom !== undefined || (f.genres !== undefined && !f.genres.juridiques);
  const nommees = f.ids !== undefined || f.finess !== undefined || f.siret !== undefined || f.rangs !== undefined;
  if (sans || !(nommees || f.genres?.juridiques)) return { lire: () => Promise.resolve([]), compter: () => Promise.resolve(0) };
  const condition = (t: 's' | 'e'): RawBuilder<unknown> => {
    const colonne = sql.ref(`${t}.finess_juridique`);
    return et([
      sql`${colonne} is not null`,
      f.ids !== undefined && sql`${colonne} = any(${tableau(finessDe(f.ids, 'ej'))})`,
      (f.finess ?? f.siret ?? f.rangs) !== undefined && sql`${colonne} = any(${tableau(f.finess ?? [])})`,
    ]);
  };
  const liste = sql`(select s.finess_juridique as finess from annuaire.structures s where ${condition('s')} union select e.finess_juridique from annuaire.etablissements e where ${condition('e')}) j`;
  return {
    compter: () => nombreDe(ici, liste),
    lire: async (t) => {
      const { rows } = await sql<{ finess: string }>`select j.finess from ${liste} order by j.finess limit ${t.nombre} offset ${t.debut}`.execute(ici.tx);
      const vide = { id: null, identifiant: null, siret: null, finess_juridique: null, raison_sociale: null, enseigne: null, complement: null, voie: null, code_postal: null, bureau: null, commune: null, commune_libelle: null, departement: null, telephone: null, telecopie: null, courriel: null, secteur: null, categorie: null, categorie_libelle: null, lat: null, lon: null };
      return rows.map((r) => ({ ...vide, finess: r.finess, nature: 'entite_juridique' as const }));
    },
  };
}

/** Establishments of FINESS as services. */
export function etablissementsFhir(ici: Ici, f: CriteresService): Lecture<EtablissementFhir> {
  const o = f.organisations;
  const liste = sql`(select e.* from annuaire.etablissements e where ${et([
    f.ids !== undefined && sql`e.finess = any(${tableau(f.ids)})`,
    f.finess !== undefined && sql`e.finess = any(${tableau(f.finess)})`,
    f.nom !== undefined && sql`e.cle like ${`${f.nom}%`}`,
    f.categories !== undefined && sql`e.categorie = any(${tableau(f.categories)})`,
    o !== undefined && sql`e.finess = any(array(select s.finess from annuaire.structures s where s.finess is not null and ${parIdDeStructure(o)}) || ${tableau(finessDe(o, 'f'))})`,
    (f.caracteristiques ?? f.savoirFaire) !== undefined && sql`false`,
  ])}) e`;
  return {
    compter: () => nombreDe(ici, liste),
    lire: async (t) => {
      const { rows } = await sql<EtablissementFhir>`select e.*, s.id as structure, s.identifiant as structure_identifiant from (select * from ${liste} order by e.finess limit ${t.nombre} offset ${t.debut}) e
        left join lateral (select s.id, s.identifiant from annuaire.structures s where s.finess = e.finess order by s.id limit 1) s on true order by e.finess`.execute(ici.tx);
      return rows;
    },
  };
}

const SIGNES: Readonly<Record<string, RawBuilder<unknown>>> = { eq: sql`=`, ne: sql`<>`, gt: sql`>`, ge: sql`>=`, lt: sql`<`, le: sql`<=` };
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Pages that professionals have made public, with their places in the national extract. The database gives public fields only. */
export function fichesFhir(ici: Ici, f: CriteresService): Lecture<FicheFhir> {
  const o = f.organisations;
  const ids = f.ids?.filter((i) => UUID.test(i));
  const liste = sql`(select x.*, p.savoir_faire, coalesce(l.lieux, '[]') as lieux from fiches_publiees(${ids === undefined ? sql`null` : sql`${sql.val(ids)}::uuid[]`}, null) x
    left join annuaire.professionnels p on p.identifiant = '8' || x.rpps
    left join lateral (select jsonb_agg(jsonb_build_object('id', s.id, 'identifiant', s.identifiant) order by s.id) as lieux from annuaire.structures s where s.id = any(p.structures)) l on true
    where ${et([
      f.finess !== undefined && sql`false`,
      f.categories !== undefined && sql`false`,
      f.nom !== undefined && sql`lower(unaccent(x.nom)) like ${`%${f.nom}%`}`,
      f.caracteristiques !== undefined && ou([sql`x.contenu -> 'competences' ?| ${tableau(f.caracteristiques)}`, ...['nouveaux_patients', 'domicile', 'non_programmes'].filter((c) => f.caracteristiques?.includes(c)).map((c) => sql`x.contenu ->> ${c} in ('oui', 'sous_conditions')`)]),
      f.savoirFaire !== undefined && sql`(p.savoir_faire = any(${tableau(f.savoirFaire)}) or x.profession = any(${tableau(f.savoirFaire)}))`,
      o !== undefined && sql`exists (select from annuaire.structures s where s.id = any(p.structures) and ${parIdDeStructure(o)})`,
      ...(f.depuis ?? []).map((d) => sql`to_char(x.modifiee_le at time zone 'UTC', 'YYYY-MM-DD') ${SIGNES[d.signe] ?? sql`=`} ${d.jour}`),
    ])}) x`;
  return {
    compter: () => nombreDe(ici, liste),
    lire: async (t) => {
      const { rows } = await sql<Omit<FicheFhir, 'contenu'> & { contenu: unknown }>`select * from ${liste} order by x.id limit ${t.nombre} offset ${t.debut}`.execute(ici.tx);
      return rows.map((r) => ({ ...r, contenu: ContenuFiche.partial().parse(r.contenu) }));
    },
  };
}
