import type { Report, ZoneFeries } from '#core/calendrier.ts';
import { libelleMission } from '#core/mission.ts';
import { formaterDate, typographier as t } from '#core/texte.ts';
import type { GenreDepot, GesteParcours, Institution, MotifOpposition, StatutParcours } from './model-parcours.ts';
import type { Horloge } from './moteur/horloges.ts';
import type { Histoire, RefusHistoire, RefusMission, RefusPas } from './moteur/parcours.ts';

export const libelleStatut: Readonly<Record<StatutParcours, string>> = {
  contact: 'Prise de contact',
  lettre_en_redaction: 'Lettre d’intention en rédaction',
  lettre_deposee: 'Lettre d’intention déposée',
  lettre_a_reprendre: 'Lettre d’intention à reprendre',
  lettre_validee: 'Lettre d’intention validée',
  projet_en_redaction: 'Projet de santé en rédaction',
  projet_depose: 'Projet de santé déposé',
  projet_valide: 'Projet de santé validé',
  projet_repute_valide: 'Projet de santé réputé validé',
  projet_oppose: 'Opposition de l’ARS au projet de santé',
  negociation_aci: 'Négociation du contrat',
  aci_signe: 'Contrat signé',
  missions_en_demarrage: 'Missions en démarrage',
  regime_courant: 'Régime courant',
  dialogue_annuel: 'Dialogue annuel',
  renouvellement_5_ans: 'Renouvellement en préparation',
  resiliation: 'Contrat résilié',
};

/** What the button says, and what the timeline says once it is done. */
export const libelleGeste: Readonly<Record<GesteParcours, { readonly bouton: string; readonly fait: string }>> = {
  tenir_rencontre: { bouton: 'Noter la rencontre', fait: 'Rencontre avec l’ARS et l’Assurance Maladie' },
  deposer_lettre: { bouton: 'Déposer la lettre d’intention', fait: 'Lettre d’intention déposée' },
  valider_lettre: { bouton: 'Valider la lettre d’intention', fait: 'Lettre d’intention validée' },
  demander_reprise: { bouton: 'Demander de reprendre la lettre', fait: 'Lettre d’intention à reprendre' },
  commencer_projet: { bouton: 'Commencer le projet de santé', fait: 'Rédaction du projet de santé commencée' },
  deposer_projet: { bouton: 'Déposer le projet de santé', fait: 'Projet de santé déposé' },
  valider_projet: { bouton: 'Valider le projet de santé', fait: 'Projet de santé validé par l’ARS' },
  laisser_valider: { bouton: 'Constater le silence', fait: 'Projet de santé réputé validé : l’ARS ne s’est pas opposée' },
  opposer: { bouton: 'S’opposer au projet de santé', fait: 'Opposition de l’ARS au projet de santé' },
  constater_opposition: { bouton: 'Noter une opposition envoyée à temps', fait: 'Opposition de l’ARS, envoyée à temps et notée ensuite' },
  demander_des_pieces: { bouton: 'Demander des pièces', fait: 'Pièces demandées : le délai repartira du nouveau dépôt' },
  reprendre_projet: { bouton: 'Reprendre le projet de santé', fait: 'Rédaction du projet de santé reprise' },
  ouvrir_negociation: { bouton: 'Ouvrir la négociation du contrat', fait: 'Négociation du contrat ouverte' },
  signer_contrat: { bouton: 'Noter la signature du contrat', fait: 'Contrat signé par la CPTS, l’ARS et l’Assurance Maladie' },
  lancer_missions: { bouton: 'Lancer les missions', fait: 'Missions lancées' },
  atteindre_regime_courant: { bouton: 'Passer en régime courant', fait: 'Régime courant atteint' },
  ouvrir_dialogue: { bouton: 'Ouvrir le dialogue annuel', fait: 'Dialogue annuel ouvert' },
  clore_dialogue: { bouton: 'Clore le dialogue annuel', fait: 'Dialogue annuel clos' },
  preparer_renouvellement: { bouton: 'Préparer le renouvellement', fait: 'Renouvellement du contrat préparé' },
  signer_renouvellement: { bouton: 'Noter la signature du renouvellement', fait: 'Contrat renouvelé' },
  resilier: { bouton: 'Noter la résiliation', fait: 'Contrat résilié' },
};

