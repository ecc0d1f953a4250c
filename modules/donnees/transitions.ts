import type { GesteDemande, StatutDemande } from './model.ts';

type Sorties = Partial<Record<GesteDemande, StatutDemande>>;

/** A request is extended once at most, then answered. @source règlement (UE) 2016/679, art. 12 § 3 */
export const transitions: Record<StatutDemande, Sorties> = {
  recue: { prolonger: 'prolongee', satisfaire: 'satisfaite', refuser: 'refusee', effacer: 'satisfaite' },
  prolongee: { satisfaire: 'satisfaite', refuser: 'refusee', effacer: 'satisfaite' },
  satisfaite: {},
  refusee: {},
};
