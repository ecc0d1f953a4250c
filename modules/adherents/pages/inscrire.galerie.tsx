import type { JSX } from 'preact';
import { optionsProfessions } from '../view.ts';
import { PageInscrire, type VueInscrire } from './inscrire.tsx';

const vue = (avec: Partial<VueInscrire> = {}): VueInscrire => ({ base: '/cpts/essai', interdit: false, categories: [{ valeur: 'professionnel', libelle: 'Professionnel de santé' }, { valeur: 'elu', libelle: 'Élu ou collectivité' }], colleges: [{ valeur: '0198f000-0000-7000-8000-0000000000e1', libelle: 'Professionnels libéraux' }], professions: optionsProfessions(), ...avec });

export const vide = (): JSX.Element => <PageInscrire vue={vue({ categories: [], colleges: [] })} />;
export const pleine = (): JSX.Element => <PageInscrire vue={vue()} />;
export const longue = (): JSX.Element => <PageInscrire vue={vue({ colleges: Array.from({ length: 12 }, (_, i) => ({ valeur: `c${i}`, libelle: `Collège au nom particulièrement long et peu commode numéro ${i}` })) })} />;
export const refusee = (): JSX.Element => <PageInscrire vue={vue()} erreurs={{ depuis: 'Ce jour n’est pas encore venu.', courriel: 'Donnez d’abord une adresse électronique à cette personne.' }} valeurs={{ nom: 'Prune Papier', depuis: '24/11/2030', ecrire: 'oui' }} />;
export const interdite = (): JSX.Element => <PageInscrire vue={vue({ interdit: true })} />;
