import type { JSX } from 'preact';
import type { VueChapitre, VueFilInterne } from '../moteur/vue-sante.ts';
import { PageChapitre } from './chapitre.tsx';

const fil = (i: number, avec: Partial<VueFilInterne> = {}): VueFilInterne => ({
  id: `fil-${i}`, auteur: 'Prune Supposée', quand: '12 novembre 2026 à 10 h 04', texte: 'Trois cents, est-ce le bon nombre ? La caisse en compte davantage.', passage: 'Orienter 300 habitants', disparu: false, reglee: false,
  reponses: [{ id: `reponse-${i}`, auteur: 'Anselme Exemple', quand: '12 novembre 2026 à 11 h 30', texte: 'Je demande le relevé de cette année.' }], ...avec,
});
const vue = (avec: Partial<VueChapitre> = {}): VueChapitre => ({
  base: '/cpts/essai', cle: 'objectifs', titre: 'Les objectifs par mission', aide: 'Peu d’objectifs, chacun né d’un constat, avec un point de départ et une cible.', peutEcrire: true, version: 2, texte: 'Orienter 300 habitants en un an.',
  blocs: [{ type: 'paragraphe', texte: 'Orienter 300 habitants en un an.' }], montree: '', redige: true, tenue: false, versions: 0, fils: [], erreurs: {}, saisie: {}, ...avec,
});

export const vide = (): JSX.Element => <PageChapitre vue={vue({ texte: '', version: 0, redige: false })} />;
export const pleine = (): JSX.Element => <PageChapitre vue={vue({ plume: 'Anselme Exemple écrit ce chapitre depuis le 12 novembre 2026 à 10 h 04', versions: 4, fils: [fil(1), fil(2, { reglee: true, disparu: true })], depassee: { avant: 'Deux constats.', apres: 'Trois constats.' } })} />;
export const longue = (): JSX.Element => <PageChapitre vue={vue({ texte: 'Un texte qui n’en finit pas. '.repeat(300), versions: 200, fils: Array.from({ length: 20 }, (_, i) => fil(i, { texte: 'Une remarque qui n’en finit pas. '.repeat(20), passage: 'Un passage cité en entier. '.repeat(15) })) })} />;
export const refusee = (): JSX.Element => <PageChapitre vue={vue({ conflit: { par: 'Anselme Exemple', avant: 'Orienter 300 habitants.', apres: 'Orienter 250 habitants.', reuni: false }, erreurs: { texte: 'Ce texte compte 41000 caractères : raccourcissez à 40000 au plus. Il est gardé ci-dessous.' }, fils: [fil(1)], remarque: { parent: 'fil-1', erreurs: { texte: 'Écrivez votre remarque.' }, valeurs: {} } })} />;
export const interdite = (): JSX.Element => <PageChapitre vue={vue({ peutEcrire: false, fils: [fil(1)], plume: 'Anselme Exemple écrit ce chapitre depuis le 12 novembre 2026 à 10 h 04' })} refus="Seuls la coordination, la présidence, le secrétariat et la trésorerie écrivent le projet." />;
