import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Schema } from '#db/schema.ts';
import type { Contexte } from '#server/contexte.ts';
import { distance } from '#server/paquet/recherche.ts';
import { RESULTATS_AU_PLUS } from './constants.ts';
import { AudiencesFiche, ContenuFiche, type EditionServie, type Fiche, type FichePublique, type Libelles, type Lieu, type Professionnel, type Recherche, type Trouve } from './model.ts';
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

/** Shorter words are not in the list of words: compared with the names found by the others. */
const MOT_INDEXE = 3;
const AMBIGUS = 6;

/** One word that may be written in several ways: every one of them is looked for by its beginning. */
type Mot = readonly string[];

const tableau = (codes: readonly string[]): RawBuilder<unknown> => sql`${sql.val([...codes])}::text[]`;
const entiers = (n: readonly number[]): RawBuilder<unknown> => sql`${sql.val([...n])}::int[]`;
const et = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql.join(conditions, sql` and `);

/** Words hold letters and digits only (`cleDeRecherche`): nothing to escape. Twice as fast as a regular expression. */
const dansLeNom = (m: Mot): RawBuilder<unknown> => sql`(${sql.join(m.flatMap((v) => [sql`p.cle like ${`${v}%`}`, sql`p.cle like ${`% ${v}%`}`]), sql` or `)})`;
const commence = (m: Mot): RawBuilder<unknown> => sql`(${sql.join(m.map((v) => sql`(m.mot >= ${v} and m.mot < ${`${v}{`})`), sql` or `)})`;

/**
 * Persons who satisfy one criterion: a statement that gives their numbers, how many there are at most, and the same said of one
 * person `p` where it can be. Numbers follow the alphabet.
 */
type Ensemble = { readonly ids: (auPlus?: number) => RawBuilder<unknown>; readonly taille: number; readonly test?: RawBuilder<unknown> };

const jusqua = (n: number | undefined): RawBuilder<unknown> => (n === undefined ? sql`` : sql`[1:${n}::int]`);

const porteurs = (m: Mot, taille: number): Ensemble => ({ taille, test: dansLeNom(m), ids: (auPlus) => sql`select unnest(m.professionnels${jusqua(auPlus)}) as id from annuaire.mots m where ${commence(m)}` });
const exercants = (profils: readonly number[], taille: number): Ensemble => ({ taille, test: sql`p.profils && ${entiers(profils)}`, ids: (auPlus) => sql`select unnest(f.professionnels${jusqua(auPlus)}) as id from annuaire.profils f where f.id = any(${entiers(profils)})` });
const presents = (communes: readonly string[], profils: readonly number[] | undefined, taille: number): Ensemble => ({
  taille,
  ids: () => sql`select u.id from annuaire.presences c, unnest(c.professionnels, c.profils) u(id, profil) where c.commune = any(${tableau(communes)}) ${profils ? sql`and u.profil = any(${entiers(profils)})` : sql``}`,
});

const ceuxCi = (identifiants: readonly string[]): Ensemble => ({ taille: identifiants.length, ids: () => sql`select p.id from annuaire.professionnels p where p.identifiant = any(${tableau(identifiants)})` });

/** Prices in microseconds, measured on 1.3 million persons: one person looked at on their page, one number put in a table of hashes. */
const PRIX = { page: 1.5, nombre: 0.15 };
const PERSONNES = 1_300_000;

/**
 * The first persons, in alphabetical order, who are in every set. The smallest leads; the others are either checked on the page of
 * each person until there are enough, or hashed whole: whichever should cost less. Persons of `dAbord` come first.
 */
