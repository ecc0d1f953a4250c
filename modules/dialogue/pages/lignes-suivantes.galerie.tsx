import type { JSX } from 'preact';
import { desFaits, unEtat, uneRedaction } from '../builders.ts';
import { presenterLignesInterdites, presenterLignesSuivantes } from '../view-lignes.ts';
import { PageLignesSuivantes } from './lignes-suivantes.tsx';

const base = '/cpts/essai';
const { contenu } = desFaits().dossier;
const vue = (etat = unEtat(), duree = 5) => presenterLignesSuivantes({ base, etat, contenu, version: 3, duree });

export const vide = (): JSX.Element => <PageLignesSuivantes vue={vue(unEtat(), 2)} />;
export const pleine = (): JSX.Element => <PageLignesSuivantes vue={presenterLignesSuivantes({ base, etat: unEtat(), contenu: { ...contenu, indicateurs: [...contenu.indicateurs, ...contenu.indicateurs.filter((i) => i.annee === 2).slice(1, 3).map((i) => ({ ...i, id: `${i.id}-suite`, annee: 3 }))] }, version: 3, duree: 5 })} />;
export const longue = (): JSX.Element => <PageLignesSuivantes vue={vue(unEtat({ redaction: uneRedaction({ lignes: { 'ald-2': { explication: '', proposition: 'renegocier', texte: 'Revenir à 150 patients, avec un palier intermédiaire à 180 et une revue à six mois par la caisse. '.repeat(4) } } }) }))} />;
export const refusee = (): JSX.Element => <PageLignesSuivantes vue={vue()} erreurs={{ lignes: 'Cochez au moins une ligne.' }} valeurs={{ lignes: [] }} />;
export const interdite = (): JSX.Element => <PageLignesSuivantes vue={presenterLignesInterdites(base)} />;
