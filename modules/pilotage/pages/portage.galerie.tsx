import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { PersonneId } from '#core/tenancy.ts';
import type { FaitsPortage } from '../model-portage.ts';
import { presenterPortage } from '../view-portage.ts';
import { PagePortage } from './portage.tsx';

const personne = (n: number) => PersonneId.parse(`0198f000-0000-7000-8000-${String(n).padStart(12, '0')}`);
const RIEN: FaitsPortage = { gens: [], charges: [], soirees: [], ecrites: [] };
const porte = (n: number, nom: string): FaitsPortage => ({
  gens: [{ personneId: personne(n), nom }], ecrites: [{ qui: nom, texte: 'Relancer les cabinets qui n’ont pas répondu', href: '#fiche' }],
  charges: [
    { genre: 'mandat', personneId: personne(n), nom, texte: 'Présidence', detail: 'jusqu’au 22 novembre 2029', href: '#mandats' },
    { genre: 'action', personneId: personne(n), nom, texte: 'Un médecin traitant pour les patients en ALD', href: '#fiche' },
    { genre: 'tache', personneId: personne(n), nom, texte: 'Réserver la salle des fêtes auprès de la mairie', detail: 'pour le 1 décembre 2026', href: '#reunion' },
  ],
  soirees: ['2026-01-13', '2026-03-10', '2026-11-02'].map((j) => ({ personneId: personne(n), nom, jour: Jour.parse(j), titre: 'Bureau de la CPTS' })),
});
const ensemble = (faits: readonly FaitsPortage[]): FaitsPortage => ({ gens: faits.flatMap((f) => f.gens), charges: faits.flatMap((f) => f.charges), soirees: faits.flatMap((f) => f.soirees), ecrites: faits.flatMap((f) => f.ecrites) });
const page = (faits: FaitsPortage, avec: Partial<Parameters<typeof presenterPortage>[1]> = {}): JSX.Element => <PagePortage vue={presenterPortage(faits, { base: '/cpts/essai', adresse: '/cpts/essai/gouvernance/qui-porte-quoi', moi: personne(1), tous: true, q: '', page: 1, ...avec })} />;

export const vide = (): JSX.Element => page(RIEN);
export const pleine = (): JSX.Element => page(ensemble([porte(1, 'Prune Supposée'), porte(2, 'Anselme Exemple')]));
export const longue = (): JSX.Element => page(ensemble(Array.from({ length: 120 }, (_, i) => porte(i, `${'Anticonstitutionnellement'.repeat(2)} ${i}`))));
export const refusee = (): JSX.Element => page(porte(1, 'Prune Supposée'), { tous: false });
export const interdite = (): JSX.Element => page(RIEN, { interdit: true });
