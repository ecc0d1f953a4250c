import type { JSX } from 'preact';
import { UN_JOUR, unEtat } from '../builders.ts';
import { type Contenu, ImportId } from '../model-valeurs.ts';
import { type Ligne, lireRangees } from '../moteur/import-releves.ts';
import { presenterImport, presenterImportInconnu } from '../view-valeurs.ts';
import { PageImportReleves } from './import-releves.tsx';

const base = '/cpts/essai';
const lignes: readonly Ligne[] = unEtat().postes.flatMap((p) => p.lignes).map((l) => ({ id: l.id, libelle: l.libelle, unite: l.unite, connue: undefined }));
const feuille = (rangees: Contenu['lignes']): Contenu => ({ feuille: 'Indicateurs', rang: 0, lignes: [['Indicateur', 'Valeur'], ...rangees] });
function vue(contenu: Contenu, refus?: string) {
  const colonnes = { libelle: 0, valeur: 1 };
  return presenterImport({ base, i: { id: ImportId.parse('0198f800-0000-7000-8000-000000000009'), contrat: 'c', statut: 'deposee', annee: 2, fichier: 'requete-novembre.xlsx', empreinte: 'e'.repeat(64), le: UN_JOUR, source: 'CPAM', contenu, valeurs: null, deposeLe: new Date('2026-11-20T10:00:00Z'), deposePar: undefined }, contenu, colonnes, rangees: lireRangees(contenu, { colonnes, lignes }), lignes, retenue: false, ...(refus !== undefined && { refus }) });
}
const RANGEES: Contenu['lignes'] = [['Patients ALD sans médecin traitant', 168], ['Dépistage cancer du sein', 0.634], ['Population couverte', '<11'], ['Commentaire', 'voir note']];

export const vide = (): JSX.Element => <PageImportReleves vue={vue(feuille([]))} />;
export const pleine = (): JSX.Element => <PageImportReleves vue={vue(feuille(RANGEES))} />;
export const longue = (): JSX.Element => <PageImportReleves vue={vue(feuille(Array.from({ length: 120 }, (_, i) => [`Indicateur ${i} ${'au nom très long '.repeat(6)}`, i])))} />;
export const refusee = (): JSX.Element => <PageImportReleves vue={vue(feuille(RANGEES), 'Deux lignes du fichier sont pour « Dépistage du cancer du sein » : gardez la bonne.')} />;
export const interdite = (): JSX.Element => <PageImportReleves vue={presenterImportInconnu(base)} />;
