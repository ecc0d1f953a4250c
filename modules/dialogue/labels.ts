import { avecUnite } from '#core/texte.ts';
import type { EtatDossier, LigneGardee, Proposition } from './model.ts';

export const libelleProposition: Record<Proposition, string> = { reconduire: 'Reconduire telle quelle', renegocier: 'Renégocier l’objectif', abandonner: 'Ne pas reconduire' };
export const libelleOrigine: Record<NonNullable<LigneGardee['origine']>, string> = { saisie: 'notée à la main', importee: 'importée d’un tableur', calculee: 'calculée par la plateforme' };

const NBSP = '\u00a0';

/** A value with its unit, as it is read aloud. */
export function valeurEnClair(l: Pick<LigneGardee, 'unite'>, valeur: LigneGardee['valeur']): string {
  if (valeur === null) return 'sans valeur';
  if (typeof valeur === 'boolean') return valeur ? 'fait' : 'pas fait';
  return avecUnite(valeur, l.unite);
}

/** A contract year named in a sentence. */
export const nomDeLAnnee = (e: Pick<EtatDossier, 'annee'>): string => `année${NBSP}${e.annee.numero}`;

export type RefusDialogue =
  | { readonly code: 'role_insuffisant' }
  | { readonly code: 'signature_reservee' }
  | { readonly code: 'contrat_absent' }
  | { readonly code: 'annee_inconnue' }
  | { readonly code: 'version_depassee'; readonly actuelle: number }
  | { readonly code: 'jour_a_venir' }
  | { readonly code: 'rien_n_a_change'; readonly numero: number }
  | { readonly code: 'fichier_refuse'; readonly phrase: string };

export function phraseRefusDialogue(r: RefusDialogue): string {
  switch (r.code) {
    case 'role_insuffisant': return 'La coordination et le bureau écrivent le dossier.';
    case 'signature_reservee': return 'La présidence signe : elle représente la CPTS devant l’ARS et la caisse.';
    case 'contrat_absent': return 'Aucun contrat n’est encore établi : il n’y a pas de dialogue à préparer.';
    case 'annee_inconnue': return 'Le contrat n’a pas cette année.';
    case 'version_depassee': return `Le dossier a changé entre-temps (version ${r.actuelle}). Votre texte est gardé ci-dessous : relisez, puis enregistrez de nouveau.`;
    case 'jour_a_venir': return 'Ce jour n’est pas encore venu.';
    case 'rien_n_a_change': return `Rien n’a changé depuis l’état n° ${r.numero} : il est déjà signé et déposé.`;
    case 'fichier_refuse': return r.phrase;
  }
}
