import { comparer, fraction, lireFraction, ZERO } from '#core/fraction.ts';
import { accord, enumerer, formaterDate, typographier } from '#core/texte.ts';
import { JOURS_ENTRE_RAPPELS } from './constants.ts';
import type { CodeInstance, FormeVote, GenreMediation, StatutAssemblee, StatutMediation, StatutTexte } from './model.ts';
import { enNombre, phraseRefusScrutin } from './moteur/phrases.ts';
import { INSTANCES } from './moteur/questions.ts';
import type { Depouillement } from './moteur/resultat.ts';
import type { RefusDeclaration } from './rules-declarations.ts';
import type { RefusAdoption, RefusAssemblee, RefusMandat, RefusSoutien } from './rules.ts';

export const libelleInstance: Readonly<Record<CodeInstance, string>> = INSTANCES;
export const libelleAssemblee: Readonly<Record<StatutAssemblee, string>> = { preparee: 'à convoquer', convoquee: 'convoquée', ouverte: 'en cours', close: 'procès-verbal à signer', approuvee: 'procès-verbal signé' };
export const libelleTexte: Readonly<Record<StatutTexte, string>> = { brouillon: 'brouillon', en_vigueur: 'en vigueur', remplacee: 'remplacée' };
export const libelleForme: Readonly<Record<FormeVote, string>> = { main_levee: 'à main levée', secret: 'à bulletin secret, dans la salle', distance: 'à bulletin secret, à distance' };

export const libelleIssue: Readonly<Record<Depouillement['issue'], string>> = {
  adoptee: 'Adoptée', rejetee: 'Rejetée', quorum_non_atteint: 'Quorum non atteint', pourvue: 'Sièges pourvus', pourvue_en_partie: 'Sièges pourvus en partie', sans_elu: 'Personne n’est élu', second_tour_requis: 'Second tour nécessaire', egalite_a_departager: 'Égalité à départager',
};
export const phraseIssue = (issue: string): string => Object.entries(libelleIssue).find(([c]) => c === issue)?.[1] ?? issue;

/** A quantity of voices may be a fraction: « 1 abstention », « 2,5 blancs ». */
const tant = (voix: string, mot: string): string => `${enNombre(voix)} ${mot}${comparer(lireFraction(voix) ?? ZERO, fraction(2n)) < 0 ? '' : 's'}`;

/** What a vote gave, in figures and names. Empty when its issue says it all. */
export function bilanDuVote({ resolution, election }: Pick<Depouillement, 'resolution' | 'election'>): string {
  if (resolution) {
    const { pour, contre, abstentions, blancs, nuls } = resolution.voix;
    const autres = [[abstentions, 'abstention'], [blancs, 'blanc'], [nuls, 'nul']].flatMap(([voix = '0', mot = '']) => (voix === '0' ? [] : [tant(voix, mot)]));
    return typographier(`${enNombre(pour)} pour, ${[`${enNombre(contre)} contre`, ...autres].join(', ')}.`);
  }
  return (election?.groupes ?? []).flatMap(({ elus, secondTour, nouveauTour }) => [
    ...(elus.length > 0 ? [`${elus.length > 1 ? 'Élus' : 'Élu'} : ${enumerer(elus.map((e) => `${e.id} (${enNombre(e.voix)} voix)`))}.`] : []),
    ...(secondTour && secondTour.candidats.length > 0 ? [`Au second tour : ${enumerer(secondTour.candidats)}.`] : []),
    ...(nouveauTour ? [`À égalité : ${enumerer(nouveauTour.candidats)}.`] : []),
  ]).map(typographier).join(' ');
}

export function phraseRefusAssemblee(r: RefusAssemblee): string {
  const phrase = (): string => {
    switch (r.code) {
      case 'role_insuffisant': return 'Ce geste revient à la coordination, à la présidence ou au secrétariat.';
      case 'assemblee_inconnue': return 'Cette assemblée n’existe pas, ou plus.';
      case 'point_inconnu': return 'Ce point de l’ordre du jour n’existe pas, ou plus.';
      case 'geste_impossible': return `Ce geste n’est pas possible : l’assemblée est « ${libelleAssemblee[r.statut]} ».`;
      case 'sans_statuts': return 'Aucun statut n’est en vigueur : adoptez-les d’abord, les votes se comptent d’après eux.';
      case 'instance_absente': return 'Les statuts en vigueur ne prévoient pas cette instance.';
      case 'sans_electeurs': return 'Personne n’a droit de vote ce jour-là : vérifiez les adhésions.';
      case 'delai_absent': return 'Les statuts ne disent pas combien de jours avant la séance part la convocation : écrivez cette règle.';
      case 'delai_trop_court': return `Les statuts demandent ${accord(r.delai, 'jour')} entre la convocation et la séance ; il en reste ${r.reste}. Choisissez une date plus tardive.`;
      case 'electeur_inconnu': return 'Cette personne n’est pas sur la liste des votants de cette assemblée.';
      case 'vote_en_cours': return 'Un vote est ouvert : comptez-le avant de clore la séance.';
      case 'vote_ferme': return 'Ce vote n’est pas ouvert.';
      case 'distance_exclue': return 'Les statuts n’admettent pas le vote à distance, ou n’en disent rien.';
      case 'distance_par_college': return 'Le vote secret à distance ne sait pas quel collège vote : il faut une voix par membre. Votez dans la salle.';
      case 'deja_emarge': return 'Vous avez déjà retiré votre bulletin pour ce vote, peut-être depuis un autre appareil.';
      case 'bulletin_faux': return 'Ce bulletin n’est pas valable : rien n’a été déposé.';
      case 'bulletins_illisibles': return `« ${r.ligne} » ne se lit pas : écrivez un nombre, un point-virgule, puis les noms.`;
      case 'candidat_inconnu': return `« ${r.ligne} » nomme quelqu’un qui n’est pas candidat : corrigez le nom, ou comptez ce bulletin comme nul.`;
      case 'sans_suite': return 'Cette élection n’appelle ni second tour ni départage.';
      case 'point_illisible': return r.pourquoi;
      case 'deja_convoquee': return 'L’ordre du jour ne change plus : les membres sont convoqués sur celui-ci.';
      case 'deja_signe': return 'Vous avez déjà signé ce procès-verbal.';
      case 'compte': return phraseRefusScrutin(r.refus);
    }
  };
  return typographier(phrase());
}

