import type { Jour } from '#core/jour.ts';
import { libelleMission } from '#core/mission.ts';
import type { Nature as NatureRefus } from '#core/result.ts';
import { formaterDate, formaterMontant, formaterNombre, formaterPart } from '#core/texte.ts';
import type { Indicateur, Nature, Poste, Regle } from './model.ts';
import type { Partie, StatutContrat } from './model-dossier.ts';
import type { EtatLigne } from './moteur/lignes.ts';
import type { EcheanceSuivie } from './moteur/tresorerie.ts';
import type { Avertissement, RefusContrat } from './moteur/verifier.ts';

export const libellePoste: Record<Poste, string> = { fonctionnement: 'Fonctionnement', ...libelleMission };
export const libelleNature: Record<Nature, string> = { avance: 'avance', solde: 'solde du fixe', variable: 'variable' };

export const libelleEtatLigne: Record<EtatLigne, string> = {
  atteinte: 'atteinte',
  partielle: 'atteinte en partie',
  non_atteinte: 'non atteinte',
  sans_valeur: 'sans valeur relevée',
  livrables_manquants: 'livrables manquants',
  sans_depart: 'sans valeur de départ',
  sans_montant: 'sans montant propre',
};
export const libelleEtatEcheance: Record<EcheanceSuivie['etat'], string> = { a_venir: 'à venir', due: 'due', partielle: 'reçue en partie', soldee: 'reçue', trop_percue: 'trop perçue' };

export const libellePartie: Record<Partie, string> = { cpts: 'Pour la CPTS', ars: 'Pour l’ARS', cpam: 'Pour l’Assurance Maladie' };
export const libelleStatutContrat: Record<StatutContrat, string> = { en_preparation: 'en préparation', signee: 'en cours', resiliee: 'résilié', echue: 'arrivé à son terme' };

const montant = (centimes: number): string => formaterMontant({ centimes, unite: '€' });
/** For a page: cents only where there are some. */
export const enEuros = (centimes: number): string => montant(centimes).replace(',00', '');

export function phraseRefusContrat(r: RefusContrat): string {
  switch (r.code) {
    case 'regime_inconnu':
      return `Le régime « ${r.regime} » n’existe pas.`;
    case 'aucun_regime':
      return `Aucun régime de l’ACI n’était en vigueur le ${formaterDate(r.jour)} : vérifiez la date de signature.`;
    case 'date_hors_bornes':
      return `Le ${formaterDate(r.jour)} ne peut pas être une date du contrat : vérifiez l’année.`;
    case 'dates_inversees':
      return `Les dates sont inversées (${r.objet === 'resiliation' ? 'résiliation' : r.objet === 'crise' ? 'crise reconnue' : `mission « ${libelleMission[r.objet]} »`}) : la fin, ${formaterDate(r.fin)}, ne vient pas après le début, ${formaterDate(r.debut)}.`;
    case 'missions_superposees':
      return `La mission « ${libelleMission[r.mission]} » court deux fois à la date du ${formaterDate(r.le)} : terminez la première avant d’en commencer une autre.`;
    case 'identifiant_double':
      return `L’identifiant « ${r.id} » sert deux fois.`;
    case 'reference_inconnue':
      return { releve: `Une valeur est relevée pour « ${r.id} », qui n’est pas une ligne du contrat.`, livrable: `Le livrable « ${r.id} » n’est pas demandé par le contrat.`, report: `La ligne « ${r.id} » ne peut pas être reportée : elle n’existe pas dans une année précédente de la même mission.` }[r.objet];
    case 'report_double':
      return `Deux lignes reprennent « ${r.id} » : ce qu’elle a payé ne se déduit qu’une fois. Gardez un seul report ; la ligne reportée peut l’être à son tour.`;
    case 'annee_hors_contrat':
      return `« ${r.id} » compte pour l’année ${r.annee}, mais le contrat en dure ${r.duree}.`;
    case 'mission_non_engagee':
      return `« ${r.id} » relève de la mission « ${libelleMission[r.mission]} », que le contrat n’engage pas.`;
    case 'releves_contradictoires':
      return `Deux valeurs différentes sont relevées le ${formaterDate(r.le)} pour « ${r.indicateur} » : gardez la bonne.`;
    case 'valeur_vraie_ou_fausse':
      return `« ${r.indicateur} » attend un nombre, pas vrai ou faux.`;
    case 'ligne_sans_pente':
      return `« ${r.indicateur} » : la base et la cible sont égales, le prorata n’a pas de sens.`;
    case 'deux_facons_de_payer':
      return `La mission « ${libelleMission[r.mission]} », année ${r.annee}, a des lignes avec montant et un taux accordé : choisissez l’un ou l’autre.`;
    case 'appreciation_double':
      return `La mission « ${libelleMission[r.mission]} », année ${r.annee}, a deux taux accordés.`;
  }
}

