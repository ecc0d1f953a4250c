import { phraseDelai } from '#core/texte.ts';
import type { Role } from '#core/tenancy.ts';
import type { RefusCompte, RefusConnexion, RefusInvitation, RefusRole, RoleDeCpts, Theme } from './model.ts';

export const libelleRole: Record<Role, string> = {
  adherent: 'Adhérent',
  coordination: 'Coordination',
  presidence: 'Présidence',
  tresorerie: 'Trésorerie',
  secretariat: 'Secrétariat',
  ars: 'ARS',
  cpam: 'CPAM',
  exploitant: 'Exploitation de l’instance',
};

/** What the role lets one do, in one line. */
export const detailRole: Record<Role, string> = {
  adherent: 'répond, participe, consulte l’annuaire et l’agenda',
  coordination: 'tient tout le dossier et les accès',
  presidence: 'préside, signe, tient aussi les accès',
  tresorerie: 'suit le budget et les indemnités',
  secretariat: 'convoque, rédige, archive',
  ars: 'lit et commente le dossier déposé',
  cpam: 'lit et commente le dossier déposé',
  exploitant: 'fait tourner la plateforme, sans voir les CPTS',
};

/** What an invitation promises of a role: what the permissions of the modules open to it, and where they stop. */
export const promesseRole: Record<RoleDeCpts, string> = {
  adherent: 'Vous lisez le territoire, le diagnostic et le projet, trouvez un collègue, répondez aux dates de réunion et proposez des constats.',
  coordination: 'Vous composez le territoire, écrivez et déposez le projet, tenez les adhésions et les réunions, invitez et donnez les rôles.',
  presidence: 'Vous écrivez et déposez le projet avec la coordination, approuvez les comptes rendus, invitez et donnez les rôles.',
  tresorerie: 'Vous tenez les cotisations, organisez des réunions et lisez tout le travail de la CPTS.',
  secretariat: 'Vous composez le territoire, tenez le registre des adhérents et organisez les réunions.',
  ars: 'Vous lisez le parcours et ce que la CPTS vous dépose, y posez remarques et questions. Ses brouillons ne vous sont pas ouverts.',
  cpam: 'Vous lisez le parcours et ce que la CPTS vous dépose, y posez remarques et questions. Ses brouillons ne vous sont pas ouverts.',
};

export const libelleTheme: Record<Theme, string> = { auto: 'Comme mon appareil', clair: 'Clair', sombre: 'Sombre' };

export function phraseConnexion(r: RefusConnexion): string {
  switch (r.code) {
    case 'trop_d_essais':
      return `Trop d’essais : cette porte se ferme un moment. Réessayez ${phraseDelai(r.attendreSecondes)}.`;
    case 'code_refuse':
      return 'Ce code n’est pas le bon, ou n’est plus valable. Vérifiez le dernier courriel reçu, ou demandez un nouveau code.';
    case 'lien_refuse':
      return 'Ce lien a déjà servi, ou n’est plus valable. Demandez-en un nouveau.';
    case 'second_facteur_refuse':
      return 'Ce code n’est pas le bon. Attendez le suivant dans votre application, ou utilisez un code de secours.';
    case 'defi_perime':
      return 'Trop de temps ou trop d’essais depuis le premier code. Recommencez la connexion depuis le début.';
    case 'courriel_non_envoye':
      return 'Le courriel n’est pas parti : le service de courrier ne répond pas. Réessayez dans quelques minutes.';
  }
}

export function phraseInvitation(r: RefusInvitation): string {
  switch (r.code) {
    case 'invitation_inconnue':
      return 'Cette invitation n’existe pas. Le lien a peut-être été coupé par votre messagerie : recopiez-le en entier.';
    case 'invitation_close':
      return r.statut === 'acceptee' ? 'Cette invitation a déjà été acceptée. Connectez-vous avec votre adresse.' : 'Cette invitation a été annulée. Demandez-en une nouvelle à la coordination.';
    case 'invitation_perimee':
      return 'Cette invitation n’est plus valable : elle durait quatorze jours. Demandez à la coordination de la renvoyer.';
    case 'autre_personne':
      return `Cette invitation est adressée à ${r.invitee}, et vous êtes connecté comme ${r.connectee}. Déconnectez-vous, puis rouvrez le lien.`;
    case 'deja_invitee':
      return `Une invitation est déjà partie pour ${r.courriel}. Vous pouvez la renvoyer ou l’annuler ci-dessous.`;
    case 'role_interdit':
      return 'Seules la coordination et la présidence invitent et donnent des rôles.';
  }
}

