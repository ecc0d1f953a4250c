import { type Acteur, aUnRole } from '#core/tenancy.ts';
import type { Enquete } from './model.ts';

/** Results are the members': what residents said to their CPTS. */
export const peutVoirEnquetes = (qui: Acteur): boolean => aUnRole(qui, 'adherent', 'coordination', 'presidence', 'secretariat', 'tresorerie');

/** Who speaks to the residents in the name of the CPTS. */
export const peutTenirEnquetes = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence', 'secretariat');

/** A member answers from inside what is asked to members; to the rest, by the link, as anybody. */
export const peutRepondre = (qui: Acteur, e: Pick<Enquete, 'adressee'>): boolean => e.adressee === 'membres' && peutVoirEnquetes(qui);
