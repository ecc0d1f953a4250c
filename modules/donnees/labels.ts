import type { GenreDemande, RefusDemande, StatutDemande } from './model.ts';

export const libelleGenre: Readonly<Record<GenreDemande, string>> = { acces: 'Accès à mes données', rectification: 'Correction', effacement: 'Effacement', limitation: 'Limitation', opposition: 'Opposition', portabilite: 'Portabilité' };
export const detailGenre: Readonly<Record<GenreDemande, string>> = {
  acces: 'Recevoir tout ce qui est su de moi.', rectification: 'Faire corriger ce qui est faux et que je ne peux pas corriger ici.', effacement: 'Faire effacer ce que la loi n’oblige pas à garder.',
  limitation: 'Faire suspendre un usage, le temps d’une vérification.', opposition: 'Refuser un usage de mes données.', portabilite: 'Emporter mes données dans un fichier.',
};
export const libelleStatut: Readonly<Record<StatutDemande, string>> = { recue: 'À traiter', prolongee: 'Prolongée', satisfaite: 'Satisfaite', refusee: 'Refusée' };
export const libelleCanal: Readonly<Record<string, string>> = { compte: 'depuis son compte', courriel: 'par courriel', courrier: 'par courrier', oral: 'de vive voix' };

export function phraseRefus(r: RefusDemande): string {
  switch (r.code) {
    case 'role_insuffisant':
      return 'La coordination et la présidence répondent aux demandes sur les données.';
    case 'demande_inconnue':
      return 'Cette demande n’existe pas.';
    case 'demande_modifiee':
      return 'Quelqu’un a avancé sur cette demande depuis l’ouverture de votre page. Relisez-la, puis recommencez.';
    case 'geste_impossible':
      return `Cela ne se fait pas quand la demande est « ${libelleStatut[r.statut].toLocaleLowerCase('fr')} ».`;
    case 'deja_demandee':
      return 'Votre demande est déjà enregistrée : la coordination vous répondra avant son échéance.';
    case 'jour_futur':
      return 'Ce jour n’est pas encore venu.';
    case 'delai_passe':
      return 'Le premier mois est passé : la demande ne se prolonge plus, il faut y répondre.';
    case 'personne_inconnue':
      return 'Dites qui demande : choisissez une personne du registre, ou écrivez son nom.';
    case 'soi_meme':
      return 'Une autre personne de la coordination ou de la présidence doit effacer vos données : vous fermeriez votre propre accès.';
    case 'texte_change':
      return 'Ce texte a changé depuis l’ouverture de votre page, ou il ne se récrit pas. Relisez la liste.';
    case 'paiement_en_cours':
      return 'Un paiement est en cours pour cette personne. Payez-le ou refusez-le d’abord, puis effacez.';
  }
}

/** A line of the proof of an erasure. */
const PREUVE: Readonly<Record<string, string>> = {
  adhesions: 'fiches d’adhérent vidées', invitations: 'invitations vidées', sondage_participants: 'réponses à des sondages rendues anonymes', reunion_invites: 'invitations à des réunions rendues anonymes', agenda_occupations: 'moments occupés supprimés', agenda_calendriers: 'calendriers détachés',
  agenda_habitudes: 'disponibilités supprimées', agenda_flux: 'abonnements fermés', lettres_semaine: 'choix de lettre supprimés', groupe_membres: 'groupes quittés', fiches: 'fiches d’annuaire supprimées', fiches_declinees: 'réponses d’annuaire supprimées', comptes_bancaires: 'comptes bancaires supprimés',
  sessions: 'sessions fermées', identites_externes: 'identités détachées', seconds_facteurs: 'seconds facteurs supprimés', cles_acces: 'clés d’accès supprimées', identites_professionnelles: 'identités professionnelles supprimées', exclusions: 'procédures d’exclusion vidées', textes_recrits: 'textes récrits sans son nom', textes_laisses: 'textes relus et laissés',
};
export function phrasesDePreuve(preuve: Readonly<Record<string, number | string>>): readonly string[] {
  const compte = preuve['compte'] === 'garde_ailleurs' ? ['Le compte sert ailleurs : il reste, et plus rien ici n’y mène.'] : preuve['compte'] === 'anonyme' ? ['Le compte est vidé et ne s’ouvre plus.'] : [];
  return [...compte, ...Object.entries(preuve).flatMap(([cle, n]) => (typeof n === 'number' && n > 0 && PREUVE[cle] ? [`${n} ${PREUVE[cle]}`] : []))];
}