export function phraseAvertissement(a: Avertissement): string {
  switch (a.code) {
    case 'somme_differente_de_l_enveloppe':
      return `${libelleMission[a.mission]}, année ${a.annee} : les meilleurs paliers font ${montant(a.somme)}, l’enveloppe variable ${montant(a.enveloppe)}.`;
    case 'paliers_decroissants':
      return `« ${a.indicateur} » : un palier plus difficile paie moins qu’un plus facile.`;
    case 'demarrage_en_retard':
      return `${libelleMission[a.mission]} : démarrée le ${formaterDate(a.debut)}, attendue le ${formaterDate(a.limite)} au plus tard.`;
    case 'montant_a_verifier':
      return `${libellePoste[a.poste]} : le montant du régime est à vérifier pour cette taille.`;
    case 'mission_hors_regime':
      return `${libelleMission[a.mission]} : le régime ${a.regime} ne la finance pas ; donnez son enveloppe si le contrat en prévoit une.`;
    case 'variable_ferme':
      return a.mission === 'crise' ? `Crise, année ${a.annee} : ${montant(a.montant)} de variable, mais aucune crise reconnue.` : `${libelleMission[a.mission]}, année ${a.annee} : ${montant(a.montant)} de variable non dus (mission non assurée, ou contrat résilié).`;
    case 'variable_plafonne':
      return `${libelleMission[a.mission]}, année ${a.annee} : les lignes dépassent l’enveloppe de ${montant(a.perdu)}, qui ne sont pas dus.`;
    case 'depart_absent':
      return `« ${a.indicateur} » mesure un progrès, mais sa valeur de départ manque.`;
    case 'releve_a_venir':
      return `« ${a.indicateur} » : la valeur du ${formaterDate(a.le)} est postérieure à la date du calcul, elle est ignorée.`;
    case 'reglages_a_verifier':
      return 'Compte des jours, arrondi et date du solde : réglages non sourcés, à vérifier avec la caisse.';
  }
}

type Tenue = { readonly code: 'role_insuffisant' | 'contrat_absent' | 'ligne_inconnue' | 'saisie_refusee' | 'deja_resilie' } | { readonly code: 'version_depassee'; readonly actuelle: number } | { readonly code: 'contrat_court'; readonly jusquAu: Jour } | { readonly code: 'contrat_refuse'; readonly refus: RefusContrat };

export const natureRefusTenue = (r: Pick<Tenue, 'code'>): NatureRefus => (r.code === 'role_insuffisant' ? 'interdit' : r.code === 'version_depassee' ? 'conflit' : r.code === 'ligne_inconnue' ? 'inconnu' : 'regle');

export function phraseRefusTenue(r: Tenue): string {
  switch (r.code) {
    case 'role_insuffisant':
      return 'La coordination, la présidence et la trésorerie tiennent le contrat.';
    case 'contrat_absent':
      return 'Aucun contrat n’est encore établi : commencez par ses termes.';
    case 'ligne_inconnue':
      return 'Cette ligne n’est plus au contrat.';
    case 'deja_resilie':
      return 'Ce contrat est déjà terminé.';
    case 'contrat_court':
      return `Le contrat court jusqu’au ${formaterDate(r.jusquAu)} : son renouvellement se note à partir de ce jour. D’ici là, un avenant change ce qui doit l’être.`;
    case 'saisie_refusee':
      return 'Une réponse est à revoir.';
    case 'version_depassee':
      return `Le contrat a été modifié pendant votre saisie (version ${r.actuelle}). Votre saisie est gardée : vérifiez la page, puis renvoyez-la.`;
    case 'contrat_refuse':
      return phraseRefusContrat(r.refus);
  }
}

type Releve = { readonly code: 'role_insuffisant' | 'contrat_absent' | 'ligne_inconnue' | 'livrable_inconnu' | 'jour_a_venir' | 'deja_fait' } | { readonly code: 'valeur_absente'; readonly attendue: 'nombre' | 'oui_non' };

export function phraseRefusReleve(r: Releve): string {
  switch (r.code) {
    case 'role_insuffisant':
      return 'Ce geste revient à la coordination, à la trésorerie ou au secrétariat.';
    case 'contrat_absent':
      return 'Aucun contrat n’est encore établi.';
    case 'ligne_inconnue':
      return 'Cette ligne n’est plus au contrat.';
    case 'livrable_inconnu':
      return 'Ce livrable n’est plus demandé.';
    case 'jour_a_venir':
      return 'Ce jour n’est pas encore venu : notez la date de la valeur ou du versement.';
    case 'deja_fait':
      return 'C’était déjà fait : rien n’a changé.';
    case 'valeur_absente':
      return r.attendue === 'nombre' ? 'Écrivez la valeur, par exemple 66,7.' : 'Dites si c’est fait : oui ou non.';
  }
}

/** How a rule pays, in one sentence. */
export function phraseRegle(r: Regle | undefined, sens: Indicateur['sens']): string {
  const quand = sens === 'hausse' ? 'au moins' : 'au plus';
  switch (r?.type) {
    case undefined:
      return 'Sans montant propre : le dialogue de gestion décide.';
    case 'atteint':
      return r.cible === undefined ? `${enEuros(r.montant)} si c’est fait.` : `${enEuros(r.montant)} à ${quand} ${formaterNombre(r.cible)}.`;
    case 'paliers_valeur':
      return `${r.paliers.map((p) => `${enEuros(p.montant)} à ${quand} ${formaterNombre(p.seuil)}`).join(' ; ')}. Seul le meilleur palier est dû.`;
    case 'paliers_variation':
      return `${r.paliers.map((p) => `${enEuros(p.montant)} pour un progrès de ${r.mesure === 'relative' ? formaterPart(p.seuil) : formaterNombre(p.seuil)}`).join(' ; ')}. Seul le meilleur palier est dû.`;
    case 'compte':
      return `${enEuros(r.prixUnitaire)} par unité${r.aPartirDe > 0 ? ` après les ${formaterNombre(r.aPartirDe)} premières` : ''}, au plus ${enEuros(r.plafond)}.`;
    case 'lineaire':
      return `Jusqu’à ${enEuros(r.montant)}, au prorata de ${formaterNombre(r.base)} à ${formaterNombre(r.cible)}${r.plancher > 0 ? `, rien au-dessous de ${formaterPart(r.plancher, 0)} du chemin` : ''}.`;
  }
}
