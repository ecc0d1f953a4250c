import { accord, enumerer, formaterDate, typographier as t } from '#core/texte.ts';
import { JOURS_DE_CAMPAGNE, JOURS_ENTRE_RELANCES } from './constants.ts';
import type { GesteAdhesion, Implication, OrigineAdhesion, RefusAdhesion, RefusCotisation, RefusImportAdherents, RefusRenouvellement, StatutAdhesion } from './model.ts';
import type { RaisonRejet, RoleColonne } from './moteur/import.ts';

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

export function phraseRenouvellement(r: RefusRenouvellement): string {
  switch (r.code) {
    case 'role_insuffisant': return 'La coordination, la présidence et le secrétariat tiennent les renouvellements.';
    case 'campagne_absente': return 'Aucune campagne n’est ouverte pour cette année.';
    case 'campagne_deja_ouverte': return 'Une campagne est déjà ouverte pour cette année.';
    case 'terme_trop_proche': return t(`Laissez au moins ${accord(JOURS_DE_CAMPAGNE, 'jour')} pour répondre.`);
    case 'relance_recente': return t(`Un rappel est parti le ${formaterDate(r.le)} : attendez ${accord(JOURS_ENTRE_RELANCES, 'jour')} avant le suivant.`);
    case 'pas_concerne': return 'Cette adhésion n’est pas concernée : elle a commencé après l’ouverture, ou elle se termine.';
  }
}

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

export const libelleColonne: Readonly<Record<RoleColonne, string>> = {
  ignorer: 'À laisser de côté', nom_complet: 'Prénom et nom, ensemble', prenom: 'Prénom', nom: 'Nom de famille', courriel: 'Adresse électronique', telephone: 'Téléphone', rpps: 'Numéro RPPS', profession: 'Profession', fonction: 'Fonction',
  commune: 'Commune ou code postal', structure: 'Cabinet ou structure', categorie: 'Catégorie d’adhérent', college: 'Collège', membre_depuis: 'Membre depuis le',
};
const CHAMP_DIT: Readonly<Record<string, string>> = { ...libelleColonne, nom: 'nom', courriel: 'adresse électronique', telephone: 'téléphone', rpps: 'numéro RPPS', profession: 'profession', fonction: 'fonction', commune: 'commune', structure: 'structure', collegeId: 'collège', categorie: 'catégorie', college: 'collège', membre_depuis: 'date' };
export const champsDits = (champs: readonly string[]): string => enumerer(champs.map((c) => CHAMP_DIT[c] ?? c));

/** Why a line of a register is left out. */
export function phraseRejet(r: RaisonRejet): string {
  switch (r.code) {
    case 'nom_absent':
      return 'sans nom';
    case 'illisible':
      return t(`« ${r.texte} » ne se lit pas (${champsDits([r.quoi])})`);
    case 'jour_futur':
      return t(`la date ${r.texte} n’est pas encore venue`);
    case 'inconnue':
      return t(`« ${r.texte} » n’est pas connue (${champsDits([r.quoi])})`);
    case 'categorie_absente':
      return 'sans catégorie : choisissez celle à prendre quand le fichier n’en dit rien';
    case 'college_a_choisir':
      return 'plusieurs collèges possibles, ou aucun : écrivez le collège dans le fichier';
    case 'college_non_admis':
      return t(`le collège « ${r.texte} » n’admet pas cette profession ou cette catégorie`);
    case 'deja_lue':
      return `la même personne est déjà à la ligne ${r.ligne}`;
    case 'homonyme':
      return t(`« ${r.texte} » est déjà au registre avec une autre adresse, un autre métier ou un autre numéro : inscrivez cette personne à la main si c’en est une autre`);
    case 'partie':
      return t(`« ${r.texte} » a une demande ou une proposition en cours : traitez-la d’abord`);
  }
}

export function phraseImport(r: RefusImportAdherents): string {
  switch (r.code) {
    case 'role_insuffisant':
      return 'La coordination, la présidence et le secrétariat reprennent un registre.';
    case 'import_inconnu':
      return 'Ce fichier n’existe pas, ou plus.';
    case 'import_clos':
      return 'Ce fichier n’attend plus : quelqu’un l’a importé, repris ou abandonné entre-temps.';
    case 'colonnes_changees':
      return 'Les colonnes envoyées ne sont pas celles du fichier : rechargez la page.';
    case 'role_double':
      return 'Deux colonnes ont le même contenu : gardez-en une.';
    case 'sans_nom':
      return 'Aucune colonne ne contient le nom : dites laquelle.';
    case 'jour_futur':
      return 'Ce jour n’est pas encore venu.';
    case 'rien_a_importer':
      return 'Rien à importer : tout ce que dit ce fichier est déjà au registre, ou ne se lit pas.';
    case 'personne_a_prevenir':
      return 'Personne à prévenir : ces membres ont déjà un accès, ou pas d’adresse.';
  }
}
