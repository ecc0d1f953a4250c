import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { PersonneId } from '#core/tenancy.ts';
import { lireChoix } from '../moteur/choix.ts';
import type { CarteDeDate, VueNouveau } from '../view-sondages.ts';
import { PageNouveau } from './nouveau.tsx';
import { SondageIntrouvable } from './sondage.tsx';

const aujourdhui = Jour.parse('2026-11-25');
const dates = (n: number, noms = 'Camille Agenda, Basile Réponse et Prune Supposée'): readonly CarteDeDate[] =>
  Array.from({ length: n }, (_, i) => ({
    valeur: `2026-12-0${(i % 9) + 1}T18:30:00.000Z`, titre: `Mardi ${i + 1} décembre 2026, de 19 h 30 à 21 h 30`, pourquoi: ['17 sur 19 personnes peuvent venir.', 'Toutes les personnes essentielles peuvent venir.', 'C’est une soirée ; personne n’en aurait deux de suite.'],
    viennent: noms, absents: i === 0 ? '' : 'Sans Basile Réponse.', couts: ['Camille Agenda donnerait sa 4e soirée de l’année.', 'Prune Supposée donnerait sa 1re soirée de l’année.'], departage: i === 0 ? '' : 'Classée après la précédente : elle demande des soirées à des personnes qui en ont déjà donné davantage.', salle: '',
  }));
const personnes = (n: number, nom = 'Personne') => Array.from({ length: n }, (_, i) => ({ id: `0198f000-0000-7000-8000-${String(i).padStart(12, '0')}`, nom: `${nom} ${i + 1}`, metier: i % 2 ? 'Médecin, Libéraux' : '', role: i === 0 ? ('essentiel' as const) : ('utile' as const) }));
const vue = (avec: Partial<VueNouveau> = {}): VueNouveau => ({
  base: '/cpts/essai', groupes: [{ valeur: '1', libelle: 'Prévention (8)' }], choix: lireChoix([], { aujourdhui }).choix, fenetre: { du: Jour.parse('2026-11-29'), au: Jour.parse('2027-01-09') }, personnes: personnes(12), conviees: 12,
  professions: [{ valeur: '10', libelle: 'Médecin' }, { valeur: '60', libelle: 'Infirmier' }], colleges: ['Libéraux'], salles: [{ id: '1', nom: 'Maison de santé', places: 20 }], dates: dates(6), refus: undefined, titre: 'Réunion de la CPTS', lieu: '', cloture: Jour.parse('2026-11-30'),
  demande: '', detaille: false, erreursChoix: {}, valeursChoix: {}, erreurs: {}, valeurs: {}, ...avec,
});
const exigeante = lireChoix([['presents', '8'], ['prof.10', '2'], ['pour', 'tous'], ['essentiel', PersonneId.parse('0198f000-0000-7000-8000-000000000000')]], { aujourdhui }).choix;

export const vide = (): JSX.Element => <PageNouveau vue={vue({ dates: [], personnes: [], conviees: 0, groupes: [], salles: [], refus: 'Ce groupe n’a personne à interroger : ajoutez-y des membres.' })} />;
export const pleine = (): JSX.Element => <PageNouveau vue={vue({ choix: exigeante, detaille: true })} />;
export const longue = (): JSX.Element => <PageNouveau vue={vue({ dates: dates(9, 'Anticonstitutionnellement De la Très-Longue-Particule, '.repeat(60)), personnes: personnes(120, 'Anticonstitutionnellement-De la Particule'), conviees: 120, titre: 'Un titre très long '.repeat(10), groupes: Array.from({ length: 80 }, (_, i) => ({ valeur: String(i), libelle: `Groupe au nom très long ${i}` })), detaille: true })} />;
export const refusee = (): JSX.Element => <PageNouveau vue={vue({ detaille: true, erreursChoix: { du: 'Ce jour est passé.', roles: 'Une personne est cochée deux fois : un seul rôle chacune.' }, valeursChoix: { du: '01/01/2020' }, erreurs: { titre: 'Donnez un titre à la réunion.', autres: '« demain » n’est pas une date lisible.' }, valeurs: { titre: '', autres: 'demain' } })} />;
export const interdite = (): JSX.Element => <SondageIntrouvable texte="La coordination, la présidence, la trésorerie et le secrétariat peuvent le faire." />;
