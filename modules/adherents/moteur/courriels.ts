import type { Jour } from '#core/jour.ts';
import { JOURS_DE_PROPOSITION } from '../constants.ts';
import type { OrigineAdhesion } from '../model.ts';
import { euros } from '#core/money.ts';
import { formaterDate, formaterMontant, LIEN_PERSONNEL } from '#core/texte.ts';

type Lettre = { readonly titre: string; readonly paragraphes: readonly string[]; readonly boutons?: readonly { readonly libelle: string; readonly href: string }[]; readonly expediteur: string; readonly pourquoi: string };
/** One letter to one person, not laid out yet. */
export type LettreEcrite = { readonly a: string; readonly nom: string; readonly sujet: string; readonly lettre: Lettre };
type Pour = { readonly a: string; readonly nom: string; readonly cpts: string; readonly lien: string };

const POURQUOI_DEMANDE = 'Vous recevez ce courriel parce que votre adresse a été donnée pour rejoindre cette CPTS. Ce n’est pas vous ? Ouvrez le lien et retirez la demande : tout est effacé.';
const POURQUOI_MEMBRE = 'Vous recevez ce courriel parce que vous êtes membre de cette CPTS.';

const ecrire = (p: Pour, sujet: string, l: Omit<Lettre, 'expediteur' | 'boutons'> & { readonly bouton: string }): LettreEcrite => {
  const { bouton, ...lettre } = l;
  return { a: p.a, nom: p.nom, sujet, lettre: { ...lettre, pourquoi: `${LIEN_PERSONNEL} ${lettre.pourquoi}`, boutons: [{ libelle: bouton, href: p.lien }], expediteur: p.cpts } };
};

export const lettreDeDepot = (p: Pour): LettreEcrite =>
  ecrire(p, `Votre demande est reçue : ${p.cpts}`, {
    titre: 'Votre demande d’adhésion est reçue',
    paragraphes: [`Bonjour ${p.nom}.`, 'La coordination va l’examiner et vous répondra par courriel. Vous pouvez la suivre, la compléter ou la retirer à tout moment.'],
    bouton: 'Suivre ma demande',
    pourquoi: POURQUOI_DEMANDE,
  });

/** To whoever applies again: the page said nothing, the owner of the address learns it here. */
export const lettreDejaEnCours = (p: Pour): LettreEcrite =>
  ecrire(p, `Votre adhésion existe déjà : ${p.cpts}`, {
    titre: 'Une adhésion est déjà en cours à votre adresse',
    paragraphes: [`Bonjour ${p.nom}.`, 'Quelqu’un, sans doute vous, vient de remplir le formulaire d’adhésion. Rien n’a été changé.'],
    bouton: 'Voir où elle en est',
    pourquoi: POURQUOI_DEMANDE,
  });

/** Where what is known of somebody who gave nothing comes from. @source règlement (UE) 2016/679, art. 14 § 2 f */
const origineDite = (origine: OrigineAdhesion, par: string): string =>
  origine === 'annuaire' ? `Votre nom, votre profession, votre lieu d’exercice et votre numéro RPPS viennent de l’Annuaire Santé, l’annuaire public des professionnels. Votre adresse nous a été donnée par ${par}.` : `Votre nom et votre adresse nous ont été donnés par ${par}.`;

/** The letter to somebody who was named by another: who asks, where the data come from, why, for how long, and how to object. @source règlement (UE) 2016/679, art. 14 et 21 */
export const lettreDeProposition = (p: Pour & { readonly par: string; readonly origine: OrigineAdhesion }): LettreEcrite =>
  ecrire(p, `${p.par} vous propose de rejoindre ${p.cpts}`, {
    titre: `${p.par} a pensé à vous`,
    paragraphes: [
      `Bonjour ${p.nom}.`, `${p.par} vous propose de rejoindre ${p.cpts}. Deux minutes suffisent pour répondre. Si cela ne vous dit rien, un geste suffit : vos coordonnées sont effacées et nous ne vous écrirons plus.`,
      `D’où viennent vos données. ${origineDite(p.origine, p.par)} Elles ne servent qu’à cette proposition, dans l’intérêt de la CPTS à se faire connaître des professionnels de son territoire, et ne sont lues que par celles et ceux qui tiennent ses adhésions.`,
      `Vos droits. Vous pouvez vous y opposer, les lire, les faire corriger ou effacer depuis la page du lien, sans mot de passe, ou saisir la CNIL. Sans réponse, elles sont effacées ${JOURS_DE_PROPOSITION} jours après cette lettre, et nous ne relançons pas.`,
    ],
    bouton: 'Répondre, ou tout effacer',
    pourquoi: `${origineDite(p.origine, p.par)} Un geste sur la page efface tout.`,
  });

