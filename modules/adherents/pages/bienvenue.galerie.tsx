import type { JSX } from 'preact';
import { presenterBienvenue } from '../view-mobilisation.ts';
import { PageBienvenue } from './bienvenue.tsx';

const vue = (avec: Partial<Parameters<typeof presenterBienvenue>[0]> = {}) => presenterBienvenue({ base: '/cpts/essai', nom: 'la CPTS des Trois Rivières', territoire: { communes: 29, habitants: 94512 }, membres: 62, professions: ['60', '10', '21', '70', '50'], roles: [{ role: 'Présidence', nom: 'Anselme Exemple' }, { role: 'Coordination', nom: 'Maëlle Riva' }], textes: ['Charte : Charte de coopération, version 2'], offres: 4, membre: true, ...avec });
export const vide = (): JSX.Element => <PageBienvenue vue={vue({ territoire: undefined, membres: 0, professions: [], roles: [], textes: [], offres: 0, membre: false })} />;
export const pleine = (): JSX.Element => <PageBienvenue vue={vue()} />;
export const longue = (): JSX.Element => <PageBienvenue vue={vue({ professions: ['60', '10', '21', '70', '50', '40', '80', '91', '92', '93'], roles: Array.from({ length: 12 }, (_, i) => ({ role: 'Trésorerie', nom: `Anne-Charlotte-Guillemette de Montferrand-Saint-Barthélemy ${i}` })) })} />;
export const refusee = (): JSX.Element => <PageBienvenue vue={vue({ membre: false })} />;
export const interdite = (): JSX.Element => <PageBienvenue vue={vue()} interdit />;
