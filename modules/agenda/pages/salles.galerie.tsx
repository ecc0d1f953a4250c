import type { JSX } from 'preact';
import { PageSalles, type VueSalles } from './salles.tsx';
import { AgendaReserve } from './sondage.tsx';

const salles = (n: number, nom: string) => Array.from({ length: n }, (_, i) => ({ id: `s${i}`, nom: `${nom} ${i + 1}`, places: 12 + i }));
const vue = (avec: Partial<VueSalles> = {}): VueSalles => ({ base: '/cpts/essai', salles: [], peutOrganiser: true, erreurs: {}, valeurs: {}, ...avec });

export const vide = (): JSX.Element => <PageSalles vue={vue()} />;
export const pleine = (): JSX.Element => <PageSalles vue={vue({ salles: salles(3, 'Maison de santé, salle') })} />;
export const longue = (): JSX.Element => <PageSalles vue={vue({ salles: salles(40, 'Une salle dont le nom est vraiment très long et ne tient pas sur une ligne') })} />;
export const refusee = (): JSX.Element => <PageSalles vue={vue({ salles: salles(1, 'Salle'), erreurs: { places: 'Une place au moins.' }, valeurs: { nom: 'Mairie', places: '0' } })} />;
export const interdite = (): JSX.Element => <AgendaReserve base="/cpts/essai" />;
