import type { JSX } from 'preact';
import { PageSalle, type VueSalle } from './salle.tsx';

const vue = (avec: Partial<VueSalle> = {}): VueSalle => ({ titre: 'Assemblée générale annuelle', action: '/cpts/essai/gouvernance/salle/essai', adresse: '/cpts/essai/gouvernance', votant: true, present: false, ...avec });

export const vide = (): JSX.Element => <PageSalle vue={vue({ votant: false })} />;
export const pleine = (): JSX.Element => <PageSalle vue={vue()} />;
export const longue = (): JSX.Element => <PageSalle vue={vue({ titre: `Assemblée ${'anticonstitutionnellement'.repeat(5)}`, present: true })} />;
export const refusee = (): JSX.Element => <PageSalle vue={vue({ refus: 'Ce geste n’est pas possible : l’assemblée est « procès-verbal à signer ».' })} />;
export const interdite = (): JSX.Element => <PageSalle interdit />;
