import type { JSX } from 'preact';
import { uneFiche, unePreuve } from '../builders.ts';
import { type DemandePreuves, type Preuve, PreuveId } from '../model-preuves.ts';
import type { LigneAProuver } from '../rules-preuves.ts';
import { attendusDe } from '../rules-preuves.ts';
import { presenterPreuves, presenterPreuvesInterdites, TOUT } from '../view-preuves.ts';
import { PagePreuves } from './preuves.tsx';

const base = '/cpts/essai';
const ligne = (id: string, libelle: string, preuves: readonly Preuve[]): LigneAProuver => ({ id, annee: 2, enCours: true, libelle, mission: 'prevention', livrables: [{ id: 'bilan', libelle: 'Bilan signé' }], attendus: attendusDe({ ligne: { id, livrables: [{ id: 'bilan', libelle: 'Bilan signé', obligatoire: true }] }, releves: 1, fournis: new Set(), preuves }) });
const vue = (preuves: readonly Preuve[], avec: { readonly lignes?: readonly LigneAProuver[]; readonly refus?: string; readonly demande?: DemandePreuves } = {}) => presenterPreuves({ base, demande: TOUT, page: { total: preuves.length, preuves: preuves.slice(0, 30).map((p, n) => ({ ...p, typeFichier: n === 0 ? 'image/png' : undefined, emargee: false, avant: n === 0 ? [{ indicateur: 'journees-2', ficheId: null, motif: 'Mauvaise ligne', le: new Date('2026-11-20T10:00:00Z'), auteur: 'Prune Supposée' }] : [] })) }, lignes: [ligne('grippe-2', 'Vaccination contre la grippe des 65 ans et plus', preuves), ligne('journees-2', 'Journées de prévention tenues', preuves)], fiches: [uneFiche()], fuseau: 'Europe/Paris', peutRetirer: () => true, ...avec });
const plusieurs = [unePreuve(), unePreuve({ id: PreuveId.parse('0198f700-0000-7000-8000-000000000911'), genre: 'mention', titre: 'Rapport d’activité, page 12', le: null, fichierId: null }), unePreuve({ id: PreuveId.parse('0198f700-0000-7000-8000-000000000912'), statut: 'retiree', titre: 'Mauvaise feuille', motifRetrait: 'Ce n’était pas cette réunion.' })];

export const vide = (): JSX.Element => <PagePreuves vue={vue([], { lignes: [] })} />;
export const pleine = (): JSX.Element => <PagePreuves vue={vue(plusieurs)} />;
export const longue = (): JSX.Element => <PagePreuves vue={vue(Array.from({ length: 120 }, (_, i) => unePreuve({ id: PreuveId.parse(`0198f700-0000-7000-8000-${String(i).padStart(12, '0')}`), titre: `Preuve ${i} ${'au nom long '.repeat(12)}` })))} />;
export const refusee = (): JSX.Element => <PagePreuves vue={vue(plusieurs, { refus: 'Cette preuve est déjà retirée : elle reste dans l’historique avec son motif.' })} erreurs={{ fichier: 'Joignez un fichier, une adresse ou un nombre : sans pièce, il n’y a rien à montrer.' }} valeurs={{ titre: 'Réunion', genre: 'emargement', cible: 'grippe-2' }} />;
export const interdite = (): JSX.Element => <PagePreuves vue={presenterPreuvesInterdites(base)} />;
