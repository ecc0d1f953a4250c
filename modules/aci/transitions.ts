import type { StatutContrat } from './model-dossier.ts';

export type GesteContrat = 'signer' | 'resilier' | 'achever' | 'revenir';
type Sorties = Partial<Record<GesteContrat, StatutContrat>>;

/** A contract is prepared, signed, and ends by its term or before it. A signature noted by mistake may be undone. */
export const transitions: Record<StatutContrat, Sorties> = {
  en_preparation: { signer: 'signee' },
  signee: { resilier: 'resiliee', achever: 'echue', revenir: 'en_preparation' },
  resiliee: { revenir: 'signee' },
  echue: {},
};

export const apres = (statut: StatutContrat, geste: GesteContrat): StatutContrat | undefined => transitions[statut][geste];