export function phraseRefusMandat(r: RefusMandat): string {
  switch (r.code) {
    case 'role_insuffisant': return 'Les mandats sont tenus par la coordination, la présidence ou le secrétariat.';
    case 'fonction_inconnue': return 'Cette fonction n’est pas dans les statuts en vigueur.';
    case 'personne_inconnue': return 'Choisissez une personne de la CPTS.';
    case 'deja_tenu': return 'Cette personne tient déjà cette fonction à cette date.';
    case 'mandat_inconnu': return 'Ce mandat n’existe pas, ou plus.';
    case 'renouvellements_epuises': return `Les statuts n’admettent que ${accord(r.au_plus, 'renouvellement')} pour cette fonction.`;
  }
}

export function phraseRefusAdoption(r: RefusAdoption): string {
  switch (r.code) {
    case 'role_insuffisant': return 'Les statuts sont tenus par la coordination, la présidence ou le secrétariat.';
    case 'version_inconnue': return 'Cette version n’existe pas, ou n’est plus un brouillon.';
    case 'jour_a_venir': return 'Ce jour n’est pas encore venu : écrivez celui du vote.';
    case 'clauses_fautives': return `Ces statuts ne peuvent pas entrer en vigueur. ${r.raisons.join(' ')}`;
  }
}

export function phraseRefusDeclaration(r: RefusDeclaration): string {
  switch (r.code) {
    case 'role_insuffisant': return 'Les déclarations sont notées par la coordination, la présidence ou le secrétariat.';
    case 'changement_inconnu': return 'Ce changement n’existe pas, ou plus.';
    case 'deja_declare': return 'Cette déclaration est déjà notée.';
    case 'jour_a_venir': return 'Ce jour n’est pas encore venu.';
    case 'avant_le_changement': return `Le changement date du ${formaterDate(r.le)} : la déclaration vient après.`;
    case 'fichier_refuse': return r.phrase;
  }
}

export const libelleGenre: Readonly<Record<GenreMediation, string>> = { mediation: 'Une médiation', facilitation: 'Une personne neutre pour animer un échange' };
export const libelleMediation: Readonly<Record<StatutMediation, string>> = { demandee: 'attend une réponse', acceptee: 'acceptée', declinee: 'déclinée', close: 'terminée', retiree: 'retirée' };

export function phraseRefusSoutien(r: RefusSoutien): string {
  switch (r.code) {
    case 'mediation_inconnue': return 'Cette demande n’existe pas, ou n’est pas entre vous.';
    case 'tiers_inconnu': return 'Choisissez une personne de la CPTS.';
    case 'soi_meme': return 'Confiez votre demande à quelqu’un d’autre.';
    case 'geste_ferme': return `Ce geste n’est pas possible : la demande est ${libelleMediation[r.statut]}.`;
    case 'reserve_au_demandeur': return 'Ce geste revient à la personne qui a demandé.';
    case 'reserve_au_tiers': return 'Ce geste revient à la personne à qui la demande est confiée.';
    case 'rappel_recent': return typographier(`Laissez ${accord(JOURS_ENTRE_RAPPELS, 'jour')} entre deux rappels.`);
    case 'pouls_inconnu': return 'Ces questions vont aux personnes qui étaient à cette réunion.';
    case 'pouls_clos': return 'Ces questions sont closes.';
    case 'deja_repondu': return 'Vous avez déjà répondu : une réponse ne se reprend pas, puisque rien ne la relie à vous.';
    case 'lecture_reservee': return 'Cette page est réservée aux membres de la CPTS.';
  }
}

/** The name that the statutes give a college; without one, its code in words. */
export const nommerCollege = (colleges: readonly { readonly code: string; readonly nom: string }[], code: string): string => colleges.find((c) => c.code === code)?.nom ?? code.replaceAll('_', ' ');
