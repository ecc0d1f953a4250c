import type { Provenance } from '#core/provenance.ts';
import type { TableDeZones, Zone } from '#modules/territoire/model.ts';
import { type Ligne, lireCsv, nombre } from './csv.ts';

const FICHIERS = {
  professions: 'departements_sante/cnam_effectifs_densites_liberaux.csv.gz',
  ages: 'departements_sante/population_departements_age_sexe_2010_2021.csv.gz',
  mortalite: 'departements_sante/mortalite_standardisee_2023.csv.gz',
  profil: 'departements_sante/profil_departements_insee.csv',
  apl: 'apl/apl_departements_2024.csv',
  vaccinsDepartements: 'sante_publique_france/couverture_vaccinale_departements.csv.gz',
  vaccinsRegions: 'sante_publique_france/couverture_vaccinale_regions.csv',
  vaccinsFrance: 'sante_publique_france/couverture_vaccinale_france.csv',
} as const;

/** Files of figures by département, region and country; each may be missing. */
export const FICHIERS_DE_ZONES: readonly string[] = Object.values(FICHIERS);

type Mesure = { readonly cle: string; readonly provenance: Provenance; readonly zone: Zone; readonly valeur: number };
const officielle = (origine: string, millesime: string, note?: string): Provenance => ({ origine, millesime, nature: 'officielle', ...(note !== undefined && { note }) });

/** Professions of the CNAM table worth a line, by the key they take here. @source CNAM, data.ameli.fr */
const PROFESSIONS: Readonly<Record<string, string>> = {
  'Médecins généralistes (hors médecins à expertise particulière - MEP)': 'generalistes',
  'Ensemble des médecins spécialistes (hors généralistes)': 'specialistes',
  Infirmiers: 'infirmiers',
  'Masseurs-kinésithérapeutes': 'kinesitherapeutes',
  'Ensemble des chirurgiens-dentistes': 'dentistes',
  'Sages-femmes': 'sages_femmes',
  Orthophonistes: 'orthophonistes',
  'Pédicures-podologues': 'podologues',
  'Pédiatres': 'pediatres',
  'Gynécologues médicaux et obstétriciens': 'gynecologues',
  Psychiatres: 'psychiatres',
  Ophtalmologues: 'ophtalmologues',
};

/** `departement` 999 with `region` 99 is France, 999 with a region code that region. */
const zoneCnam = (l: Ligne): Zone => (l['departement'] !== '999' ? `dep:${l['departement']}` : l['region'] === '99' ? 'france' : `reg:${l['region']}`);

const professions = (lignes: readonly Ligne[]): readonly Mesure[] =>
  lignes.flatMap((l) => {
    const cle = PROFESSIONS[l['profession_sante'] ?? ''];
    const provenance = officielle('CNAM, professionnels de santé libéraux', l['annee'] ?? '');
    return cle === undefined ? [] : [{ cle: `effectif:${cle}`, provenance, zone: zoneCnam(l), valeur: nombre(l['effectif']) }, { cle: `densite:${cle}`, provenance, zone: zoneCnam(l), valeur: nombre(l['densite']) }];
  });

/** Age classes of the last year, summed by département, region and country. */
function ages(lignes: readonly Ligne[], regions: ReadonlyMap<string, string>): readonly Mesure[] {
  const annee = lignes.reduce((max, l) => ((l['annee'] ?? '') > max ? (l['annee'] ?? '') : max), '');
  const provenance = officielle('INSEE, estimations de population', annee);
  const sommes = new Map<string, Mesure>();
  for (const l of lignes.filter((x) => x['annee'] === annee)) {
    const departement = l['departement'] ?? '';
    const zones: readonly Zone[] = [`dep:${departement}`, ...(regions.has(departement) ? [`reg:${regions.get(departement)}` as const] : []), 'france'];
    for (const zone of zones) {
      const cle = `age:${l['sexe']}:${l['classe_age']}`;
      const deja = sommes.get(`${cle} ${zone}`)?.valeur ?? 0;
      sommes.set(`${cle} ${zone}`, { cle, provenance, zone, valeur: deja + nombre(l['population']) });
    }
  }
  return [...sommes.values()];
}

const mortalite = (lignes: readonly Ligne[]): readonly Mesure[] =>
  lignes
    .filter((l) => l['sexe'] === 'Tous sexes')
    .map((l) => ({ cle: `mortalite:${(l['cause'] ?? '').replace(/^\d+\. /, '')}`, provenance: officielle('CépiDC-Inserm, mortalité standardisée', l['annee'] ?? ''), zone: `dep:${l['departement']}`, valeur: nombre(l['valeur']) }));

