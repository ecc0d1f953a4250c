import type { JSX } from 'preact';
import type { VueTaches } from '../view-listes.ts';
import { AgendaReserve } from './sondage.tsx';
import { PageTaches } from './taches.tsx';

export const vueTaches = (n: number, texte = 'Écrire aux cabinets', avec: Partial<VueTaches> = {}): VueTaches => ({
  base: '/cpts/essai', adresse: '/cpts/essai/agenda/taches', demande: { qui: 'moi', etat: 'a_faire', q: '', page: 1 }, phrase: `${n} tâches à faire, dont 1 en retard.`, page: { numero: 1, taille: 25, total: n > 20 ? 812 : n }, refus: undefined,
  lignes: Array.from({ length: n }, (_, i) => ({ id: `t${i}`, texte: `${texte} ${i + 1}`, detail: 'Camille Agenda, pour le 15 décembre 2026, confiée pendant « Bureau de décembre »', href: `/cpts/essai/agenda/reunions/${i}`, retard: i === 0, faite: i === 2, mienne: i < 3 })), ...avec,
});

export const vide = (): JSX.Element => <PageTaches vue={vueTaches(0, '', { phrase: '0 tâche à faire.' })} />;
export const pleine = (): JSX.Element => <PageTaches vue={vueTaches(6)} />;
export const longue = (): JSX.Element => <PageTaches vue={vueTaches(25, 'Une tâche au texte vraiment très long '.repeat(8))} />;
export const refusee = (): JSX.Element => <PageTaches vue={vueTaches(3, 'Réserver la salle', { refus: 'Cette tâche n’existe pas, ou n’est pas la vôtre.' })} />;
export const interdite = (): JSX.Element => <AgendaReserve base="/cpts/essai" />;
