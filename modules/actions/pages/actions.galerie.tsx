import type { JSX } from 'preact';
import { desFiches, UN_JOUR, uneFiche } from '../builders.ts';
import { DemandeFiches, type Fiche } from '../model.ts';
import { presenterActions, presenterActionsInterdites } from '../view.ts';
import { PageActions } from './actions.tsx';

const base = '/cpts/essai';
const vue = (fiches: readonly Fiche[], demande: Record<string, string> = {}) => presenterActions({ base, demande: DemandeFiches.parse(demande), page: { fiches, total: fiches.length }, aujourdhui: UN_JOUR, peutOuvrir: true });

export const vide = (): JSX.Element => <PageActions vue={vue([])} />;
export const pleine = (): JSX.Element => <PageActions vue={vue(desFiches(8))} />;
export const longue = (): JSX.Element => <PageActions vue={vue(desFiches(200), { vue: 'liste' })} />;
export const refusee = (): JSX.Element => <PageActions vue={vue([], { q: 'introuvable' })} />;
export const interdite = (): JSX.Element => <PageActions vue={presenterActionsInterdites(base, DemandeFiches.parse({}))} />;
export const calendrier = (): JSX.Element => <PageActions vue={vue([uneFiche()], { vue: 'calendrier' })} />;
