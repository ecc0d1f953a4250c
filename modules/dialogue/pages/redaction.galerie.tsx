import type { JSX } from 'preact';
import { unEtat, uneRedaction } from '../builders.ts';
import { presenterRedaction, presenterRedactionInterdite } from '../view.ts';
import { PageRedaction } from './redaction.tsx';

const base = '/cpts/essai';
const vue = (etat = unEtat()) => presenterRedaction({ base, etat, version: 3 });

export const vide = (): JSX.Element => <PageRedaction vue={vue(unEtat({ redaction: uneRedaction({ faitsMarquants: '', difficultes: '', propositions: '', lignes: {} }) }))} />;
export const pleine = (): JSX.Element => <PageRedaction vue={vue()} />;
export const longue = (): JSX.Element => <PageRedaction vue={vue(unEtat({ redaction: uneRedaction({ faitsMarquants: 'Un paragraphe assez long. '.repeat(200) }) }))} />;
export const refusee = (): JSX.Element => <PageRedaction vue={vue()} erreurs={{ tenuLe: 'Ce jour n’est pas encore venu.', '': 'Le dossier a changé entre-temps (version 4).' }} valeurs={{ faitsMarquants: 'Ce qui était tapé', tenuLe: '12/03/2099' }} />;
export const interdite = (): JSX.Element => <PageRedaction vue={presenterRedactionInterdite(base)} />;
