import type { JSX } from 'preact';
import { lignesDeReunions } from '../builders.ts';
import type { VueReunions, VueSondages } from '../view-listes.ts';
import { PageReunions, PageSondages } from './listes.tsx';
import { AgendaReserve } from './sondage.tsx';

const reunions = (lignes: VueReunions['lignes'], avec: Partial<VueReunions> = {}): VueReunions => ({ base: '/cpts/essai', adresse: '/cpts/essai/agenda/reunions', demande: { quand: 'avenir', q: '', page: 1, tri: 'debut', sens: 'asc' }, phrase: `${lignes.length} réunions à venir.`, lignes, page: { numero: 1, taille: 25, total: lignes.length }, ...avec });
const sondages: VueSondages = {
  base: '/cpts/essai', adresse: '/cpts/essai/agenda/sondages', demande: { q: '', page: 1, tri: 'cloture', sens: 'desc', etat: 'ouverts' }, phrase: '3 sondages en cours.', page: { numero: 1, taille: 25, total: 3 },
  lignes: [1, 2, 3].map((i) => ({ id: `s${i}`, href: `/cpts/essai/agenda/sondages/${i}`, titre: `Groupe prévention ${i}`, etat: 'Ouvert', reponses: '3 sur 12', cloture: 'lundi 30 novembre', aMoi: i === 1 })),
};

export const vide = (): JSX.Element => <PageReunions vue={reunions([])} />;
export const pleine = (): JSX.Element => <PageSondages vue={sondages} />;
export const longue = (): JSX.Element => <PageReunions vue={reunions(lignesDeReunions(25, 'Une réunion dont le titre est vraiment très long '.repeat(4)), { page: { numero: 3, taille: 25, total: 812 } })} />;
export const refusee = (): JSX.Element => <PageReunions vue={reunions([], { demande: { quand: 'passees', q: 'introuvable', page: 1, tri: 'titre', sens: 'asc' }, phrase: '0 réunion passée pour « introuvable ».' })} />;
export const interdite = (): JSX.Element => <AgendaReserve base="/cpts/essai" />;
