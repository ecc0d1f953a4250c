import type { JSX } from 'preact';
import { desLignesConnues, UN_JOUR, unContenu, uneFiche, unePreuve } from '../builders.ts';
import type { Fiche, ReunionDAction } from '../model.ts';
import { presenterFiche, type Suivi } from '../view-fiche.ts';
import { FicheIntrouvable, PageFiche } from './fiche.tsx';

const vue = (fiche: Fiche, avec: { readonly ecrire?: boolean; readonly refus?: string; readonly suivi?: Suivi } = {}) => presenterFiche({ base: '/cpts/essai', fiche, lignes: desLignesConnues, versions: [{ numero: 3, motif: 'Fiche modifiée', le: new Date('2026-11-20T10:00:00Z'), auteur: 'Prune Supposée' }], ecrire: true, aujourdhui: UN_JOUR, fuseau: 'Europe/Paris', ...avec });

export const vide = (): JSX.Element => <PageFiche vue={vue(uneFiche({ statut: 'proposee', piloteNom: undefined }, { taches: [], budget: [], indicateurs: [], preuvesAttendues: [], jalons: [], contexte: '', population: '', description: '', risques: '', evaluation: '', professions: [], partenaires: [], debut: null, fin: null }))} />;
const reunion = (n: number, avec: Partial<ReunionDAction> = {}): ReunionDAction => ({ id: `0198f000-0000-7000-8000-${String(n).padStart(12, '0')}`, titre: 'Réunion du groupe prévention', debut: new Date('2026-12-08T18:30:00Z'), fin: new Date('2026-12-08T20:30:00Z'), groupe: null, statut: 'prevue', recue: false, ...avec });
const suivi: Suivi = {
  reunions: [reunion(1), reunion(2, { debut: new Date('2026-11-03T18:30:00Z'), statut: 'approuvee', recue: true }), reunion(3, { debut: new Date('2026-10-06T18:30:00Z'), statut: 'tenue' })], libres: [reunion(4, { titre: 'Bureau de la CPTS' })], valeurs: new Map([[reunion(1).id, '2 h d’indemnité : 100,00 €.']]),
  preuves: [unePreuve()],
};
export const pleine = (): JSX.Element => <PageFiche vue={vue(uneFiche(), { suivi })} />;
export const longue = (): JSX.Element => <PageFiche vue={vue(uneFiche({}, { titre: 'Une action au nom interminable '.repeat(6).slice(0, 200), taches: Array.from({ length: 120 }, (_, i) => ({ id: `t${i}`, texte: `Tâche ${i} ${'longue '.repeat(20)}`, echeance: '2026-12-24', qui: 'Quelqu’un', faite: i % 3 === 0 })), budget: Array.from({ length: 60 }, (_, i) => ({ ...unContenu().budget[0], id: `d${i}`, nature: 'achats' as const, libelle: `Dépense ${i}`, montant: 12_345, parts: [] })) }))} />;
export const refusee = (): JSX.Element => <PageFiche vue={vue(uneFiche(), { refus: 'La fiche a changé entre-temps (version 4).' })} depense={{ erreurs: { montant: 'Écrivez un montant en euros, par exemple 1 250,00.' }, valeurs: { libelle: 'Affiches', montant: 'beaucoup' } }} />;
export const interdite = (): JSX.Element => <FicheIntrouvable base="/cpts/essai" />;
