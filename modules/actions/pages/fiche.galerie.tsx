import type { JSX } from 'preact';
import { desLignesConnues, UN_JOUR, unContenu, uneFiche } from '../builders.ts';
import type { Fiche } from '../model.ts';
import { presenterFiche } from '../view-fiche.ts';
import { FicheIntrouvable, PageFiche } from './fiche.tsx';

const vue = (fiche: Fiche, avec: { readonly ecrire?: boolean; readonly refus?: string } = {}) => presenterFiche({ base: '/cpts/essai', fiche, lignes: desLignesConnues, versions: [{ numero: 3, motif: 'Fiche modifiée', le: new Date('2026-11-20T10:00:00Z'), auteur: 'Prune Supposée' }], ecrire: true, aujourdhui: UN_JOUR, fuseau: 'Europe/Paris', ...avec });

export const vide = (): JSX.Element => <PageFiche vue={vue(uneFiche({ statut: 'proposee', piloteNom: undefined }, { taches: [], budget: [], indicateurs: [], preuvesAttendues: [], jalons: [], contexte: '', population: '', description: '', risques: '', evaluation: '', professions: [], partenaires: [], debut: null, fin: null }))} />;
export const pleine = (): JSX.Element => <PageFiche vue={vue(uneFiche())} />;
export const longue = (): JSX.Element => <PageFiche vue={vue(uneFiche({}, { titre: 'Une action au nom interminable '.repeat(6).slice(0, 200), taches: Array.from({ length: 120 }, (_, i) => ({ id: `t${i}`, texte: `Tâche ${i} ${'longue '.repeat(20)}`, echeance: '2026-12-24', qui: 'Quelqu’un', faite: i % 3 === 0 })), budget: Array.from({ length: 60 }, (_, i) => ({ ...unContenu().budget[0], id: `d${i}`, nature: 'achats' as const, libelle: `Dépense ${i}`, montant: 12_345, parts: [] })) }))} />;
export const refusee = (): JSX.Element => <PageFiche vue={vue(uneFiche(), { refus: 'La fiche a changé entre-temps (version 4).' })} depense={{ erreurs: { montant: 'Écrivez un montant en euros, par exemple 1 250,00.' }, valeurs: { libelle: 'Affiches', montant: 'beaucoup' } }} />;
export const interdite = (): JSX.Element => <FicheIntrouvable base="/cpts/essai" />;
