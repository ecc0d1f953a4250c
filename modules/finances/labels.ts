import type { Jour } from '#core/jour.ts';
import { euros } from '#core/money.ts';
import { formaterDate, formaterMontant, NBSP } from '#core/texte.ts';
import { libellePoste } from '#modules/aci/labels.ts';
import type { Financeur } from '#modules/actions/model.ts';
import type { Poste } from '#modules/aci/model.ts';
import type { Metier, RefusFinances, StatutTemps, Tache, Versement } from './model.ts';
import type { ObjetMouvement, RefusBanque } from './model-banque.ts';
import type { CleCompte, NatureCharge, RefusComptes, StatutFacture, StatutSubvention } from './model-comptes.ts';

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

export const libelleMetier: Readonly<Record<Metier, string>> = {
  assistant_medical: 'Assistance médicale', autre: 'Autre rôle', autre_soignant: 'Autre profession de santé', coordination: 'Coordination', infirmier: 'Infirmiers', mediation: 'Médiation en santé', secretariat: 'Secrétariat', travail_social: 'Travail social',
};
export const libelleTache: Readonly<Record<Tache, string>> = {
  joindre: 'Joindre un patient ou ses proches', rendez_vous: 'Trouver un rendez-vous', papiers: 'Papiers et droits', liaison: 'Lien entre professionnels', sortie: 'Entrée ou sortie d’hôpital', reunion: 'Préparer une réunion, en rendre compte', autre: 'Autre travail de coordination',
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
    case 'pour_tous_sans_exception': return 'Un même taux pour tous ne dépend ni de la profession ni de la mission : laissez ces deux champs vides.';
    case 'travail_inconnu': return 'Ce travail n’est pas noté ici, ou plus.';
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
    case 'taux_absent': return `Aucun taux ${r.nature === 'indemnite' ? 'd’indemnité' : 'de rémunération'} n’est voté pour le ${jourDit(r.jour)}. La trésorerie doit d’abord enregistrer la décision.`;
    case 'plafond_inconnu': return `Plafond ${r.annee} : à renseigner. Rien ne peut être promis pour ${r.annee} tant que la trésorerie ne l’a pas saisi, avec sa source, dans « Taux votés ».`;
    case 'plafond_publie': return `Le plafond ${r.annee} est publié et connu : il ne se saisit pas.`;
    case 'annee_trop_loin': return `Le plafond ${r.annee} n’est pas encore publié : saisissez celui de cette année ou de la suivante.`;
    case 'plafond_deja_depasse': return `Une personne a déjà ${montant(r.promis)} promis ou payés en ${r.annee} : le plafond ne peut pas être plus bas. Vérifiez le chiffre sur l’arrêté.`;
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

export const libelleNatureCharge: Readonly<Record<NatureCharge, string>> = {
  indemnites: 'Indemnités', remunerations: 'Rémunérations', salaires: 'Salaires', prestataires: 'Prestataires', achats: 'Achats', deplacements: 'Déplacements et réceptions', banque: 'Banque', autres: 'Autres dépenses',
};
export const libelleStatutFacture: Readonly<Record<StatutFacture, string>> = { recue: 'reçue, à approuver', approuvee: 'approuvée, à payer', payee: 'payée', refusee: 'refusée' };
export const libelleStatutSubvention: Readonly<Record<StatutSubvention, string>> = { annoncee: 'annoncée, à confirmer', accordee: 'accordée', abandonnee: 'abandonnée' };
export const libelleFinanceurCompte: Readonly<Record<Financeur, string>> = { aci: 'Assurance Maladie (hors contrat ACI)', fir: 'ARS, fonds d’intervention régional', article_51: 'Article 51', appel_a_projets: 'Appel à projets', autre: 'Autre financeur' };
export const libelleCle: Readonly<Record<CleCompte, string>> = {
  banque: 'Banque', fournisseurs: 'Fournisseurs', membres: 'Membres à payer', subventions_a_recevoir: 'Subventions à recevoir', report: 'Report à nouveau', charge_indemnites: 'Indemnités', charge_remunerations: 'Rémunérations', charge_salaires: 'Salaires',
  charge_prestataires: 'Prestataires', charge_achats: 'Achats', charge_deplacements: 'Déplacements et réceptions', charge_banque: 'Frais bancaires', charge_autres: 'Autres dépenses', produit_subventions: 'Subventions', produit_aci: 'Contrat ACI', produit_cotisations: 'Cotisations', produit_autres: 'Autres recettes',
};
export const libelleObjet: Readonly<Record<ObjetMouvement, string>> = { facture: 'Facture', lot: 'Lot de paiement', subvention: 'Subvention', versement: 'Versement du contrat ACI', frais: 'Frais bancaires', cotisations: 'Cotisations des adhérents', produit: 'Autre recette', charge: 'Autre dépense' };
export const dirPoste = (p: Poste | null | undefined): string => (p ? libellePoste[p] : 'À imputer');

export function phraseRefusComptes(r: RefusComptes): string {
  switch (r.code) {
    case 'role_insuffisant': return 'Votre rôle ne permet pas ce geste : la trésorerie et la présidence tiennent les comptes, la coordination et le secrétariat y saisissent.';
    case 'jamais_la_sienne_facture': return 'Vous avez saisi cette pièce : quelqu’un d’autre qui tient les finances doit l’approuver.';
    case 'facture_inconnue': return 'Cette facture n’existe pas, ou plus.';
    case 'facture_deja_saisie': return 'Une facture de ce fournisseur porte déjà ce numéro : elle ne se saisit pas deux fois.';
    case 'subvention_inconnue': return 'Cette subvention n’existe pas, ou plus.';
    case 'jour_futur': return 'Ce jour n’est pas encore venu : écrivez la date de la pièce, ou celle du paiement.';
    case 'fiche_inconnue': return 'Cette action n’existe pas, ou plus : choisissez-en une autre.';
    case 'fiche_autre_mission': return 'Cette action relève d’une autre mission : choisissez la mission de l’action, ou aucune action.';
    case 'modifie_entre_temps': return 'Quelqu’un a changé cela pendant que vous le lisiez. La page est à jour : refaites votre geste.';
    case 'rien_a_reprendre': return 'Toutes les dépenses prévues par les fiches action de l’année sont déjà au budget.';
    case 'trop_encaisse': return 'Ce montant dépasse ce qui reste à recevoir de cette subvention.';
    case 'ligne_inconnue': return 'Cette ligne du budget n’existe pas, ou plus.';
    case 'motif_absent': return 'Dites pourquoi, en quelques mots : la personne qui a saisi la pièce le lira.';
    case 'encaissement_inconnu': return 'Ce versement n’existe pas, ou plus.';
    case 'fichier_refuse': return r.phrase;
    case 'exercice_clos': return `L’exercice ${r.annee} est clos : plus rien n’y est ajouté ni changé. La trésorerie peut le rouvrir.`;
    case 'geste_impossible_facture': return `Une facture « ${libelleStatutFacture[r.statut]} » ne peut pas être changée ainsi. La page montre où elle en est.`;
    case 'geste_impossible_subvention': return `Une subvention « ${libelleStatutSubvention[r.statut]} » ne peut pas être changée ainsi. La page montre où elle en est.`;
  }
}

export function phraseRefusBanque(r: RefusBanque): string {
  switch (r.code) {
    case 'role_insuffisant': return 'Seules la trésorerie et la présidence importent les relevés et les rapprochent.';
    case 'xml_illisible': return 'Ce fichier n’est pas un XML lisible : téléchargez de nouveau le relevé depuis le site de la banque.';
    case 'xml_interdit': return 'Ce fichier contient une définition de document (DOCTYPE ou ENTITY) : aucun relevé de banque n’en a besoin, et elle peut cacher un piège. Il n’est pas lu.';
    case 'pas_un_camt053': return 'Ce fichier XML n’est pas un relevé CAMT.053 : demandez à la banque un « relevé de compte CAMT.053 ».';
    case 'devise_etrangere': return `Un mouvement est en ${r.devise} : seuls les relevés en euros sont lus.`;
    case 'montant_illisible': return `Ligne ${r.ligne}${NBSP}: le montant « ${r.texte} » ne se lit pas.`;
    case 'jour_illisible': return `Ligne ${r.ligne}${NBSP}: la date « ${r.texte} » ne se lit pas.`;
    case 'solde_faux': return 'Le solde final du relevé n’est pas le solde initial plus les mouvements : le fichier est incomplet ou abîmé.';
    case 'releve_vide': return 'Ce fichier ne contient aucun mouvement.';
    case 'trop_de_mouvements': return 'Ce fichier a plus de 20 000 mouvements : importez-le par trimestre.';
    case 'csv_sans_colonne': return `La colonne « ${r.colonne} » n’est pas dans ce fichier : dites de nouveau quelle colonne porte quoi.`;
    case 'csv_illisible': return 'Ce fichier n’est pas un tableau lisible : une première ligne de titres, puis une ligne par mouvement.';
    case 'genre_inconnu': return 'Ce fichier n’est ni un CAMT.053 (XML) ni un tableau CSV.';
    case 'fichier_absent': return 'Ce fichier n’est plus là : déposez-le de nouveau.';
    case 'trop_gros': return 'Ce fichier dépasse 20 Mo : aucun relevé de banque n’est si gros.';
    case 'deja_importe': return 'Ce relevé est déjà importé : rien n’a changé.';
    case 'autre_compte': return 'Ce relevé est celui d’un autre compte que celui de la CPTS (l’IBAN diffère).';
    case 'exercice_clos': return `Ce relevé a des mouvements de ${r.annee}, un exercice clos : la trésorerie peut le rouvrir.`;
    case 'mouvement_inconnu': return 'Ce mouvement n’existe pas, ou plus.';
    case 'deja_rapproche': return 'Ce mouvement est déjà rapproché : défaites d’abord.';
    case 'pas_rapproche': return 'Ce mouvement n’est pas rapproché.';
    case 'ne_correspond_pas': return 'Ce mouvement et ce que vous avez choisi ne font pas le même montant, ou ne vont pas dans le même sens.';
    case 'objet_indisponible': return 'Ce que vous avez choisi n’attend plus de paiement, ou est déjà rapproché.';
  }
}
