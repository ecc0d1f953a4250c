import { Jour } from '#core/jour.ts';

export type ZoneScolaire = 'A' | 'B' | 'C';
type Vacances = { readonly nom: string; readonly du: Jour; readonly au: Jour };
type AnneeScolaire = { readonly annee: string; readonly verifie: boolean; readonly source: string; readonly zones: Readonly<Record<ZoneScolaire, readonly Vacances[]>> };

/** First and last days without class, as the ministry's day-by-day file has them: a holiday starts on the Saturday and ends on the Sunday. */
const v = (nom: string, du: string, au: string): Vacances => ({ nom, du: Jour.parse(du), au: Jour.parse(au) });

/**
 * School holidays of mainland France.
 * @source Ministère de l’Éducation nationale, Licence Ouverte, day by day (checked by the test against ../shared/data/calendriers)
 * @revoir chaque automne : l’année suivante ; 2026-2027 n’est pas dans le fichier, donc « à vérifier »
 */
export const VACANCES_SCOLAIRES: readonly AnneeScolaire[] = [
  {
    annee: '2025-2026', verifie: true, source: 'Ministère de l’Éducation nationale, calendrier par jour',
    zones: {
      A: [v('Toussaint', '2025-10-18', '2025-11-02'), v('Noël', '2025-12-20', '2026-01-04'), v('hiver', '2026-02-07', '2026-02-22'), v('printemps', '2026-04-04', '2026-04-19'), v('été', '2026-07-04', '2026-08-30')],
      B: [v('Toussaint', '2025-10-18', '2025-11-02'), v('Noël', '2025-12-20', '2026-01-04'), v('hiver', '2026-02-14', '2026-03-01'), v('printemps', '2026-04-11', '2026-04-26'), v('été', '2026-07-04', '2026-08-30')],
      C: [v('Toussaint', '2025-10-18', '2025-11-02'), v('Noël', '2025-12-20', '2026-01-04'), v('hiver', '2026-02-21', '2026-03-08'), v('printemps', '2026-04-18', '2026-05-03'), v('été', '2026-07-04', '2026-08-30')],
    },
  },
  {
    annee: '2026-2027', verifie: false, source: 'à vérifier au calendrier officiel de l’année scolaire 2026-2027',
    zones: {
      A: [v('Toussaint', '2026-10-17', '2026-11-01'), v('Noël', '2026-12-19', '2027-01-03'), v('hiver', '2027-02-13', '2027-02-28'), v('printemps', '2027-04-10', '2027-04-25'), v('été', '2027-07-03', '2027-08-31')],
      B: [v('Toussaint', '2026-10-17', '2026-11-01'), v('Noël', '2026-12-19', '2027-01-03'), v('hiver', '2027-02-20', '2027-03-07'), v('printemps', '2027-04-17', '2027-05-02'), v('été', '2027-07-03', '2027-08-31')],
      C: [v('Toussaint', '2026-10-17', '2026-11-01'), v('Noël', '2026-12-19', '2027-01-03'), v('hiver', '2027-02-06', '2027-02-21'), v('printemps', '2027-04-03', '2027-04-18'), v('été', '2027-07-03', '2027-08-31')],
    },
  },
];
