import type { JSX } from 'preact';
import { PageMessage } from '#web/message.tsx';
import { PageDonnees } from './page-donnees.tsx';

const BASE = '/cpts/essai';
const CONNEXION = { appareil: 'Navigateur sur un ordinateur', ouverte_le: '2026-11-20', adresse_ip: '192.0.2.1' };

export const vide = (): JSX.Element => <PageDonnees base={BASE} parties={[{ titre: 'Adhésion', lignes: [] }, { titre: 'Cotisations', lignes: [] }]} />;
export const pleine = (): JSX.Element => <PageDonnees base={BASE} parties={[{ titre: 'Adhésion', lignes: [{ nom: 'Camille Durand', membre_depuis: '2026-09-10', telephone: null }] }, { titre: 'Connexions', lignes: [CONNEXION, CONNEXION] }]} demandes={[{ quoi: 'Effacement', etat: 'À traiter, réponse due le 3 décembre 2026' }]} />;
export const longue = (): JSX.Element => <PageDonnees base={BASE} parties={[{ titre: 'Connexions', lignes: Array.from({ length: 800 }, () => CONNEXION) }, { titre: 'Adhésion', lignes: [{ message: 'Un-mot-sans-aucune-coupure-possible'.repeat(20), professions: ['Infirmier', 'Sage-femme'] }] }]} />;
export const refusee = (): JSX.Element => <PageMessage titre="Vous n’êtes pas membre de cette CPTS." texte="Vos données se lisent dans les CPTS où vous avez un accès." lien={{ href: '/', libelle: 'Revenir à mes CPTS' }} />;
export const interdite = refusee;
