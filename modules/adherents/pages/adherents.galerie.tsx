import type { JSX } from 'preact';
import { uneAdhesion } from '../builders.ts';
import { type FaitsAdherents, presenterAdherents } from '../view.ts';
import { PageAdherents } from './adherents.tsx';

const ligne = (i: number, nom: string) => ({ ...uneAdhesion({ nom }), id: `id-${i}`, college: i % 3 ? 'Professionnels libéraux' : null, profession: ['10', '21', '60', '70', null][i % 5] ?? null, fonction: i % 5 === 4 ? 'Directrice d’EHPAD' : null });
const FACETTES = [{ genre: 'profession', code: '10', nom: null }, { genre: 'profession', code: '60', nom: null }, { genre: 'commune', code: '19031', nom: 'Brive-la-Gaillarde' }, { genre: 'commune', code: '19124', nom: 'Malemort' }, { genre: 'college', code: 'a', nom: 'Libéraux' }, { genre: 'college', code: 'b', nom: 'Partenaires' }];
const faits = (avec: Partial<FaitsAdherents> = {}): FaitsAdherents => ({
  base: '/cpts/essai', adresse: '/cpts/essai/reseau/adherents', demande: { q: '', profession: '', commune: '', college: '', liste: 'membres', tri: 'nom', sens: 'asc', densite: 'confortable', page: 1 },
  lu: { total: 6, lignes: ['Anselme Exemple', 'Basile Inventé', 'Garance Hypothèse', 'Lison Prétexte', 'Octave Factice', 'Prune Supposée'].map((n, i) => ligne(i, n)) }, facettes: FACETTES, comptes: { validee: 6, deposee: 2, proposee: 1, resiliee: 3 },
  droits: { tenir: true, regler: true, proposer: true, cotisations: true }, questions: 0, ...avec,
});

export const vide = (): JSX.Element => <PageAdherents vue={presenterAdherents(faits({ lu: { total: 0, lignes: [] }, facettes: [], comptes: {}, questions: 3 }))} />;
export const pleine = (): JSX.Element => <PageAdherents vue={presenterAdherents(faits())} />;
export const longue = (): JSX.Element => <PageAdherents vue={presenterAdherents(faits({ comptes: { validee: 800 }, lu: { total: 800, lignes: Array.from({ length: 50 }, (_, i) => ligne(i, i === 3 ? 'Anne-Charlotte-Guillemette de Montferrand-Saint-Barthélemy-sur-Vézère' : `Membre Inventé ${i}`)) } }))} />;
export const refusee = (): JSX.Element => <PageAdherents vue={presenterAdherents(faits({ lu: { total: 0, lignes: [] }, demande: { ...faits().demande, q: 'xyz' } }))} />;
export const interdite = (): JSX.Element => <PageAdherents vue={presenterAdherents(faits({ interdit: true }))} />;
export const demandes = (): JSX.Element => <PageAdherents vue={presenterAdherents(faits({ demande: { ...faits().demande, liste: 'demandes' }, lu: { total: 1, lignes: [{ ...ligne(0, 'Violaine Conjecture'), statut: 'deposee', membreDepuis: null }] } }))} />;
