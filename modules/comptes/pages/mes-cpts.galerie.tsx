import type { JSX } from 'preact';
import { presenterMesCpts } from '../view.ts';
import { PageMesCpts } from './mes-cpts.tsx';

const moi = { nom: 'Maëlle Riva', courriel: 'coordination@exemple.invalid', exploitant: false };
const une = { nom: 'CPTS des Trois Rivières (démo)', slug: 'trois-rivieres', demo: true, roles: ['coordination', 'adherent'] as const };

export const vide = (): JSX.Element => <PageMesCpts vue={presenterMesCpts({ ...moi, autres: [] }, false)} />;
export const pleine = (): JSX.Element => <PageMesCpts vue={presenterMesCpts({ ...moi, exploitant: true, autres: [une, { ...une, nom: 'CPTS du Haut Plateau', slug: 'haut-plateau', roles: ['ars'] }] }, false)} />;
export const longue = (): JSX.Element => <PageMesCpts vue={presenterMesCpts({ ...moi, autres: Array.from({ length: 60 }, (_, i) => ({ ...une, nom: `CPTS de la communauté de communes du Pays de Saint-Barthélemy-les-Grandes-Rivières n° ${i + 1}`, slug: `c-${i}` })) }, false)} />;
export const refusee = (): JSX.Element => <PageMesCpts vue={presenterMesCpts({ ...moi, autres: [une] }, true)} />;
export const interdite = (): JSX.Element => <PageMesCpts vue={presenterMesCpts({ ...moi, autres: [] }, true)} />;
