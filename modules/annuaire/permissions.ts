import type { Acteur } from '#core/tenancy.ts';

/** The national directory is open data: whoever enters the CPTS may read it. */
export const peutVoirAnnuaire = (qui: Acteur): boolean => qui.roles.length > 0;

/** Members see what colleagues say of their practice; the officers who follow the CPTS do not. */
export const peutVoirChampsDesMembres = (qui: Acteur): boolean => qui.roles.some((r) => r !== 'ars' && r !== 'cpam');

/** One's own page only, proven by the identity that Pro Santé Connect gave: nobody writes for a colleague. */
export const peutTenirFiche = (qui: Acteur, rppsDeLaPersonne: string | undefined, rpps: string | undefined): boolean =>
  qui.roles.includes('adherent') && rpps !== undefined && rppsDeLaPersonne === rpps;
