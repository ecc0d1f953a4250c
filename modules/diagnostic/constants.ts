import type { AImporter } from './model.ts';

/**
 * A commune is under-served at or under this APL to general practitioners, consultations a year and per standardised inhabitant.
 * @source arrêté du 13 novembre 2017 ; DREES, Dossiers de la DREES n° 17
 */
export const APL_SOUS_DENSE = 2.5;

/**
 * Minutes to emergency care that public policy took as its aim.
 * @source DREES, diagnostic d'accès aux soins urgents ; engagement présidentiel de 2012, à vérifier avant d'en faire un objectif
 */
export const MINUTES_URGENCES = 30;

/**
 * Inhabitants per km² of a commune: at 1 500 a dense cluster, at 300 an urban one. The European degree of urbanisation applies them to
 * squares of one kilometre; applied here to whole communes, which is why the profile is shown as an estimate.
 * @source règlement d'exécution (UE) 2019/1130 et manuel Eurostat du degré d'urbanisation
 */
export const DENSITES = { dense: 1_500, urbaine: 300 } as const;

/** Without surfaces: communes of fewer than 2 000 inhabitants are rural (INSEE's threshold for urban units); over 50 000, a large town. Ours. */
export const POPULATIONS_DE_COMMUNE = { rurale: 2_000, grande: 50_000 } as const;

/** Share of residents that decides of the profile. Chosen by Maillage: no text defines the three profiles that IGAS names. */
export const PARTS_DU_PROFIL = { rural: 2 / 3, dense: 1 / 2 } as const;

/** Steps of the maps. A value equal to a bound belongs to the class under it. */
export const BORNES = {
  part_75_ans: [0.08, 0.11, 0.14, 0.18],
  taux_pauvrete: [0.1, 0.14, 0.18, 0.22],
  apl: [1.5, APL_SOUS_DENSE, 3.5, 4.5],
  sans_mt: [0.06, 0.09, 0.12, 0.16],
  minutes: [10, 20, MINUTES_URGENCES, 45],
} as const;

/** Five steps of cividis, told apart by colour-blind people and in grey. @source Nuñez, Anderton et Renslow, PLOS ONE 2018 */
export const CIVIDIS = ['#00224e', '#434e6c', '#7d7c78', '#bcae6c', '#fee838'] as const;

/** What the reference folder may lack, chapter by chapter. */
export const SOURCES_A_IMPORTER = {
  ages: { quoi: 'la part des 75 ans et plus par commune', editeur: 'INSEE', fichier: 'Recensement, population par commune et âge', adresse: 'insee.fr/fr/statistiques' },
  agesDepartement: { quoi: 'la pyramide des âges du département', editeur: 'INSEE', fichier: 'Estimations de population par département, sexe et âge', adresse: 'insee.fr/fr/statistiques' },
  pauvrete: { quoi: 'le taux de pauvreté par commune', editeur: 'INSEE', fichier: 'Filosofi, revenus et pauvreté des ménages', adresse: 'insee.fr/fr/statistiques' },
  ald: { quoi: 'la part des affections de longue durée', editeur: 'CartoSanté', fichier: 'Indicateurs par bassin de vie', adresse: 'cartosante.atlasante.fr' },
  professions: { quoi: 'les effectifs et densités par profession', editeur: 'CNAM', fichier: 'Démographie des professionnels de santé libéraux', adresse: 'data.ameli.fr' },
  patients: { quoi: 'les patients sans médecin traitant, en ALD, à la C2S et de 70 ans et plus', editeur: 'votre caisse primaire d’assurance maladie', fichier: 'Tableau par commune de la CPTS', adresse: 'demandez-le à votre correspondant, ou à Rézone CPTS', depot: true },
  generalistes: { quoi: 'les généralistes par commune', editeur: 'INSEE', fichier: 'Base permanente des équipements, code D265', adresse: 'insee.fr/fr/statistiques' },
  generalistes60: { quoi: 'les généralistes de 60 ans et plus', editeur: 'votre caisse primaire d’assurance maladie', fichier: 'Rézone CPTS, offre de soins', adresse: 'rezone.ameli.fr', depot: true },
  apl: { quoi: 'l’accessibilité aux médecins généralistes par commune', editeur: 'DREES', fichier: 'Accessibilité potentielle localisée, jeu de données 530', adresse: 'data.drees.solidarites-sante.gouv.fr' },
  zonage: { quoi: 'le zonage des médecins par commune', editeur: 'ARS', fichier: 'Arrêté de zonage de votre région', adresse: 'cartosante.atlasante.fr' },
  urgences: { quoi: 'le temps d’accès aux urgences par commune', editeur: 'DREES', fichier: 'Diagnostic d’accès aux soins urgents', adresse: 'data.drees.solidarites-sante.gouv.fr' },
  equipements: { quoi: 'les établissements et équipements par commune', editeur: 'INSEE', fichier: 'Base permanente des équipements, services de santé', adresse: 'insee.fr/fr/statistiques' },
  vaccins: { quoi: 'la couverture vaccinale du département', editeur: 'Santé publique France', fichier: 'Odissé, couvertures vaccinales', adresse: 'odisse.santepubliquefrance.fr' },
  depistages: { quoi: 'les dépistages organisés des cancers', editeur: 'Santé publique France et le centre régional de dépistage', fichier: 'Taux de participation aux dépistages du sein, du col et colorectal', adresse: 'santepubliquefrance.fr', depot: true },
  mortalite: { quoi: 'la mortalité par cause du département', editeur: 'CépiDC-Inserm', fichier: 'Mortalité standardisée par cause', adresse: 'opendata.idf.inserm.fr/cepidc' },
  annuaire: { quoi: 'les professionnels comptés un par un, toutes professions', editeur: 'Agence du numérique en santé', fichier: 'Annuaire Santé, PS_LibreAcces_Personne_activite', adresse: 'data.gouv.fr', exploitation: true },
  finess: { quoi: 'la liste des établissements, un par un', editeur: 'Agence du numérique en santé', fichier: 'Extraction FINESS des établissements', adresse: 'data.gouv.fr', exploitation: true },
  surfaces: { quoi: 'la surface des communes', editeur: 'IGN', fichier: 'Admin Express COG', adresse: 'geoservices.ign.fr' },
} as const satisfies Readonly<Record<string, AImporter>>;

