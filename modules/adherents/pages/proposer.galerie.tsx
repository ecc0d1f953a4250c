import type { JSX } from 'preact';
import { uneCategorie } from '../builders.ts';
import { phraseRefus } from '../labels.ts';
import { optionsCategories, optionsProfessions } from '../view.ts';
import { PageProposer, type VueProposer } from './proposer.tsx';

const vue = (avec: Partial<VueProposer> = {}): VueProposer => ({ base: '/cpts/essai', categories: optionsCategories([uneCategorie(), uneCategorie({ code: 'usager', libelle: 'Représentant des habitants' })]), professions: optionsProfessions(), valeurs: {}, ...avec });
export const vide = (): JSX.Element => <PageProposer vue={vue({ categories: [] })} />;
export const pleine = (): JSX.Element => <PageProposer vue={vue({ valeurs: { nom: 'Basile Inventé', profession: '10', commune: 'Brive-la-Gaillarde', rpps: '99700001033' }, annuaire: 'Basile Inventé, d’après l’annuaire national. Ajoutez une adresse électronique si vous en avez une.' })} />;
export const longue = (): JSX.Element => <PageProposer vue={vue({ valeurs: { nom: 'Anne-Charlotte-Guillemette de Montferrand-Saint-Barthélemy-sur-Vézère' } })} />;
export const refusee = (): JSX.Element => <PageProposer vue={vue()} erreurs={{ '': phraseRefus({ code: 'adhesion_deja_en_cours' }) }} valeurs={{ nom: 'Basile Inventé' }} />;
export const interdite = (): JSX.Element => <PageProposer vue={vue({ interdit: true })} />;
