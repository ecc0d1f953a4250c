import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import type { VueNouveau } from '../view-sondages.ts';
import { PageNouveau } from './nouveau.tsx';
import { SondageIntrouvable } from './sondage.tsx';

const propositions = (n: number) => Array.from({ length: n }, (_, i) => ({ valeur: `2026-12-0${(i % 9) + 1}T18:30:00.000Z`, libelle: `Mardi ${i + 1} décembre 2026, de 19 h 30 à 21 h 30`, detail: '17 sur 19 personnes peuvent venir. Sans Basile Réponse.' }));
const vue = (avec: Partial<VueNouveau> = {}): VueNouveau => ({ base: '/cpts/essai', groupes: [{ valeur: '1', libelle: 'Prévention (8)' }], groupe: '', titre: 'Réunion de la CPTS', duree: 120, zone: '', propositions: propositions(6), refus: undefined, cloture: Jour.parse('2026-11-30'), personnes: 12, erreurs: {}, valeurs: {}, ...avec });

export const vide = (): JSX.Element => <PageNouveau vue={vue({ propositions: [], personnes: 0, groupes: [], refus: 'Ce groupe n’a personne à interroger : ajoutez-y des membres.' })} />;
export const pleine = (): JSX.Element => <PageNouveau vue={vue()} />;
export const longue = (): JSX.Element => <PageNouveau vue={vue({ propositions: propositions(9), titre: 'Un titre très long '.repeat(10), groupes: Array.from({ length: 80 }, (_, i) => ({ valeur: String(i), libelle: `Groupe au nom très long ${i}` })) })} />;
export const refusee = (): JSX.Element => <PageNouveau vue={vue({ erreurs: { titre: 'Donnez un titre à la réunion.', autres: '« demain » n’est pas une date lisible.' }, valeurs: { titre: '', autres: 'demain' } })} />;
export const interdite = (): JSX.Element => <SondageIntrouvable texte="La coordination, la présidence, la trésorerie et le secrétariat peuvent le faire." />;