/** Professions of the supply chapter, in reading order. Keys are those of the reference pack. */
export const PROFESSIONS = ['generalistes', 'specialistes', 'infirmiers', 'kinesitherapeutes', 'dentistes', 'sages_femmes', 'orthophonistes', 'podologues', 'pediatres', 'gynecologues', 'psychiatres', 'ophtalmologues'] as const;
export type Profession = (typeof PROFESSIONS)[number];

/** Professions of the national directory that have a name in the pack (TRE_G15). Doctors are told apart by their skills. @source domain facts §6.2 */
export const CODES_DES_PROFESSIONS: Readonly<Record<string, Profession>> = { '60': 'infirmiers', '70': 'kinesitherapeutes', '40': 'dentistes', '50': 'sages_femmes', '91': 'orthophonistes', '80': 'podologues' };
export const CODE_MEDECIN = '10';

export type GroupeFiness = { readonly cle: string; readonly libelle: string; readonly categories: readonly string[] };
/** Establishments that a health project looks at, by category of FINESS. Groups are ours. @source nomenclature FINESS des catégories d'établissement */
export const GROUPES_FINESS: readonly GroupeFiness[] = [
  { cle: 'hopitaux', libelle: 'Hôpitaux et cliniques', categories: ['101', '106', '109', '128', '129', '131', '355', '362', '365'] },
  { cle: 'psychiatrie', libelle: 'Psychiatrie, hors centres médico-psychologiques', categories: ['161', '292'] },
  { cle: 'cmp', libelle: 'Centres médico-psychologiques', categories: ['156', '189'] },
  { cle: 'had', libelle: 'Hospitalisation à domicile', categories: ['127'] },
  { cle: 'dialyse', libelle: 'Dialyse', categories: ['141', '146'] },
  { cle: 'maisons_sante', libelle: 'Maisons de santé', categories: ['603'] },
  { cle: 'centres_sante', libelle: 'Centres de santé', categories: ['124'] },
  { cle: 'garde', libelle: 'Maisons médicales de garde', categories: ['617'] },
  { cle: 'pharmacies', libelle: 'Pharmacies', categories: ['620', '628', '629', '641'] },
  { cle: 'laboratoires', libelle: 'Laboratoires', categories: ['611', '612'] },
  { cle: 'ehpad', libelle: 'Ehpad', categories: ['500'] },
  { cle: 'residences', libelle: 'Résidences autonomie', categories: ['202'] },
  { cle: 'ssiad', libelle: 'Soins infirmiers à domicile', categories: ['354', '209'] },
  { cle: 'addictologie', libelle: 'Addictologie (CSAPA)', categories: ['197'] },
  { cle: 'pmi', libelle: 'Protection maternelle et infantile', categories: ['223', '230'] },
  { cle: 'sante_sexuelle', libelle: 'Santé sexuelle, dépistage', categories: ['228', '638'] },
];

