import { formaterNombre, formaterPart, typographier } from '#core/texte.ts';
import { motMasque } from '#modules/diagnostic/labels.ts';
import { CHOIX_MAX, CHOIX_MIN, JOURS_OUVERTE_MAX, QUESTIONS_MAX } from './constants.ts';
import type { Adressee, GenreQuestion, RefusEnquete, StatutEnquete } from './model.ts';
import type { Compte } from './rules.ts';

export const libelleAdressee: Readonly<Record<Adressee, string>> = { public: 'À tout le monde', membres: 'Aux membres de la CPTS' };
export const detailAdressee: Readonly<Record<Adressee, string>> = {
  public: 'Par un lien et un code à scanner, sans compte. Une réponse par navigateur.',
  membres: 'Une fois connectés à Maillage. Une réponse par personne.',
};
export const libelleGenreQuestion: Readonly<Record<GenreQuestion, string>> = { une: 'Un seul choix', plusieurs: 'Plusieurs choix', texte: 'Quelques mots' };
export const libelleStatutEnquete: Readonly<Record<StatutEnquete, string>> = { preparee: 'En préparation', ouverte: 'Ouverte', close: 'Close', abandonnee: 'Abandonnée' };
export const libelleModele = { aucun: 'Une page blanche', habitants: 'Les questions à des habitants', professionnels: 'Les questions à des professionnels' } as const;

/** `18 réponses sur 30 (60 %)`, `moins de 5`, `entre 26 et 29 réponses sur 30`. */
export function ecrireCompte(c: Compte, total: number): string {
  if (typeof c === 'number') return typographier(`${formaterNombre(c)} sur ${formaterNombre(total)} (${formaterPart(total === 0 ? 0 : c / total, 0)})`);
  if ('masque' in c) return typographier(`moins de ${c.seuil}`);
  if (!c.entre) return motMasque(c);
  const [bas, haut] = c.entre;
  return typographier(`${bas === haut ? formaterNombre(bas) : `entre ${formaterNombre(bas)} et ${formaterNombre(haut)}`} sur ${formaterNombre(total)}`);
}

const ICI_CLOSE = 'Cette enquête ne prend plus de réponse. Merci de l’avoir ouverte.';

export function phraseRefusEnquete(r: RefusEnquete): string {
  switch (r.code) {
    case 'role_insuffisant': return 'La coordination, la présidence et le secrétariat tiennent les enquêtes ; leurs résultats sont aux membres.';
    case 'enquete_inconnue': return 'Cette enquête n’existe pas, ou plus.';
    case 'version_depassee': return 'Quelqu’un a changé cette enquête pendant que vous écriviez. Votre saisie est gardée : relisez, puis enregistrez de nouveau.';
    case 'geste_impossible': return typographier(`Cette enquête est ${libelleStatutEnquete[r.statut].toLowerCase()} : ce geste n’y est plus possible.`);
    case 'sans_question': return 'Ajoutez au moins une question avant d’ouvrir l’enquête.';
    case 'trop_de_questions': return `Une enquête compte au plus ${QUESTIONS_MAX} questions : on y répond en une minute.`;
    case 'question_inconnue': return 'Cette question n’existe plus.';
    case 'cloture_passee': return 'Ce jour est passé : choisissez un jour à venir.';
    case 'cloture_lointaine': return `Une enquête reste ouverte ${JOURS_OUVERTE_MAX} jours au plus.`;
    case 'enquete_fermee': return ICI_CLOSE;
    case 'deja_repondu': return 'Vous avez déjà répondu : votre réponse est comptée, une seule fois.';
    case 'sans_reponse': return 'Répondez au moins à une question.';
    case 'reponses_pleines': return 'Cette enquête a reçu toutes les réponses qu’elle peut prendre.';
    case 'texte_inconnu': return 'Cette réponse est déjà effacée.';
    case 'rien_a_constater': return 'Cette question n’a pas de résultat qui puisse être montré : il n’y a rien à en citer.';
  }
}

export const AIDE_CHOIX = typographier(`Une réponse par ligne, de ${CHOIX_MIN} à ${CHOIX_MAX}. Laissez vide pour une question à quelques mots.`);
