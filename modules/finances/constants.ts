/** A figure of law for one civil year. `verifie`: read in a text or a publication; otherwise shown « à vérifier ». */
export type PlafondAnnuel = { readonly centimes: number; readonly verifie: boolean; readonly source: string };

/**
 * Plafond annuel de la Sécurité sociale: the most that one professional may receive from a CPTS in a civil year, indemnities and pay
 * together. A year that is missing is refused, never guessed from the year before. The only place where a cap is written: at each start the
 * program copies this list where the triggers of PostgreSQL read it (db/plafonds.ts).
 * @source the cap: concourspluripro.fr, urpsinfirmiers-occitanie.fr · 2026: arrêté du 22 décembre 2025
 * @revoir chaque 1er janvier, ici seulement — the test beside goes red until someone does
 */
export const PLAFONDS: Readonly<Record<number, PlafondAnnuel>> = {
  2022: { centimes: 41_136_00, verifie: false, source: 'sans source lue' },
  2023: { centimes: 43_992_00, verifie: true, source: 'Concours pluripro' },
  2024: { centimes: 46_368_00, verifie: false, source: 'sans source lue' },
  2025: { centimes: 47_100_00, verifie: true, source: 'plafond de la Sécurité sociale 2025' },
  2026: { centimes: 48_060_00, verifie: true, source: 'arrêté du 22 décembre 2025' },
};

export const plafondDe = (annee: number): PlafondAnnuel | undefined => (Object.hasOwn(PLAFONDS, annee) ? PLAFONDS[annee] : undefined);

/** What a typed cap may be, in cents: wide enough for any year, narrow enough to see a figure by the month or in cents. */
export const PLAFOND_VRAISEMBLABLE = { min: 10_000_00, max: 200_000_00 };

/** The share of the cap from which a person and the treasurer are warned: a choice of Maillage, in hundredths. */
export const ALERTE_CENTIEMES = 80;

/** Nurses, in TRE_G15. */
export const INFIRMIER = '60';

export const PAR_PAGE = 50;
export const EXPORT_AU_PLUS = 50_000;
/** No more lines approved or paid in one gesture. */
export const PAR_GESTE = 500;