export const EQUIPEMENTS = ['hopitaux', 'services_urgences', 'maternites', 'centres_sante', 'maisons_sante', 'laboratoires', 'pharmacies'] as const;
export type Equipement = (typeof EQUIPEMENTS)[number];

export const VACCINS = ['grippe_65', 'grippe_risque', 'covid_65', 'hpv_filles', 'hpv_garcons', 'meningocoque'] as const;
export type Vaccin = (typeof VACCINS)[number];

export const ANNEES_APL = [2015, 2016, 2017, 2018, 2019, 2021, 2022, 2023] as const;

/** Saved scenarios of a CPTS, so that a comparison stays readable. Ours. */
export const SCENARIOS_AU_PLUS = 30;

/** Figures that a CPTS may import: counts of people, or shares. Keys are kept in the database. */
export const INDICATEURS = {
  assures_16: 'effectif', sans_mt: 'effectif', ald: 'effectif', ald_sans_mt: 'effectif', c2s: 'effectif', c2s_sans_mt: 'effectif', c2s_ald_sans_mt: 'effectif', plus_70: 'effectif', plus_70_sans_mt: 'effectif',
  generalistes: 'effectif', generalistes_60: 'effectif', depistage_sein: 'part', depistage_col: 'part', depistage_colorectal: 'part', vaccin_grippe_65: 'part',
} as const satisfies Readonly<Record<string, 'effectif' | 'part'>>;
export type Indicateur = keyof typeof INDICATEURS;
export const CLES_INDICATEURS: readonly Indicateur[] = [
  'assures_16', 'sans_mt', 'ald', 'ald_sans_mt', 'c2s', 'c2s_sans_mt', 'c2s_ald_sans_mt', 'plus_70', 'plus_70_sans_mt', 'generalistes', 'generalistes_60', 'depistage_sein', 'depistage_col', 'depistage_colorectal', 'vaccin_grippe_65',
];

/** Counts that hold another: whoever is in the one is in the others. Those over 70 are insured aged 16 and over; people with a long illness may be younger. */
export const ENGLOBANTS: Readonly<Partial<Record<Indicateur, readonly Indicateur[]>>> = {
  sans_mt: ['assures_16'], plus_70: ['assures_16'], ald_sans_mt: ['ald', 'sans_mt'], c2s_sans_mt: ['c2s', 'sans_mt'], plus_70_sans_mt: ['plus_70', 'sans_mt'],
  c2s_ald_sans_mt: ['ald_sans_mt', 'c2s_sans_mt'], generalistes_60: ['generalistes'],
};

/** Counts under which each source hides a figure, each from a day on, with what says so. What no text says is a setting, to be checked. */
export const SEUILS_DE_MASQUAGE = [
  { origine: 'cpam', depuis: '2019-01-01', seuil: 11, verifie: false, texte: 'usage des extractions de l’Assurance maladie, à confirmer auprès de votre caisse' },
  { origine: 'rezone', depuis: '2019-01-01', seuil: 6, verifie: true, texte: 'Rézone CPTS masque une profession sous 6 professionnels (ffmkr75.org)' },
  { origine: 'ameli', depuis: '2019-01-01', seuil: 5, verifie: true, texte: 'observatoires de data.ameli.fr : rien sous 5' },
  { origine: 'depistage', depuis: '2019-01-01', seuil: 11, verifie: false, texte: 'aucun texte trouvé : le seuil de l’Assurance maladie est proposé' },
  { origine: 'ars', depuis: '2019-01-01', seuil: 11, verifie: false, texte: 'aucun texte trouvé : le seuil de l’Assurance maladie est proposé' },
  { origine: 'autre', depuis: '2019-01-01', seuil: 11, verifie: false, texte: 'aucun texte trouvé : le seuil de l’Assurance maladie est proposé' },
] as const;
export type OrigineImport = (typeof SEUILS_DE_MASQUAGE)[number]['origine'];
