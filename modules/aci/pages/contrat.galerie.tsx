import type { JSX } from 'preact';
import { desLignes, UN_JOUR, unCalcul, unContrat, unDossier } from '../builders.ts';
import { presenterContrat, presenterContratInterdit, presenterSansContrat } from '../view.ts';
import { PageContrat } from './contrat.tsx';

const droits = { ecrire: true, noter: true, tresorerie: true };
const base = '/cpts/essai';
const commun = { base, aujourdhui: UN_JOUR, droits };
const avec = (contrat = unContrat(), phrase?: string): JSX.Element => <PageContrat vue={presenterContrat({ ...commun, contrat, dossier: unDossier(contrat), calcul: unCalcul(contrat), ...(phrase !== undefined && { refus: phrase }) })} />;

export const vide = (): JSX.Element => <PageContrat vue={presenterSansContrat(commun)} />;
export const pleine = (): JSX.Element => avec();
export const longue = (): JSX.Element => avec(unContrat({ indicateurs: Array.from({ length: 30 }, (_, i) => desLignes(2).map((l) => ({ ...l, id: `${l.id}-${i}`, libelle: `${l.libelle} ${'dont le nom est très long '.repeat(6)}` }))).flat(), releves: [], livrablesFournis: [] }));
export const refusee = (): JSX.Element => avec(unContrat(), 'Le contrat a été modifié pendant votre saisie.');
export const interdite = (): JSX.Element => <PageContrat vue={presenterContratInterdit(commun)} />;
