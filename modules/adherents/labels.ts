import { enumerer, typographier as t } from '#core/texte.ts';
import type { RefusCotisation } from './model-cotisations.ts';
import type { GesteAdhesion, Implication, OrigineAdhesion, RefusAdhesion, StatutAdhesion } from './model.ts';

export const libelleStatut: Readonly<Record<StatutAdhesion, string>> = {
  proposee: 'Proposée par un confrère',
  deposee: 'À instruire',
  en_instruction: 'En cours d’instruction',
  validee: 'Membre',
  refusee: 'Refusée',
  retiree: 'Retirée',
  depart_demande: 'Départ demandé',
  exclusion_engagee: 'Exclusion engagée',
  entendue: 'Entendu, décision attendue',
  exclue: 'Exclu',
  resiliee: 'Ancien membre',
};

export const libelleOrigine: Readonly<Record<OrigineAdhesion, string>> = {
  formulaire: 'formulaire public',
  invitation: 'invitation',
  annuaire: 'annuaire',
  parrainage: 'proposition d’un confrère',
  saisie: 'saisie de la coordination',
};

export const libelleImplication: Readonly<Record<Implication, string>> = { informe: 'Informé', consulte: 'Consulté', participe: 'Participe à une action', pilote: 'Pilote une action' };

export const detailImplication: Readonly<Record<Implication, string>> = {
  informe: 'Je reçois l’essentiel, je ne m’engage à rien.',
  consulte: 'On me demande mon avis de temps en temps.',
  participe: 'Je prends part à une action qui me concerne.',
  pilote: 'Je mène une action avec d’autres.',
};

export const libelleGeste: Readonly<Record<GesteAdhesion, string>> = {
  deposer: 'Déposer la demande',
  instruire: 'Commencer l’instruction',
  valider: 'Admettre',
  refuser: 'Refuser',
  retirer: 'Retirer la demande',
  demander_depart: 'Quitter la CPTS',
  annuler_depart: 'Rester',
  constater_fin: 'Noter la fin de l’adhésion',
  engager_exclusion: 'Engager une exclusion',
  entendre: 'Noter l’audition',
  exclure: 'Exclure',
  abandonner_exclusion: 'Abandonner l’exclusion',
};

const RAISONS_DE_JOUR = {
  avant_notification: 'Ce jour est avant la notification : la personne n’était pas encore prévenue.',
  dans_le_futur: 'Ce jour n’est pas encore venu.',
  avant_convocation: 'La personne est convoquée plus tard : attendez ce jour avant de noter son absence.',
} as const;

export function phraseRefus(r: RefusAdhesion): string {
  switch (r.code) {
    case 'adhesion_inconnue':
      return 'Cette adhésion n’existe pas, ou plus.';
    case 'role_insuffisant':
      return 'La coordination, la présidence et le secrétariat tiennent les adhésions.';
    case 'geste_impossible':
      return t(`« ${libelleGeste[r.geste]} » ne se fait pas quand l’adhésion est « ${libelleStatut[r.statut].toLocaleLowerCase('fr')} ».`);
    case 'adhesion_modifiee':
      return 'Quelqu’un a changé cette adhésion depuis l’ouverture de votre page. Relisez-la, puis recommencez.';
    case 'adhesion_deja_en_cours':
      return 'Une adhésion est déjà en cours pour cette personne.';
    case 'college_a_choisir':
      return 'Choisissez un collège : cette catégorie vote, et vos collèges sont définis.';
    case 'college_non_admis':
      return t(`Le collège « ${r.college} » n’admet pas cette ${r.motif === 'profession' ? 'profession' : 'catégorie'}. Choisissez-en un autre, ou changez ce que ce collège admet.`);
    case 'categorie_inconnue':
      return 'Choisissez une catégorie de la liste.';
    case 'jour_incoherent':
      return t(RAISONS_DE_JOUR[r.raison]);
    case 'courriel_manquant':
      return 'Donnez d’abord une adresse électronique à cette personne.';
    case 'courriel_du_compte':
      return t('Cette personne a un compte : elle change elle-même son adresse, dans « Mon compte », en prouvant que la nouvelle est la sienne.');
    case 'pas_membre':
      return 'Cette personne n’est pas membre : sa catégorie et son collège se choisissent à l’admission.';
    case 'autre_personne':
      return 'Seule la personne elle-même demande à partir. Si elle vous a écrit, notez la fin de l’adhésion.';
    case 'textes_non_acceptes':
      return 'Cette personne n’a pas encore accepté la charte et le règlement : votre CPTS le demande avant l’admission.';
    case 'texte_change':
      return 'Ce texte a changé pendant votre lecture. Relisez-le, puis acceptez-le.';
    case 'motif_manquant':
      return 'Écrivez le motif : la personne le recevra.';
    case 'procedure_inconnue':
      return 'Aucune procédure d’exclusion n’est ouverte pour cette adhésion.';
    case 'rien_a_decider':
      return 'Il n’y a rien à faire ici : la page a changé entre-temps.';
    case 'formulaire_ferme':
      return 'Cette CPTS ne reçoit pas de demande en ligne pour le moment.';
  }
}

export const libelleGenreTexte = { charte: 'Charte', reglement: 'Règlement intérieur' } as const;
export const libelleManiere = { presente: 'entendue de vive voix', ecrit: 'a répondu par écrit', absente: 'convoquée, n’est pas venue' } as const;
export const libelleOffre = { stage: 'Stage', local: 'Local', remplacement: 'Remplacement', aide: 'Aide à l’installation' } as const;

export function phraseCotisation(r: RefusCotisation): string {
  switch (r.code) {
    case 'role_insuffisant':
      return 'La coordination, la présidence et la trésorerie tiennent les cotisations.';
    case 'montant_non_fixe':
      return t(`Le montant n’est pas fixé pour : ${enumerer(r.colleges)}. Fixez-le dans les réglages, zéro compris, puis recommencez.`);
    case 'personne_ne_cotise':
      return 'Personne ne cotise : dites dans les réglages quelles catégories paient, et admettez des membres.';
    case 'deja_appelees':
      return 'Toutes les cotisations de cette année sont déjà appelées.';
    case 'cotisation_inconnue':
      return 'Cette cotisation n’existe pas, ou plus.';
    case 'cotisation_close':
      return r.statut === 'payee' ? 'Cette cotisation est déjà payée, et son reçu existe.' : 'Cette cotisation n’est plus à payer. Reprenez-la d’abord.';
    case 'jour_dans_le_futur':
      return 'Ce jour n’est pas encore venu.';
  }
}
