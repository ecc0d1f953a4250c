import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { uneEnquete } from '../builders.ts';
import { presenterReponse } from '../view.ts';
import { PageReponse } from './reponse.tsx';

type Faits = Parameters<typeof presenterReponse>[0];
const page = (avec: Partial<Faits> = {}): JSX.Element => <PageReponse vue={presenterReponse({ enquete: uneEnquete(), jour: Jour.parse('2026-11-23'), cpts: 'CPTS des Essais', action: '/e/jeton', deja: false, ...avec })} />;

export const vide = (): JSX.Element => page({ merci: true });
export const pleine = (): JSX.Element => page();
export const longue = (): JSX.Element => page({ enquete: uneEnquete({ titre: 'Anticonstitutionnellement'.repeat(4), but: 'Une phrase qui n’en finit pas. '.repeat(15), questions: Array.from({ length: 12 }, (_, i) => ({ genre: i % 2 === 0 ? 'une' : 'plusieurs', intitule: `Question ${i + 1}, ${'très longue, '.repeat(12)}n’est-ce pas ?`, choix: Array.from({ length: 10 }, (__, k) => `${'anticonstitutionnellement'.repeat(3)} ${k}`) })) }) });
export const refusee = (): JSX.Element => page({ refus: 'Répondez au moins à une question.', valeurs: {} });
export const interdite = (): JSX.Element => page({ deja: true });
