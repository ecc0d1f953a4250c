import type { JSX } from 'preact';
import { unImport } from '../builders.ts';
import type { ImportChiffres } from '../model-chiffres.ts';
import { presenterImport } from '../view-chiffres.ts';
import { PageImport } from './import-chiffres.tsx';

const communes = (n: number) => Array.from({ length: n }, (_, i) => ({ code: String(1900 + i).padStart(5, '0'), nom: `Valmoulin-${i + 1}` }));
const page = (i: ImportChiffres, n = 3, refus?: string): JSX.Element => <PageImport vue={presenterImport(i, { base: '/cpts/essai', lieux: { territoire: communes(n), departements: [{ code: '01', nom: 'Ain' }], existe: (code) => code === '75056' }, ...(refus !== undefined && { refus }) })} />;
const titres = ['Code INSEE', 'Commune', 'Patients de 16 ans et plus sans médecin traitant déclaré au premier janvier', 'ALD sans MT'];

export const vide = (): JSX.Element => page(unImport({ colonnes: ['ignorer', 'ignorer', 'ignorer', 'ignorer'] }));
export const pleine = (): JSX.Element => page(unImport());
export const longue = (): JSX.Element => page(unImport({ contenu: { feuille: 'Extraction des patients par commune', autres: ['Notice', 'Extraction de l’an dernier'], rang: 0, lignes: [titres, ...communes(400).map((c, i) => [c.code, `${c.nom} ${'très-longue-'.repeat(4)}`, i % 7 === 0 ? 'illisible' : i * 3, i % 3 === 0 ? '<11' : i])] } }), 400);
export const sansCommune = (): JSX.Element => page(unImport({ colonnes: ['ignorer', 'ignorer', 'sans_mt', 'ald_sans_mt'] }), 3, 'Ce tableau a 4 lignes de chiffres et aucune colonne ne dit leur commune.');
export const refusee = (): JSX.Element => page(unImport({ colonnes: ['code', 'nom', 'sans_mt', 'sans_mt'] }), 3, 'Deux colonnes ont le même contenu : gardez-en une.');
export const interdite = (): JSX.Element => page(unImport({ statut: 'importee' }));
