import type { StatutImport } from './model-chiffres.ts';
import type { StatutConstat, StatutObjectif, StatutScenario } from './model.ts';

export type GesteConstat = 'retenir' | 'ecarter' | 'remettre';
type SortiesConstat = Partial<Record<GesteConstat, StatutConstat>>;

/** A finding is never erased: what is set aside may come back. */
export const transitionsConstat: Record<StatutConstat, SortiesConstat> = {
  proposee: { retenir: 'retenue', ecarter: 'ecartee' },
  retenue: { remettre: 'proposee', ecarter: 'ecartee' },
  ecartee: { remettre: 'proposee' },
};

export type GesteScenario = 'retenir' | 'liberer' | 'supprimer' | 'retablir';
type SortiesScenario = Partial<Record<GesteScenario, StatutScenario>>;

/** A scenario deleted by mistake comes back as it was saved, no longer kept for the project. */
export const transitionsScenario: Record<StatutScenario, SortiesScenario> = {
  gardee: { retenir: 'retenue', supprimer: 'supprimee' },
  retenue: { liberer: 'gardee', supprimer: 'supprimee' },
  supprimee: { retablir: 'gardee' },
};

export const apresConstat = (statut: StatutConstat, geste: GesteConstat): StatutConstat | undefined => transitionsConstat[statut][geste];
export const apresScenario = (statut: StatutScenario, geste: GesteScenario): StatutScenario | undefined => transitionsScenario[statut][geste];

export type GesteObjectif = 'atteindre' | 'retirer' | 'rouvrir';
type SortiesObjectif = Partial<Record<GesteObjectif, StatutObjectif>>;

/** An objective is never erased: action sheets point at it. */
export const transitionsObjectif: Record<StatutObjectif, SortiesObjectif> = {
  retenue: { atteindre: 'atteinte', retirer: 'retiree' },
  atteinte: { rouvrir: 'retenue' },
  retiree: { rouvrir: 'retenue' },
};
export const apresObjectif = (statut: StatutObjectif, geste: GesteObjectif): StatutObjectif | undefined => transitionsObjectif[statut][geste];

export type GesteImport = 'importer' | 'abandonner' | 'retirer' | 'retablir';
type SortiesImport = Partial<Record<GesteImport, StatutImport>>;

export const transitionsImport: Record<StatutImport, SortiesImport> = {
  deposee: { importer: 'importee', abandonner: 'abandonnee' },
  importee: { retirer: 'retiree' },
  retiree: { retablir: 'importee' },
  abandonnee: {},
};

export const apresImport = (statut: StatutImport, geste: GesteImport): StatutImport | undefined => transitionsImport[statut][geste];
