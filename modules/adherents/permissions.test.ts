import { describe, expect, test } from 'vitest';
import { type Acteur, PersonneId, Role } from '#core/tenancy.ts';
import { peutProposer, peutReglerAdhesions, peutTenirAccueil, peutTenirCotisations, peutTenirRegistre, peutVoirAdherents } from './permissions.ts';

const avec = (...roles: Role[]) => ({ personneId: PersonneId.parse('0198f000-0000-7000-8000-0000000000b1'), nom: 'Moi', roles });
const MEMBRES: readonly Role[] = ['adherent', 'coordination', 'presidence', 'tresorerie', 'secretariat'];
const REGISTRE: readonly Role[] = ['coordination', 'presidence', 'secretariat'];

const ATTENDUS: readonly (readonly [string, (qui: Acteur) => boolean, readonly Role[]])[] = [
  ['peutVoirAdherents', peutVoirAdherents, MEMBRES],
  ['peutProposer', peutProposer, MEMBRES],
  ['peutTenirRegistre', peutTenirRegistre, REGISTRE],
  ['peutTenirAccueil', peutTenirAccueil, REGISTRE],
  ['peutReglerAdhesions', peutReglerAdhesions, ['coordination', 'presidence']],
  ['peutTenirCotisations', peutTenirCotisations, ['coordination', 'presidence', 'tresorerie']],
];

describe.each(ATTENDUS)('%s', (_nom, droit, admis) => {
  test.each(Role.options.map((role) => [role, admis.includes(role)] as const))('%s : %s', (role, attendu) => expect(droit(avec(role))).toBe(attendu));
  test('sans rôle : non', () => expect(droit(avec())).toBe(false));
});
