import { Adhesion, type Categorie, College, ImportAdherents } from './model.ts';

/** A member, valid by default: say only what the case is about. */
export const uneAdhesion = (avec: Partial<Adhesion> = {}): Adhesion => ({
  ...Adhesion.parse({
    id: '0198f000-0000-7000-8000-0000000000d1', statut: 'validee', version: 1, personneId: '0198f000-0000-7000-8000-000000000001', nom: 'Camille Durand', courriel: 'camille.durand@exemple.invalid',
    telephone: null, rpps: null, profession: '60', fonction: null, commune: '19031', communeNom: 'Brive-la-Gaillarde', structure: null, categorie: 'professionnel', collegeId: null, origine: 'formulaire',
    proposeePar: null, message: null, proposeeLe: null, deposeeLe: new Date('2026-09-01T09:00:00Z'), decideeLe: '2026-09-10', motif: null, membreDepuis: '2026-09-10', finLe: null,
    implication: 'consulte', effaceeLe: null,
  }),
  ...avec,
});

export const uneCategorie = (avec: Partial<Categorie> = {}): Categorie => ({ code: 'professionnel', libelle: 'Professionnel de santé', association: true, vote: true, cotise: true, rang: 1, active: true, ...avec });

export const unCollege = (avec: Partial<College> = {}): College => ({ ...College.parse({ id: '0198f000-0000-7000-8000-0000000000e1', code: 'liberaux', libelle: 'Professionnels libéraux', professions: [], categories: [], rang: 1, actif: true }), ...avec });

export const unImport = (avec: Partial<ImportAdherents> = {}): ImportAdherents => ({
  ...ImportAdherents.parse({
    id: '0198f000-0000-7000-8000-0000000000a1', statut: 'deposee', fichier: 'registre-2026.xlsx', empreinte: 'a'.repeat(64), rang: 0, categorie: 'professionnel', depuis: '2026-11-23', changements: [], deposeeLe: new Date('2026-11-20T08:00:00Z'), importeeLe: null, accesLe: null,
    colonnes: ['nom_complet', 'courriel', 'profession'], lignes: [['Nom', 'Courriel', 'Profession'], ['Anselme Exemple', 'anselme@exemple.invalid', 'Infirmier'], ['Basile Inventé', 'pas une adresse', 'Médecin'], ['Camille Durand', '', '']],
  }),
  ...avec,
});
