import type { GesteTemps, StatutTemps } from './model.ts';
import type { GesteFacture, GesteSubvention, StatutFacture, StatutSubvention } from './model-comptes.ts';

type Sorties = Partial<Record<GesteTemps, StatutTemps>>;

/** Born `proposee` from a presence, or `confirmee` by the person; approved by somebody else; paid in a batch. */
export const transitions: Record<StatutTemps, Sorties> = {
  proposee: { confirmer: 'confirmee', ecarter: 'ecartee' },
  confirmee: { approuver: 'approuvee', refuser: 'refusee', ecarter: 'ecartee' },
  approuvee: { desapprouver: 'confirmee', mettre_en_paiement: 'en_paiement' },
  en_paiement: { payer: 'payee', retirer_du_paiement: 'approuvee' },
  payee: { depayer: 'en_paiement' },
  refusee: { contester: 'contestee' },
  contestee: { approuver: 'approuvee', refuser: 'refusee', ecarter: 'ecartee' },
  ecartee: { reprendre: 'proposee' },
};

export const apres = (statut: StatutTemps, geste: GesteTemps): StatutTemps | undefined => transitions[statut][geste];

/** Counted under the cap: promised or paid. The database holds the same list. */
export const ENGAGES: readonly StatutTemps[] = ['confirmee', 'approuvee', 'en_paiement', 'payee'];

/** An invoice is typed by one person and approved by another; its payment may be taken back (a transfer refused by the bank). */
export const transitionsFacture: Record<StatutFacture, Partial<Record<GesteFacture, StatutFacture>>> = {
  recue: { approuver: 'approuvee', refuser: 'refusee' },
  approuvee: { payer: 'payee', desapprouver: 'recue' },
  payee: { depayer: 'approuvee' },
  refusee: { rouvrir: 'recue' },
};

/** A grant is announced by one person; another confirms it on the funder's decision. */
export const transitionsSubvention: Record<StatutSubvention, Partial<Record<GesteSubvention, StatutSubvention>>> = {
  annoncee: { accorder: 'accordee', abandonner: 'abandonnee' },
  accordee: { desaccorder: 'annoncee' },
  abandonnee: { reprendre: 'annoncee' },
};