async function croiser({ tx }: Ici, ensembles: readonly Ensemble[], o: { readonly limite: number; readonly tests?: readonly RawBuilder<unknown>[]; readonly dAbord?: Plage | undefined }): Promise<number[]> {
  const [meneur, ...autres] = [...ensembles].sort((a, b) => a.taille - b.taille);
  if (!meneur) return [];
  const pages = Math.min(meneur.taille, autres.reduce((n, e) => (n * PERSONNES) / Math.max(1, e.taille), o.limite));
  const parPage = autres.every((e) => e.test) && o.dAbord === undefined && pages * PRIX.page < autres.reduce((n, e) => n + e.taille, 0) * PRIX.nombre;
  const tests = [...(o.tests ?? []), ...(parPage ? autres.flatMap((e) => e.test ?? []) : [])];
  const conditions = [
    ...(parPage ? [] : autres.map((e) => sql`d.id in (${e.ids()})`)),
    ...(tests.length > 0 ? [sql`(select ${et(tests)} from annuaire.professionnels p where p.id = d.id)`] : []),
  ];
  const seul = conditions.length === 0 && o.dAbord === undefined;
  const ordre = o.dAbord ? sql`(d.id >= ${o.dAbord.debut} and d.id < ${o.dAbord.fin}) desc, d.id` : sql`d.id`;
  const { rows } = await sql<{ id: number }>`
    with d as materialized (select distinct id from (${meneur.ids(seul ? o.limite : undefined)}) x order by id)
    select d.id from d ${conditions.length > 0 ? sql`where ${et(conditions)}` : sql``} order by ${ordre} limit ${o.limite}`.execute(tx);
  return rows.map((r) => r.id);
}

/** Numbers of those whose name begins as typed: they follow each other. */
type Plage = { readonly debut: number; readonly fin: number };
const TOUS: Plage = { debut: 0, fin: 2 ** 31 - 1 };