const PROFIL: readonly (readonly [champ: string, cle: string, millesime: string])[] = [
  ['Taux de pauvreté 2021', 'pauvrete', '2021'],
  ['Espérance de vie des femmes à la naissance 2024', 'esperance:F', '2024'],
  ['Espérance de vie des hommes à la naissance 2024', 'esperance:H', '2024'],
];

const profil = (lignes: readonly Ligne[]): readonly Mesure[] =>
  lignes.flatMap((l) => PROFIL.map(([champ, cle, millesime]) => ({ cle, provenance: officielle('INSEE, statistiques locales', millesime), zone: `dep:${l['departement']}` as const, valeur: nombre(l[champ]) })));

const APL: readonly (readonly [champ: string, cle: string, millesime: string, note?: string])[] = [
  ['apl_mg_2023', 'apl:generalistes:2023', '2023'],
  ['apl_mg_2024', 'apl:generalistes:2024', '2024'],
  ['apl_infirmieres_2024', 'apl:infirmiers', '2024', 'équivalents temps plein pour 100 000 habitants'],
  ['apl_kines_2024', 'apl:kinesitherapeutes', '2024', 'équivalents temps plein pour 100 000 habitants'],
  ['apl_sages_femmes_2024', 'apl:sages_femmes', '2024', 'équivalents temps plein pour 100 000 femmes'],
  ['apl_dentistes_2024', 'apl:dentistes', '2024', 'équivalents temps plein pour 100 000 habitants'],
  ['part_pop_sous_2_5_2024_pct', 'apl:sous_seuil', '2024', 'part de la population dont l’APL est au plus 2,5'],
];

const apl = (lignes: readonly Ligne[]): readonly Mesure[] =>
  lignes.flatMap((l) => APL.map(([champ, cle, millesime, note]) => ({ cle, provenance: officielle('DREES, accessibilité potentielle localisée', millesime, note), zone: `dep:${l['departement']}` as const, valeur: nombre(l[champ]) })));

const VACCINS: Readonly<Record<string, string>> = {
  'Grippe 65 ans et plus': 'vaccin:grippe_65',
  'Grippe moins de 65 ans à risque': 'vaccin:grippe_risque',
  'Covid-19 65 ans et plus': 'vaccin:covid_65',
  'HPV filles 2 doses à 16 ans': 'vaccin:hpv_filles',
  'HPV garçons 2 doses à 16 ans': 'vaccin:hpv_garcons',
  'Méningocoque C 10-14 ans': 'vaccin:meningocoque',
};

/** The latest year of each vaccine for which an area has a figure; one table by vaccine and year, so that no vintage is mixed. */
const vaccins = (lignes: readonly Ligne[], zoneDe: (l: Ligne) => Zone): readonly Mesure[] =>
  lignes.flatMap((l) =>
    Object.entries(VACCINS).map(([champ, cle]) => ({ cle: `${cle}:${l['Année']}`, provenance: officielle('Santé publique France, Odissé', l['Année'] ?? ''), zone: zoneDe(l), valeur: nombre(l[champ]) })),
  );

function regrouper(mesures: readonly Mesure[]): readonly TableDeZones[] {
  const tables = new Map<string, { cle: string; provenance: Provenance; valeurs: Record<string, number> }>();
  for (const { cle, provenance, zone, valeur } of mesures) {
    if (Number.isNaN(valeur)) continue;
    const table = tables.get(cle) ?? { cle, provenance, valeurs: {} };
    table.valeurs[zone] = valeur;
    tables.set(cle, table);
  }
  return [...tables.values()];
}

/** Figures of the reference folder by département, region and country. `regions`: the region of each département. */
export function lireZones(dossier: string, regions: ReadonlyMap<string, string>): readonly TableDeZones[] {
  const lire = (cle: keyof typeof FICHIERS): readonly Ligne[] => lireCsv(dossier, FICHIERS[cle]);
  return regrouper([
    ...professions(lire('professions')), ...ages(lire('ages'), regions), ...mortalite(lire('mortalite')), ...profil(lire('profil')), ...apl(lire('apl')),
    ...vaccins(lire('vaccinsDepartements'), (l) => `dep:${l['Département Code']}`), ...vaccins(lire('vaccinsRegions'), (l) => `reg:${l['Région Code']}`), ...vaccins(lire('vaccinsFrance'), () => 'france'),
  ]);
}
