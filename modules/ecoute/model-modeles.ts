import type { Adressee, Question } from './model.ts';

/** Surveys to start from: what is asked everywhere, to be corrected. Written by Maillage, from no published questionnaire. */
export const MODELES: Readonly<Record<'habitants' | 'professionnels', { readonly titre: string; readonly but: string; readonly adressee: Adressee; readonly questions: readonly Question[] }>> = {
  habitants: {
    titre: 'Se soigner près de chez soi',
    but: 'Savoir ce qui manque aux habitants pour se soigner, et commencer par là.',
    adressee: 'public',
    questions: [
      { genre: 'une', intitule: 'Avez-vous un médecin traitant ?', choix: ['Oui', 'Oui, mais il part bientôt', 'Non, je n’en trouve pas', 'Non, je n’en cherche pas'] },
      { genre: 'une', intitule: 'La dernière fois, combien de temps avez-vous attendu un rendez-vous chez un généraliste ?', choix: ['Moins de 3 jours', 'De 3 à 7 jours', 'De 8 à 15 jours', 'Plus de 15 jours', 'Je n’ai pas trouvé de rendez-vous'] },
      { genre: 'plusieurs', intitule: 'Cette année, à quoi avez-vous renoncé ?', choix: ['À rien', 'À un médecin généraliste', 'À un spécialiste', 'À un dentiste', 'À un kinésithérapeute', 'À un examen'] },
      { genre: 'plusieurs', intitule: 'Pourquoi ?', choix: ['Le délai', 'La distance', 'Le prix', 'Pas de transport', 'Je ne savais pas à qui m’adresser'] },
      { genre: 'texte', intitule: 'Qu’est-ce qui vous aiderait le plus ?', choix: [] },
    ],
  },
  professionnels: {
    titre: 'Exercer ensemble',
    but: 'Choisir les premières actions de la CPTS à partir de ce que vivent les professionnels.',
    adressee: 'membres',
    questions: [
      { genre: 'plusieurs', intitule: 'Qu’est-ce qui vous prend le plus de temps sans soigner ?', choix: ['Trouver un médecin traitant', 'Organiser une sortie d’hôpital', 'Joindre un confrère', 'Trouver un rendez-vous de spécialiste', 'Les papiers'] },
      { genre: 'une', intitule: 'Combien de professionnels d’un autre métier pouvez-vous joindre dans la journée ?', choix: ['Aucun', 'Un ou deux', 'Trois à cinq', 'Plus de cinq'] },
      { genre: 'une', intitule: 'Pensez-vous changer d’exercice dans les cinq ans ?', choix: ['Non', 'Oui, partir à la retraite', 'Oui, réduire mon activité', 'Oui, quitter le territoire', 'Je ne sais pas'] },
      { genre: 'texte', intitule: 'Par quoi la CPTS devrait-elle commencer ?', choix: [] },
    ],
  },
};
