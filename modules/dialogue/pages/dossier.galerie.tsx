import type { JSX } from 'preact';
import { desLignes } from '#modules/aci/builders.ts';
import { unEtat, unEtatSigne, uneRedaction } from '../builders.ts';
import type { EtatDossier } from '../model.ts';
import { presenterDossier, presenterDossierInterdit } from '../view.ts';
import { PageDossier } from './dossier.tsx';

const base = '/cpts/essai';
const vue = (etat: EtatDossier, avec: { readonly refus?: string; readonly signes?: readonly ReturnType<typeof unEtatSigne>[] } = {}) => presenterDossier({ base, fuseau: 'Europe/Paris', etat, dernier: unEtat({ annee: 1 }), version: 2, annees: [{ numero: 1 }, { numero: 2 }], signes: [], droits: { rediger: true, signer: true }, ...avec });

export const vide = (): JSX.Element => <PageDossier vue={vue(unEtat({ preuves: [], fiches: [], redaction: uneRedaction({ faitsMarquants: '', difficultes: '', propositions: '', lignes: {} }) }, { indicateurs: [], releves: [], livrablesFournis: [] }))} />;
export const pleine = (): JSX.Element => <PageDossier vue={vue(unEtat(), { signes: [unEtatSigne()] })} />;
export const longue = (): JSX.Element => <PageDossier vue={vue(unEtat({}, { indicateurs: Array.from({ length: 15 }, (_, i) => desLignes(2).map((l) => ({ ...l, id: `${l.id}-${i}`, libelle: `${l.libelle} ${'dont le nom est très long '.repeat(5)}` }))).flat(), releves: [], livrablesFournis: [] }))} />;
export const refusee = (): JSX.Element => <PageDossier vue={vue(unEtat(), { refus: 'Rien n’a changé depuis l’état n° 1 : il est déjà signé et déposé.' })} erreurs={{ relu: 'Cochez la case : un état signé ne change plus.' }} valeurs={{}} />;
export const interdite = (): JSX.Element => <PageDossier vue={presenterDossierInterdit(base)} />;
