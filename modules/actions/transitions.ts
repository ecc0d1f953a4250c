import { GesteFiche, type StatutFiche } from './model.ts';

type Sorties = Partial<Record<GesteFiche, StatutFiche>>;

/** An action is proposed, engaged, sometimes suspended, and ends achieved or given up. Either end may be reopened. */
export const transitions: Record<StatutFiche, Sorties> = {
  proposee: { engager: 'engagee', abandonner: 'abandonnee' },
  engagee: { suspendre: 'suspendue', achever: 'achevee', abandonner: 'abandonnee' },
  suspendue: { reprendre: 'engagee', abandonner: 'abandonnee' },
  achevee: { rouvrir: 'engagee' },
  abandonnee: { rouvrir: 'proposee' },
};

export const apres = (statut: StatutFiche, geste: GesteFiche): StatutFiche | undefined => transitions[statut][geste];
export const gestesDe = (statut: StatutFiche): GesteFiche[] => GesteFiche.options.filter((g) => transitions[statut][g] !== undefined);
