import type { GesteAdhesion, StatutAdhesion } from './model.ts';

type Sorties = Partial<Record<GesteAdhesion, StatutAdhesion>>;

/** Nobody is excluded without having been heard, or duly called to be: `exclue` is reached from `entendue` only. */
export const transitions: Record<StatutAdhesion, Sorties> = {
  proposee: { deposer: 'deposee', retirer: 'retiree' },
  deposee: { instruire: 'en_instruction', retirer: 'retiree' },
  en_instruction: { valider: 'validee', refuser: 'refusee', retirer: 'retiree' },
  validee: { demander_depart: 'depart_demande', engager_exclusion: 'exclusion_engagee', constater_fin: 'resiliee' },
  depart_demande: { annuler_depart: 'validee', constater_fin: 'resiliee' },
  exclusion_engagee: { entendre: 'entendue', abandonner_exclusion: 'validee', constater_fin: 'resiliee' },
  entendue: { exclure: 'exclue', abandonner_exclusion: 'validee', constater_fin: 'resiliee' },
  refusee: {},
  retiree: {},
  exclue: {},
  resiliee: {},
};

export const apres = (statut: StatutAdhesion, geste: GesteAdhesion): StatutAdhesion | undefined => transitions[statut][geste];