async function plageDe({ tx }: Ici, debut: string): Promise<Plage> {
  const premier = (cle: string): RawBuilder<unknown> => sql`(select p.id from annuaire.professionnels p where p.cle >= ${cle} order by p.cle, p.id limit 1)`;
  const { rows } = await sql<{ debut: number | null; fin: number | null }>`select ${premier(debut)} as debut, ${premier(`${debut}{`)} as fin`.execute(tx);
  const fin = rows[0]?.fin ?? TOUS.fin;
  return { debut: rows[0]?.debut ?? fin, fin };
}

const plageDuMot = async (ici: Ici, mot: string | undefined): Promise<Plage | undefined> => (mot === undefined ? undefined : plageDe(ici, mot));

async function dansLaPlage({ tx }: Ici, plage: Plage, tests: readonly RawBuilder<unknown>[], limite: number): Promise<number[]> {
  if (plage.debut >= plage.fin) return [];
  const { rows } = await sql<{ id: number }>`select p.id from annuaire.professionnels p where ${et([sql`p.id >= ${plage.debut}`, sql`p.id < ${plage.fin}`, ...tests])} order by p.id limit ${limite}`.execute(tx);
  return rows.map((r) => r.id);
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
  const proches = await sql<{ mot: string; occurrences: number }>`select m.mot, m.occurrences from annuaire.mots m where m.mot = any(${tableau(voisins(mot))}) order by m.occurrences desc, m.mot limit ${AMBIGUS}`.execute(tx);
  if (proches.rows.length > 0 || mot.length < 8) return proches.rows.map((r) => r.mot);
  const debut = mot.slice(0, 3);
  const { rows } = await sql<{ mot: string; occurrences: number }>`select m.mot, m.occurrences from annuaire.mots m where ${commence([debut])} and length(m.mot) between ${mot.length - 2} and ${mot.length + 2}`.execute(tx);
  return rows
    .map((r) => ({ ...r, ecart: distance(mot, r.mot, 2) }))
    .filter((r) => r.ecart <= 2)
    .sort((a, b) => a.ecart - b.ecart || b.occurrences - a.occurrences)
    .slice(0, AMBIGUS)
    .map((r) => r.mot);
}

/** How many names hold a word that begins so; more than there are persons when several words of a name do. */
async function compterMots({ tx }: Ici, mots: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const longs = mots.filter((m) => m.length >= MOT_INDEXE);
  if (longs.length === 0) return new Map();
  const { rows } = await sql<{ mot: string; n: number }>`select v.mot, (select coalesce(sum(m.occurrences), 0)::int from annuaire.mots m where m.mot >= v.mot collate "C" and m.mot < (v.mot || '{') collate "C") as n from unnest(${tableau(longs)}) v(mot)`.execute(tx);
  return new Map(rows.map((r) => [r.mot, r.n]));
}

type Metier = { readonly profils: readonly number[]; readonly taille: number };

/** The sets of codes of the trades asked for; `undefined` when none is. */
async function metierDe({ tx }: Ici, r: Pick<Recherche, 'professions' | 'savoirFaire'>): Promise<Metier | undefined> {
  if (r.professions.length + r.savoirFaire.length === 0) return undefined;
  const { rows } = await sql<{ id: number; personnes: number }>`select f.id, f.personnes from annuaire.profils f where f.profession = any(${tableau(r.professions)}) or f.savoir_faire = any(${tableau(r.savoirFaire)})`.execute(tx);
  return { profils: rows.map((f) => f.id), taille: rows.reduce((n, f) => n + f.personnes, 0) };
}

async function presentsDe({ tx }: Ici, communes: readonly string[], metier: Metier | undefined): Promise<Ensemble> {
  const { rows } = await sql<{ n: number }>`select coalesce(sum(c.personnes), 0)::int as n from annuaire.presences c where c.commune = any(${tableau(communes)})`.execute(tx);
  return presents(communes, metier?.profils, Math.min(rows[0]?.n ?? 0, metier?.taille ?? Number.POSITIVE_INFINITY));
}

type Demande = { readonly parmi: Ensemble | undefined; readonly mots: readonly Mot[]; readonly compte: ReadonlyMap<string, number>; readonly metier: Metier | undefined; readonly ici: Ensemble | undefined; readonly limite: number };

const tailleDe = (m: Mot, compte: ReadonlyMap<string, number>): number => m.reduce((n, v) => n + (compte.get(v) ?? 0), 0);
/** The only word of three letters or more, when it may be written in one way only. */
const seulLong = ([mot, autre]: readonly Mot[]): Mot | undefined => (autre === undefined && mot?.length === 1 ? mot : undefined);

/** Persons whose name holds each of these words, begun, in any order. */
async function trouverSansFaute(ici: Ici, { parmi, mots, compte, metier, ici: presence, limite }: Demande): Promise<number[]> {
  const longs = mots.filter((m) => m.some((v) => v.length >= MOT_INDEXE));
  const courts = mots.filter((m) => m.every((v) => v.length < MOT_INDEXE)).map(dansLeNom);
  const ensembles = longs.map((m) => porteurs(m, tailleDe(m, compte)));
  if (ensembles.some((e) => e.taille === 0)) return [];
  const [premier] = mots[0] ?? [];
  const groupe = [presence, parmi].filter((e) => e !== undefined);
  // Those of a place are already those of the trade asked for.
  const tout = metier && !presence ? [...ensembles, exercants(metier.profils, metier.taille)] : ensembles;
  if (groupe.length > 0) return croiser(ici, [...groupe, ...tout], { limite, tests: courts, dAbord: await plageDuMot(ici, premier) });
  const seul = seulLong(longs);
  if (seul && courts.length > 0) return avecDesCourts(ici, seul, { taille: tailleDe(seul, compte), tests: [...courts, ...duMetier(metier)], limite });
  if (mots.length > 1 && longs.length > 0) return croiser(ici, tout, { limite, tests: courts });
  if (premier === undefined) return tout.length > 0 ? croiser(ici, tout, { limite }) : dansLaPlage(ici, TOUS, [], limite);
  return parUnDebut(ici, mots, { ensembles: tout, tests: courts.slice(longs.length > 0 ? 0 : 1), metier, limite, ailleurs: longs.length > 0 });
}

const duMetier = (metier: Metier | undefined): RawBuilder<unknown>[] => (metier ? [sql`p.profils && ${entiers(metier.profils)}`] : []);

/**
 * One word, and others too short to be in the list of words: « bernard ca ». Those whose name begins with it follow each other and are
 * read in a row, ten times faster than one by one; only those who bear it elsewhere are looked for on the page of each. All are then
 * put in the order of the alphabet, unless there are more than can be shown.
 */
async function avecDesCourts(ici: Ici, mot: Mot, { taille, tests, limite }: { readonly taille: number; readonly tests: readonly RawBuilder<unknown>[]; readonly limite: number }): Promise<number[]> {
  const plage = await plageDe(ici, mot[0] ?? '');
  const debut = await dansLaPlage(ici, plage, tests, limite);
  if (debut.length >= limite || taille <= plage.fin - plage.debut) return debut;
  const { rows } = await sql<{ id: number }>`
    with d as materialized (select distinct id from (${porteurs(mot, taille).ids()}) x where id < ${plage.debut} or id >= ${plage.fin} order by id)
    select d.id from d where (select ${et(tests)} from annuaire.professionnels p where p.id = d.id) order by d.id limit ${limite - debut.length}`.execute(ici.tx);
  return [...debut, ...rows.map((r) => r.id)].sort((a, b) => a - b);
}

type ParUnDebut = { readonly ensembles: readonly Ensemble[]; readonly tests: readonly RawBuilder<unknown>[]; readonly metier: Metier | undefined; readonly limite: number; readonly ailleurs: boolean };

/** One word under way, or short ones only: those it begins, at once; then those who bear it elsewhere in their name. */
async function parUnDebut(ici: Ici, [mot = []]: readonly Mot[], o: ParUnDebut): Promise<number[]> {
  const [premier = ''] = mot;
  const plage = mot.length === 1 ? await plageDe(ici, premier) : { debut: 0, fin: 0 };
  const debut = await dansLaPlage(ici, plage, [...o.tests, ...duMetier(o.metier)], o.limite);
  if (debut.length >= o.limite || !o.ailleurs) return debut;
  return [...new Set([...debut, ...(await croiser(ici, o.ensembles, { limite: o.limite }))])].slice(0, o.limite);
}

const seCorrige = (r: Recherche): boolean => r.noms.length > 0 && !r.sansFaute;

async function trouverLesIds(ici: Ici, r: Recherche): Promise<{ ids: number[]; corriges: string[] }> {
  const limite = RESULTATS_AU_PLUS + 1;
  // A plan that reads the whole directory is never the right one here, nor one that compares two lists number by number, whatever the
  // statistics say of a beginning of word.
  await sql`select set_config('enable_seqscan', 'off', true), set_config('enable_nestloop', 'off', true)`.execute(ici.tx);
  const [compte, metier] = [await compterMots(ici, r.noms), await metierDe(ici, r)];
  if (metier?.profils.length === 0 || r.parmi?.length === 0) return { ids: [], corriges: [] };
  const presence = r.communes && (await presentsDe(ici, r.communes, metier));
  const demande = { parmi: r.parmi && ceuxCi(r.parmi), compte, metier, ici: presence, limite };
  const inconnus = r.noms.filter((m) => m.length >= 4 && compte.get(m) === 0);
  const ids = inconnus.length > 0 ? [] : await trouverSansFaute(ici, { ...demande, mots: r.noms.map((m) => [m]) });
  if (ids.length > 0 || !seCorrige(r)) return { ids, corriges: [] };
  // Words that nobody bears are corrected; when each is borne by someone, but not by the same person, all may be wrong.
  const aCorriger = inconnus.length > 0 ? inconnus : r.noms;
  const elargis: string[][] = [];
  for (const m of r.noms) elargis.push(aCorriger.includes(m) ? [m, ...(await corrections(ici, m))] : [m]);
  if (elargis.every((m) => m.length === 1)) return { ids: [], corriges: [] };
  const proches = new Map([...compte, ...(await compterMots(ici, elargis.flatMap((m) => m.slice(1))))]);
  return { ids: await trouverSansFaute(ici, { ...demande, compte: proches, mots: elargis }), corriges: elargis.flatMap((m) => m.slice(1)) };
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

/** Persons with their places of practice, those of `communes` first. */
async function lire({ tx }: Ici, choix: { readonly condition: RawBuilder<unknown>; readonly ordre: RawBuilder<unknown> }, communes: readonly string[], lieux: number): Promise<Professionnel[]> {
  const { rows } = await sql<Ligne>`
    select p.id, p.identifiant, p.nom, p.prenom, p.civilite, p.cle, p.profession, p.savoir_faire, coalesce(l.lieux, '[]') as lieux
    from annuaire.professionnels p
    left join lateral (
      select jsonb_agg(to_jsonb(x) - 'ici' order by x.ici desc) as lieux from (
        select coalesce(s.commune = any(${tableau(communes)}), false) as ici, coalesce(s.enseigne, s.raison_sociale) as structure, s.voie, s.complement, s.code_postal, s.bureau, s.commune, s.commune_libelle,
          s.commune_deduite as deduite, s.telephone, s.courriel, s.finess, f.profession, f.savoir_faire, f.mode, f.secteur
        from unnest(p.structures, p.profils) a(structure, profil) join annuaire.profils f on f.id = a.profil left join annuaire.structures s on s.id = a.structure
        order by 1 desc, a.structure, a.profil limit ${lieux}) x) l on true
    where ${choix.condition} order by ${choix.ordre}`.execute(tx);
  return rows.map(enProfessionnel);
}

/**
 * Search by words of a name in any order, whole or begun, accents and typing errors forgiven, among professions, specialties
 * and communes. Exact beginnings first; a correction is tried only when nothing matches, and said.
 */
export async function chercherProfessionnels(ici: Ici, r: Recherche, page: { readonly debut: number; readonly nombre: number }): Promise<Trouve> {
  const { ids, corriges } = await trouverLesIds(ici, r);
  await sql`set local enable_nestloop = on`.execute(ici.tx);
  const plafonne = ids.length > RESULTATS_AU_PLUS;
  const montres = ids.slice(page.debut, Math.min(page.debut + page.nombre, RESULTATS_AU_PLUS));
  const professionnels = montres.length > 0 ? await lire(ici, { condition: sql`p.id = any(${entiers(montres)})`, ordre: sql`array_position(${entiers(montres)}, p.id)` }, r.communes ?? [], 5) : [];
  return { professionnels, total: Math.min(ids.length, RESULTATS_AU_PLUS), plafonne, corriges };
}

/** One professional with all their places, by national identifier. */
export async function lireProfessionnel(ici: Ici, identifiant: string): Promise<Professionnel | undefined> {
  return (await lire(ici, { condition: sql`p.identifiant = ${identifiant}`, ordre: sql`p.id` }, [], 50))[0];
}

export type EtablissementTrouve = { readonly nom: string; readonly categorie: string | null; readonly commune: string; readonly telephone: string | null };

/** Establishments of these communes whose name has words that begin so, in any order; those whose name begins with them first. */
export async function chercherEtablissements({ tx }: Ici, { mots, communes }: { readonly mots: readonly string[]; readonly communes: readonly string[] }, limite: number): Promise<readonly EtablissementTrouve[]> {
  if (mots.length === 0 || communes.length === 0) return [];
  const { rows } = await sql<EtablissementTrouve>`
    select coalesce(e.raison_longue, e.raison_sociale) as nom, e.categorie_libelle as categorie, e.commune, e.telephone from annuaire.etablissements e
    where e.commune = any(${tableau(communes)}) and ${et(mots.map((m) => sql`(e.cle like ${`${m}%`} or e.cle like ${`% ${m}%`})`))}
    order by e.cle like ${`${mots.join(' ')}%`} desc, e.cle, e.finess limit ${limite}`.execute(tx);
  return rows;
}

export type CompteParProfession = { readonly profession: string | null; readonly personnes: number; readonly liberaux: number };

/** Persons, not rows, by profession, with at least one activity in these communes. */
export async function compterParProfession({ tx }: Ici, communes: readonly string[]): Promise<readonly CompteParProfession[]> {
  const { rows } = await sql<CompteParProfession>`
    select f.profession, count(distinct a.id)::int as personnes, count(distinct a.id) filter (where f.mode = 'L')::int as liberaux
    from annuaire.presences c, unnest(c.professionnels, c.profils) a(id, profil) join annuaire.profils f on f.id = a.profil where c.commune = any(${tableau(communes)}) group by 1 order by 2 desc, 1`.execute(tx);
  return rows;
}

/** Persons with at least one activity in each of these communes. Who practises in two counts in both. */
export async function compterParCommune({ tx }: Ici, communes: readonly string[]): Promise<readonly { readonly commune: string; readonly personnes: number }[]> {
  const { rows } = await sql<{ commune: string; personnes: number }>`select c.commune, c.personnes from annuaire.presences c where c.commune = any(${tableau(communes)}) order by 1`.execute(tx);
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
