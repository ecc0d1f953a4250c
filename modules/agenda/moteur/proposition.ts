import type { Critere } from './classement.ts';

export type Absence = 'soirees_epuisees' | 'reponse' | 'conge' | 'occupation' | 'consultation';
type Qui = { readonly personne: string; readonly nom: string };
export type Cout = Qui & ({ readonly code: 'soiree'; readonly nombre: number } | { readonly code: 'deux_soirs_de_suite' } | { readonly code: 'consultation'; readonly minutes: number } | { readonly code: 'si_besoin' });

/** One date of the answer. Lists of ids follow the order of the request; people who are only informed appear nowhere. */
export type DateProposee = {
  readonly rang: number;
  readonly debut: string;
  readonly fin: string;
  readonly jour: string;
  readonly libelle: string;
  readonly soiree: boolean;
  readonly vacances: string | null;
  readonly ferie: string | null;
  readonly salle: string | null;
  readonly criteres: { readonly vacances: 0 | 1; readonly essentiels: number; readonly presents: number; readonly siBesoin: number; readonly deuxSoirsDeSuite: number; readonly equite: number };
  readonly apresLaPrecedenteCar: Critere | null;
  readonly presents: readonly string[];
  readonly siBesoin: readonly string[];
  readonly absents: readonly (Qui & { readonly raison: Absence; readonly phrase: string })[];
  readonly quorum: { readonly presents: Seuil; readonly essentiels: Seuil; readonly groupes: readonly (Seuil & { readonly genre: 'profession' | 'college'; readonly nom: string })[] };
  readonly pourquoi: readonly string[];
  readonly couts: readonly (Cout & { readonly phrase: string })[];
};
type Seuil = { readonly requis: number; readonly presents: number };

export type Proposition = {
  readonly objectif: readonly string[];
  readonly creneauxExamines: number;
  readonly creneauxPossibles: number;
  readonly avertissements: readonly string[];
  readonly dates: readonly DateProposee[];
};

/** One constraint (or one person's limit) let go, all others kept: how many slots become possible, and the best of them. */
export type Blocage = {
  readonly contrainte: string;
  readonly cible: string | null;
  readonly assouplir: string;
  readonly auMieux: number | null;
  readonly datesPossibles: number;
  readonly meilleure: { readonly debut: string; readonly libelle: string } | null;
};

export type RefusDeDate =
  | { readonly code: 'aucun_creneau'; readonly pourquoi: string }
  | { readonly code: 'aucune_date'; readonly creneauxExamines: number; readonly blocages: readonly Blocage[]; readonly ensemble: { readonly contraintes: readonly string[]; readonly datesPossibles: number } | null; readonly phrases: readonly string[] };
