import type { JSX } from 'preact';
import { PageDisponibilites, type VueDisponibilites } from './disponibilites.tsx';
import { AgendaReserve } from './sondage.tsx';

const vue = (avec: Partial<VueDisponibilites> = {}): VueDisponibilites => ({ base: '/cpts/essai', consultations: '', conges: '', maxSoirees: '', aDistance: false, soirees: 0, erreurs: {}, valeurs: {}, refus: undefined, ...avec });

export const vide = (): JSX.Element => <PageDisponibilites vue={vue()} />;
export const pleine = (): JSX.Element => <PageDisponibilites vue={vue({ consultations: 'lun mar jeu 08:30-12:30\nven 14:00-18:30', conges: '20/12/2026 - 03/01/2027', maxSoirees: '6', aDistance: true, soirees: 4 })} />;
export const longue = (): JSX.Element => <PageDisponibilites vue={vue({ consultations: Array.from({ length: 30 }, () => 'lun mar mer jeu ven 08:30-12:30').join('\n') })} />;
export const refusee = (): JSX.Element => <PageDisponibilites vue={vue({ erreurs: { consultations: '« quelquefois » n’est pas lisible : écrivez par exemple lun mar jeu 8:30-12:30.' }, valeurs: { consultations: 'quelquefois' } })} />;
export const interdite = (): JSX.Element => <AgendaReserve base="/cpts/essai" />;
