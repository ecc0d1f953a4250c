import type { JSX } from 'preact';
import { uneFiche, unePreuve } from '../builders.ts';
import { type Preuve, PreuveId } from '../model-preuves.ts';
import type { LigneAProuver } from '../rules-preuves.ts';
import { attendusDe } from '../rules-preuves.ts';
import { presenterPreuves, presenterPreuvesInterdites } from '../view-preuves.ts';
import { PagePreuves } from './preuves.tsx';

const base = '/cpts/essai';
const ligne = (id: string, libelle: string, preuves: readonly Preuve[]): LigneAProuver => ({ id, libelle, mission: 'prevention', livrables: [{ id: 'bilan', libelle: 'Bilan signé' }], attendus: attendusDe({ ligne: { id, livrables: [{ id: 'bilan', libelle: 'Bilan signé', obligatoire: true }] }, releves: 1, fournis: new Set(), preuves }) });
const vue = (preuves: readonly Preuve[], avec: { readonly lignes?: readonly LigneAProuver[]; readonly refus?: string } = {}) => presenterPreuves({ base, lignes: [ligne('grippe-2', 'Vaccination contre la grippe des 65 ans et plus', preuves), ligne('journees-2', 'Journées de prévention tenues', preuves)], preuves, fiches: [uneFiche()], fuseau: 'Europe/Paris', peutRetirer: () => true, ...avec });
const plusieurs = [unePreuve(), unePreuve({ id: PreuveId.parse('0198f700-0000-7000-8000-000000000911'), genre: 'mention', titre: 'Rapport d’activité, page 12', le: null, fichierId: null }), unePreuve({ id: PreuveId.parse('0198f700-0000-7000-8000-000000000912'), statut: 'retiree', titre: 'Mauvaise feuille', motifRetrait: 'Ce n’était pas cette réunion.' })];

export const vide = (): JSX.Element => <PagePreuves vue={vue([], { lignes: [] })} />;
export const pleine = (): JSX.Element => <PagePreuves vue={vue(plusieurs)} />;
export const longue = (): JSX.Element => <PagePreuves vue={vue(Array.from({ length: 120 }, (_, i) => unePreuve({ id: PreuveId.parse(`0198f700-0000-7000-8000-${String(i).padStart(12, '0')}`), titre: `Preuve ${i} ${'au nom long '.repeat(12)}` })))} />;
export const refusee = (): JSX.Element => <PagePreuves vue={vue(plusieurs, { refus: 'Cette preuve est déjà retirée : elle reste dans l’historique avec son motif.' })} erreurs={{ fichier: 'Joignez un fichier, une adresse ou un nombre : sans pièce, il n’y a rien à montrer.' }} valeurs={{ titre: 'Réunion', genre: 'emargement', cible: 'grippe-2' }} />;
export const interdite = (): JSX.Element => <PagePreuves vue={presenterPreuvesInterdites(base)} />;