export function phraseRole(r: RefusRole): string {
  switch (r.code) {
    case 'role_interdit':
      return 'Seules la coordination et la présidence donnent ou retirent un rôle.';
    case 'derniere_coordination':
      return 'C’est la dernière personne à la coordination. Donnez d’abord ce rôle à quelqu’un d’autre.';
    case 'role_inconnu':
      return 'Ce rôle n’existe pas, ou n’est plus tenu.';
    case 'role_deja_tenu':
      return `Cette personne tient déjà le rôle « ${libelleRole[r.role]} ».`;
  }
}

const ERREURS_FOURNISSEUR: Readonly<Record<string, string>> = {
  account_not_linked: 'Cette adresse a déjà un compte. Connectez-vous par courriel, puis liez votre identité dans « Mon compte ».',
  session_finie: 'Votre session était terminée : rien n’a été enregistré. Connectez-vous, vous reviendrez à la même page.',
  access_denied: 'Vous avez renoncé à vous identifier. Choisissez une autre façon d’entrer, ou recommencez.',
  demande_d_un_autre: 'Cette demande venait d’un autre compte que le vôtre : aucune identité n’a été liée. Recommencez depuis « Mon compte ».',
  account_already_linked_to_different_user: 'Cette identité est déjà liée à un autre compte.',
};

/** What another identity provider answered, in one sentence; an unknown code says what to do. */
export const phraseFournisseur = (code: string): string => ERREURS_FOURNISSEUR[code] ?? 'Votre identité n’a pas été confirmée. Recommencez, ou entrez avec votre courriel.';

export const nomFournisseur: Readonly<Record<string, string>> = { psc: 'Pro Santé Connect', proconnect: 'ProConnect' };

/** @source TRE_G15-ProfessionSante, the codes Pro Santé Connect presents */
const PROFESSIONS: Readonly<Record<string, string>> = {
  10: 'Médecin', 21: 'Pharmacien', 26: 'Audioprothésiste', 28: 'Opticien', 40: 'Chirurgien-dentiste', 41: 'Assistant de service social', 50: 'Sage-femme', 60: 'Infirmier',
  69: 'Infirmier psychiatrique', 70: 'Masseur-kinésithérapeute', 71: 'Ostéopathe', 72: 'Psychothérapeute', 73: 'Chiropracteur', 80: 'Pédicure-podologue', 81: 'Orthoprothésiste',
  82: 'Podo-orthésiste', 84: 'Oculariste', 85: 'Épithésiste', 86: 'Technicien de laboratoire', 91: 'Orthophoniste', 92: 'Orthoptiste', 93: 'Psychologue', 94: 'Ergothérapeute',
  95: 'Diététicien', 96: 'Psychomotricien', 98: 'Manipulateur d’électroradiologie',
};

export const libelleProfession = (code: string): string => PROFESSIONS[code] ?? `Profession ${code}`;

export function phraseCompte(r: RefusCompte): string {
  switch (r.code) {
    case 'trop_d_essais':
      return `Trop d’essais : cette porte se ferme un moment. Réessayez ${phraseDelai(r.attendreSecondes)}.`;
    case 'code_d_adresse_refuse':
      return 'Ce code n’est pas le bon, ou n’est plus valable. Votre adresse n’a pas changé.';
    case 'code_d_application_refuse':
      return 'Ce code n’est pas celui que l’application affiche. Attendez le suivant, puis recopiez-le.';
    case 'session_trop_ancienne':
      return 'Ce geste demande une connexion récente. Déconnectez-vous, reconnectez-vous, puis recommencez.';
    case 'preuve_demandee':
      return 'Votre connexion date de plus de quinze minutes. Prouvez d’abord que c’est bien vous, par le bouton ci-dessous : votre adresse n’a pas changé.';
    case 'annulation_fermee':
      return 'Ce lien a déjà servi, ou n’est plus valable : il s’ouvre sept jours après un changement d’adresse.';
    case 'ancienne_adresse_prise':
      return 'Cette adresse appartient désormais à un autre compte. Écrivez à l’exploitant de cette instance.';
    case 'introuvable':
      return 'Cet élément n’existe pas, ou plus.';
    case 'derniere_porte':
      return 'Sans cette identité, plus rien ne vous ouvrirait : écrivez d’abord votre adresse électronique.';
  }
}
