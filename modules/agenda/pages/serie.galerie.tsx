import type { JSX } from 'preact';
import { PageNouvelleSerie, PageSerie, type VueNouvelleSerie, type VueSerie } from './serie.tsx';
import { SondageIntrouvable } from './sondage.tsx';

const nouvelle = (avec: Partial<VueNouvelleSerie> = {}): VueNouvelleSerie => ({ base: '/cpts/essai', groupes: [{ valeur: 'g1', libelle: 'Soins non programmés' }], groupe: 'g1', titre: 'Soins non programmés', duree: 120, premier: '', apercu: undefined, refus: undefined, erreurs: {}, valeurs: {}, ...avec });
const reunions = (n: number, mot = ''): VueSerie['reunions'] => Array.from({ length: n }, (_, i) => ({ href: `/cpts/essai/agenda/reunions/${i}`, quand: `mardi ${i + 1} décembre, de 19 h 30 à 21 h 30${mot}`, note: i === 1 ? 'Annulée' : i === 2 ? 'Déplacée' : '', annulee: i === 1 }));

export const vide = (): JSX.Element => <PageNouvelleSerie vue={nouvelle({ groupes: [], groupe: '', titre: '' })} />;
export const pleine = (): JSX.Element => <PageNouvelleSerie vue={nouvelle({ apercu: { phrase: '3 réunions, le 2e mardi de chaque mois, 1 date sautée.', dates: [{ quand: 'mardi 8 décembre à 19 h 30', saut: '' }, { quand: 'mardi 12 janvier à 19 h 30', saut: '' }, { quand: 'mardi 9 février à 19 h 30', saut: 'vacances scolaires (hiver)' }, { quand: 'mardi 9 mars à 19 h 30', saut: '' }] } })} />;
export const longue = (): JSX.Element => <PageSerie vue={{ titre: 'Un titre de série très long '.repeat(6), phrase: 'Chaque mardi, à 19 h 30. À partir du jeudi 14 janvier : chaque jeudi, à 20 h.', organise: { href: '/cpts/essai/agenda/series/s1', dates: reunions(60).map((r) => ({ valeur: r.href, libelle: r.quand })), reprendre: 3, defaire: 'Changement du 22 novembre 2026 à 18 h : 4 réunions peuvent revenir où elles étaient, avec les réponses d’alors.' }, reunions: reunions(60, ', à la maison de santé pluriprofessionnelle'), sautees: Array.from({ length: 20 }, (_, i) => `mardi ${i + 1} février à 19 h 30`) }} />;
export const refusee = (): JSX.Element => <PageNouvelleSerie vue={nouvelle({ erreurs: { premier: 'Cette date est passée : choisissez-en une à venir.', fois: 'Écrivez un nombre de 1 à 60.' }, valeurs: { premier: '01/01/2020', fois: '600', titre: 'Bureau', groupe: 'g1' } })} />;
export const interdite = (): JSX.Element => <SondageIntrouvable texte="La coordination, la présidence, la trésorerie et le secrétariat peuvent le faire." />;
