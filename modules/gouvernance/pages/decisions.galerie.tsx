import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { uneAssemblee } from '../builders.ts';
import { PageDecisions, type VueDecisions } from './decisions.tsx';

const vue = (n: number, avec: Partial<VueDecisions> = {}): VueDecisions => ({ base: '/cpts/essai', total: n, page: 1, taille: 50, decisions: Array.from({ length: Math.min(50, n) }, (_, i) => ({ assemblee: uneAssemblee().id, jour: Jour.parse('2026-10-01'), instance: 'ag_ordinaire' as const, titre: `Décision ${i + 1}`, issue: i % 2 ? 'rejetee' : 'adoptee', bilan: '12 pour, 3 contre, 1 abstention.' })), ...avec });

export const vide = (): JSX.Element => <PageDecisions vue={vue(0)} />;
export const pleine = (): JSX.Element => <PageDecisions vue={vue(4)} />;
export const longue = (): JSX.Element => <PageDecisions vue={vue(800)} />;
export const refusee = (): JSX.Element => <PageDecisions vue={vue(2, { refus: 'Cette page du registre n’existe pas.' })} />;
export const interdite = (): JSX.Element => <PageDecisions vue={vue(0, { interdit: true })} />;
