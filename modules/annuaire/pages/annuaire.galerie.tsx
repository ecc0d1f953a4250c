import type { JSX } from 'preact';
import { uneEdition, unTrouve, LIBELLES } from '../builders.ts';
import { type FaitsAnnuaire, presenterAnnuaire } from '../view.ts';
import { PageAnnuaire } from './annuaire.tsx';

const faits = (avec: Partial<FaitsAnnuaire> = {}): FaitsAnnuaire => ({
  base: '/cpts/essai', adresse: '/cpts/essai/reseau/annuaire?q=mar', demande: { q: 'mar', metier: '', ou: 'territoire', autour: '', km: 20, dit: '', page: 1 }, edition: uneEdition(), libelles: LIBELLES,
  territoire: [{ code: '09122', nom: 'Foix' }, { code: '09225', nom: 'Pamiers' }], trouve: unTrouve(3), fiches: new Map(), pour: 'membres',
  comptes: [{ profession: '60', personnes: 41, liberaux: 30 }, { profession: '10', personnes: 22, liberaux: 19 }], changements: { arrivee: 12, depart: 8, demenagement: 1 },
  monIdentifiant: undefined, publique: '/annuaire/essai', ...avec,
});
const page = (avec: Partial<FaitsAnnuaire> = {}): JSX.Element => <PageAnnuaire vue={presenterAnnuaire(faits(avec))} />;

export const vide = (): JSX.Element => page({ edition: undefined, libelles: new Map(), territoire: [], trouve: unTrouve(0), comptes: [], changements: { arrivee: 0, depart: 0, demenagement: 0 } });
export const pleine = (): JSX.Element => page();
export const longue = (): JSX.Element => page({ trouve: { ...unTrouve(20, 'VAN DER MEERSCH-DE LA ROCHEFOUCAULD-D’ESTISSAC'), total: 500, plafonne: true, corriges: ['martin', 'martine'] }, demande: { q: 'mratin', metier: '10', ou: 'partout', autour: '', km: 50, dit: 'plaies', page: 7 } });
export const refusee = (): JSX.Element => page({ trouve: unTrouve(0), refus: 'Aucune commune ne correspond à « Foxi » : essayez son code postal.' });
export const interdite = (): JSX.Element => page({ interdit: true });
