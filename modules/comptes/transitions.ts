import type { StatutInvitation } from './model.ts';

export type GesteInvitation = 'accepter' | 'revoquer' | 'renvoyer';
type Sorties = Partial<Record<GesteInvitation, StatutInvitation>>;

export const transitions: Record<StatutInvitation, Sorties> = {
  envoyee: { accepter: 'acceptee', revoquer: 'revoquee', renvoyer: 'envoyee' },
  acceptee: {},
  revoquee: {},
};

export const estPossible = (statut: StatutInvitation, geste: GesteInvitation): boolean => transitions[statut][geste] !== undefined;
