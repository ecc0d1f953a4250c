import type { StatutEnquete } from './model.ts';

export type GesteEnquete = 'ouvrir' | 'clore' | 'abandonner' | 'reprendre';
type SortiesEnquete = Partial<Record<GesteEnquete, StatutEnquete>>;

/** What is over never opens again: counts shown, then shown again one answer later, would say what that answer was. */
export const transitionsEnquete: Record<StatutEnquete, SortiesEnquete> = {
  preparee: { ouvrir: 'ouverte', abandonner: 'abandonnee' },
  ouverte: { clore: 'close' },
  close: {},
  abandonnee: { reprendre: 'preparee' },
};

export const apresEnquete = (statut: StatutEnquete, geste: GesteEnquete): StatutEnquete | undefined => transitionsEnquete[statut][geste];
