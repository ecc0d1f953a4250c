import { formaterMontant } from '#core/texte.ts';
import type { Financeur, GesteFiche, NatureDepense, StatutFiche } from './model.ts';
import type { ErreursFiche } from './rules.ts';

export const libelleStatutFiche: Record<StatutFiche, string> = { proposee: 'proposée', engagee: 'en cours', suspendue: 'suspendue', achevee: 'achevée', abandonnee: 'abandonnée' };
export const libelleGesteFiche: Record<GesteFiche, string> = { engager: 'Engager l’action', suspendre: 'Suspendre', reprendre: 'Reprendre l’action', achever: 'Déclarer achevée', abandonner: 'Abandonner', rouvrir: 'Rouvrir l’action' };
export const libelleFinanceur: Record<Financeur, string> = { aci: 'ACI', fir: 'FIR', article_51: 'Article 51', appel_a_projets: 'Appel à projets', autre: 'Autre financeur' };
export const libelleNatureDepense: Record<NatureDepense, string> = { indemnites: 'Indemnités', remunerations: 'Rémunérations', prestataires: 'Prestataires', achats: 'Achats', autres: 'Autres' };

export type RefusFiche =
  | { readonly code: 'role_insuffisant' }
  | { readonly code: 'fiche_inconnue' }
  | { readonly code: 'reunion_inconnue' }
  | { readonly code: 'reunion_prise' }
  | { readonly code: 'version_depassee'; readonly actuelle: number }
  | { readonly code: 'geste_impossible'; readonly statut: StatutFiche }
  | { readonly code: 'fiche_close'; readonly statut: StatutFiche }
  | { readonly code: 'pilote_inconnu' }
  | { readonly code: 'ligne_inconnue' }
  | { readonly code: 'trop_de_lignes' }
  | { readonly code: 'euro_compte_deux_fois'; readonly depasse: number }
  | { readonly code: 'saisie_refusee'; readonly erreurs: ErreursFiche };

export const enEuros = (centimes: number): string => formaterMontant({ centimes, unite: '€' });

export function phraseRefusFiche(r: RefusFiche): string {
  switch (r.code) {
    case 'role_insuffisant': return 'La coordination, le bureau et le pilote de l’action écrivent cette fiche.';
    case 'fiche_inconnue': return 'Cette fiche n’existe pas.';
    case 'reunion_inconnue': return 'Cette réunion n’existe pas.';
    case 'reunion_prise': return 'Cette réunion est déjà rattachée à une action : détachez-la d’abord.';
    case 'version_depassee': return `La fiche a changé entre-temps (version ${r.actuelle}). Votre texte est gardé ci-dessous : relisez la fiche, puis enregistrez de nouveau.`;
    case 'geste_impossible': return `L’action est ${libelleStatutFiche[r.statut]} : ce geste n’est plus possible.`;
    case 'fiche_close': return `L’action est ${libelleStatutFiche[r.statut]} : rouvrez-la pour la modifier.`;
    case 'pilote_inconnu': return 'Le pilote doit être une personne de la CPTS.';
    case 'ligne_inconnue': return 'Cette ligne a déjà été retirée de la fiche.';
    case 'trop_de_lignes': return 'La fiche est pleine : au plus 200 tâches et 100 dépenses.';
    case 'euro_compte_deux_fois': return `Les financeurs donnent ${enEuros(r.depasse)} de plus que la dépense ne coûte : un euro ne se finance qu’une fois.`;
    case 'saisie_refusee': return Object.values(r.erreurs)[0] ?? 'Une réponse est à revoir.';
  }
}
