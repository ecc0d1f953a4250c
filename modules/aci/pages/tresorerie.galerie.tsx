import type { JSX } from 'preact';
import { UN_JOUR, unCalcul, unContrat, unDossier } from '../builders.ts';
import { presenterTresorerie, presenterTresorerieInterdite } from '../view-tresorerie.ts';
import { PageTresorerie } from './tresorerie.tsx';

const vueDe = (contrat = unContrat()) => presenterTresorerie({ base: '/cpts/essai', dossier: unDossier(contrat), calcul: unCalcul(contrat), aujourdhui: UN_JOUR, peutNoter: true });

export const vide = (): JSX.Element => <PageTresorerie vue={vueDe(unContrat({ versements: [] }))} />;
export const pleine = (): JSX.Element => <PageTresorerie vue={vueDe()} />;
export const longue = (): JSX.Element => <PageTresorerie vue={vueDe(unContrat({ versements: Array.from({ length: 120 }, (_, i) => ({ le: '2026-01-15', montant: 1000 + i, reference: `Virement au libellé bien long numéro ${i} de la caisse primaire` })) }))} />;
export const refusee = (): JSX.Element => <PageTresorerie vue={vueDe()} erreurs={{ montant: 'Écrivez un montant en euros, par exemple 1 250,00.' }} valeurs={{ le: '24/11/2026', montant: 'douze mille' }} />;
export const interdite = (): JSX.Element => <PageTresorerie vue={presenterTresorerieInterdite('/cpts/essai', UN_JOUR)} />;
