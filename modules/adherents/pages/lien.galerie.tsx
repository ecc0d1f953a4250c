import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { phraseRefusLien } from '#server/liens/jeton-lien.ts';
import { uneAdhesion } from '../builders.ts';
import { phraseRefus } from '../labels.ts';
import type { Adhesion, TexteAdhesion } from '../model.ts';
import { lienFerme, presenterLien } from '../view-public.ts';
import { PageLien } from './lien.tsx';

const texte = (texte: string): TexteAdhesion => ({ id: '0198f000-0000-7000-8000-0000000000f1', genre: 'charte', numero: 1, titre: 'Charte de coopération', texte, empreinte: 'a'.repeat(64), publieLe: Jour.parse('2026-09-01') });
const vue = (a: Partial<Adhesion>, attente: readonly TexteAdhesion[] = [texte('Nous nous engageons à coopérer.\n\n- répondre aux confrères ;\n- dire quand on n’est pas disponible.')]) =>
  presenterLien({ adhesion: uneAdhesion(a), attente, acceptations: [], ici: { nom: 'la CPTS des Trois Rivières', slug: 'essai' }, lien: 'jeton', fuseau: 'Europe/Paris', ...(a.statut === undefined ? { renouveler: { annee: 2027, phrase: 'Un geste suffit, jusqu’au 31 décembre 2026.' } } : {}) });

export const vide = (): JSX.Element => <PageLien vue={vue({ statut: 'deposee', membreDepuis: null }, [])} />;
export const pleine = (): JSX.Element => <PageLien vue={vue({ statut: 'en_instruction', membreDepuis: null })} />;
export const longue = (): JSX.Element => <PageLien vue={vue({}, [texte('## Article\n\nUn engagement de plus, écrit en entier. '.repeat(120))])} />;
export const refusee = (): JSX.Element => <PageLien vue={vue({})} erreurs={{ '': phraseRefus({ code: 'texte_change' }) }} />;
export const interdite = (): JSX.Element => <PageLien vue={lienFerme(phraseRefusLien({ code: 'lien_faux' }))} />;
export const proposee = (): JSX.Element => <PageLien vue={vue({ statut: 'proposee', membreDepuis: null, decideeLe: null })} />;
