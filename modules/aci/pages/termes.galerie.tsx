import type { JSX } from 'preact';
import { UN_JOUR, unContrat, unDossier } from '../builders.ts';
import { presenterTermes, presenterTermesInterdits } from '../view-termes.ts';
import { PageTermes } from './termes.tsx';

const base = '/cpts/essai';
const vueDe = (contrat = unContrat()) => presenterTermes({ base, dossier: unDossier(contrat), aujourdhui: UN_JOUR, taille: undefined });

export const vide = (): JSX.Element => <PageTermes vue={presenterTermes({ base, dossier: undefined, aujourdhui: UN_JOUR, taille: { valeur: 3, source: 'territoire composé dans Maillage' } })} />;
export const pleine = (): JSX.Element => <PageTermes vue={vueDe(unContrat({ crises: [{ reconnueLe: '2026-07-02', finLe: '2026-08-15' }], avenants: [{ le: '2026-09-15', taille: 4, motif: 'Deux communes de plus' }] }))} />;
export const longue = (): JSX.Element => <PageTermes vue={vueDe(unContrat({ avenants: Array.from({ length: 25 }, (_, i) => ({ le: `2026-${String(1 + (i % 9)).padStart(2, '0')}-15`, fonctionnement: 7_600_000 + i, motif: `Un motif que l’on a voulu très précis ${'et détaillé '.repeat(12)}` })) }))} />;
export const refusee = (): JSX.Element => <PageTermes vue={vueDe()} termes={{ erreurs: { signeLe: 'Écrivez un jour, par exemple 12/03/2026.' }, valeurs: { signeLe: 'en mars', taille: '3' } }} />;
export const interdite = (): JSX.Element => <PageTermes vue={presenterTermesInterdits(base)} />;
