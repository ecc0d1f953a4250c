import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { libelleMission } from '#core/mission.ts';
import { MISSIONS_SOCLES } from '../constants.ts';
import { REGLAGES_DE_DEPART } from '../moteur/parcours.ts';
import { PageSuivi, type VueSuivi } from './suivi.tsx';

const missions = MISSIONS_SOCLES.map((mission, i) => ({ mission, libelle: libelleMission[mission], etat: 'pas encore démarrée', ...(i === 0 && { demarreeLe: Jour.parse('2026-01-12'), etat: 'démarrée le 12 janvier 2026' }) }));
const avec = (plus: Partial<VueSuivi> = {}, refus?: string): JSX.Element => <PageSuivi vue={{ base: '/cpts/essai', missions, reglages: REGLAGES_DE_DEPART, ...plus }} {...(refus === undefined ? {} : { refus })} />;

export const vide = (): JSX.Element => avec({ missions: [] });
export const pleine = (): JSX.Element => avec();
export const longue = (): JSX.Element => avec({ reglages: { zone: 'la_reunion', reportSilence: 'jour_ouvre_suivant', reportReperes: 'jour_ouvre_suivant' } });
export const refusee = (): JSX.Element => avec({ reprise: { cle: 'acces', erreurs: { deployee: 'Une mission se déploie après avoir démarré (12 janvier 2026).' }, saisie: { demarree: '12/01/2026', deployee: '11/01/2026' } } });
export const interdite = (): JSX.Element => avec({}, 'Ce pas revient à une autre institution, ou à la coordination et à la présidence.');
