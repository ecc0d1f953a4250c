import { typographier as t } from '#core/texte.ts';
import type { CleEtape, MissionSocle } from './constants.ts';
import type { CleSection, MotifVersion } from './model.ts';

export const titreSection: Readonly<Record<CleSection, string>> = {
  porteur: 'Le projet et son porteur',
  territoire: 'Le territoire',
  diagnostic: 'Premiers éléments de diagnostic',
  acteurs: 'Acteurs et partenaires',
  orientations: 'Orientations par mission',
  calendrier: 'Calendrier prévisionnel',
  articulation: 'Articulation avec l’existant',
  signatures: 'Signatures',
};

/** What each section is for, said to the person who writes it. */
export const aideSection: Readonly<Record<CleSection, string>> = {
  porteur: 'Qui écrit, au nom de qui, et comment vous joindre.',
  territoire: 'Les communes, la population et la carte viennent de la page Territoire. Dites ici pourquoi ce territoire.',
  diagnostic: 'Les chiffres viennent de sources publiques, citées. Ajoutez ce que vous voyez sur le terrain.',
  acteurs: 'Qui a préparé cette lettre avec vous, et qui vous inviterez ensuite.',
  orientations: 'Deux ou trois lignes par mission suffisent : le projet de santé les détaillera.',
  calendrier: 'Les dates suivent les délais de référence à partir de la prise de contact.',
  articulation: 'Ce qui existe déjà autour de vous, et comment vous vous y accordez.',
  signatures: 'Où la lettre est signée, à qui elle est adressée, et par qui elle est signée.',
};

export const sensMission: Readonly<Record<MissionSocle, string>> = {
  acces: 'Aider chaque habitant à trouver un médecin traitant, et répondre le jour même ou le lendemain aux demandes de soins qui ne peuvent attendre.',
  parcours: 'Organiser le suivi des patients qui voient plusieurs professionnels, en ville, à l’hôpital et à domicile.',
  prevention: 'Mener ensemble des actions de prévention choisies d’après les besoins du territoire.',
  crise: 'Préparer un plan pour que les professionnels du territoire répondent ensemble à une crise sanitaire grave.',
};

export const libelleEtape: Readonly<Record<CleEtape, string>> = {
  contact: 'Rencontre avec l’ARS et l’Assurance Maladie',
  lettre: 'Lettre d’intention écrite et validée',
  projet_sante: 'Projet de santé écrit',
  validation: 'Projet de santé validé',
  contrat: 'Contrat signé (accord conventionnel interprofessionnel)',
  missions: 'Missions socles démarrées',
};

export const quiAgit: Readonly<Record<CleEtape, string>> = {
  contact: 'ARS et Assurance Maladie',
  lettre: 'Porteurs, avec l’ARS et l’Assurance Maladie',
  projet_sante: 'Professionnels et partenaires',
  validation: 'ARS, avec l’Assurance Maladie',
  contrat: 'CPTS, ARS et Assurance Maladie',
  missions: 'Équipes de la CPTS',
};

export const delaiEtape: Readonly<Record<CleEtape, string>> = {
  contact: t('15 jours après la prise de contact'),
  lettre: t('3 mois'),
  projet_sante: t('6 à 12 mois'),
  validation: t('2 mois ; sans opposition de l’ARS, il est réputé validé'),
  contrat: t('1 à 2 mois'),
  missions: t('6 mois (accès aux soins, crise) à 12 mois (parcours, prévention) après la signature'),
};

/** What the officials expect at each step, in one plain sentence. */
export const statutPorteur = {
  collectif: 'Collectif de professionnels, sans association pour le moment',
  prefiguration_a_creer: 'Association de préfiguration en cours de création',
  prefiguration: 'Association de préfiguration déclarée',
  association: 'Association déclarée, qui portera la CPTS',
} as const;
export type StatutDuPorteur = keyof typeof statutPorteur;
export const estStatutDuPorteur = (v: string | undefined): v is StatutDuPorteur => v !== undefined && Object.hasOwn(statutPorteur, v);

export const libelleMotif: Readonly<Record<MotifVersion, string>> = {
  commencement: 'Lettre commencée',
  redaction: 'Texte enregistré',
  reprise: 'Texte proposé repris',
  restauration: 'Version ancienne restaurée',
  actualisation: 'Mise à jour du texte proposé notée',
  mise_de_cote: 'Texte mis de côté : la section avait changé entre-temps',
};

export const SANS_DROIT_D_ECRIRE = 'Seules la coordination et la présidence modifient la lettre. Vous pouvez la lire et la télécharger.';
export const SANS_DROIT_DE_LIRE = 'La lettre est en cours d’écriture. Vous la lirez quand la CPTS l’aura déposée.';

export type RefusAExpliquer = { readonly code: 'role_insuffisant' } | { readonly code: 'section_inconnue' } | { readonly code: 'section_modifiee_entre_temps'; readonly par?: string };

export function phraseRefusGeste(r: RefusAExpliquer): string {
  switch (r.code) {
    case 'role_insuffisant':
      return SANS_DROIT_D_ECRIRE;
    case 'section_inconnue':
      return 'Cette section ou cette version n’existe pas, ou plus.';
    case 'section_modifiee_entre_temps':
      return `${r.par ?? 'Quelqu’un'} a enregistré cette section depuis l’ouverture de votre page. Relisez-la, puis recommencez.`;
  }
}
