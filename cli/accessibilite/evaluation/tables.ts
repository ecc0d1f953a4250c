import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export type Ligne = Readonly<Record<string, string>>;

const decouper = (ligne: string): readonly string[] =>
  ligne.includes('"') ? [...ligne.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) => m[1]?.replaceAll('""', '"') ?? m[2] ?? '') : ligne.split(',');

/** Rows of a CSV file of the reference folder, gzipped or not; throws when it is not there (`manquantes` says so beforehand). */
export function lireTable(dossier: string, fichier: string): readonly Ligne[] {
  const octets = readFileSync(join(dossier, fichier));
  const [entete, ...lignes] = (fichier.endsWith('.gz') ? gunzipSync(octets) : octets).toString('utf8').replaceAll('\r', '').trimEnd().split('\n');
  const noms = decouper(entete ?? '');
  return lignes.map((l) => Object.fromEntries(decouper(l).map((v, i) => [noms[i] ?? '', v])));
}

/** Files that the evaluation reads. */
export const FICHIERS = {
  communes: 'communes/communes.csv.gz',
  anciennes: 'communes/communes_deleguees_et_arrondissements.csv.gz',
  apl: 'apl/apl_mg_communes_2015_2023.csv.gz',
  medecins: 'offre_soins/medecins_communes_2026.csv.gz',
  sirene: 'offre_soins/sirene2019_etablissements_sante_communes.csv.gz',
  equipements: 'offre_soins/bpe2020_equipements_sante_communes.csv.gz',
  ages: 'population_precarite/communes_population_age_pauvrete.csv.gz',
  pyramides: 'departements_sante/population_departements_age_sexe_2010_2021.csv.gz',
  mortalite: 'departements_sante/mortalite_standardisee_2023.csv.gz',
  urgences: 'temps_acces_urgences/temps_su_smur_communes.csv.gz',
} as const;

export const manquantes = (dossier: string): readonly string[] => Object.values(FICHIERS).filter((f) => !existsSync(join(dossier, f)));

export const nombreOu = (texte: string | undefined, absent: number): number => (texte === undefined || texte === '' ? absent : Number(texte));
