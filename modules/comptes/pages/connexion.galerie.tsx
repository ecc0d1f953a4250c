import type { JSX } from 'preact';
import { unePersonneDemo } from '../builders.ts';
import { presenterPersonnesDemo } from '../view.ts';
import { PageConnexion } from './connexion.tsx';

const fournisseurs = [{ cle: 'psc', nom: 'Pro Santé Connect' }];
const demo = presenterPersonnesDemo([
  unePersonneDemo(),
  unePersonneDemo({ id: '2', nom: 'Anselme Exemple', roles: ['presidence', 'adherent'], professions: [{ profession: '10' }] }),
  unePersonneDemo({ id: '3', nom: 'Prune Supposée', roles: ['adherent'], professions: [{ profession: '60' }] }),
  unePersonneDemo({ id: '4', nom: 'Émile Chimère', cpts_nom: 'CPTS du Val des Moulins (démo)' }),
  unePersonneDemo({ id: '5', nom: 'Sacha Maquette', cpts_nom: null, roles: ['exploitant'] }),
]);
const vue = { retour: '/', fournisseurs, demo };

export const vide = (): JSX.Element => <PageConnexion vue={{ retour: '/', fournisseurs: [], demo: [] }} />;
export const pleine = (): JSX.Element => <PageConnexion vue={vue} />;
export const longue = (): JSX.Element => (
  <PageConnexion vue={{ ...vue, demo: presenterPersonnesDemo(Array.from({ length: 60 }, (_, i) => unePersonneDemo({ id: String(i), nom: `Anne-Charlotte-Guillemette de Montferrand-Saint-Barthélemy ${i}`, roles: ['adherent'], professions: [{ profession: '98' }] }))) }} />
);
export const refusee = (): JSX.Element => <PageConnexion vue={vue} erreurs={{ courriel: 'Écrivez une adresse complète, comme camille.durand@exemple.fr.' }} valeurs={{ courriel: 'camille' }} />;
export const interdite = (): JSX.Element => <PageConnexion vue={{ ...vue, avertissement: 'Votre identité n’a pas été confirmée. Recommencez, ou entrez avec votre courriel.' }} />;
