import type { Jour } from '#core/jour.ts';
import { euros } from '#core/money.ts';
import { formaterDate, formaterMontant, NBSP } from '#core/texte.ts';
import type { RefusFinances, StatutTemps, Versement } from './model.ts';

export const montant = (centimes: number): string => formaterMontant(euros(centimes / 100));
/** `90` → `1 h 30`, `120` → `2 h`, `45` → `45 min`. */
export function duree(minutes: number): string {
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  return h === 0 ? `${m}${NBSP}min` : `${h}${NBSP}h${m === 0 ? '' : `${NBSP}${String(m).padStart(2, '0')}`}`;
}

export const libelleVersement: Readonly<Record<Versement, string>> = { indemnite: 'indemnité', remuneration: 'rémunération' };
export const explicationVersement: Readonly<Record<Versement, string>> = {
  indemnite: 'Compense la perte de revenu d’une fonction dans la CPTS. Peut varier selon la profession.',
  remuneration: 'Paie la participation à une mission. La même pour tous.',
};

export const libelleStatut: Readonly<Record<StatutTemps, string>> = {
  proposee: 'à confirmer', confirmee: 'à approuver', approuvee: 'approuvé', en_paiement: 'en paiement', payee: 'payé', refusee: 'refusé', contestee: 'contesté', ecartee: 'écarté',
};

const jourDit = (j: Jour): string => formaterDate(j);

export function phraseRefus(r: RefusFinances): string {
  switch (r.code) {
    case 'role_insuffisant': return 'Seules la trésorerie et la présidence peuvent faire cela.';
    case 'temps_inconnu': return 'Ce temps n’existe pas, ou plus.';
    case 'autre_personne': return 'Chacun confirme, écarte ou conteste son propre temps : celui-ci est à quelqu’un d’autre.';
    case 'jamais_la_sienne': return 'Personne n’approuve ce qui le paie : demandez à l’autre personne qui tient les finances.';
    case 'vote_absent': return 'Un taux sans vote ne paie personne : dites quelle décision l’a voté.';
    case 'vote_futur': return 'Ce vote est daté de demain ou plus tard : un taux s’enregistre une fois voté.';
    case 'taux_existe': return 'Un taux commence déjà ce jour-là pour ce même cas. Choisissez un autre jour de début.';
    case 'remuneration_par_profession': return 'Une rémunération est la même pour toutes les professions. Seule une indemnité peut varier.';
    case 'jour_futur': return 'Ce jour n’est pas encore passé : un temps se déclare une fois donné.';
    case 'duree_impossible': return 'La durée doit être d’une minute au moins et d’un jour au plus.';
    case 'rien_a_faire': return 'Aucune ligne n’est choisie : cochez celles qui sont concernées.';
    case 'modifie_entre_temps': return 'Cette ligne a changé pendant que vous la lisiez. La voici à jour.';
    case 'exercice_inconnu': return 'Cet exercice n’est pas clos.';
    case 'iban_faux': return 'Cet IBAN n’est pas juste : un chiffre manque ou diffère. Recopiez-le depuis un relevé.';
    case 'compte_cpts_absent': return 'Donnez d’abord le compte de la CPTS, celui qui paie.';
    case 'lot_inconnu': return 'Ce lot de paiement n’existe pas, ou plus.';
    case 'lot_fini': return 'Ce lot est déjà payé ou annulé : il ne change plus.';
    case 'execution_passee': return 'Le jour d’exécution est déjà passé : choisissez aujourd’hui ou plus tard.';
    case 'taux_absent': return `Aucun taux d’${libelleVersement[r.nature] === 'indemnité' ? 'indemnité' : 'heure de rémunération'} n’était voté le ${jourDit(r.jour)}. La trésorerie doit d’abord enregistrer la décision.`;
    case 'plafond_inconnu': return `Le plafond de l’année ${r.annee} n’est pas connu de Maillage : rien ne peut être promis pour cette année tant qu’il n’est pas publié et ajouté.`;
    case 'exercice_clos': return `L’exercice ${r.annee} est clos : plus rien n’y est ajouté ni changé. La trésorerie peut le rouvrir.`;
    case 'exercice_en_cours': return `L’exercice ${r.annee} n’est pas fini : il se clôt à partir du 1er janvier suivant.`;
    case 'exercice_a_traiter': return `Il reste ${r.reste} ${r.reste > 1 ? 'choses' : 'chose'} à décider en ${r.annee} (temps, factures, subventions ou mouvements de banque) : traitez-les avant de clore.`;
    case 'plafond_depasse':
      return r.minutesAuPlus < 1
        ? `Le plafond ${r.annee} de ${montant(r.plafond)} par personne est atteint : il reste ${montant(r.reste)}, moins d’une minute à ce taux.`
        : `Ce temps dépasserait le plafond ${r.annee} de ${montant(r.plafond)} par personne : il reste ${montant(r.reste)}, soit ${duree(r.minutesAuPlus)} au plus à ce taux.`;
    case 'geste_impossible': return `Un temps « ${libelleStatut[r.statut]} » ne peut pas être changé ainsi. La page montre où il en est.`;
  }
}
