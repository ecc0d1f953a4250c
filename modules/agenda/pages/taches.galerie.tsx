import type { JSX } from 'preact';
import { vueTaches } from '../builders.ts';
import { AgendaReserve } from './sondage.tsx';
import { PageTaches } from './taches.tsx';

export const vide = (): JSX.Element => <PageTaches vue={vueTaches(0, '', { phrase: '0 tâche à faire.' })} />;
export const pleine = (): JSX.Element => <PageTaches vue={vueTaches(6)} />;
export const longue = (): JSX.Element => <PageTaches vue={vueTaches(25, 'Une tâche au texte vraiment très long '.repeat(8))} />;
export const refusee = (): JSX.Element => <PageTaches vue={vueTaches(3, 'Réserver la salle', { refus: 'Cette tâche n’existe pas, ou n’est pas la vôtre.' })} />;
export const interdite = (): JSX.Element => <AgendaReserve base="/cpts/essai" />;
