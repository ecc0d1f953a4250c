import type { JSX } from 'preact';
import { unEvenement } from '../builders.ts';
import { presenterHistorique } from '../view.ts';
import { PageHistorique } from './historique.tsx';

const demande = { page: 1, q: '', densite: 'confortable' as const };
const page = (n: number, q = ''): JSX.Element => (
  <PageHistorique vue={presenterHistorique({ total: n, evenements: Array.from({ length: Math.min(n, 50) }, (_, i) => unEvenement({ rang: n - i })), demande: { ...demande, q }, adresse: '/cpts/essai/historique', fuseau: 'Europe/Paris' })} />
);

export const vide = (): JSX.Element => page(0);
export const pleine = (): JSX.Element => page(12);
export const longue = (): JSX.Element => page(80_000);
export const refusee = (): JSX.Element => page(0, 'girafe');
export const interdite = (): JSX.Element => page(0);
