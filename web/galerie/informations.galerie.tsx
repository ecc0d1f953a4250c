import type { VNode } from 'preact';
import { PageAccessibilite, PageAide } from '../informations.tsx';
import { PageMessage } from '../message.tsx';

export const aide = (): VNode => <PageAide />;
export const accessibilite = (): VNode => <PageAccessibilite />;
export const message = (): VNode => <PageMessage titre="Cette page n’existe pas, ou plus." texte="L’adresse a peut-être été mal recopiée." lien={{ href: '#', libelle: 'Revenir à l’accueil' }} />;
