import type { JSX } from 'preact';
import { MOMENTS } from '../moteur/semaine.ts';
import { PageDisponibilites, type VueDisponibilites } from './disponibilites.tsx';
import { AgendaReserve } from './sondage.tsx';

const vue = (avec: Partial<VueDisponibilites> = {}): VueDisponibilites => ({ base: '/cpts/essai', prises: [1, 2, 3, 4, 5].flatMap((j) => [`${j}-matin`, `${j}-apres_midi`]), supposee: true, consultations: '', conges: '', maxSoirees: '', aDistance: false, soirees: 0, erreurs: {}, valeurs: {}, refus: undefined, ...avec });

export const vide = (): JSX.Element => <PageDisponibilites vue={vue()} />;
export const pleine = (): JSX.Element => <PageDisponibilites vue={vue({ prises: ['1-matin', '1-soir', '3-midi'], supposee: false, consultations: 'mer 09:00-11:00\nsam 09:00-12:00', conges: '20/12/2026 - 03/01/2027', maxSoirees: '6', aDistance: true, soirees: 4 })} />;
export const longue = (): JSX.Element => <PageDisponibilites vue={vue({ prises: [1, 2, 3, 4, 5, 6, 7].flatMap((j) => MOMENTS.map((m) => `${j}-${m.cle}`)), supposee: false, consultations: Array.from({ length: 30 }, () => 'lun mar mer jeu ven 08:30-12:30').join('\n') })} />;
export const refusee = (): JSX.Element => <PageDisponibilites vue={vue({ erreurs: { consultations: '« quelquefois » n’est pas lisible : écrivez par exemple lun mar jeu 8:30-12:30.' }, valeurs: { consultations: 'quelquefois', conges: '', prises: '2-soir' } })} />;
export const interdite = (): JSX.Element => <AgendaReserve base="/cpts/essai" />;
