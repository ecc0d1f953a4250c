import type { JSX } from 'preact';
import { unContrat, unDossier } from '../builders.ts';
import { presenterSaisieInterdite, presenterSaisieLigne } from '../view-saisie.ts';
import { PageSaisieLigne } from './saisie-ligne.tsx';

const dossier = unDossier(unContrat());
const commun = { base: '/cpts/essai', dossier, anneeEnCours: 2 };

export const vide = (): JSX.Element => <PageSaisieLigne vue={presenterSaisieLigne(commun)} />;
export const pleine = (): JSX.Element => <PageSaisieLigne vue={presenterSaisieLigne({ ...commun, i: dossier.contenu.indicateurs[0] })} />;
export const longue = (): JSX.Element => <PageSaisieLigne vue={presenterSaisieLigne({ ...commun, i: unContrat().indicateurs.map((i) => ({ ...i, libelle: 'Une ligne au nom interminable '.repeat(9) }))[2] })} />;
export const refusee = (): JSX.Element => <PageSaisieLigne vue={presenterSaisieLigne(commun)} erreurs={{ montant: 'Écrivez le montant de la ligne.', libelle: 'Nommez la ligne comme au contrat.' }} valeurs={{ type: 'atteint', sens: 'hausse', annee: '2' }} />;
export const interdite = (): JSX.Element => <PageSaisieLigne vue={presenterSaisieInterdite('/cpts/essai')} />;
