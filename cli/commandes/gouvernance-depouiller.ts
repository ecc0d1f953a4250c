import { depouiller } from '#modules/gouvernance/moteur/depouiller.ts';
import { exemple } from '#modules/gouvernance/moteur/exemple.ts';
import { phraseRefusScrutin } from '#modules/gouvernance/moteur/phrases.ts';
import { Scrutin } from '#modules/gouvernance/moteur/scrutin.ts';
import { commandeMoteur } from '../moteur.ts';

const AIDE = `Usage : maillage gouvernance depouiller --scrutin s.json [--json]

Compte un vote d’assemblée, de conseil ou de bureau : des statuts, des membres, des présences, des procurations et des
bulletins au résultat, avec son raisonnement. Une résolution ou une élection par entrée.

Rien n’est supposé. Chaque règle des statuts peut manquer dans l’entrée ; elle n’est demandée que si le résultat en dépend :
refus « regle_absente », qui la nomme (« quorum.sens », « procurations.auDela », « majorites.dissolution »…). Un fait qui manque
(une date de naissance, qui préside) est refusé par « fait_absent ».

Qui compte
  Les membres dont « droitDeVote » est faux ne comptent nulle part, ni au quorum ni au vote, même présents.
  Une procuration est écartée, avec son motif, quand le mandant est présent, quand le mandataire est absent (« chaine » s’il a
  lui-même donné procuration), n’a pas droit de vote, est d’un autre collège si les statuts l’excluent, ou en porte trop.
  Qui a nommé plusieurs mandataires a révoqué les premiers (code civil, art. 2006) : sa dernière procuration vaut seule, et il n’est
  pas représenté si elle est écartée ; ou aucune, selon « plusieursMandataires ».
  Le maximum se compte sur les procurations qui n’ont pas d’autre défaut, dans l’ordre de leur réception. Deux réceptions le même
  jour, dont une sans l’heure, ne se rangent pas : « fait_absent » si le résultat en dépend.
  Le bulletin nominal d’un mandataire vaut aussi pour ses mandants, sauf celui qui a son propre bulletin.
  Un votant sans bulletin est compté à part (« sansVote ») : ni exprimé, ni abstention ; il reste dans la base « presents ».

Quorum
  Non atteint : « quorum_non_atteint », et rien n’est dépouillé. À la seconde convocation vaut « secondeConvocation.quorum ».
  Un quorum par collège s’ajoute à celui de l’ensemble ; il peut aussi être seul.

Voix
  par_membre, du_membre, du_college : une voix, celles du membre, ou le poids du collège par membre.
  college_partagee : le poids du collège est divisé entre ses inscrits, ses présents (et représentés), ou ses exprimés.
  college_bloc : tout le poids du collège va au pour ou au contre qui l’emporte chez lui, en têtes (résolutions seulement).
  Pour un quorum en voix, un membre d’un collège partagé ou en bloc porte le poids du collège divisé par ses inscrits.
  Base « membres » ou « presents » d’un collège partagé ou en bloc : le poids des collèges qui y ont quelqu’un. Une exception :
  partagé entre « inscrits », la base « presents » est faite des voix que portent les présents et les représentés.
  Base « exprimes » d’un collège en bloc : les poids allés au pour ou au contre.

Résolution
  simple : pour > contre. absolue : pour > la moitié de la base. qualifiee : pour comparé à part × base, selon « sens ».
  Abstentions et nuls ne sont jamais exprimés ; les blancs selon « blancs ». Sans aucune voix pour, rien n’est adopté.
  Égalité : autant de voix pour que contre, en majorité simple, ou en majorité absolue quand elles sont la moitié de la base.
  dansChaqueCollege : dans le collège, une tête est une voix (ou les siennes, « du_membre ») ; une égalité y vaut un rejet.
  voix_preponderante : le choix de la présidence, si elle est présente en personne ; ni pour ni contre, c’est un rejet.

Élection
  Un bulletin porte des noms ; plus de noms que permis, ou un nom qui n’est pas à élire à ce tour, le rend nul.
  Majorité absolue : plus de la moitié de la base. Relative : le plus de voix, une au moins. Personne n’est élu avec zéro voix.
  Un premier tour à la majorité relative n’est pas suivi d’un second : un siège sans candidat qui ait une voix reste vacant.
  Un second tour n’est requis que si un candidat peut encore être élu ; « restants » y garde tous les candidats non élus.
  Sièges par collège et parité : parmi les ensembles d’élus les plus nombreux possible qui les respectent, le premier dans
  l’ordre des voix. Au premier tour d’une élection à deux tours, un ensemble peut se compléter avec tous les candidats ; au
  dernier tour, avec ceux qui peuvent y être élus. Quand chaque collège élit les siens, la parité se compte dans chacun.
  Une égalité n’est départagée que si elle décide d’un siège, et entre ceux-là seuls dont elle décide. Sort : ordre croissant de SHA-256("graine:identifiant").
  nouveau_tour : le siège attend un vote entre eux ; les sièges suivants n’attendent que si la parité les fait dépendre de ce vote,
  c’est-à-dire si les ex æquo ne sont pas tous du même genre et du même collège. Personne n’est alors élu qui pourrait ne pas l’être.
  « nouveauTour » dit entre qui l’on vote, et combien de sièges ils peuvent occuper ensemble au plus.
  Ce vote s’écrit dans « departages », au tour qui a laissé l’égalité : l’élection se recompte tout entière, avec ceux qui sont déjà
  élus, les sièges des collèges et la parité. Il ne fait que ranger les ex æquo, du plus de voix au moins : la majorité exigée à leur
  tour, ils l’ont eue, et aucune n’est exigée de nouveau. Un bulletin y porte les noms que permet « nomsParBulletin », pour ces sièges.
  S’il laisse une égalité qui décide d’un siège, la règle écrite après « nouveau_tour » sert ; sans elle, on vote encore, entre eux
  seuls. Un vote range toujours ceux qui s’y présentaient ensemble, s’ils se retrouvent à égalité pour un siège rouvert.
  Les départages d’un tour précèdent le tour suivant : « departage_attendu » ; un vote que rien n’appelle : « departage_sans_objet ».
  Quelqu’un est arrivé ou parti entre deux votes : chacun porte ses « presences » et ses « procurations » ; celles de la séance sont celles
  du dernier vote, et de son quorum. Rendues par chaque compte : corps.presences, corps.procurationsAdmises.
  Un siège, un candidat, second tour à la majorité absolue : s’il n’a pas plus de la moitié au second tour, le siège reste vacant.

Résultat (--json) : issue, corps, quorum, resolution ou election, raisonnement. Toute quantité de voix est une fraction
irréductible écrite en texte : "12", "5/3". Les nombres de personnes sont des entiers.
issue : adoptee, rejetee, quorum_non_atteint, pourvue, pourvue_en_partie, sans_elu, second_tour_requis, egalite_a_departager. Si un
collège attend un départage et un autre un second tour, c’est egalite_a_departager : le départage vient d’abord.`;

export const commande = commandeMoteur({
  resume: 'compte un vote, des statuts et des bulletins au résultat, avec son raisonnement',
  aide: AIDE,
  entree: 'scrutin',
  schema: Scrutin,
  exemple,
  calculer: depouiller,
  phraseRefus: phraseRefusScrutin,
  enTexte: (d) => d.raisonnement.join('\n'),
});
