/**
 * Names of the usual categories, to start from. Their rights (member of the association, vote, fee) are the CPTS's to decide.
 * @source faits §4.5 (members and partners in published statutes), issue « les personnes »
 */
/** Days after which a proposal that nobody answered is erased: those of its link. Ours; the letter says it. */
export const JOURS_DE_PROPOSITION = 60;
/** Days left to answer a campaign of renewal, at least. Ours. */
export const JOURS_DE_CAMPAGNE = 7;
/** Days between two letters to those who have not answered, and before the term when the last one leaves by itself. Ours. */
export const JOURS_ENTRE_RELANCES = 7;

export const CATEGORIES_PROPOSEES: readonly { readonly code: string; readonly libelle: string }[] = [
  { code: 'professionnel', libelle: 'Professionnel de santé' },
  { code: 'structure', libelle: 'Structure ou établissement' },
  { code: 'partenaire', libelle: 'Partenaire médico-social ou social' },
  { code: 'elu', libelle: 'Élu ou collectivité' },
  { code: 'usager', libelle: 'Représentant des habitants' },
  { code: 'etudiant', libelle: 'Interne ou étudiant en santé' },
  { code: 'salarie', libelle: 'Salarié de la CPTS' },
  { code: 'reseau', libelle: 'Membre du réseau, sans adhérer' },
];

/** @source TRE_G15-ProfessionSante, codes of the professions met in a CPTS */
export const PROFESSIONS_USUELLES: readonly string[] = ['10', '21', '40', '50', '60', '70', '80', '91', '92', '93', '94', '95', '96', '26', '28', '71', '81', '82', '86', '98'];

/** Rows of one page of the list. */
export const PAR_PAGE = 50;
/** Rows of an export: more is a job, not a page. */
export const EXPORT_AU_PLUS = 5000;

/** How registers write the usual professions, beside their names: a word of the key, without accents. House list, to be lengthened. */
export const AUTRES_NOMS_DE_PROFESSION: Readonly<Record<string, string>> = {
  medecin: '10', generaliste: '10', mg: '10', pediatre: '10', psychiatre: '10', gynecologue: '10', pharmacien: '21', pharmacienne: '21', dentiste: '40', 'chirurgien dentiste': '40', 'chirurgienne dentiste': '40', 'sage femme': '50', maieuticien: '50',
  infirmier: '60', infirmiere: '60', ide: '60', idel: '60', ipa: '60', kine: '70', kinesitherapeute: '70', mk: '70', osteopathe: '71', podologue: '80', pedicure: '80', orthophoniste: '91', orthoptiste: '92', psychologue: '93', ergotherapeute: '94',
  dieteticien: '95', dieteticienne: '95', psychomotricien: '96', psychomotricienne: '96', audioprothesiste: '26', opticien: '28', opticienne: '28',
};
