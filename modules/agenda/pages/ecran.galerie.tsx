import type { JSX } from 'preact';
import { PageEcran } from './ecran.tsx';
import { SondageIntrouvable } from './sondage.tsx';
import type { VueEcran } from '../view-reunions.ts';

const trace = Array.from({ length: 400 }, (_, i) => ((i * 7) % 3 === 0 ? `M${i % 20} ${Math.floor(i / 20)}h1v1h-1z` : '')).join('');
const vue = (avec: Partial<VueEcran> = {}): VueEcran => ({ base: '/cpts/essai/agenda/reunions/1', titre: 'Bureau de décembre', phrase: '3 personnes présentes sur 12.', adresse: 'https://maillage.exemple.invalid/p/jeton', code: { cote: 28, trace }, ouverte: true, ...avec });

export const vide = (): JSX.Element => <PageEcran vue={vue({ phrase: '0 personne présente sur 12.' })} />;
export const pleine = (): JSX.Element => <PageEcran vue={vue()} />;
export const longue = (): JSX.Element => <PageEcran vue={vue({ titre: 'Un titre très long '.repeat(10), adresse: `https://maillage.exemple.invalid/p/${'abc.'.repeat(60)}` })} />;
export const refusee = (): JSX.Element => <PageEcran vue={vue({ ouverte: false, phrase: 'Le code sert à partir d’une demi-heure avant le début : mardi 8 décembre à 19 h 30.' })} />;
export const interdite = (): JSX.Element => <SondageIntrouvable texte="La coordination, la présidence, la trésorerie et le secrétariat peuvent le faire." />;
