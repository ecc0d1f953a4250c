import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { uneAdhesion } from '../builders.ts';
import type { Adhesion, TexteAdhesion } from '../model.ts';
import { phraseRefus } from '../labels.ts';
import { presenterEspace } from '../view-espace.ts';
import { PageEspace } from './espace.tsx';

const texte = (long: boolean): TexteAdhesion => ({ id: '0198f000-0000-7000-8000-0000000000f1', genre: 'charte', numero: 1, titre: 'Charte de coopération', texte: long ? 'Un engagement écrit en entier. '.repeat(150) : 'Nous coopérons.', empreinte: 'a'.repeat(64), publieLe: Jour.parse('2026-09-01') });
const vue = (a: Partial<Adhesion> | undefined, attente: readonly TexteAdhesion[] = []) => presenterEspace({ base: '/cpts/essai', fuseau: 'Europe/Paris', adhesion: a && uneAdhesion(a), attente, acceptations: [{ texteId: 'x', genre: 'charte', numero: 1, titre: 'Charte', empreinte: 'b'.repeat(64), accepteeLe: new Date('2026-09-05T08:00:00Z'), moyen: 'lien' }], cotisations: [], delai: 7, renouveler: { annee: 2027, phrase: 'Un geste suffit, jusqu’au 31 décembre 2026.' }, renouvelees: [{ annee: 2026, le: '2025-12-12' }] });
export const vide = (): JSX.Element => <PageEspace vue={vue(undefined)} />;
export const pleine = (): JSX.Element => <PageEspace vue={vue({}, [texte(false)])} />;
export const longue = (): JSX.Element => <PageEspace vue={vue({}, [texte(true)])} />;
export const refusee = (): JSX.Element => <PageEspace vue={vue({})} refus={phraseRefus({ code: 'texte_change' })} />;
export const interdite = (): JSX.Element => <PageEspace vue={vue({ statut: 'resiliee', finLe: Jour.parse('2026-10-01') })} />;
export const depart = (): JSX.Element => <PageEspace vue={vue({ statut: 'depart_demande', finLe: Jour.parse('2026-11-30') })} />;
