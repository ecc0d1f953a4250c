import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import type { Aide } from '../moteur/aides.ts';
import { PageAides, type VueAides } from './aides.tsx';

const aide = (i: number): Aide => ({ id: `aide-${i}`, financeur: 'fir', objet: 'Temps de coordination', region: 'Nouvelle-Aquitaine', demandee: { centimes: 1_500_000, le: Jour.parse('2026-03-02') }, accordee: { centimes: 1_200_000, le: Jour.parse('2026-05-11') }, versee: {}, commentaire: '', source: i % 2 === 0 ? 'Convention signée le 11 mai 2026' : '', version: 1 });
const avec = (plus: Partial<VueAides> = {}, refus?: string): JSX.Element => <PageAides vue={{ base: '/cpts/essai', peutNoter: true, aides: [aide(1)], ...plus }} {...(refus === undefined ? {} : { refus })} />;

export const vide = (): JSX.Element => avec({ aides: [] });
export const pleine = (): JSX.Element => avec();
export const longue = (): JSX.Element => avec({ aides: Array.from({ length: 12 }, (_, i) => ({ ...aide(i), objet: 'Un objet qui n’en finit pas '.repeat(7) })) });
export const refusee = (): JSX.Element => avec({ saisie: { id: '', erreurs: { demandee: 'Ce montant ne se lit pas. Par exemple : 12 500,00' }, valeurs: { demandee: 'douze mille' } } });
export const interdite = (): JSX.Element => avec({ peutNoter: false }, 'Seuls la coordination, la présidence et la trésorerie notent les aides.');
