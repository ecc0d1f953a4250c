import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { uneCategorie, unCollege } from '../builders.ts';
import { CATEGORIES_PROPOSEES } from '../constants.ts';
import type { Categorie } from '../model.ts';
import { questionsDeVote } from '../rules.ts';
import { presenterReglages } from '../view-reglages.ts';
import { PageReglages } from './reglages.tsx';

const REGLAGES = { version: 2, candidatureOuverte: true, presentation: 'Soixante professionnels.', voteSiAJour: null, delaiDepartJours: 7, instanceCompetente: 'Le bureau', textesAvantAdmission: false };
const vue = (categories: readonly Categorie[], avec: { peut?: boolean; n?: number } = {}) =>
  presenterReglages({
    base: '/cpts/essai', url: 'https://maillage.exemple', slug: 'essai', peutRegler: avec.peut ?? true, reglages: categories.length === 0 ? { ...REGLAGES, candidatureOuverte: false, presentation: '' } : REGLAGES, categories,
    colleges: categories.length === 0 ? [] : Array.from({ length: avec.n ?? 2 }, (_, i) => unCollege({ code: `c${i}`, libelle: i === 0 ? 'Professionnels libéraux' : `Collège ${i}`, professions: i === 0 ? ['10', '60', '70'] : [], categories: i === 1 ? ['professionnel'] : [] })),
    textes: categories.length === 0 ? [] : [{ id: '0198f000-0000-7000-8000-0000000000f1', genre: 'charte', numero: 2, titre: 'Charte de coopération', texte: 'Nous coopérons.', empreinte: 'a'.repeat(64), publieLe: Jour.parse('2026-09-01') }],
    baremes: categories.length === 0 ? [] : [{ annee: 2026, collegeId: null, centimes: 1000 }], questions: questionsDeVote(categories, null), annee: 2026,
  });
const TOUTES = CATEGORIES_PROPOSEES.map((c, rang) => uneCategorie({ ...c, rang, ...(rang > 3 ? { association: null, vote: null, cotise: null } : {}) }));

export const vide = (): JSX.Element => <PageReglages vue={vue([])} />;
export const pleine = (): JSX.Element => <PageReglages vue={vue(TOUTES)} />;
export const longue = (): JSX.Element => <PageReglages vue={vue(Array.from({ length: 12 }, (_, i) => uneCategorie({ code: `k${i}`, libelle: `Catégorie au nom particulièrement long et peu commode numéro ${i}` })), { n: 12 })} />;
export const refusee = (): JSX.Element => <PageReglages vue={vue(TOUTES)} saisie={{ forme: 'bareme', erreurs: { montant: 'Écrivez un montant, comme 30 ou 30,50.' }, valeurs: { annee: '2026', montant: 'trente' } }} />;
export const interdite = (): JSX.Element => <PageReglages vue={vue(TOUTES, { peut: false })} />;
