import type { JSX } from 'preact';
import { cleDeRecherche } from '#core/texte.ts';
import { Jour } from '#core/jour.ts';
import { libelleProfession } from '#modules/comptes/labels.ts';
import { uneAdhesion, uneCategorie, unImport } from '../builders.ts';
import { phraseImport } from '../labels.ts';
import type { ImportAdherents } from '../model.ts';
import { lireRegistre, type References } from '../moteur/import.ts';
import { presenterImport, presenterImports } from '../view-import.ts';
import { PageImport, PageImports } from './import.tsx';

const REFERENCES: References = {
  profession: (t) => (cleDeRecherche(t) === 'infirmier' ? '60' : undefined), categorie: () => 'professionnel', college: () => undefined, commune: () => ({ code: '19031', nom: 'Brive-la-Gaillarde' }), place: () => ({ ok: true, valeur: null }),
  connues: [{ id: '0198f000-0000-7000-8000-0000000000d1', version: 1, cle: 'camille durand', nom: 'Camille Durand', membre: true, courriel: 'camille.durand@exemple.invalid', telephone: null, rpps: null, profession: '60', fonction: null, commune: null, structure: null, collegeId: null }],
  aujourdhui: Jour.parse('2026-11-23'), defauts: { categorie: 'professionnel', depuis: Jour.parse('2026-11-23') },
};
const apercu = (i: ImportAdherents, refus?: string): JSX.Element => (
  <PageImport vue={presenterImport(i, { base: '/cpts/essai', fuseau: 'Europe/Paris', lues: lireRegistre(i.lignes, i, REFERENCES), categories: [uneCategorie()], titres: ['Nom', 'Courriel', 'Profession'], libelleProfession, deja: refus === undefined ? undefined : unImport({ statut: 'importee', importeeLe: new Date('2026-11-02T09:00:00Z') }), ...(refus ? { refus } : {}) })} />
);
const imports = (n: readonly ImportAdherents[], avec: { interdit?: boolean; erreur?: string; categories?: boolean } = {}): JSX.Element => (
  <PageImports vue={presenterImports({ base: '/cpts/essai', fuseau: 'Europe/Paris', interdit: avec.interdit ?? false, imports: n, categories: avec.categories === false ? [] : [uneCategorie()], ...(avec.erreur ? { erreur: avec.erreur } : {}) })} />
);
const FAIT = unImport({ statut: 'importee', importeeLe: new Date('2026-11-20T09:00:00Z'), changements: [{ adhesionId: uneAdhesion().id, version: 1 }] });

export const vide = (): JSX.Element => imports([]);
export const pleine = (): JSX.Element => imports([unImport({}), FAIT]);
export const longue = (): JSX.Element => apercu(unImport({ lignes: [['Nom', 'Courriel', 'Profession'], ...Array.from({ length: 800 }, (_, i) => [`Membre Inventé ${i}`, i % 9 === 0 ? 'adresse-illisible-et-tres-longue-sans-coupure' : `membre${i}@exemple.invalid`, i % 7 === 0 ? 'Métier inconnu' : 'Infirmier'])] }));
export const refusee = (): JSX.Element => imports([], { erreur: 'Ce fichier est un PDF. Enregistrez le tableau en .xlsx ou en .csv, puis déposez-le.' });
export const interdite = (): JSX.Element => imports([], { interdit: true });
export const aRelire = (): JSX.Element => apercu(unImport({}));
export const dejaRepris = (): JSX.Element => apercu(unImport({ lignes: [['Nom', 'Courriel', 'Profession'], ['Camille Durand', 'autre@exemple.invalid', 'Infirmier'], ['Camille Durand', '', 'Infirmier']] }), phraseImport({ code: 'rien_a_importer' }));
export const sansCategorie = (): JSX.Element => imports([], { categories: false });
