import type { RefusTableur } from '#modules/diagnostic/moteur/tableur.ts';
import { phraseRefusTableur } from '#modules/diagnostic/labels-chiffres.ts';
import type { Formule } from './model-valeurs.ts';
import type { RaisonRejet } from './moteur/import-releves.ts';

export const libelleFormule: Record<Formule, string> = {
  reunions_tenues: 'Réunions tenues', presences: 'Présences constatées en réunion', personnes_presentes: 'Personnes différentes présentes en réunion', assemblees: 'Assemblées closes',
  actions_achevees: 'Actions achevées qui portent la ligne', jours_prouves: 'Journées prouvées par une feuille d’émargement de la ligne', participants_prouves: 'Participants comptés par les pièces de la ligne',
  adherents: 'Adhérents à ce jour', adherents_profession: 'Adhérents d’une profession, à ce jour',
};

export type RefusValeur =
  | RefusTableur
  | { readonly code: 'role_insuffisant' | 'contrat_absent' | 'ligne_inconnue' | 'parametre_absent' | 'calcul_absent' | 'valeur_changee' | 'jour_a_venir' | 'import_inconnu' | 'deja_fait' | 'colonnes_absentes' | 'aucune_valeur' }
  | { readonly code: 'ligne_double'; readonly libelle: string }
  | { readonly code: 'refus_du_contrat'; readonly raison: string };

export function phraseRefusValeur(r: RefusValeur): string {
  switch (r.code) {
    case 'role_insuffisant': return 'La coordination, le bureau et le secrétariat relèvent les indicateurs.';
    case 'contrat_absent': return 'Aucun contrat n’est encore établi.';
    case 'ligne_inconnue': return 'Cette ligne n’est pas au contrat de cette année, ou se répond par oui ou non.';
    case 'parametre_absent': return 'Dites de quelle profession il s’agit.';
    case 'calcul_absent': return 'Cette ligne n’a pas de formule : choisissez-en une.';
    case 'valeur_changee': return 'La valeur comptée a changé entre-temps : relisez-la, puis notez-la.';
    case 'jour_a_venir': return 'Ce jour n’est pas encore venu.';
    case 'import_inconnu': return 'Ce fichier n’est plus là.';
    case 'deja_fait': return 'C’était déjà fait : rien n’a changé.';
    case 'colonnes_absentes': return 'Choisissez deux colonnes différentes du fichier : celle des noms, celle des valeurs.';
    case 'aucune_valeur': return 'Aucune ligne choisie n’a de nombre lisible : rien n’a été noté.';
    case 'ligne_double': return `Deux lignes du fichier sont pour « ${r.libelle} » : gardez la bonne.`;
    case 'refus_du_contrat': return `Le contrat a refusé une valeur (${r.raison}) : rien n’a été noté.`;
    case 'fichier_vide': case 'fichier_trop_gros': case 'format_inconnu': case 'fichier_abime': case 'classeur_protege': case 'trop_de_lignes': case 'aucun_tableau': return phraseRefusTableur(r);
  }
}

export function phraseRejet(r: RaisonRejet): string {
  switch (r) {
    case 'vide': return 'vide';
    case 'masquee': return 'masquée par la source : jamais zéro';
    case 'illisible': return 'n’est pas un nombre';
  }
}
