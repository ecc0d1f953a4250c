import type { JSX } from 'preact';
import { LIBELLES, uneEdition } from '../builders.ts';
import { type FaitsChangements, presenterChangements } from '../view.ts';
import { PageChangements } from './changements.tsx';

const qui = (n: number, nom: string): FaitsChangements['changements'][number] => ({ sens: 'arrivee', nature: n % 3 === 0 ? 'demenagement' : 'arrivee', identifiant: `8${n}`, nom, prenom: 'Claude', profession: n % 2 === 0 ? '10' : '60', avant: n % 3 === 0 ? ['31555'] : [], apres: ['09122'] });
const faits = (avec: Partial<FaitsChangements> = {}): FaitsChangements => ({
  base: '/cpts/essai', adresse: '/cpts/essai/reseau/annuaire/changements', demande: { ou: 'territoire', metier: '', sens: '', page: 1 }, territoire: ['09122', '09225'], edition: uneEdition(),
  comparees: { comparable: true, editions: ['2026-09-15', '2026-08-15'] }, comptes: { arrivee: 4, depart: 2, demenagement: 1 }, actif: 'arrivee', changements: [1, 2, 3, 4].map((n) => qui(n, 'EXEMPLE')), libelles: LIBELLES,
  nomDeCommune: (c) => ({ '09122': 'Foix', '09225': 'Pamiers', '31555': 'Toulouse' })[c] ?? c, ...avec,
});
const page = (avec: Partial<FaitsChangements> = {}): JSX.Element => <PageChangements vue={presenterChangements(faits(avec))} />;
const aucun = { comptes: { arrivee: 0, depart: 0, demenagement: 0 }, changements: [] };

export const vide = (): JSX.Element => page({ ...aucun, comparees: { comparable: false, editions: ['2026-09-15'] } });
export const pleine = (): JSX.Element => page();
export const longue = (): JSX.Element => page({ comptes: { arrivee: 12_412, depart: 640, demenagement: 31_208 }, demande: { ou: 'partout', metier: '', sens: 'arrivee', page: 7 }, changements: Array.from({ length: 50 }, (_, n) => qui(n, 'VAN DER MEERSCH-DE LA ROCHEFOUCAULD-D’ESTISSAC')) });
export const refusee = (): JSX.Element => page({ ...aucun, demande: { ou: 'territoire', metier: '60', sens: 'depart', page: 1 }, actif: 'depart' });
export const interdite = (): JSX.Element => page({ interdit: true });
