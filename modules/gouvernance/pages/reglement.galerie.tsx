import type { JSX } from 'preact';
import { redigerReglement, texteDuReglement } from '../moteur/reglement-document.ts';
import { PageReglement, type VueReglement } from './reglement.tsx';

const REPONSES = { nom: 'CPTS d’Exemple', admission: 'bureau', cotisation: '20', cotisationExigee: 'oui', 'ag_ordinaire.delai': '15', 'ag_ordinaire.procurations': '2', fonctions: 'Présidence ; bureau ; 3 ; 1', reglement: 'conseil', 'ri.mediation': 'oui', 'ri.frais': 'Les trajets, sur justificatif.' };
const blocs = (r: Readonly<Record<string, string>>): VueReglement['blocs'] => redigerReglement(r, { cpts: 'CPTS d’Exemple', date: '23 novembre 2026', etat: 'version 3' }).blocs;
const vue = (avec: Partial<VueReglement> = {}): VueReglement => ({ base: '/cpts/essai', ecrit: true, numero: 3, adoptePar: 'Conseil d’administration', blocs: blocs(REPONSES), versions: [2, 1], ...avec });

export const vide = (): JSX.Element => <PageReglement vue={vue({ numero: 0, blocs: [], versions: [], adoptePar: undefined })} />;
export const pleine = (): JSX.Element => <PageReglement vue={vue({ comparaison: { avec: 2, avant: texteDuReglement({ ...REPONSES, cotisation: '10' }), apres: texteDuReglement(REPONSES) } })} />;
export const longue = (): JSX.Element => <PageReglement vue={vue({ blocs: blocs({ ...REPONSES, 'ri.autres': `${'anticonstitutionnellement'.repeat(4)}\n`.repeat(40) }), versions: Array.from({ length: 60 }, (_, i) => i + 1) })} />;
export const refusee = (): JSX.Element => <PageReglement vue={vue({ refus: 'Cette version n’existe pas : voici la dernière.' })} />;
export const interdite = (): JSX.Element => <PageReglement interdit />;
