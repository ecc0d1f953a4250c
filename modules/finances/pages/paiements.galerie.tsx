import type { JSX } from 'preact';
import { phraseRefus } from '../labels.ts';
import { presenterPaiements } from '../view-paiements.ts';
import { PagePaiements } from './paiements.tsx';

const lot = (numero: number, statut: 'preparee' | 'executee' | 'annulee') => ({ id: `0198f000-0000-7000-8000-${String(numero).padStart(12, '0')}`, numero, statut, centimes: 123_400, personnes: 7, executionLe: '2026-11-25', executeLe: statut === 'executee' ? '2026-11-25' : null });
const vue = (lots: ReturnType<typeof lot>[], interdit = false) =>
  presenterPaiements({ base: '/cpts/essai', monCompte: lots.length > 0 ? '2606' : undefined, compteCpts: undefined, peutTenir: true, interdit, lots, aPayer: lots.length > 0 ? [{ nom: 'Prune Supposée', centimes: 12_000, avecCompte: true }, { nom: 'Basile Inventé', centimes: 4_000, avecCompte: false }] : [] });

export const vide = (): JSX.Element => <PagePaiements vue={vue([])} />;
export const pleine = (): JSX.Element => <PagePaiements vue={vue([lot(3, 'preparee'), lot(2, 'executee'), lot(1, 'annulee')])} />;
export const longue = (): JSX.Element => <PagePaiements vue={vue(Array.from({ length: 40 }, (_, i) => lot(i + 1, 'executee')))} />;
export const refusee = (): JSX.Element => <PagePaiements vue={vue([lot(1, 'preparee')])} saisie={{ forme: 'moi', erreurs: { iban: phraseRefus({ code: 'iban_faux' }) }, valeurs: { titulaire: 'Prune Supposée', iban: 'FR14' } }} />;
export const interdite = (): JSX.Element => <PagePaiements vue={vue([], true)} />;
