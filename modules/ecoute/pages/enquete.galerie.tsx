import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { uneEnquete } from '../builders.ts';
import type { Question } from '../model.ts';
import { presenterEnquete } from '../view.ts';
import { PageEnquete } from './enquete.tsx';

type Faits = Parameters<typeof presenterEnquete>[0];
const page = (enquete: Faits['enquete'], avec: Partial<Faits> = {}): JSX.Element => <PageEnquete vue={presenterEnquete({ base: '/cpts/essai', enquete, jour: Jour.parse('2026-11-23'), tient: true, constate: true, textes: [], ...avec })} />;
const carre = { cote: 29, trace: 'M0 0h7v1h-7zM0 6h7v1h-7zM14 0h7v1h-7zM14 6h7v1h-7zM0 14h7v1h-7z' };
const douze: readonly Question[] = Array.from({ length: 12 }, (_, i) => ({ genre: 'une', intitule: `${'Une question très longue, '.repeat(6)}${i + 1} ?`, choix: Array.from({ length: 10 }, (__, k) => `${'anticonstitutionnellement'.repeat(2)} ${k + 1}`) }));

/** Being written: nothing is asked yet. */
export const vide = (): JSX.Element => page(uneEnquete({ statut: 'preparee', questions: [] }));
/** Over: counts, hidden ones, words. */
export const pleine = (): JSX.Element => page(uneEnquete({ statut: 'close', reponses: 30, comptes: [[28, 2, 0, 0], [3, 8, 6, 11, 2], [12, 4, 9, 7, 0, 5], [14, 3, 6, 9, 2], []] }), { textes: ['Un médecin le samedi matin.', 'Un bus jusqu’à la maison de santé.'].map((texte, i) => ({ id: `0198f000-0000-7000-8000-00000000ee0${i}`, question: 4, texte })) });
/** Open: its link and its code. */
export const longue = (): JSX.Element => page(uneEnquete({ titre: 'Anticonstitutionnellement'.repeat(4), questions: douze, reponses: 12_345 }), { lien: { adresse: `https://exemple.invalid/e/${'jeton'.repeat(30)}`, code: carre }, repondre: true });
export const refusee = (): JSX.Element => page(uneEnquete({ statut: 'preparee' }), { question: { rang: undefined, erreurs: { choix: 'Écrivez au moins deux réponses possibles, une par ligne.' }, valeurs: { intitule: 'Que manque-t-il ?', genre: 'une', choix: 'Des kinés' } } });
/** A member, where too few answered. */
export const interdite = (): JSX.Element => page(uneEnquete({ statut: 'close', reponses: 4, comptes: [[4, 0, 0, 0]] }), { tient: false });
