import type { JSX } from 'preact';
import { uneDemande } from '../builders.ts';
import { phraseRefus } from '../labels.ts';
import type { Relue, TexteNomme } from '../model.ts';
import { presenterTextes } from '../view-textes.ts';
import { DemandeAbsente } from './demande.tsx';
import { PageTextes } from './textes.tsx';

const texte = (n: number, table: string, valeur: unknown, scelle = false): TexteNomme => ({ cle: n.toString(16).padStart(64, '0'), table, colonne: 'texte', ids: ['0198f000-0000-7000-8000-0000000000e1'], valeur, scelle });
const NOTES = texte(1, 'reunion_points', 'Le projet du Dr Durand avance. Camille Durand rappelle les patients le 12 mars.');
const DOUTE = texte(2, 'redaction_remarques', 'Camille a relu ce chapitre.');
const SCELLE = texte(3, 'assemblee_points', 'Élire Camille Durand', true);
const page = (textes: readonly TexteNomme[], { relues = [], suites = [], refus }: { relues?: readonly Relue[]; suites?: readonly string[]; refus?: string } = {}): JSX.Element => <PageTextes vue={presenterTextes({ base: '/cpts/essai', demande: uneDemande(), textes, reperes: { noms: ['Camille Durand'], courriels: [], numeros: [] }, relues, suites })} refus={refus} />;

export const vide = (): JSX.Element => page([]);
export const pleine = (): JSX.Element => page([NOTES, DOUTE, SCELLE, texte(4, 'questions', 'Mme Durand répondra.')], { relues: [{ cle: texte(4, '', '').cle, ou: 'questions.texte', choix: 'laisse', ids: [], avant: null, apres: null }, { cle: '5', ou: 'constats.texte', choix: 'remplace', ids: [], avant: 'Vu par Camille Durand', apres: 'Vu par une personne' }] });
export const longue = (): JSX.Element => page(Array.from({ length: 60 }, (_, i) => texte(i, 'redaction_sections', { parties: [`${'Un texte long et sans intérêt. '.repeat(20)}Camille Durand ${'propose encore. '.repeat(30)}`, 'Camille Durand. '.repeat(9)] })), { suites: ['redaction_sections'] });
export const refusee = (): JSX.Element => page([NOTES], { refus: phraseRefus({ code: 'texte_change' }) });
export const interdite = (): JSX.Element => <DemandeAbsente base="/cpts/essai" />;
