/** Results of one page of the directory. */
export const PAR_PAGE = 20;
/** Changes of an edition on one page, and rows of them that are taken away in one file. */
export const CHANGEMENTS_PAR_PAGE = 50;
export const CHANGEMENTS_EXPORTES = 10_000;
/** A search that finds more is asked to be narrower: beyond this nobody reads on. */
export const RESULTATS_AU_PLUS = 500;

/**
 * Words people type for a profession or a specialty, as keys of search → codes. Labels of the nomenclatures (TRE_G15, TRE_R38)
 * add theirs; these are the spoken ones. @source domain facts §6.2 for the codes
 */
export const MOTS_DES_METIERS: Readonly<Record<string, { readonly professions?: readonly string[]; readonly savoirFaire?: readonly string[] }>> = {
  medecin: { professions: ['10'] }, medecins: { professions: ['10'] }, docteur: { professions: ['10'] }, toubib: { professions: ['10'] },
  generaliste: { savoirFaire: ['SM26', 'SM53', 'SM54'] }, generalistes: { savoirFaire: ['SM26', 'SM53', 'SM54'] }, mg: { savoirFaire: ['SM26', 'SM53', 'SM54'] },
  pharmacien: { professions: ['21'] }, pharmacienne: { professions: ['21'] }, pharmacie: { professions: ['21'] },
  audioprothesiste: { professions: ['26'] }, opticien: { professions: ['28'] }, opticienne: { professions: ['28'] },
  dentiste: { professions: ['40'] }, dentistes: { professions: ['40'] }, orthodontiste: { savoirFaire: ['SCD01'] },
  radiologue: { savoirFaire: ['SM44', 'SM55'] }, orl: { savoirFaire: ['SM34', 'SM39'] }, urgentiste: { savoirFaire: ['SM59'] }, sagefemme: { professions: ['50'] },
  maieuticien: { professions: ['50'] }, infirmier: { professions: ['60'] }, infirmiere: { professions: ['60'] }, infirmiers: { professions: ['60'] }, ide: { professions: ['60'] }, idel: { professions: ['60'] },
  kine: { professions: ['70'] }, kines: { professions: ['70'] }, kinesitherapeute: { professions: ['70'] }, mk: { professions: ['70'] },
  podologue: { professions: ['80'] }, pedicure: { professions: ['80'] }, orthoprothesiste: { professions: ['81'] },
  orthophoniste: { professions: ['91'] }, orthoptiste: { professions: ['92'] }, psychologue: { professions: ['93'] }, psy: { professions: ['93'], savoirFaire: ['SM33', 'SM42', 'SM43'] },
  ergotherapeute: { professions: ['94'] }, ergo: { professions: ['94'] }, dieteticien: { professions: ['95'] }, dieteticienne: { professions: ['95'] }, psychomotricien: { professions: ['96'] }, psychomotricienne: { professions: ['96'] },
};

/** Codes of general medicine among the skills of a doctor (TRE_R38). @source domain facts §6.2 */
export const MEDECINE_GENERALE = ['SM26', 'SM53', 'SM54'] as const;

/** Category of those who study. @source nomenclature TRE_R09 of the ANS */
export const CATEGORIE_ETUDIANT = 'E';

/**
 * An edition holds a département whole when at least this share of the residents of its communes of this size live where the edition knows
 * someone: a cut of the file, or a demo, must not be taken for the département. Ours.
 */
export const DEPARTEMENT_TENU = { habitants: 2_000, part: 0.9 } as const;

/** The entry of an archive that holds FINESS. */
export const ATTENDU_FINESS = /finess|etalab.*\.csv$/i;

/**
 * How Node is started for an import: what it makes is either lasting or gone at once, so that a small nursery costs no time and spares
 * over a hundred megabytes (measured: 452 MB and 99,651 rows a second with it, 592 MB and 92,794 without, one after the other).
 */
export const OPTION_D_IMPORT = '--max-semi-space-size=4';

/** Exit code of the import command for a file refused for its size alone: the page keeps that file, to be taken once somebody says why. */
export const REFUSE_POUR_SA_TAILLE = 3;
export const RAISON_MAX = 300;
