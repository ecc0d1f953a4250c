import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Schema } from '#db/schema.ts';
import type { Paquet } from '#modules/territoire/model.ts';
import { CATEGORIE_ETUDIANT, MEDECINE_GENERALE } from './constants.ts';
import { provenanceDe, provenanceFiness } from './labels.ts';
import type { EffectifDeMetier, EtablissementsImportes, NombreParCategorie, OffreDeLAnnuaire } from './model-offre.ts';
import { editionServie, libellesServis } from './queries.ts';
import { departementsTenus, type ZoneTenue, zonesTenues } from './rules-offre.ts';

type Ici = { readonly tx: Transaction<Schema> };
type Source = 'annuaire_sante' | 'finess';

const tableau = (codes: readonly string[]): RawBuilder<unknown> => sql`${sql.val([...codes])}::text[]`;

/** A large city and its arrondissements are one place: an edition knows it under either code. */
const lieux = (paquet: Paquet, codes: readonly string[]): readonly string[] => codes.flatMap((c) => [c, ...paquet.arrondissements(c).map((a) => a.code)]);

type Retenu<T> = (ici: Ici, cle: string, compter: () => Promise<T>) => Promise<T>;

/**
 * What is counted over a département or the country, by edition: an edition never changes, so it is counted once in the life of the
 * process. Only the edition served is kept.
 */
function retenir<T>(source: Source): Retenu<T> {
  let edition = '';
  const valeurs = new Map<string, T>();
  return async ({ tx }, cle, compter) => {
    const r = await tx.selectFrom('annuaire.imports').select('id').where('source', '=', source).orderBy('fait_le', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst();
    if (r?.id !== edition) {
      valeurs.clear();
      edition = r?.id ?? '';
    }
    const valeur = valeurs.get(cle) ?? (await compter());
    if (r?.id === edition) valeurs.set(cle, valeur);
    return valeur;
  };
}

const metiersRetenus = retenir<readonly EffectifDeMetier[]>('annuaire_sante');
const categoriesRetenues = retenir<readonly NombreParCategorie[]>('finess');
const communesRetenues = { annuaire_sante: retenir<ReadonlySet<string>>('annuaire_sante'), finess: retenir<ReadonlySet<string>>('finess') } as const;

/** Two beats, so that persons are told apart by hashing and not by sorting millions of rows. */
async function compterMetiers({ tx }: Ici, communes: readonly string[]): Promise<readonly EffectifDeMetier[]> {
  const { rows } = await sql<EffectifDeMetier>`
    select profession, count(*)::int as personnes, count(*) filter (where liberal)::int as liberaux, count(*) filter (where generaliste)::int as generalistes,
      count(*) filter (where generaliste_liberal)::int as "generalistesLiberaux"
    from (
      select u.id, f.profession, bool_or(f.mode = 'L') as liberal, bool_or(f.savoir_faire = any(${tableau(MEDECINE_GENERALE)})) as generaliste,
        bool_or(f.mode = 'L' and f.savoir_faire = any(${tableau(MEDECINE_GENERALE)})) as generaliste_liberal
      from annuaire.presences c, unnest(c.professionnels, c.profils) u(id, profil) join annuaire.profils f on f.id = u.profil
      where c.commune = any(${tableau(communes)}) and f.profession is not null and f.categorie is distinct from ${CATEGORIE_ETUDIANT}
      group by 1, 2) x
    group by 1 order by 2 desc, 1`.execute(tx);
  return rows;
}

const habitantsDe = (paquet: Paquet, codes: readonly string[]): number => codes.reduce((n, c) => n + (paquet.commune(c)?.population ?? 0), 0);
const communesDe = (paquet: Paquet, z: ZoneTenue): readonly string[] => lieux(paquet, z.departements.flatMap((d) => paquet.communesDuDepartement(d).map((c) => c.code)));

async function communesConnues({ tx }: Ici, source: Source): Promise<ReadonlySet<string>> {
  const table = source === 'finess' ? sql`annuaire.etablissements` : sql`annuaire.presences`;
  const { rows } = await sql<{ commune: string }>`select distinct commune from ${table} where commune is not null`.execute(tx);
  return new Set(rows.map((r) => r.commune));
}

/** Professionals of these communes by profession, and of the wider areas that the directory holds whole; `undefined` before the first import. */
export async function offreDeLAnnuaire(ici: Ici, paquet: Paquet, codes: readonly string[]): Promise<OffreDeLAnnuaire | undefined> {
  const edition = await editionServie(ici);
  if (!edition) return undefined;
  const presentes = await communesRetenues.annuaire_sante(ici, 'communes', () => communesConnues(ici, 'annuaire_sante'));
  const zones = zonesTenues(paquet, codes, departementsTenus(paquet, presentes, edition.departements));
  const libelles = await libellesServis(ici);
  const larges = [];
  for (const z of zones) larges.push({ zone: z.zone, habitants: z.habitants, metiers: await metiersRetenus(ici, z.zone, () => compterMetiers(ici, communesDe(paquet, z))) });
  return {
    provenance: provenanceDe(edition), fictif: edition.fictif, libelle: (code) => libelles.get(`profession:${code}`) ?? code,
    zones: [{ zone: 'territoire', habitants: habitantsDe(paquet, codes), metiers: await compterMetiers(ici, lieux(paquet, codes)) }, ...larges],
  };
}

async function compterCategories({ tx }: Ici, departements: readonly string[]): Promise<readonly NombreParCategorie[]> {
  const { rows } = await sql<NombreParCategorie>`select categorie, min(categorie_libelle) as libelle, count(*)::int as nombre from annuaire.etablissements where departement = any(${tableau(departements)}) and categorie is not null group by 1`.execute(tx);
  return rows;
}

/** Establishments of these communes in the FINESS extract, and their number by category in the wider areas it holds whole. */
export async function etablissementsDeFiness(ici: Ici, paquet: Paquet, codes: readonly string[]): Promise<EtablissementsImportes | undefined> {
  const edition = await editionServie(ici, 'finess');
  if (!edition) return undefined;
  const presentes = await communesRetenues.finess(ici, 'communes', () => communesConnues(ici, 'finess'));
  const zones = zonesTenues(paquet, codes, departementsTenus(paquet, presentes, edition.departements));
  const larges = [];
  for (const z of zones) larges.push({ zone: z.zone, habitants: z.habitants, categories: await categoriesRetenues(ici, z.zone, () => compterCategories(ici, z.departements)) });
  const { rows } = await sql<{ finess: string; nom: string; categorie: string; libelle: string; commune: string }>`
    select finess, coalesce(raison_longue, raison_sociale) as nom, coalesce(categorie, '') as categorie, coalesce(categorie_libelle, '') as libelle, commune from annuaire.etablissements
    where commune = any(${tableau(lieux(paquet, codes))}) order by commune, nom, finess`.execute(ici.tx);
  return { provenance: provenanceFiness(edition), territoire: rows, zones: larges };
}
