import { VACANCES_SCOLAIRES } from '#modules/agenda/constants.ts';
import { DemandeDeDate } from '#modules/agenda/moteur/demande.ts';
import { EXEMPLE } from '#modules/agenda/moteur/exemple.ts';
import { direProposition, OBJECTIF, phraseRefusDeDate, proposer } from '#modules/agenda/moteur/proposer.ts';
import { commandeMoteur } from '../moteur.ts';

const VACANCES = VACANCES_SCOLAIRES.flatMap(({ annee, verifie, zones }) => (['A', 'B', 'C'] as const).map((zone) => `  ${annee} ${zone}${verifie ? '' : ' (à vérifier)'} : ${zones[zone].map((v) => `${v.nom} ${v.du} → ${v.au}`).join(', ')}`));

export const commande = commandeMoteur({
  resume: 'les meilleures dates d’une réunion, avec qui peut venir, pourquoi, et ce qu’elles coûtent à qui',
  aide: `Usage : maillage agenda proposer --demande d.json [--json]

Propose les meilleures dates d’une réunion. Tous les débuts de la fenêtre sont examinés (ou ceux de « creneaux »).

Une personne peut venir, peut venir « si besoin », ou ne peut pas. Dans l’ordre, la dernière règle l’emporte :
  consultations (non, ou si besoin si consultationsSouples), occupations (non), congés (non),
  ses réponses (oui, si_besoin, non), enfin maxSoirees (non le soir quand soireesDeja + 1 le dépasse).
Le trajet (sur place) élargit les consultations et les occupations de chaque côté.
Les personnes « informe » ne comptent ni dans les présents, ni dans le quorum, ni dans la salle, ni dans l’équité.

Une date est possible si elle respecte : moments interdits, jours fériés, vacances (si interdites), quorum
(présents, essentiels, par profession, par collège ; « si besoin » compte comme présent), et une salle libre assez grande.

Classement des dates possibles, critère après critère, le premier qui diffère décide :
${OBJECTIF.map((o) => `  ${o}`).join('\n')}
Une seule date par jour local (celui où elle commence), la meilleure, sauf unParJour = false.
L’ordre des personnes, des occupations et des créneaux ne change ni les dates ni leur classement : il ne fait que ranger les listes de
la réponse. Deux salles de même taille : la première de la liste.

Temps : une heure sans décalage est locale au fuseau. Passage à l’heure d’été : l’heure sautée n’est jamais un début proposé ; écrite
dans « creneaux », un intervalle ou une plage, elle avance du saut (02:30 devient 03:30 ; un intervalle qui en sort vide ne prend rien).
Passage à l’heure d’hiver : l’heure double est lue à son premier passage. La durée est une durée réelle.
Une réunion est une soirée si elle finit après soireeApres. Seul un début de « creneaux » peut passer minuit.
Les débuts examinés vont de 2000 à 2199 ; congés, occupations et interdits peuvent finir plus tard (« jusqu’à nouvel ordre » : 9999-12-31).

Vacances connues de zoneScolaire (bornes comprises) ; la Corse et l’outre-mer ont les leurs, à écrire dans periodesVacances :
${VACANCES.join('\n')}

Réponse (--json) : objectif, creneauxExamines, creneauxPossibles, avertissements, dates. Chaque date : rang, debut et fin (avec décalage),
jour, libelle, soiree, vacances, ferie et salle (null s’il n’y en a pas), criteres (les six premiers du classement), apresLaPrecedenteCar
(le critère qui l’a mise après), presents et siBesoin (id, les seconds sont parmi les premiers), absents (personne, raison : soirees_epuisees,
reponse, conge, occupation ou consultation), quorum (requis et presents), pourquoi, couts (soiree, deux_soirs_de_suite, consultation en minutes,
si_besoin).

Si aucune date n’est possible, le refus (code aucune_date) nomme chaque contrainte qu’il suffit de lever seule, avec le
nombre de créneaux et la meilleure date qu’on y gagne (un seuil : le plus haut qui laisse une date ; au plus cinq personnes essentielles
nommées, celles qui libèrent le plus de créneaux, puis l’ordre de la demande) ; à défaut, le plus petit ensemble à lever. Fenêtre sans aucun début : aucun_creneau.`,
  entree: 'demande',
  schema: DemandeDeDate,
  exemple: EXEMPLE,
  calculer: proposer,
  phraseRefus: phraseRefusDeDate,
  enTexte: direProposition,
});
