/** What a clause of the statutes may never set aside. Articles read by a person before they are relied on: docs/sources/gouvernance.md. */
export const LOI_1901 = {
  benefices: 'loi du 1er juillet 1901, article 1',
  retrait: 'loi du 1er juillet 1901, article 4',
  declaration: 'loi du 1er juillet 1901, article 5',
  devolution: 'loi du 1er juillet 1901, article 9 ; décret du 16 août 1901, article 15',
  audition: 'respect des droits de la défense (à vérifier)',
} as const;

/** Changes of statutes or of administration are declared within three months. @source loi du 1er juillet 1901, article 5 (faits.md §4.4: à vérifier) */
export const MOIS_POUR_DECLARER = 3;
export const JOURS_POUR_DECLARER_AU_PLUS = 92;
/** Days before the term when those who may declare are written to. Ours. */
export const RAPPELS_AVANT_DECLARATION: readonly number[] = [30, 7, 0];

/** Days after which somebody asked to mediate, who says nothing, is taken not to answer: who asked may then turn to another. Ours. */
export const JOURS_POUR_ACCEPTER = 14;
/** Days between two reminders that who asked may send. Ours. */
export const JOURS_ENTRE_RAPPELS = 7;

/** Results of a pulse are shown when strictly more people than this have answered: five or fewer would say who. */
export const REPONSES_TUES = 5;
/** Days during which one may answer. Nothing is shown before: results that moved with each answer would tell it. */
export const JOURS_DU_POULS = 7;
