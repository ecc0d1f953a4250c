import type { JSX } from 'preact';
import { PageNouvelleAssemblee, type VueNouvelle } from './nouvelle-assemblee.tsx';

const vue = (avec: Partial<VueNouvelle> = {}): VueNouvelle => ({ base: '/cpts/essai', instances: ['ag_ordinaire', 'bureau'], erreurs: {}, valeurs: {}, ...avec });

export const vide = (): JSX.Element => <PageNouvelleAssemblee vue={vue({ instances: [] })} />;
export const pleine = (): JSX.Element => <PageNouvelleAssemblee vue={vue()} />;
export const longue = (): JSX.Element => <PageNouvelleAssemblee vue={vue({ valeurs: { points: 'Approuver le budget ; vote\n'.repeat(200), titre: 'anticonstitutionnellement'.repeat(8) } })} />;
export const refusee = (): JSX.Element => <PageNouvelleAssemblee vue={vue({ erreurs: { jour: 'Écrivez un jour qui existe, comme 12/03/2027.', points: 'Écrivez au moins un point à l’ordre du jour.' }, valeurs: { jour: '40/01/2027' } })} />;
export const interdite = (): JSX.Element => <PageNouvelleAssemblee vue={vue({ interdit: true })} />;
