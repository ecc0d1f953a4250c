import type { JSX } from 'preact';
import { PageArret } from './arret.tsx';

const ouvert = { cpts: 'CPTS des Trois Rivières', lien: 'semaine.x.y' } as const;
export const vide = (): JSX.Element => <PageArret vue={{ etat: 'demande', ...ouvert }} />;
export const pleine = (): JSX.Element => <PageArret vue={{ etat: 'arretee', ...ouvert }} />;
export const longue = (): JSX.Element => <PageArret vue={{ etat: 'reprise', ...ouvert, cpts: 'CPTS des Vallées-et-des-Plateaux-de-la-Haute-Corrèze-et-de-la-Vézère-Réunies' }} />;
export const refusee = (): JSX.Element => <PageArret vue={{ etat: 'ferme', phrase: 'Ce lien n’est plus valable.' }} />;
export const interdite = refusee;
