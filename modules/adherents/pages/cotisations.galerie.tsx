import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { uneAdhesion } from '../builders.ts';
import { phraseCotisation } from '../labels.ts';
import { Cotisation, type CotisationLue } from '../model.ts';
import { presenterCotisations } from '../view-espace.ts';
import { PageCotisations } from './cotisations.tsx';

const une = (i: number, statut: 'appelee' | 'payee' | 'dispensee', nom: string): CotisationLue => ({
  ...Cotisation.parse({ id: `0198f000-0000-7000-8000-${String(i).padStart(12, '0')}`, adhesionId: uneAdhesion().id, annee: 2026, centimes: 3000, statut, appeleeLe: '2026-09-15', payeeLe: statut === 'payee' ? '2026-10-02' : null, moyen: statut === 'payee' ? 'virement' : null, recuNumero: statut === 'payee' ? i + 1 : null, relances: statut === 'appelee' ? 1 : 0, relanceeLe: statut === 'appelee' ? '2026-10-15' : null, motif: null }),
  nom, courriel: null, college: 'Professionnels libéraux', collegeId: null,
});
const vue = (lues: readonly CotisationLue[], interdit = false) => presenterCotisations({ base: '/cpts/essai', adresse: '/cpts/essai/reseau/cotisations?annee=2026', annee: 2026, aujourdhui: Jour.parse('2026-11-23'), lues, bilan: lues.length === 0 ? [] : [{ statut: 'payee', nombre: lues.length - 1, centimes: 3000 * (lues.length - 1) }, { statut: 'appelee', nombre: 1, centimes: 3000 }], page: 1, taille: 50, statut: '', interdit });
export const vide = (): JSX.Element => <PageCotisations vue={vue([])} />;
export const pleine = (): JSX.Element => <PageCotisations vue={vue([une(0, 'payee', 'Anselme Exemple'), une(1, 'appelee', 'Basile Inventé'), une(2, 'dispensee', 'Prune Supposée')])} />;
export const longue = (): JSX.Element => <PageCotisations vue={vue(Array.from({ length: 50 }, (_, i) => une(i, i % 3 ? 'payee' : 'appelee', i === 2 ? 'Anne-Charlotte-Guillemette de Montferrand-Saint-Barthélemy' : `Membre ${i}`)))} />;
export const refusee = (): JSX.Element => <PageCotisations vue={vue([])} refus={phraseCotisation({ code: 'montant_non_fixe', colleges: ['Professionnels libéraux'] })} />;
export const interdite = (): JSX.Element => <PageCotisations vue={vue([], true)} />;