export const libelleInstitution: Readonly<Record<Institution, string>> = { cpts: 'la CPTS', ars: 'l’ARS', assurance_maladie: 'l’Assurance Maladie', maillage: 'le temps' };

export const libelleMotifOpposition: Readonly<Record<MotifOpposition, string>> = {
  prs: 'Le projet ne respecte pas les objectifs du projet régional de santé (motif a)',
  territoire: 'Le territoire choisi n’est pas pertinent (motif b)',
};

export const libelleGenreDepot: Readonly<Record<GenreDepot, string>> = { lettre_intention: 'Lettre d’intention', projet_sante: 'Projet de santé', piece: 'Pièce' };

export const libelleZone: Readonly<Record<ZoneFeries, string>> = {
  metropole: 'France métropolitaine', alsace_moselle: 'Alsace et Moselle', guadeloupe: 'Guadeloupe', guyane: 'Guyane', martinique: 'Martinique', mayotte: 'Mayotte', la_reunion: 'La Réunion', saint_barthelemy: 'Saint-Barthélemy', saint_martin: 'Saint-Martin',
};

export const libelleReport: Readonly<Record<Report, string>> = { aucun: 'Il reste ce jour-là', jour_ouvre_suivant: 'Il passe au jour ouvré suivant', jour_ouvre_precedent: 'Il avance au jour ouvré précédent' };

/** What a clock measures. */
export function titreHorloge(h: Pick<Horloge, 'cle' | 'mission'>): string {
  const mission = h.mission ? t(`« ${libelleMission[h.mission]} »`) : '';
  switch (h.cle) {
    case 'rencontre':
      return 'Rencontre à proposer';
    case 'lettre':
      return 'Lettre d’intention à écrire et valider';
    case 'projet_sante':
      return 'Projet de santé à écrire et déposer';
    case 'silence':
      return 'Opposition possible de l’ARS';
    case 'negociation':
      return 'Contrat à négocier et signer';
    case 'demarrage':
      return `Mission ${mission} à démarrer`;
    case 'deploiement':
      return `Mission ${mission} à déployer entièrement`;
    case 'dialogue':
      return 'Anniversaire du contrat : dialogue annuel';
    case 'contrat':
      return 'Fin du contrat';
  }
}

/** Why it runs, and what happens at its end. */
export function pourquoiHorloge(h: Pick<Horloge, 'cle'>): string {
  switch (h.cle) {
    case 'rencontre':
      return 'Les autorités proposent une rencontre dans les quinze jours qui suivent la prise de contact.';
    case 'lettre':
      return 'La lettre s’écrit et se valide en trois mois. Elle ouvre les premières aides.';
    case 'projet_sante':
      return 'Le projet de santé s’écrit en six à douze mois, selon le territoire.';
    case 'silence':
      return 'Sans opposition de l’ARS dans ce délai, le projet de santé est réputé validé. Deux motifs d’opposition seulement.';
    case 'negociation':
      return 'Le contrat à trois se signe un à deux mois après la validation du projet.';
    case 'demarrage':
      return 'Le contrat fixe un délai pour démarrer chaque mission socle, à partir de sa signature.';
    case 'deploiement':
      return 'Le contrat fixe un délai pour déployer entièrement chaque mission socle, à partir de sa signature.';
    case 'dialogue':
      return 'Chaque année, la CPTS, l’ARS et l’Assurance Maladie font le point et fixent les objectifs suivants.';
    case 'contrat':
      return 'Le contrat dure cinq ans. Son renouvellement se prépare avant.';
  }
}

