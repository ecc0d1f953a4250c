import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { uneFacture } from '../builders.ts';
import { phraseRefusComptes } from '../labels.ts';
import type { LigneBudget } from '../model-comptes.ts';
import { executerBudget } from '../moteur/budget.ts';
import { presenterBudget } from '../view-comptes.ts';
import { PageBudget } from './budget.tsx';

const ligne = (n: number, l: Partial<LigneBudget> = {}): LigneBudget => ({ id: `0198f000-0000-7000-8000-${String(n).padStart(12, '0')}`, annee: 2026, poste: 'prevention', ficheId: null, nature: 'prestataires', libelle: 'Location de salles', centimes: 120_000, cle: null, ...l });
const commun = { base: '/cpts/essai', annee: 2026, aujourdhui: Jour.parse('2026-11-23'), clos: false, peutSaisir: true, peutTenir: true, actions: [{ id: 'a', titre: 'Dépistage en pharmacie', mission: 'prevention' }], aImputer: [] };
const vue = (prevues: readonly LigneBudget[], factures: readonly ReturnType<typeof uneFacture>[], avec: Partial<Parameters<typeof presenterBudget>[0]> = {}) =>
  presenterBudget({ ...commun, par: 'mission', prevues, execution: executerBudget({ lignes: prevues, factures, temps: prevues.length > 0 ? [{ mois: 3, poste: undefined, nature: 'remunerations', ficheId: null, statut: 'payee', centimes: 45_000 }] : [] }), ...avec });
const factures = [uneFacture(), uneFacture({ statut: 'payee', poste: 'acces', centimes: 250_000, jour: Jour.parse('2026-04-02') }, 2)];

export const vide = (): JSX.Element => <PageBudget vue={vue([], [])} />;
export const pleine = (): JSX.Element => <PageBudget vue={vue([ligne(1), ligne(2, { poste: 'acces', libelle: 'Régulation', nature: 'remunerations', centimes: 90_000 })], factures, { aImputer: [{ mission: 'Groupe plaies', centimes: 45_000 }, { mission: '', centimes: 1_000 }] })} />;
export const longue = (): JSX.Element => <PageBudget vue={vue(Array.from({ length: 60 }, (_, i) => ligne(i, { libelle: `Location de la salle polyvalente intercommunale pour les ateliers d’éducation thérapeutique, séance ${i}` })), factures, { par: 'nature' })} />;
export const refusee = (): JSX.Element => <PageBudget vue={vue([ligne(1)], factures, { clos: false })} saisie={{ forme: 'budget', erreurs: { montant: 'Un montant supérieur à zéro.' }, valeurs: { libelle: 'Salle', montant: '-5' } }} refus={phraseRefusComptes({ code: 'exercice_clos', annee: 2025 })} />;
export const interdite = (): JSX.Element => <PageBudget vue={vue([], [], { interdit: true })} />;