export const lettreATextes = (p: Pour): LettreEcrite =>
  ecrire(p, `À lire et accepter : ${p.cpts}`, {
    titre: 'La charte de la CPTS attend votre accord',
    paragraphes: [`Bonjour ${p.nom}.`, 'Lisez la charte et, s’il existe, le règlement intérieur. Un geste suffit pour les accepter, sans mot de passe. La version que vous acceptez est gardée, avec la date.'],
    bouton: 'Lire et accepter',
    pourquoi: POURQUOI_DEMANDE,
  });

export const lettreDAdmission = (p: Pour): LettreEcrite =>
  ecrire(p, `Bienvenue : ${p.cpts}`, {
    titre: 'Votre adhésion est acceptée',
    paragraphes: [`Bonjour ${p.nom}.`, 'Vous êtes membre. Un autre courriel vous donne votre accès. En cinq minutes, vous saurez qui fait quoi et comment prendre part, ou simplement rester informé : c’est vous qui choisissez.'],
    bouton: 'Lire la charte et choisir mon engagement',
    pourquoi: POURQUOI_MEMBRE,
  });

export const lettreDeRefus = (p: Pour & { readonly motif: string }): LettreEcrite =>
  ecrire(p, `Votre demande : ${p.cpts}`, {
    titre: 'Votre demande d’adhésion n’a pas été acceptée',
    paragraphes: [`Bonjour ${p.nom}.`, `Motif donné : ${p.motif}`, 'Vous pouvez répondre à ce motif auprès de la coordination, et déposer une nouvelle demande.'],
    bouton: 'Voir ma demande',
    pourquoi: POURQUOI_DEMANDE,
  });

export const lettreDeCotisation = (p: Pour & { readonly annee: number; readonly centimes: number; readonly relance: boolean }): LettreEcrite => {
  const montant = formaterMontant(euros(p.centimes / 100));
  return ecrire(p, `${p.relance ? 'Rappel : cotisation' : 'Cotisation'} ${p.annee}, ${p.cpts}`, {
    titre: `Cotisation ${p.annee} : ${montant}`,
    paragraphes: [`Bonjour ${p.nom}.`, p.relance ? `Sauf erreur, votre cotisation ${p.annee} n’est pas encore enregistrée. Si elle vient de partir, ne faites rien.` : `Votre CPTS a fixé la cotisation ${p.annee} à ${montant}. Votre reçu sera disponible dès son enregistrement.`],
    bouton: 'Voir ma cotisation',
    pourquoi: POURQUOI_MEMBRE,
  });
};

export const lettreDeRenouvellement = (p: Pour & { readonly annee: number; readonly jusqua: Jour; readonly relance: boolean }): LettreEcrite =>
  ecrire(p, `${p.relance ? 'Rappel : renouveler' : 'Renouveler'} votre adhésion ${p.annee}, ${p.cpts}`, {
    titre: `Restez-vous membre en ${p.annee} ?`,
    paragraphes: [`Bonjour ${p.nom}.`, `Un geste suffit, sans mot de passe, jusqu’au ${formaterDate(p.jusqua)}. Votre engagement reste celui que vous avez choisi ; vous en changez quand vous voulez.`, 'Vous ne souhaitez pas continuer ? Rien à justifier : quittez la CPTS depuis votre espace, ou dites-le à la coordination.'],
    bouton: 'Renouveler mon adhésion',
    pourquoi: POURQUOI_MEMBRE,
  });

export const lettreDExclusion = (p: Pour & { readonly griefs: string; readonly convoqueePour: Jour }): LettreEcrite =>
  ecrire(p, `Procédure d’exclusion : ${p.cpts}`, {
    titre: 'Une exclusion est envisagée : vous serez entendu',
    paragraphes: [`Bonjour ${p.nom}.`, `Ce qui vous est reproché : ${p.griefs}`, `Vous êtes convoqué le ${formaterDate(p.convoqueePour)}. Vous pouvez aussi répondre par écrit. Aucune décision n’est prise avant, et vous restez membre jusque-là.`],
    bouton: 'Voir ma situation',
    pourquoi: POURQUOI_MEMBRE,
  });

export const lettreDeDecision = (p: Pour & { readonly exclue: boolean; readonly instance: string; readonly jour: Jour }): LettreEcrite =>
  ecrire(p, `Décision : ${p.cpts}`, {
    titre: p.exclue ? 'Votre exclusion est prononcée' : 'La procédure d’exclusion est close : vous restez membre',
    paragraphes: [`Bonjour ${p.nom}.`, `Décision du ${formaterDate(p.jour)}${p.instance === '' ? '' : `, prise par : ${p.instance}`}.`],
    bouton: 'Voir ma situation',
    pourquoi: POURQUOI_MEMBRE,
  });
