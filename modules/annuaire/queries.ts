import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Schema } from '#db/schema.ts';
import type { Contexte } from '#server/contexte.ts';
import { distance } from '#server/paquet/recherche.ts';
import { RESULTATS_AU_PLUS } from './constants.ts';
import type { ActiviteFhir, EtablissementFhir, PersonneFhir, StructureFhir } from './fhir.ts';
import { AudiencesFiche, ContenuFiche, type EditionServie, type Fiche, type FichePublique, type Libelles, type Lieu, type NatureDeMouvement, type Professionnel, type Recherche, type Trouve } from './model.ts';
import { chargerFiche } from './repository.ts';
import { rppsDe } from './rules.ts';

type Ici = { readonly tx: Transaction<Schema> };

/** The edition of the national extract that is served, `undefined` before the first import. */
export async function editionServie({ tx }: Ici, source: 'annuaire_sante' | 'finess' = 'annuaire_sante'): Promise<EditionServie | undefined> {
  const r = await tx.selectFrom('annuaire.imports').selectAll().where('source', '=', source).orderBy('fait_le', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return r && { edition: r.edition, fichier: r.fichier, faitLe: r.fait_le, departements: r.departements, fictif: r.fictif, personnes: r.personnes, activites: r.activites };
}

/** Labels of every code met in the file. A few hundred. */
export async function libellesServis({ tx }: Ici): Promise<Libelles> {
  const rows = await tx.selectFrom('annuaire.libelles').selectAll().execute();
  return new Map(rows.map((r) => [`${r.famille}:${r.code}`, r.libelle]));
}

const MOTS = sql`array_to_tsvector(string_to_array(p.cle, ' '))`;
/** Below this length the beginnings of words are too many for the index of words. */
const MOT_INDEXE = 3;
const AMBIGUS = 6;

/** One word that may be written in several ways: every one of them is looked for by its beginning. */
type Mot = readonly string[];

/** Conditions on the name. Words hold letters and digits only (`cleDeRecherche`): nothing to escape. */
function surLeNom(mots: readonly Mot[]): RawBuilder<unknown>[] {
  const indexes = mots.filter((m) => m.some((v) => v.length >= MOT_INDEXE));
  const courts = mots.filter((m) => m.every((v) => v.length < MOT_INDEXE));
  const conditions: RawBuilder<unknown>[] = [];
  if (indexes.length > 0) {
    const requete = indexes.map((m) => `(${m.map((v) => `'${v}':*`).join(' | ')})`).join(' & ');
    conditions.push(sql`${MOTS} @@ ${requete}::tsquery`);
  }
  for (const m of courts) conditions.push(sql`p.cle ~ ${`(^| )(${m.join('|')})`}`);
  return conditions;
}

const tableau = (codes: readonly string[]): RawBuilder<unknown> => sql`${sql.val([...codes])}::text[]`;

const metiers = ({ professions, savoirFaire }: Recherche): RawBuilder<unknown>[] =>
  professions.length + savoirFaire.length > 0 ? [sql`(p.profession = any(${tableau(professions)}) or p.savoir_faire = any(${tableau(savoirFaire)}))`] : [];

type Candidat = { readonly id: number };

async function candidats({ tx }: Ici, conditions: readonly RawBuilder<unknown>[], limite: number, ordre: boolean): Promise<number[]> {
  const ou = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``;
  const { rows } = await sql<Candidat>`select p.id from annuaire.professionnels p ${ou} ${ordre ? sql`order by p.cle, p.id` : sql``} limit ${limite}`.execute(tx);
  return rows.map((r) => r.id);
}

/**
 * In some communes: their activities first (one index gives person and trade), then each name is compared. A territory holds
 * thousands of persons, not millions: no index of words is worth its price here.
 */
async function candidatsDesCommunes({ tx }: Ici, r: Recherche, communes: readonly string[], mots: readonly Mot[], limite: number): Promise<number[]> {
  const metier = r.professions.length + r.savoirFaire.length > 0 ? sql`and a.profil = any(array(select f.id from annuaire.profils f where f.profession = any(${tableau(r.professions)}) or f.savoir_faire = any(${tableau(r.savoirFaire)})))` : sql``;
  const debut = mots[0]?.[0];
  const noms = mots.map((m) => sql`p.cle ~ ${`(^| )(${m.join('|')})`}`);
  const { rows } = await sql<Candidat>`
    with ici as materialized (select distinct a.professionnel as id from annuaire.activites a where a.commune = any(${tableau(communes)}) ${metier})
    select p.id from ici join annuaire.professionnels p on p.id = ici.id ${noms.length > 0 ? sql`where ${sql.join(noms, sql` and `)}` : sql``}
    order by ${debut === undefined ? sql`` : sql`(p.cle >= ${debut} and p.cle < ${`${debut}{`}) desc, `}p.cle, p.id limit ${limite}`.execute(tx);
  return rows.map((x) => x.id);
}

/** Those whose name begins as typed, in alphabetical order: one walk of an index, however many there are. */
function parDebutDeCle(ici: Ici, debut: string, filtres: readonly RawBuilder<unknown>[], limite: number): Promise<number[]> {
  return candidats(ici, [sql`p.cle >= ${debut}`, sql`p.cle < ${`${debut}{`}`, ...filtres], limite, true);
}

const LETTRES = 'abcdefghijklmnopqrstuvwxyz';

/** Every word at one typing error of `mot`: a letter dropped, swapped with the next, replaced or added. About 54 by letter. @source Norvig, How to write a spelling corrector */
function voisins(mot: string): string[] {
  const tous = new Set<string>();
  for (let i = 0; i <= mot.length; i++) {
    const [avant, apres] = [mot.slice(0, i), mot.slice(i)];
    for (const l of LETTRES) {
      tous.add(avant + l + apres);
      if (apres !== '') tous.add(avant + l + apres.slice(1));
    }
    if (apres !== '') tous.add(avant + apres.slice(1));
    if (apres.length > 1) tous.add(`${avant}${apres[1]}${apres[0]}${apres.slice(2)}`);
  }
  tous.delete(mot);
  return [...tous];
}

/** Words of the directory that could have been meant: one typing error from four letters; from eight, two if the three first are right. */
async function corrections({ tx }: Ici, mot: string): Promise<string[]> {
  if (mot.length < 4) return [];
  const proches = await sql<{ mot: string; occurrences: number }>`select m.mot, m.occurrences from unnest(${voisins(mot)}::text[]) v(mot) join annuaire.mots m on m.mot = v.mot collate "C" order by m.occurrences desc limit ${AMBIGUS}`.execute(tx);
  if (proches.rows.length > 0 || mot.length < 8) return proches.rows.map((r) => r.mot);
  const debut = mot.slice(0, 3);
  const { rows } = await sql<{ mot: string; occurrences: number }>`select mot, occurrences from annuaire.mots where mot >= ${debut} and mot < ${`${debut}{`} and length(mot) between ${mot.length - 2} and ${mot.length + 2}`.execute(tx);
  return rows
    .map((r) => ({ ...r, ecart: distance(mot, r.mot, 2) }))
    .filter((r) => r.ecart <= 2)
    .sort((a, b) => a.ecart - b.ecart || b.occurrences - a.occurrences)
    .slice(0, AMBIGUS)
    .map((r) => r.mot);
}

async function trouverSansFaute(ici: Ici, r: Recherche, mots: readonly Mot[], limite: number): Promise<number[]> {
  if (r.communes) return candidatsDesCommunes(ici, r, r.communes, mots, limite);
  const filtres = metiers(r);
  const [seul] = mots;
  if (seul === undefined) return candidats(ici, filtres, limite, true);
  const [unique] = seul;
  if (mots.length > 1 || seul.length > 1 || unique === undefined) return candidats(ici, [...surLeNom(mots), ...filtres], limite, false);
  const debut = await parDebutDeCle(ici, unique, filtres, limite);
  if (debut.length >= limite || unique.length < MOT_INDEXE) return debut;
  return [...new Set([...debut, ...(await candidats(ici, [...surLeNom(mots), ...filtres], limite, false))])];
}

async function trouverLesIds(ici: Ici, r: Recherche): Promise<{ ids: number[]; corriges: string[] }> {
  const limite = RESULTATS_AU_PLUS + 1;
  // A plan that reads the whole directory is never the right one here, whatever the statistics say of a beginning of word.
  await sql`set local enable_seqscan = off`.execute(ici.tx);
  const inconnus = await motsInconnus(ici, r.noms);
  const ids = inconnus.length > 0 ? [] : await trouverSansFaute(ici, r, r.noms.map((m) => [m]), limite);
  if (ids.length > 0 || r.noms.length === 0) return { ids, corriges: [] };
  // Words that nobody bears are corrected; when each is borne by someone, but not by the same person, all may be wrong.
  const aCorriger = inconnus.length > 0 ? inconnus : r.noms;
  const elargis: string[][] = [];
  for (const m of r.noms) elargis.push(aCorriger.includes(m) ? [m, ...(await corrections(ici, m))] : [m]);
  if (elargis.every((m) => m.length === 1)) return { ids: [], corriges: [] };
  return { ids: await trouverSansFaute(ici, r, elargis, limite), corriges: elargis.flatMap((m) => m.slice(1)) };
}

/** Those of these words that no name begins with. Shorter ones are never judged. */
async function motsInconnus({ tx }: Ici, mots: readonly string[]): Promise<string[]> {
  const juges = mots.filter((m) => m.length >= 4);
  if (juges.length === 0) return [];
  const { rows } = await sql<{ mot: string }>`select v.mot from unnest(${juges}::text[]) v(mot) where not exists (select from annuaire.mots m where m.mot >= v.mot collate "C" and m.mot < (v.mot || '{') collate "C")`.execute(tx);
  return rows.map((x) => x.mot);
}

type Ligne = {
  id: number; identifiant: string; nom: string | null; prenom: string | null; civilite: string | null; cle: string; profession: string | null; savoir_faire: string | null;
  lieux: { structure: string | null; voie: string | null; complement: string | null; code_postal: string | null; bureau: string | null; commune: string | null; commune_libelle: string | null; deduite: boolean | null; telephone: string | null; courriel: string | null; finess: string | null; profession: string | null; savoir_faire: string | null; mode: string | null; secteur: string | null }[];
};

const dit = (s: string | null): string | undefined => s ?? undefined;

const enLieu = (l: Ligne['lieux'][number]): Lieu => ({
  structure: dit(l.structure), adresse: [l.complement, l.voie, l.bureau ?? l.code_postal].filter(Boolean).join(', '), commune: dit(l.commune), communeLibelle: dit(l.commune_libelle), communeDeduite: l.deduite === true,
  telephone: dit(l.telephone), courriel: dit(l.courriel), finess: dit(l.finess), profession: dit(l.profession), savoirFaire: dit(l.savoir_faire), mode: dit(l.mode), secteur: dit(l.secteur),
});

const enProfessionnel = (r: Ligne): Professionnel => ({
  identifiant: r.identifiant, rpps: rppsDe(r.identifiant), nom: r.nom ?? '', prenom: r.prenom ?? '', civilite: dit(r.civilite), profession: dit(r.profession), savoirFaire: dit(r.savoir_faire),
  lieux: r.lieux.map(enLieu),
});

/** The persons of these numbers with their places of practice, those of `communes` first; in alphabetical order. */
async function lire({ tx }: Ici, condition: RawBuilder<unknown>, communes: readonly string[], lieux: number): Promise<Professionnel[]> {
  const { rows } = await sql<Ligne>`
    select p.id, p.identifiant, p.nom, p.prenom, p.civilite, p.cle, p.profession, p.savoir_faire, coalesce(l.lieux, '[]') as lieux
    from annuaire.professionnels p
    left join lateral (
      select jsonb_agg(to_jsonb(x) - 'ici' order by x.ici desc) as lieux from (
        select coalesce(a.commune = any(${tableau(communes)}), false) as ici, coalesce(s.enseigne, s.raison_sociale) as structure, s.voie, s.complement, s.code_postal, s.bureau, a.commune, s.commune_libelle,
          s.commune_deduite as deduite, s.telephone, s.courriel, s.finess, f.profession, f.savoir_faire, f.mode, f.secteur
        from annuaire.activites a join annuaire.profils f on f.id = a.profil left join annuaire.structures s on s.id = a.structure
        where a.professionnel = p.id order by 1 desc limit ${lieux}) x) l on true
    where ${condition} order by p.cle, p.id`.execute(tx);
  return rows.map(enProfessionnel);
}

/**
 * Search by words of a name in any order, whole or begun, accents and typing errors forgiven, among professions, specialties
 * and communes. Exact beginnings first; a correction is tried only when nothing matches, and said.
 */
export async function chercherProfessionnels(ici: Ici, r: Recherche, page: { readonly debut: number; readonly nombre: number }): Promise<Trouve> {
  const { ids, corriges } = await trouverLesIds(ici, r);
  const plafonne = ids.length > RESULTATS_AU_PLUS;
  const montres = ids.slice(page.debut, Math.min(page.debut + page.nombre, RESULTATS_AU_PLUS));
  const professionnels = montres.length > 0 ? await lire(ici, sql`p.id = any(${montres}::int[])`, r.communes ?? [], 5) : [];
  return { professionnels, total: Math.min(ids.length, RESULTATS_AU_PLUS), plafonne, corriges };
}

/** One professional with all their places, by national identifier. */
export async function lireProfessionnel(ici: Ici, identifiant: string): Promise<Professionnel | undefined> {
  return (await lire(ici, sql`p.identifiant = ${identifiant}`, [], 50))[0];
}

export type CompteParProfession = { readonly profession: string | null; readonly personnes: number; readonly liberaux: number };

/** Persons, not rows, by profession, with at least one activity in these communes. */
export async function compterParProfession({ tx }: Ici, communes: readonly string[]): Promise<readonly CompteParProfession[]> {
  const { rows } = await sql<CompteParProfession>`
    select f.profession, count(distinct a.professionnel)::int as personnes, count(distinct a.professionnel) filter (where f.mode = 'L')::int as liberaux
    from annuaire.activites a join annuaire.profils f on f.id = a.profil where a.commune = any(${tableau(communes)}) group by 1 order by 2 desc, 1`.execute(tx);
  return rows;
}

/** The RPPS that Pro Santé Connect gave for the person who acts. */
export async function rppsDeLaPersonne({ tx, qui }: Contexte): Promise<string | undefined> {
  const r = await tx.selectFrom('identites_professionnelles').select('rpps').where('personne_id', '=', qui.personneId).executeTakeFirst();
  return r?.rpps;
}

/** The page that a professional holds in this CPTS. */
export const ficheDe = (ctx: Contexte, rpps: string): Promise<Fiche | undefined> => chargerFiche(ctx, rpps);

/** Structures and professionals who hold a page here, by RPPS. */
export async function fichesParRpps({ tx, cpts }: Contexte, rpps: readonly string[]): Promise<ReadonlyMap<string, Fiche>> {
  if (rpps.length === 0) return new Map();
  const rows = await tx.selectFrom('fiches').selectAll().where('cpts_id', '=', cpts).where('rpps', 'in', rpps).execute();
  return new Map(rows.map((r) => [r.rpps, { rpps: r.rpps, personneId: r.personne_id, version: r.version, nomAffiche: r.nom_affiche, contenu: ContenuFiche.parse(r.contenu), audiences: AudiencesFiche.parse(r.audiences), publiee: r.publiee, modifieeLe: r.modifiee_le }]));
}

export type AnnuairePublic = { readonly cpts: string; readonly demo: boolean; readonly fiches: readonly FichePublique[] };

/** What residents see of a CPTS without signing in; `undefined` when it does not exist. The database gives nothing else. */
export async function annuairePublic(db: Kysely<Schema>, slug: string): Promise<AnnuairePublic | undefined> {
  const { rows } = await sql<{ cpts: string; demo: boolean; nom: string | null; profession: string | null; contenu: unknown }>`select * from annuaire_public(${slug})`.execute(db);
  const [premiere] = rows;
  if (!premiere) return undefined;
  return { cpts: premiere.cpts, demo: premiere.demo, fiches: rows.flatMap((r) => (r.nom === null ? [] : [{ nom: r.nom, profession: r.profession, contenu: ContenuFiche.partial().parse(r.contenu) }])) };
}

/** What changed on these communes between the last two editions. */
export async function differencesDesCommunes({ tx }: Ici, communes: readonly string[], limite = 20): Promise<readonly { nature: NatureDeMouvement; nom: string; prenom: string | null; profession: string | null; avant: string[]; apres: string[] }[]> {
  const { rows } = await sql<{ nature: NatureDeMouvement; nom: string; prenom: string | null; profession: string | null; avant: string[]; apres: string[] }>`
    select d.nature, d.nom, d.prenom, d.profession, d.avant, d.apres from annuaire.differences d
    where d.import_id = (select i.id from annuaire.imports i where i.source = 'annuaire_sante' order by i.fait_le desc, i.id desc limit 1) and (d.avant || d.apres) && ${tableau(communes)}
    order by d.nature, d.nom limit ${limite}`.execute(tx);
  return rows;
}

type PageFhir = { readonly debut: number; readonly nombre: number };
export type CriteresPersonne = PageFhir & { readonly identifiants?: readonly string[]; readonly famille?: string; readonly prenom?: string; readonly nom?: string; readonly professions?: readonly string[] };
export type CriteresActivite = PageFhir & { readonly identifiants?: readonly string[]; readonly structures?: readonly string[]; readonly savoirFaire?: readonly string[]; readonly roles?: readonly string[] };
export type CriteresStructure = PageFhir & { readonly ids?: readonly string[]; readonly finess?: readonly string[]; readonly siret?: readonly string[]; readonly communes?: readonly string[]; readonly nom?: string; readonly codePostal?: string };
export type CriteresEtablissement = PageFhir & { readonly finess?: readonly string[]; readonly nom?: string; readonly categories?: readonly string[] };

const ou = (conditions: readonly (RawBuilder<unknown> | false)[]): RawBuilder<unknown> => {
  const gardees = conditions.filter((c) => c !== false);
  return gardees.length > 0 ? sql`where ${sql.join(gardees, sql` and `)}` : sql``;
};

/** Persons for the façade, one more than asked when there is a next page. Criteria on names are search keys. */
export async function personnesFhir({ tx }: Ici, f: CriteresPersonne): Promise<readonly PersonneFhir[]> {
  await sql`set local enable_seqscan = off`.execute(tx);
  const conditions = ou([
    f.identifiants !== undefined && sql`p.identifiant = any(${tableau(f.identifiants)})`,
    f.famille !== undefined && sql`p.cle >= ${f.famille} and p.cle < ${`${f.famille}{`}`,
    f.prenom !== undefined && sql`(${sql.join(surLeNom([[f.prenom]]), sql` and `)})`,
    f.nom !== undefined && sql`(${sql.join(surLeNom(f.nom.split(' ').map((m) => [m])), sql` and `)})`,
    f.professions !== undefined && sql`p.profession = any(${tableau(f.professions)})`,
  ]);
  const { rows } = await sql<PersonneFhir>`
    select p.id, p.identifiant, p.numero, p.nom, p.prenom, p.civilite, coalesce(e.exercices, '[]') as exercices from (select * from annuaire.professionnels p ${conditions} order by p.id limit ${f.nombre + 1} offset ${f.debut}) p
    left join lateral (select jsonb_agg(distinct jsonb_build_object('profession', x.profession, 'categorie', x.categorie, 'savoir_faire', x.savoir_faire)) as exercices
      from annuaire.activites a join annuaire.profils x on x.id = a.profil where a.professionnel = p.id) e on true order by p.id`.execute(tx);
  return rows;
}

/** Activities for the façade, by person or by place. */
export async function activitesFhir({ tx }: Ici, f: CriteresActivite): Promise<readonly ActiviteFhir[]> {
  const conditions = ou([
    f.identifiants !== undefined && sql`a.professionnel in (select p.id from annuaire.professionnels p where p.identifiant = any(${tableau(f.identifiants)}))`,
    f.structures !== undefined && sql`a.structure in (select s.id from annuaire.structures s where s.identifiant = any(${tableau(f.structures)}))`,
    f.savoirFaire !== undefined && sql`x.savoir_faire = any(${tableau(f.savoirFaire)})`,
    f.roles !== undefined && sql`(x.genre = any(${tableau(f.roles)}) or x.mode = any(${tableau(f.roles)}) or x.profession = any(${tableau(f.roles)}))`,
  ]);
  const { rows } = await sql<ActiviteFhir>`
    select p.id, p.identifiant, a.structure, s.identifiant as structure_identifiant, a.profil, x.profession, x.savoir_faire, x.mode, x.role, x.genre, x.secteur
    from annuaire.activites a join annuaire.profils x on x.id = a.profil join annuaire.professionnels p on p.id = a.professionnel left join annuaire.structures s on s.id = a.structure
    ${conditions} order by a.professionnel, a.structure, a.profil limit ${f.nombre + 1} offset ${f.debut}`.execute(tx);
  return rows;
}

/** Places for the façade. A name alone is not looked for: it comes with a postal code or a town. */
export async function structuresFhir({ tx }: Ici, f: CriteresStructure): Promise<readonly StructureFhir[]> {
  const conditions = ou([
    f.ids !== undefined && sql`(s.identifiant = any(${tableau(f.ids)}) or s.id = any(${f.ids.flatMap((i) => (/^s\.\d{1,9}$/.test(i) ? [Number(i.slice(2))] : []))}::int[]))`,
    f.finess !== undefined && sql`s.finess = any(${tableau(f.finess)})`,
    f.siret !== undefined && sql`s.siret = any(${tableau(f.siret)})`,
    f.communes !== undefined && sql`s.commune = any(${tableau(f.communes)})`,
    f.codePostal !== undefined && sql`s.code_postal = ${f.codePostal}`,
    f.nom !== undefined && sql`lower(unaccent(coalesce(s.raison_sociale, s.enseigne, ''))) like ${`${f.nom}%`}`,
  ]);
  const { rows } = await sql<StructureFhir>`select s.* from annuaire.structures s ${conditions} order by s.id limit ${f.nombre + 1} offset ${f.debut}`.execute(tx);
  return rows;
}

export async function etablissementsFhir({ tx }: Ici, f: CriteresEtablissement): Promise<readonly EtablissementFhir[]> {
  const conditions = ou([
    f.finess !== undefined && sql`e.finess = any(${tableau(f.finess)})`,
    f.nom !== undefined && sql`e.cle like ${`${f.nom}%`}`,
    f.categories !== undefined && sql`e.categorie = any(${tableau(f.categories)})`,
  ]);
  const { rows } = await sql<EtablissementFhir>`select e.* from annuaire.etablissements e ${conditions} order by e.finess limit ${f.nombre + 1} offset ${f.debut}`.execute(tx);
  return rows;
}
