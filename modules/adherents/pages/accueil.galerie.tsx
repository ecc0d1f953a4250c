import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import type { Offre } from '../model.ts';
import { presenterOffres } from '../view-mobilisation.ts';
import { PageAccueilNouveaux } from './accueil.tsx';

const offre = (i: number, avec: Partial<Offre> = {}): Offre => ({ id: `0198f000-0000-7000-8000-${String(i).padStart(12, '0')}`, genre: 'stage', titre: 'Stage de niveau 1 en médecine générale', detail: 'Deux maîtres de stage, logement possible.', contact: 'Basile Inventé, 05 00 00 00 00', lieu: 'Brive-la-Gaillarde', depuis: Jour.parse('2027-05-02'), jusque: null, publieeLe: Jour.parse('2026-11-01'), retireeLe: null, ...avec });
const vue = (offres: readonly Offre[], peutTenir = true, retiree?: string) => presenterOffres({ base: '/cpts/essai', peutTenir, offres, ...(retiree ? { retiree } : {}) });
export const vide = (): JSX.Element => <PageAccueilNouveaux vue={vue([])} />;
export const pleine = (): JSX.Element => <PageAccueilNouveaux vue={vue([offre(1), offre(2, { genre: 'local', titre: 'Cabinet libre deux jours par semaine' })], true, offre(3).id)} />;
export const longue = (): JSX.Element => <PageAccueilNouveaux vue={vue(Array.from({ length: 30 }, (_, i) => offre(i, { titre: 'Remplacement d’été dans un cabinet de groupe '.repeat(3) })))} />;
export const refusee = (): JSX.Element => <PageAccueilNouveaux vue={vue([offre(1)])} erreurs={{ jusque: 'La fin est avant le début.' }} valeurs={{ titre: 'Stage', depuis: '02/05/2027', jusque: '01/05/2027' }} />;
export const interdite = (): JSX.Element => <PageAccueilNouveaux vue={vue([offre(1)], false)} />;
