import type { GenrePreuve } from './model-preuves.ts';
import type { Faiblesse } from './rules-preuves.ts';

export const libelleGenrePreuve: Record<GenrePreuve, string> = { emargement: 'Feuille d’émargement', compte_rendu: 'Compte rendu', photo: 'Photo', requete_cpam: 'Requête de la CPAM', bilan: 'Bilan ou rapport', convention: 'Convention signée', decompte: 'Nombre compté', lien: 'Adresse en ligne', mention: 'Mention dans un rapport' };
export const phraseFaiblesse: Record<Faiblesse, string> = {
  mention_seule: 'Une mention dans un rapport ne montre pas ce qui a eu lieu : joignez la pièce.',
  reunion_sans_emargement: 'Un compte rendu sans feuille d’émargement ne dit pas qui était là.',
  sans_date: 'Sans date, on ne sait pas à quelle année elle compte.',
  adresse_seule: 'Une page en ligne peut changer : joignez une copie.',
  nombre_seul: 'Un nombre seul ne se vérifie pas : joignez d’où il vient.',
};

export type RefusPreuve =
  | { readonly code: 'role_insuffisant' }
  | { readonly code: 'cible_absente' }
  | { readonly code: 'cible_inconnue' }
  | { readonly code: 'piece_absente' }
  | { readonly code: 'jour_a_venir' }
  | { readonly code: 'deja_versee' }
  | { readonly code: 'preuve_inconnue' }
  | { readonly code: 'deja_retiree' }
  | { readonly code: 'preuve_signee' }
  | { readonly code: 'fichier_refuse'; readonly phrase: string };

export function phraseRefusPreuve(r: RefusPreuve): string {
  switch (r.code) {
    case 'role_insuffisant': return 'Les membres versent des preuves ; celui qui en a versé une, la coordination et le bureau la retirent.';
    case 'cible_absente': return 'Dites ce que la preuve montre : une ligne du contrat ou une action.';
    case 'cible_inconnue': return 'Ce que la preuve montre n’existe plus : rechargez la page.';
    case 'piece_absente': return 'Joignez un fichier, une adresse ou un nombre : sans pièce, il n’y a rien à montrer.';
    case 'jour_a_venir': return 'Cette date est dans l’avenir.';
    case 'deja_versee': return 'Cette pièce prouve déjà cette ligne : rien n’a changé.';
    case 'preuve_inconnue': return 'Cette preuve n’existe pas.';
    case 'deja_retiree': return 'Cette preuve est déjà retirée : elle reste dans l’historique avec son motif.';
    case 'preuve_signee': return 'Un état signé du dialogue de gestion s’appuie sur cette preuve : elle y reste. Versez-en une autre si elle était fausse.';
    case 'fichier_refuse': return r.phrase;
  }
}
