import type { NomIcone } from '#web/icones.ts';
import type { Role } from '#core/tenancy.ts';

/** An entry of the navigation, by the person's question. `peutVoir` hides it from those it is of no use to. */
export type EntreeNavigation = {
  readonly cle: string;
  readonly libelle: string;
  readonly chemin: string;
  readonly icone: NomIcone;
  readonly peutVoir?: (roles: readonly Role[]) => boolean;
};

const membres = (roles: readonly Role[]): boolean => roles.some((r) => r !== 'ars' && r !== 'cpam');

/** Entries appear with their modules. */
export const NAVIGATION: readonly EntreeNavigation[] = [
  { cle: 'accueil', libelle: 'Aujourd’hui', chemin: '', icone: 'sun' },
  { cle: 'territoire', libelle: 'Territoire', chemin: '/territoire', icone: 'map' },
  { cle: 'reseau', libelle: 'Réseau', chemin: '/reseau/annuaire', icone: 'users' },
  { cle: 'projet', libelle: 'Projet', chemin: '/projet', icone: 'file-text', peutVoir: membres },
];
