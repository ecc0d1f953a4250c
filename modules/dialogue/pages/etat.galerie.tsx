import type { JSX } from 'preact';
import { desLignes } from '#modules/aci/builders.ts';
import { unEtat, unEtatSigne } from '../builders.ts';
import { presenterEtat, presenterEtatInconnu } from '../view.ts';
import { PageEtat } from './etat.tsx';

const base = '/cpts/essai';
const vue = (signe = unEtatSigne(), avec: { readonly intacte?: boolean; readonly maintenant?: ReturnType<typeof unEtat> | undefined } = {}) => presenterEtat({ base, fuseau: 'Europe/Paris', signe, intacte: true, maintenant: unEtat(), ...avec });

export const vide = (): JSX.Element => <PageEtat vue={vue(unEtatSigne(unEtat({ preuves: [], fiches: [] }, { indicateurs: [], releves: [], livrablesFournis: [] }), { depot: undefined }), { maintenant: undefined })} />;
export const pleine = (): JSX.Element => <PageEtat vue={vue(unEtatSigne(unEtat({ preuves: [] })))} />;
export const longue = (): JSX.Element => <PageEtat vue={vue(unEtatSigne(unEtat({}, { indicateurs: Array.from({ length: 12 }, (_, i) => desLignes(2).map((l) => ({ ...l, id: `${l.id}-${i}`, libelle: `${l.libelle} ${'au nom long '.repeat(6)}` }))).flat(), releves: [], livrablesFournis: [] })))} />;
export const refusee = (): JSX.Element => <PageEtat vue={vue(unEtatSigne(), { intacte: false })} />;
export const interdite = (): JSX.Element => <PageEtat vue={presenterEtatInconnu(base)} />;
