import { typographier as t } from '#core/texte.ts';
import type { StatutParcours } from '../model-parcours.ts';

export const CHAPITRES_DU_GUIDE = ['contact', 'lettre', 'lettre_deposee', 'projet', 'instruction', 'opposition', 'negociation', 'missions', 'courant', 'renouvellement', 'fin'] as const;
export type ChapitreDuGuide = (typeof CHAPITRES_DU_GUIDE)[number];

/** What a step asks, said to somebody who has never done it. Figures come from the clocks, never from here. */
export type Guide = {
  readonly titre: string;
  readonly enBref: string;
  readonly attendu: readonly { readonly qui: string; readonly quoi: string }[];
  readonly exemple: string;
  readonly erreurs: readonly string[];
  readonly mots: readonly { readonly mot: string; readonly sens: string }[];
};

const ARS = { mot: 'ARS', sens: 'Agence régionale de santé : le service de l’État qui organise les soins dans la région. Elle valide le projet et signe le contrat.' };
const CPAM = { mot: 'CPAM', sens: 'Caisse primaire d’assurance maladie : elle fournit des données, signe le contrat et verse l’argent. C’est celle du siège quand la CPTS est à cheval sur deux départements.' };
const ACI = { mot: 'ACI', sens: 'Accord conventionnel interprofessionnel : l’accord national dont découle le contrat à trois, et son financement.' };
const PRS = { mot: 'PRS', sens: 'Projet régional de santé : les objectifs de santé de la région. L’ARS peut s’opposer à un projet qui ne les respecte pas.' };
const CLS = { mot: 'CLS', sens: 'Contrat local de santé : un accord entre des communes et l’ARS. Citez celui de votre territoire s’il existe.' };
const SOCLES = { mot: 'Missions socles', sens: 'Accès aux soins, parcours, prévention, réponse aux crises : toute CPTS sous contrat les assure. Deux autres missions sont au choix.' };