export function phraseRefusPas(r: RefusPas | RefusHistoire | RefusMission | { readonly code: 'parcours_absent' | 'parcours_deja_ouvert' | 'rien_a_reprendre' | 'role_insuffisant' }): string {
  switch (r.code) {
    case 'parcours_absent':
      return 'Le parcours de cette CPTS n’est pas encore ouvert : commencez par dire où elle en est.';
    case 'parcours_deja_ouvert':
      return 'Le parcours est déjà ouvert : quelqu’un l’a fait entre-temps.';
    case 'role_insuffisant':
      return 'Ce pas revient à une autre institution, ou à la coordination et à la présidence.';
    case 'geste_impossible':
      return t(`Ce pas n’est plus possible : le dossier est à l’étape « ${libelleStatut[r.statut]} ».`);
    case 'jour_futur':
      return 'Cette date est dans le futur : notez le pas quand il aura eu lieu.';
    case 'jour_avant_le_pas_precedent':
      return `Cette date est avant le pas précédent, du ${formaterDate(r.precedent)}.`;
    case 'jours_en_desordre':
      return `Cette date est avant l’étape précédente, du ${formaterDate(r.precedent)}.`;
    case 'histoire_vide':
      return 'Donnez au moins une date : celle de la prise de contact suffit.';
    case 'document_manquant':
      return 'Joignez le document à déposer.';
    case 'motif_manquant':
      return 'Choisissez le motif : la loi n’en connaît que deux.';
    case 'commentaire_manquant':
      return 'Dites pourquoi, en quelques mots : l’autre partie doit pouvoir répondre.';
    case 'opposition_tardive':
      return `Le délai d’opposition a pris fin le ${formaterDate(r.dernierJour)} : après ce jour, le projet est réputé validé.`;
    case 'pas_modifie_entre_temps':
      return 'Le dossier a avancé depuis l’ouverture de votre page. Relisez-le, puis recommencez.';
    case 'rien_a_reprendre':
      return 'Ce pas ne se reprend pas : il a été raconté à l’entrée, ou c’est le temps qui l’a décidé.';
    case 'sans_contrat':
      return 'Les missions se comptent à partir du contrat : notez d’abord sa signature.';
    case 'avant_le_contrat':
      return `Cette date est avant la signature du contrat, le ${formaterDate(r.signeLe)}.`;
    case 'avant_le_demarrage':
      return `Une mission se déploie après avoir démarré (${formaterDate(r.demarreeLe)}).`;
  }
}

export const libelleHistoire: Readonly<Record<Exclude<keyof Histoire, 'tacite'>, string>> = {
  contact: 'Prise de contact avec l’ARS ou l’Assurance Maladie',
  lettre: 'Lettre d’intention validée',
  depot: 'Projet de santé déposé',
  validation: 'Projet de santé validé',
  contrat: 'Contrat signé',
  regime: 'Régime courant atteint (toutes les missions déployées)',
};

type RefusDEchange = { readonly code: 'role_insuffisant' | 'inconnue' | 'destinataire_soi_meme' | 'repondue_entre_temps' | 'sans_reponse' | 'deja_partagee' } | { readonly code: 'pas_a_vous_de_repondre'; readonly a: Institution };

export function phraseRefusEchange(r: RefusDEchange): string {
  switch (r.code) {
    case 'role_insuffisant':
      return 'Seuls la coordination, la présidence, l’ARS et l’Assurance Maladie écrivent ici. Vous pouvez lire.';
    case 'inconnue':
      return 'Ce document, cette remarque ou cette question n’existe pas ici.';
    case 'destinataire_soi_meme':
      return 'On ne se pose pas une question à soi-même : choisissez une autre institution.';
    case 'pas_a_vous_de_repondre':
      return `Cette question attend la réponse de ${libelleInstitution[r.a]}.`;
    case 'repondue_entre_temps':
      return 'Quelqu’un a répondu depuis l’ouverture de votre page. Votre texte est gardé ci-dessous : relisez, puis renvoyez.';
    case 'sans_reponse':
      return 'Cette question n’a pas encore de réponse à partager.';
    case 'deja_partagee':
      return 'Cette réponse est déjà partagée.';
  }
}
