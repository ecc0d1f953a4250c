import { type Acteur, aUnRole } from '#core/tenancy.ts';
import type { RoleDeCpts } from './model.ts';

/** Officers read what is deposited with them, not who works here. */
export const peutVoirAcces = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence', 'secretariat', 'tresorerie');

export const peutGererAcces = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence');

/** Only who holds the charge of presiding, or coordinates, gives a role; the operator's is given for the instance, never here. */
export const peutDonnerRole = (qui: Acteur, _role: RoleDeCpts): boolean => peutGererAcces(qui);
