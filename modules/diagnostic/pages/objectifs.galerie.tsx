import type { JSX } from 'preact';
import { unConstat } from '../builders.ts';
import { ConstatId, type Objectif, ObjectifId } from '../model.ts';
import { presenterObjectifs } from '../view-objectifs.ts';
import { PageObjectif, PageObjectifs } from './objectifs.tsx';

const retenu = unConstat({ statut: 'retenue' });
const autre = unConstat({ id: ConstatId.parse('0198f000-0000-7000-8000-0000000000d2'), texte: 'Les départs à la retraite ne sont pas préparés ensemble.', statut: 'retenue' });
const unObjectif = (avec: Partial<Objectif> = {}): Objectif => ({ id: ObjectifId.parse('0198f000-0000-7000-8000-0000000000e1'), titre: 'Un médecin traitant pour chaque patient en affection de longue durée', mission: 'acces', constats: [retenu.id], indicateur: 'Patients en affection de longue durée sans médecin traitant', cible: '100 au plus', annee: 2027, statut: 'retenue', version: 1, ...avec });
const page = (objectifs: readonly Objectif[], avec: Partial<Parameters<typeof presenterObjectifs>[0]> = {}): JSX.Element => <PageObjectifs vue={presenterObjectifs({ base: '/cpts/essai', interdit: false, tient: true, objectifs, tous: [retenu, autre], ...avec })} />;

export const vide = (): JSX.Element => page([], { tous: [] });
export const pleine = (): JSX.Element => page([unObjectif(), unObjectif({ id: ObjectifId.parse('0198f000-0000-7000-8000-0000000000e2'), titre: 'Deux créneaux partagés par cabinet', annee: 2026, statut: 'atteinte', indicateur: '', cible: '' })]);
export const longue = (): JSX.Element => page(Array.from({ length: 60 }, (_, i) => unObjectif({ id: ObjectifId.parse(`0198f000-0000-7000-8000-0000000e${String(i).padStart(4, '0')}`), titre: 'Anticonstitutionnellement'.repeat(6), annee: 2024 + (i % 4) })));
export const refusee = (): JSX.Element => <PageObjectif vue={{ base: '/cpts/essai', constats: [{ valeur: retenu.id, libelle: retenu.texte }], choisis: [], annee: 2027, erreurs: { constats: 'Choisissez au moins un constat : un objectif naît d’un constat.' }, valeurs: { titre: 'Un médecin traitant pour tous', mission: 'acces', annee: '2027' } }} />;
export const interdite = (): JSX.Element => page([], { interdit: true });
