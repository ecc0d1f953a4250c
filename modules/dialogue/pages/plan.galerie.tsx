import type { JSX } from 'preact';
import { UN_JOUR, unCycle, unEtatSigne } from '../builders.ts';
import type { FaitsCycle } from '../moteur/cycle.ts';
import { presenterPlan, presenterPlanInterdit, presenterSansPlan } from '../view.ts';
import { PagePlan } from './plan.tsx';

const base = '/cpts/essai';
const vue = (cycle: FaitsCycle, signes = [unEtatSigne()]) => presenterPlan({ base, contrat: true, tresorerie: true, aujourdhui: UN_JOUR, fuseau: 'Europe/Paris', cycle, annees: [{ numero: 1 }, { numero: 2 }, { numero: 3 }, { numero: 4 }, { numero: 5 }], signes, droits: { rediger: true, signer: true } });

export const vide = (): JSX.Element => <PagePlan vue={presenterSansPlan(base, UN_JOUR)} />;
export const pleine = (): JSX.Element => <PagePlan vue={vue(unCycle())} />;
export const longue = (): JSX.Element => <PagePlan vue={vue(unCycle({ fiches: Array.from({ length: 60 }, (_, i) => ({ titre: `Action ${i} ${'au nom très long '.repeat(5)}`, reunions: i % 5 })), lignes: { total: 120, completes: 3, fragiles: 40, sansValeur: Array.from({ length: 90 }, (_, i) => `Ligne ${i} ${'au nom long '.repeat(6)}`), caisseSansRequete: [] } }), Array.from({ length: 20 }, (_, i) => unEtatSigne(undefined, { numero: i + 1, id: unEtatSigne().id })))} />;
export const refusee = (): JSX.Element => <PagePlan vue={vue(unCycle({ aujourdhui: UN_JOUR, annee: { ...unCycle().annee, fin: UN_JOUR } }), [])} />;
export const interdite = (): JSX.Element => <PagePlan vue={presenterPlanInterdit(base, UN_JOUR)} />;
