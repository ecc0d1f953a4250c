import type { JSX } from 'preact';
import { PageChapitre, type VueChapitre } from './chapitre.tsx';

const vue = (avec: Partial<VueChapitre> = {}): VueChapitre => ({ base: '/cpts/essai', cle: 'objectifs', titre: 'Les objectifs par mission', aide: 'Peu d’objectifs, chacun né d’un constat, avec un point de départ et une cible.', version: 2, texte: 'Orienter 300 habitants en un an.', montree: '', versions: [], erreurs: {}, saisie: {}, ...avec });

export const vide = (): JSX.Element => <PageChapitre vue={vue({ texte: '', version: 0 })} />;
export const pleine = (): JSX.Element => <PageChapitre vue={vue({ plume: 'Anselme Exemple écrit ce chapitre depuis le 12 novembre 2026 à 10 h 04', versions: [{ id: 'v2', libelle: 'Version 2 : texte enregistré', quand: '12 novembre 2026 à 10 h 04, par Maëlle Riva', avant: 'Orienter 200 habitants.', apres: 'Orienter 300 habitants en un an.' }] })} />;
export const longue = (): JSX.Element => <PageChapitre vue={vue({ texte: 'Un texte qui n’en finit pas. '.repeat(300) })} />;
export const refusee = (): JSX.Element => <PageChapitre vue={vue({ conflit: { par: 'Anselme Exemple', avant: 'Orienter 300 habitants.', apres: 'Orienter 250 habitants.', reuni: false }, erreurs: { texte: 'Ce texte compte 41000 caractères : raccourcissez à 40000 au plus. Il est gardé ci-dessous.' } })} />;
export const interdite = (): JSX.Element => <PageChapitre vue={vue({ erreurs: { '': 'Seuls la coordination, la présidence, le secrétariat et la trésorerie écrivent le projet.' } })} />;
