import type { JSX } from 'preact';
import { desLignes } from '#modules/aci/builders.ts';
import { UN_JOUR, unEtat } from '../builders.ts';
import { ImportId, type ImportReleves, type ValeurComptee } from '../model-valeurs.ts';
import { presenterValeurs, presenterValeursInterdites } from '../view-valeurs.ts';
import { PageValeurs } from './valeurs.tsx';

const base = '/cpts/essai';
const comptee: ValeurComptee = { indicateur: 'creneaux-2', formule: 'reunions_tenues', parametre: '', valeur: 12, debut: UN_JOUR, fin: UN_JOUR };
const unImport: ImportReleves = { id: ImportId.parse('0198f800-0000-7000-8000-000000000009'), contrat: 'c', statut: 'deposee', annee: 2, fichier: 'requete-novembre.xlsx', empreinte: 'e'.repeat(64), le: UN_JOUR, source: 'CPAM', contenu: undefined, valeurs: null, deposeLe: new Date('2026-11-20T10:00:00Z'), deposePar: 'Prune Supposée' };
const vue = (etat = unEtat(), avec: { readonly comptees?: readonly ValeurComptee[]; readonly imports?: readonly ImportReleves[]; readonly refus?: string } = {}) => presenterValeurs({ base, etat, comptees: [comptee], imports: [unImport], aujourdhui: UN_JOUR, fuseau: 'Europe/Paris', profession: (c) => c, ...avec });

export const vide = (): JSX.Element => <PageValeurs vue={vue(unEtat({ preuves: [], fiches: [] }, { indicateurs: [], releves: [], livrablesFournis: [] }), { comptees: [], imports: [] })} />;
export const pleine = (): JSX.Element => <PageValeurs vue={vue()} />;
export const longue = (): JSX.Element => <PageValeurs vue={vue(unEtat({}, { indicateurs: Array.from({ length: 20 }, (_, i) => desLignes(2).map((l) => ({ ...l, id: `${l.id}-${i}`, libelle: `${l.libelle} ${'au nom très long '.repeat(6)}` }))).flat(), releves: [], livrablesFournis: [] }), { imports: Array.from({ length: 20 }, (_, i) => ({ ...unImport, fichier: `${'fichier-au-nom-interminable-'.repeat(5)}${i}.xlsx` })) })} />;
export const refusee = (): JSX.Element => <PageValeurs vue={vue(unEtat(), { refus: 'La valeur comptée a changé entre-temps : relisez-la, puis notez-la.' })} tableur={{ erreurs: { fichier: 'Ce fichier est vide.', le: 'Ce jour n’est pas encore venu.' }, valeurs: { le: '12/03/2099', source: 'CPAM' } }} />;
export const interdite = (): JSX.Element => <PageValeurs vue={presenterValeursInterdites(base, UN_JOUR)} />;
