import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { unScenario } from '../builders.ts';
import { ScenarioId } from '../model.ts';
import { presenterScenarios } from '../view-scenarios.ts';
import { PageScenarios } from './scenarios.tsx';

const numero = (i: number) => ScenarioId.parse(`0198f000-0000-7000-8000-${String(i).padStart(12, '0')}`);
const cadre = { base: '/cpts/essai', interdit: false, peutDecider: true, nomDe: (code: string) => `Valmoulin ${code}`, empreinte: 'essai', avec: [], peutModifier: () => true, jourDe: () => Jour.parse('2026-11-23') };
const scenarios = (n: number, nom: string) => Array.from({ length: n }, (_, i) => unScenario({ id: numero(i), nom: `${nom} ${i + 1}`, statut: i === 0 ? 'retenue' : 'gardee' }));

export const vide = (): JSX.Element => <PageScenarios vue={presenterScenarios({ ...cadre, scenarios: [] })} />;
export const pleine = (): JSX.Element => <PageScenarios vue={presenterScenarios({ ...cadre, scenarios: [...scenarios(3, 'Deux départs et un centre'), unScenario({ id: numero(9), statut: 'supprimee' })], supprime: numero(9) })} />;
export const longue = (): JSX.Element => <PageScenarios vue={presenterScenarios({ ...cadre, scenarios: scenarios(30, `Un nom très long ${'anticonstitutionnellement '.repeat(2)}`) })} />;
export const refusee = (): JSX.Element => <PageScenarios vue={presenterScenarios({ ...cadre, scenarios: scenarios(1, 'Départ'), renommer: { id: numero(0), erreurs: { nom: 'Donnez un nom au scénario.' }, valeurs: { nom: '' } } })} />;
export const interdite = (): JSX.Element => <PageScenarios vue={presenterScenarios({ ...cadre, interdit: true, scenarios: [] })} />;
