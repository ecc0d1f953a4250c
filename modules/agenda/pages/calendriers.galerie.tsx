import type { JSX } from 'preact';
import { PageCalendriers, type VueCalendriers } from './calendriers.tsx';
import { AgendaReserve } from './sondage.tsx';

const vue = (avec: Partial<VueCalendriers> = {}): VueCalendriers => ({ base: '/cpts/essai', flux: [], groupes: [{ valeur: '1', libelle: 'Prévention' }], calendriers: [], erreurs: {}, valeurs: {}, refus: undefined, ...avec });
const calendriers = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `c${i}`, nom: `Cabinet ${i}`, detail: 'lu le 22 novembre 2026 à 18 h', defaut: i === 1 ? 'Ce calendrier ne répond pas : vérifiez l’adresse, ou réessayez plus tard.' : '' }));

export const vide = (): JSX.Element => <PageCalendriers vue={vue()} />;
export const pleine = (): JSX.Element => <PageCalendriers vue={vue({ calendriers: calendriers(2), flux: [{ titre: 'Tout ce qui me concerne', adresse: 'https://exemple.invalid/flux/abc.ics' }] })} />;
export const longue = (): JSX.Element => <PageCalendriers vue={vue({ calendriers: calendriers(10), flux: Array.from({ length: 10 }, (_, i) => ({ titre: `Groupe au nom très long ${i}`, adresse: `https://exemple.invalid/flux/${'a'.repeat(150)}${i}.ics` })) })} />;
export const refusee = (): JSX.Element => <PageCalendriers vue={vue({ erreurs: { adresse: 'Cette adresse mène à un réseau privé : Maillage n’y va pas.' }, valeurs: { adresse: 'http://192.168.0.1/' } })} />;
export const interdite = (): JSX.Element => <AgendaReserve base="/cpts/essai" />;
