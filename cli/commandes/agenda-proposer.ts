import { DemandeDeDate } from '#modules/agenda/moteur/demande.ts';
import { EXEMPLE } from '#modules/agenda/moteur/exemple.ts';
import { direProposition, OBJECTIF, phraseRefusDeDate, proposer } from '#modules/agenda/moteur/proposer.ts';
import { commandeMoteur } from '../moteur.ts';

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
Une seule date par jour (la meilleure), sauf unParJour = false.

Heure d’été : une heure locale qui n’existe pas n’est pas proposée (écrite dans « creneaux », elle avance du saut) ; celle qui existe deux fois l’est à son premier passage ;
la durée est une durée réelle. Une réunion est une soirée si elle finit après soireeApres.

Si aucune date n’est possible, le refus (code aucune_date) nomme chaque contrainte qu’il suffit de lever seule, avec le
nombre de créneaux et la meilleure date qu’on y gagne ; à défaut, le plus petit ensemble à lever.`,
  entree: 'demande',
  schema: DemandeDeDate,
  exemple: EXEMPLE,
  calculer: proposer,
  phraseRefus: phraseRefusDeDate,
  enTexte: direProposition,
});
