import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { unImport } from '../builders.ts';
import { ImportId } from '../model-chiffres.ts';
import { presenterChiffres } from '../view-chiffres.ts';
import { PageChiffres } from './chiffres.tsx';

const cadre = { base: '/cpts/essai', peutImporter: true, jour: Jour.parse('2026-11-23') };
const numero = (i: number) => ImportId.parse(`0198f000-0000-7000-8000-${String(i).padStart(12, '0')}`);
const fichiers = (n: number, nom: string) => Array.from({ length: n }, (_, i) => unImport({ id: numero(i), fichier: `${nom}-${i + 1}.xlsx`, chiffres: 120 + i, statut: i === 0 ? 'deposee' : i % 5 === 4 ? 'retiree' : 'importee', situation: Jour.parse(`20${String(26 - i % 20).padStart(2, '0')}-03-12`) }));

export const vide = (): JSX.Element => <PageChiffres vue={presenterChiffres({ ...cadre, imports: [] })} />;
export const pleine = (): JSX.Element => <PageChiffres vue={presenterChiffres({ ...cadre, imports: fichiers(5, 'cpam-communes'), annulable: numero(4) })} />;
export const longue = (): JSX.Element => <PageChiffres vue={presenterChiffres({ ...cadre, imports: fichiers(80, 'extraction-tres-longue-des-patients-sans-medecin-traitant-par-commune-de-la-cpts') })} />;
export const refusee = (): JSX.Element => <PageChiffres vue={presenterChiffres({ ...cadre, imports: fichiers(2, 'cpam'), erreurs: { fichier: 'Ce fichier est un PDF. Enregistrez le tableau en .xlsx ou en .csv, puis déposez-le.' }, valeurs: { origine: 'cpam', situation: '31/12/2025', seuil: '11' } })} />;
export const interdite = (): JSX.Element => <PageChiffres vue={presenterChiffres({ ...cadre, peutImporter: false, imports: fichiers(2, 'cpam') })} />;
