import type { GesteTemps, StatutTemps } from './model.ts';

type Sorties = Partial<Record<GesteTemps, StatutTemps>>;

/** Born `proposee` from a presence, or `confirmee` by the person; approved by somebody else; paid in a batch. */
export const transitions: Record<StatutTemps, Sorties> = {
  proposee: { confirmer: 'confirmee', ecarter: 'ecartee' },
  confirmee: { approuver: 'approuvee', refuser: 'refusee', ecarter: 'ecartee' },
  approuvee: { desapprouver: 'confirmee', mettre_en_paiement: 'en_paiement' },
  en_paiement: { payer: 'payee', retirer_du_paiement: 'approuvee' },
  payee: {},
  refusee: { contester: 'contestee' },
  contestee: { approuver: 'approuvee', refuser: 'refusee', ecarter: 'ecartee' },
  ecartee: { reprendre: 'proposee' },
};

export const apres = (statut: StatutTemps, geste: GesteTemps): StatutTemps | undefined => transitions[statut][geste];

/** Counted under the cap: promised or paid. The database holds the same list. */
export const ENGAGES: readonly StatutTemps[] = ['confirmee', 'approuvee', 'en_paiement', 'payee'];
