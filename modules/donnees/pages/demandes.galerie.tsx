import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { uneDemande } from '../builders.ts';
import type { Demande } from '../model.ts';
import { presenterDemandes } from '../view.ts';
import { PageDemandes } from './demandes.tsx';

const j = (s: string) => Jour.parse(s);
const vue = (demandes: readonly Demande[], interdit = false) => presenterDemandes({ base: '/cpts/essai', aujourdhui: j('2026-11-23'), demandes, interdit, adherents: [{ valeur: '0198f000-0000-7000-8000-0000000000d1', libelle: 'Camille Durand' }] });
const CLOSE = uneDemande({ statut: 'satisfaite', nom: 'Personne effacée', closeLe: j('2026-11-10') });

export const vide = (): JSX.Element => <PageDemandes vue={vue([])} />;
export const pleine = (): JSX.Element => <PageDemandes vue={vue([uneDemande(), uneDemande({ genre: 'acces', recueLe: j('2026-10-02'), canal: 'courrier' }), CLOSE])} />;
export const longue = (): JSX.Element => <PageDemandes vue={vue(Array.from({ length: 120 }, () => uneDemande({ nom: 'Anne-Charlotte-Guillemette de Montferrand-Saint-Barthélemy-sur-Vézère' })))} />;
export const refusee = (): JSX.Element => <PageDemandes vue={vue([])} erreurs={{ recue_le: 'Ce jour n’est pas encore venu.' }} valeurs={{ nom: 'Prune Habitante', recue_le: '24/11/2030', canal: 'oral', detail: 'Elle veut une copie.' }} />;
export const interdite = (): JSX.Element => <PageDemandes vue={vue([], true)} />;
