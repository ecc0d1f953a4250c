import type { JSX } from 'preact';
import { desLignesConnues, uneFiche } from '../builders.ts';
import { presenterSaisieFiche, presenterSaisieFicheInterdite } from '../view-fiche.ts';
import { PageSaisieFiche } from './saisie-fiche.tsx';

const base = '/cpts/essai';
export const vide = (): JSX.Element => <PageSaisieFiche vue={presenterSaisieFiche({ base, lignes: [], pilotes: [] })} />;
export const pleine = (): JSX.Element => <PageSaisieFiche vue={presenterSaisieFiche({ base, fiche: uneFiche(), lignes: desLignesConnues, pilotes: [] })} />;
export const longue = (): JSX.Element => <PageSaisieFiche vue={presenterSaisieFiche({ base, fiche: uneFiche(), lignes: Array.from({ length: 60 }, (_, i) => ({ id: `l${i}`, libelle: `Ligne ${i} ${'au nom long '.repeat(10)}`, mission: 'acces' as const, annee: 2 })), pilotes: [] })} />;
export const refusee = (): JSX.Element => <PageSaisieFiche vue={presenterSaisieFiche({ base, lignes: desLignesConnues, pilotes: [] })} erreurs={{ titre: 'Donnez un titre à l’action.', fin: 'La fin vient avant le début.' }} valeurs={{ titre: '', mission: 'prevention', debut: '12/03/2026', fin: '11/03/2026' }} />;
export const interdite = (): JSX.Element => <PageSaisieFiche vue={presenterSaisieFicheInterdite(base)} />;
