import type { JSX } from 'preact';
import { SondageIntrouvable } from './sondage.tsx';
import { PageSuite, type VueSuite } from './suite-serie.tsx';

const dates = (n: number): VueSuite['dates'] => Array.from({ length: n }, (_, i) => ({ valeur: `0198f000-0000-7000-8000-00000000000${i}`, libelle: `mardi ${i + 8} décembre à 19 h 30` }));
const vue = (avec: Partial<VueSuite> = {}): VueSuite => ({ titre: 'Soins non programmés', base: '/cpts/essai/agenda/series/s1', dates: dates(3), depuis: '', jour: '', heure: '19:30', duree: 120, lieu: 'Maison de santé', visio: '', apercu: undefined, refus: undefined, erreurs: {}, valeurs: {}, ...avec });
const change = (i: number, note = ''): NonNullable<VueSuite['apercu']>[number] => ({ avant: `mardi ${i + 8} décembre, de 19 h 30 à 21 h 30`, apres: `jeudi ${i + 10} décembre, de 20 h à 22 h`, note });

export const vide = (): JSX.Element => <PageSuite vue={vue()} />;
export const pleine = (): JSX.Element => <PageSuite vue={vue({ apercu: [change(0), change(7), change(14, 'jour férié (Noël)')], valeurs: { jour: '10/12/2026', heure: '20:00', motif: 'Le mardi, la salle est prise.' } })} />;
export const longue = (): JSX.Element => <PageSuite vue={vue({ titre: 'Un titre de série très long '.repeat(6), apercu: Array.from({ length: 60 }, (_, i) => change(i)) })} />;
export const refusee = (): JSX.Element => <PageSuite vue={vue({ erreurs: { heure: 'Cette heure n’est pas lisible : écrivez par exemple 19:30.', motif: 'Dites pourquoi : chacun le lira.' }, valeurs: { heure: '25:00', motif: '' } })} />;
export const interdite = (): JSX.Element => <SondageIntrouvable texte="La coordination, la présidence, la trésorerie et le secrétariat peuvent le faire." />;
