import type { JSX } from 'preact';
import { PageRenvoi, type VueRenvoi } from './page-renvoi.tsx';

const MOTS = 'Reprendre contact avec la maison de santé.\nDemander la salle pour le 12 mars.';
const vue = (avec: Partial<VueRenvoi> = {}): VueRenvoi => ({ cause: 'page_ancienne', action: '/cpts/essai/agenda', champs: [['titre', 'Réunion de bureau'], ['texte', MOTS]], fichiers: [], ecrits: ['Réunion de bureau', MOTS], retour: '/cpts/essai/agenda', ...avec });

export const vide = (): JSX.Element => <PageRenvoi vue={vue({ champs: [], ecrits: [] })} />;
export const pleine = (): JSX.Element => <PageRenvoi vue={vue()} />;
export const longue = (): JSX.Element => <PageRenvoi vue={vue({ ecrits: Array.from({ length: 12 }, () => MOTS.repeat(8)), fichiers: [{ champ: 'piece', nom: 'compte rendu de la réunion du bureau, version relue par la présidence.pdf' }] })} />;
export const interdite = (): JSX.Element => <PageRenvoi vue={vue({ cause: 'session_finie' })} />;
