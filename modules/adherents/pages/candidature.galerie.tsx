import type { JSX } from 'preact';
import { uneCategorie } from '../builders.ts';
import { presenterCandidature } from '../view-public.ts';
import { PageCandidature } from './candidature.tsx';

const faits = (presentation = '') => presenterCandidature({ ici: { nom: 'CPTS des Trois Rivières (démo)', slug: 'essai' }, reglages: { candidatureOuverte: true, presentation }, categories: [uneCategorie(), uneCategorie({ code: 'usager', libelle: 'Représentant des habitants' })] });
export const vide = (): JSX.Element => <PageCandidature vue={faits()} />;
export const pleine = (): JSX.Element => <PageCandidature vue={faits('Soixante professionnels de trente communes, qui préparent ensemble les retours d’hospitalisation et l’accès au médecin traitant.')} valeurs={{ nom: 'Camille Durand', courriel: 'camille@exemple.invalid', categorie: 'professionnel', profession: '60', implication: 'consulte' }} />;
export const longue = (): JSX.Element => <PageCandidature vue={faits('Une présentation très longue. '.repeat(60))} />;
export const refusee = (): JSX.Element => <PageCandidature vue={faits()} erreurs={{ courriel: 'Écrivez une adresse complète, comme camille.durand@exemple.fr.', commune: 'Aucune commune ne correspond à « Brve » : essayez son code postal.' }} valeurs={{ nom: 'Camille Durand', courriel: 'camille@', commune: 'Brve' }} />;
export const interdite = (): JSX.Element => <PageCandidature vue={{ etat: 'fermee' }} />;
export const recue = (): JSX.Element => <PageCandidature vue={{ etat: 'recue' }} />;
