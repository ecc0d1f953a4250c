import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { phraseRefusComptes } from '../labels.ts';
import { JOURNAUX } from '../moteur/journal.ts';
import { presenterComptes } from '../view-comptes.ts';
import { PageComptabilite } from './comptabilite.tsx';

type Faits = Parameters<typeof presenterComptes>[0];
const ecritures = (n: number): Faits['ecritures'] => Array.from({ length: n }, (_, i) => ({ journal: Object.keys(JOURNAUX)[i % 5] ?? 'BQ', poste: (['acces', 'prevention', null] as const)[i % 3] ?? null, lignes: [{ debit: 12_345 * (i + 1) }] }));
const vue = (n: number, avec: Partial<Faits> = {}) => presenterComptes({ base: '/cpts/essai', annee: 2026, aujourdhui: Jour.parse('2026-11-23'), provisoire: true, ecritures: ecritures(n), noms: JOURNAUX, reglages: { siren: '732829320', comptes: {}, imputations: {}, ouverture: { le: Jour.parse('2026-01-01'), centimes: 1_250_000 }, version: 3 }, rapprocher: 0, peutTenir: true, ...avec });

export const vide = (): JSX.Element => <PageComptabilite vue={vue(0)} />;
export const pleine = (): JSX.Element => <PageComptabilite vue={vue(12, { rapprocher: 4 })} />;
export const longue = (): JSX.Element => <PageComptabilite vue={vue(20_000, { provisoire: false, annee: 2025 })} />;
export const refusee = (): JSX.Element => <PageComptabilite vue={vue(3)} saisie={{ forme: 'reglages', erreurs: { siren: 'Le SIREN a neuf chiffres.', compte_banque: 'Un numéro de compte : trois chiffres au moins, de la classe 1 à 7.' }, valeurs: { siren: '12', compte_banque: '5' } }} refus={phraseRefusComptes({ code: 'modifie_entre_temps' })} />;
export const interdite = (): JSX.Element => <PageComptabilite vue={vue(0, { interdit: true })} />;
