import type { JSX } from 'preact';
import type { VueDeplacer } from '../view-sondages.ts';
import { PageDeplacer } from './deplacer.tsx';
import { SondageIntrouvable } from './sondage.tsx';

const dates = (n: number, nom = 'Camille Agenda'): VueDeplacer['dates'] => Array.from({ length: n }, (_, i) => ({ valeur: `2026-12-1${i}T18:30:00.000Z`, titre: `Mardi 1${i} décembre 2026, de 19 h 30 à 21 h 30`, pourquoi: ['11 sur 12 personnes peuvent venir.'], viennent: nom, absents: `Sans ${nom}.`, couts: [`${nom} donnerait sa 2e soirée de l’année.`], departage: '', salle: '' }));
const vue = (avec: Partial<VueDeplacer> = {}): VueDeplacer => ({ base: '/cpts/essai/agenda/reunions/1', titre: 'Bureau de décembre', quand: 'mardi 8 décembre, de 19 h 30 à 21 h 30', lieu: 'Maison de santé', visio: '', suite: '', minutes: 120, dates: dates(4), erreurs: {}, valeurs: {}, ...avec });

export const vide = (): JSX.Element => <PageDeplacer vue={vue({ dates: [] })} />;
export const pleine = (): JSX.Element => <PageDeplacer vue={vue({ suite: '/cpts/essai/agenda/series/1/suite?depuis=1' })} />;
export const longue = (): JSX.Element => <PageDeplacer vue={vue({ titre: 'Un titre très long '.repeat(10), dates: dates(4, 'Anticonstitutionnellement-De la Très-Longue-Particule '.repeat(8)), lieu: 'Un lieu au nom très long '.repeat(10) })} />;
export const refusee = (): JSX.Element => <PageDeplacer vue={vue({ erreurs: { motif: 'Dites pourquoi : chacun le lira.', autre: 'Cette date est passée : choisissez-en une à venir.' }, valeurs: { autre: '01/01/2020 19:30', motif: '' } })} />;
export const interdite = (): JSX.Element => <SondageIntrouvable texte="La coordination, la présidence, la trésorerie et le secrétariat peuvent le faire." />;