export const GUIDE: Readonly<Record<ChapitreDuGuide, Guide>> = {
  contact: {
    titre: 'Prendre contact',
    enBref: 'Un courriel à l’ARS et à la CPAM suffit : dites qui vous êtes, sur quel territoire, et demandez une rencontre.',
    attendu: [
      { qui: 'Les porteurs', quoi: 'écrire ensemble à la délégation départementale de l’ARS et à la CPAM, le même jour' },
      { qui: 'L’ARS et l’Assurance Maladie', quoi: 'proposer une rencontre' },
      { qui: 'Tous', quoi: 'garder un compte rendu : qui était là, ce qui a été promis' },
    ],
    exemple: t('« Nous sommes sept soignants de quatre professions. Nous voulons créer une CPTS autour de Brive. Pouvons-nous vous rencontrer avant la fin du mois ? »'),
    erreurs: ['Attendre d’avoir tout écrit avant de se faire connaître.', 'Écrire à une seule des deux institutions.', 'Venir avec une seule profession : on vous demandera qui manque.', 'Dessiner un territoire sans avoir appelé les CPTS voisines.'],
    mots: [ARS, CPAM, { mot: 'Porteurs', sens: 'Les professionnels qui mènent le projet avant que l’association existe.' }],
  },
  lettre: {
    titre: 'Écrire la lettre d’intention',
    enBref: 'Quelques pages : le territoire, les premiers constats, les personnes engagées, les orientations, le calendrier.',
    attendu: [
      { qui: 'Les porteurs', quoi: 'écrire la lettre : Maillage la prépare avec votre territoire et vos chiffres' },
      { qui: 'L’ARS et l’Assurance Maladie', quoi: 'vous aider : données, méthode, noms de ceux qui connaissent le terrain' },
    ],
    exemple: t('Une orientation utile se vérifie : « ouvrir chaque jour des créneaux partagés pour les soins non programmés », plutôt que « améliorer l’accès aux soins ».'),
    erreurs: ['Viser la perfection : le projet de santé viendra ensuite détailler.', 'Copier la lettre d’un autre territoire : les chiffres trahissent.', 'Oublier les CPTS voisines et le contrat local de santé.', 'Ne faire signer que des médecins.'],
    mots: [CLS, SOCLES, { mot: 'Association de préfiguration', sens: 'Une association provisoire, qui peut recevoir les premières aides. L’association définitive la remplace.' }],
  },
  lettre_deposee: {
    titre: 'La lettre est examinée',
    enBref: 'L’ARS, l’Assurance Maladie et les unions de professionnels lisent la lettre, posent leurs questions et répondent.',
    attendu: [
      { qui: 'L’ARS', quoi: 'réunir les avis, puis valider la lettre ou demander de la reprendre en disant quoi' },
      { qui: 'La CPTS', quoi: 'répondre aux questions dans l’espace d’échange, là où tout le monde relit les réponses' },
      { qui: 'La CPTS', quoi: 'ouvrir un compte bancaire d’association : les premières aides arrivent après la validation' },
    ],
    exemple: 'Une question sur une commune partagée avec la CPTS voisine ? Répondez par le compte rendu de votre accord avec elle.',
    erreurs: ['Répondre par téléphone : six mois plus tard, personne ne s’en souvient.', 'Redéposer toute la lettre pour corriger une ligne sans dire ce qui change.', 'Attendre la réponse pour commencer à réunir les groupes de travail.'],
    mots: [ARS, { mot: 'URPS', sens: 'Union régionale des professionnels de santé, une par profession. Elle donne son avis et conseille les porteurs.' }],
  },
  projet: {
    titre: 'Écrire le projet de santé',
    enBref: 'Le diagnostic partagé devient des objectifs, puis des actions, avec ceux qui les mèneront.',
    attendu: [
      { qui: 'Les groupes de travail', quoi: 'partir des constats retenus et choisir peu d’objectifs, mesurables' },
      { qui: 'La coordination', quoi: 'tenir la plume : neuf chapitres, préparés à partir de ce que Maillage sait déjà' },
      { qui: 'Les partenaires', quoi: 'relire : hôpital, médico-social, élus, habitants' },
      { qui: 'L’association', quoi: 'adopter ses statuts et son projet en assemblée' },
    ],
    exemple: t('Constat : « une personne sur huit n’a pas de médecin traitant ». Objectif : « en orienter 300 en un an ». Action : « un guichet unique, tenu à tour de rôle ».'),
    erreurs: ['Ouvrir douze actions la première année.', 'Écrire seul puis faire relire : personne ne porte ce qu’il n’a pas choisi.', 'Des objectifs sans point de départ : on ne saura pas s’ils sont atteints.', 'Oublier de dire comment on décide et comment on se partage le travail.'],
    mots: [SOCLES, { mot: 'Fiche action', sens: 'Une page par action : pourquoi, pour qui, qui la mène, quand, avec quels indicateurs et quel budget.' }, PRS],
  },
  instruction: {
    titre: 'Le projet est examiné',
    enBref: 'Le délai court depuis le dépôt. Le silence de l’ARS vaut validation ; elle ne peut s’opposer que pour deux motifs.',
    attendu: [
      { qui: 'L’ARS', quoi: 'lire avec l’Assurance Maladie, poser ses questions, puis valider ou s’opposer en donnant son motif' },
      { qui: 'La CPTS', quoi: 'répondre vite aux questions et garder la preuve du jour du dépôt' },
      { qui: 'La CPTS', quoi: 'demander une attestation si le silence a validé le projet' },
    ],
    exemple: 'Un désaccord sur le contenu d’une action n’est pas un motif d’opposition : il se discute, et le projet peut être validé.',
    erreurs: ['Redéposer sans nécessité : chaque dépôt fait repartir le délai.', 'Laisser une question sans réponse jusqu’au dernier jour.', 'Confondre une demande de pièces et une opposition.'],
    mots: [PRS, { mot: 'Réputé validé', sens: 'Validé parce que le délai est passé sans opposition. Cela vaut une validation écrite.' }, { mot: 'Attestation', sens: 'L’administration peut écrire, à votre demande, que son silence a valu accord (code des relations entre le public et l’administration, L. 232-3 ; son usage ici est à vérifier).' }],
  },
  opposition: {
    titre: 'Après une opposition',
    enBref: 'L’opposition dit son motif. Reprenez le projet sur ce point, avec l’ARS, puis déposez-le de nouveau.',
    attendu: [
      { qui: 'La CPTS', quoi: 'demander une rencontre et comprendre exactement ce qui bloque' },
      { qui: 'L’ARS', quoi: 'dire ce qui rendrait le projet recevable' },
      { qui: 'La CPTS', quoi: 'reprendre la partie en cause seulement, et montrer ce qui a changé' },
    ],
    exemple: 'Territoire jugé peu pertinent : rapprochez la carte des trajets de soins, commune par commune, et associez la CPTS voisine.',
    erreurs: ['Tout réécrire.', 'Répondre sur un autre point que le motif.', 'Laisser passer des mois : les groupes se dispersent.'],
    mots: [PRS, { mot: 'Motif', sens: 'La loi en connaît deux : le non-respect des objectifs du projet régional de santé, et le manque de pertinence du territoire.' }],
  },
  negociation: {
    titre: 'Négocier le contrat',
    enBref: 'Le contrat traduit le projet en missions, indicateurs, calendrier et argent. Trois signatures : CPTS, ARS, CPAM.',
    attendu: [
      { qui: 'Les trois', quoi: 'convenir des objectifs, des indicateurs et de leur point de départ' },
      { qui: 'La CPTS', quoi: 'réunir le dossier : statuts, déclaration de l’association, représentant, coordonnées bancaires' },
      { qui: 'La CPAM du siège', quoi: 'préparer le contrat et les premiers versements' },
    ],
    exemple: 'Pour chaque indicateur, écrivez la valeur de départ, la cible, et qui fournira la preuve.',
    erreurs: ['Accepter un indicateur que personne ne sait mesurer.', 'Promettre toutes les missions pour le premier jour.', 'Oublier qui signe quand la CPTS couvre deux départements.'],
    mots: [ACI, CPAM, SOCLES],
  },
  missions: {
    titre: 'Démarrer les missions',
    enBref: 'À partir de la signature, chaque mission a son jour de démarrage au plus tard, puis son jour de plein déploiement.',
    attendu: [
      { qui: 'Les pilotes d’action', quoi: 'démarrer, garder les preuves : feuilles de présence, comptes rendus, chiffres' },
      { qui: 'La coordination', quoi: 'noter ici le démarrage de chaque mission' },
      { qui: 'La CPAM', quoi: 'verser les avances prévues' },
    ],
    exemple: 'Mission « accès aux soins » démarrée : les créneaux partagés sont ouverts et des patients y ont été reçus.',
    erreurs: ['Confondre une réunion de lancement et un démarrage.', 'Chercher les preuves à la fin de l’année.', 'Faire porter toutes les actions par les mêmes personnes.'],
    mots: [SOCLES, { mot: 'Déploiement', sens: 'La mission couvre tout le territoire et fonctionne sans ses fondateurs.' }],
  },
  courant: {
    titre: 'Vivre chaque année',
    enBref: 'Autour de la date du contrat, les trois parties font le point et fixent les objectifs de l’année suivante.',
    attendu: [
      { qui: 'La coordination', quoi: 'préparer le rapport d’activité, les valeurs des indicateurs et leurs preuves' },
      { qui: 'La CPTS, l’ARS, la CPAM', quoi: 'se réunir, constater, ajuster' },
    ],
    exemple: 'Un indicateur atteint trois ans de suite peut céder sa place à un autre, plus utile.',
    erreurs: ['Découvrir les chiffres en séance.', 'Renégocier tous les objectifs chaque année.', 'Oublier de montrer ce que les habitants y ont gagné.'],
    mots: [{ mot: 'Dialogue de gestion', sens: 'La réunion annuelle des trois signataires du contrat.' }, { mot: 'Indicateur', sens: 'Un chiffre convenu, avec son point de départ et ses paliers.' }],
  },
  renouvellement: {
    titre: 'Renouveler le contrat',
    enBref: 'Le contrat dure cinq ans. Les pas du renouvellement ne sont fixés par aucun texte lu : convenez-en tôt avec l’ARS et la CPAM.',
    attendu: [
      { qui: 'La CPTS', quoi: 'faire le bilan de cinq ans et mettre le projet de santé à jour' },
      { qui: 'Les trois', quoi: 'signer le nouveau contrat avant la fin de l’ancien' },
    ],
    exemple: 'Commencez un an avant la fin : le diagnostic a vieilli, les personnes ont changé.',
    erreurs: ['Attendre la dernière réunion annuelle.', 'Reconduire le projet sans le relire.'],
    mots: [ACI],
  },
  fin: {
    titre: 'Après le contrat',
    enBref: 'Le contrat a pris fin. L’association peut continuer ; le projet de santé peut être redéposé.',
    attendu: [{ qui: 'La CPTS', quoi: 'arrêter les comptes des missions et garder les preuves' }, { qui: 'Les trois', quoi: 'convenir de ce qui continue pour les patients' }],
    exemple: 'Un protocole qui marche peut se poursuivre sans contrat, entre les professionnels qui le veulent.',
    erreurs: ['Disparaître sans prévenir les partenaires.', 'Oublier les sommes à rendre ou à recevoir.'],
    mots: [ACI],
  },
};

/** The chapter of the guide that speaks of where the file stands. */
export const chapitreDe: Readonly<Record<StatutParcours, ChapitreDuGuide>> = {
  contact: 'contact', lettre_en_redaction: 'lettre', lettre_a_reprendre: 'lettre', lettre_deposee: 'lettre_deposee', lettre_validee: 'projet', projet_en_redaction: 'projet', projet_depose: 'instruction', projet_valide: 'negociation',
  projet_repute_valide: 'negociation', projet_oppose: 'opposition', negociation_aci: 'negociation', aci_signe: 'missions', missions_en_demarrage: 'missions', regime_courant: 'courant', dialogue_annuel: 'courant', renouvellement_5_ans: 'renouvellement', resiliation: 'fin',
};
