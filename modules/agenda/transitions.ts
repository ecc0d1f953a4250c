import type { GesteReunion, GesteSondage, StatutReunion, StatutSondage } from './model.ts';

export const transitions: Record<StatutSondage, Partial<Record<GesteSondage, StatutSondage>>> = {
  ouverte: { clore: 'close', retenir: 'retenue', annuler: 'annulee' },
  close: { rouvrir: 'ouverte', retenir: 'retenue', annuler: 'annulee' },
  retenue: {},
  annulee: {},
};

export const transitionsReunion: Record<StatutReunion, Partial<Record<GesteReunion, StatutReunion>>> = {
  prevue: { tenir: 'tenue', annuler: 'annulee' },
  tenue: { approuver: 'approuvee' },
  approuvee: {},
  annulee: { retablir: 'prevue' },
};
