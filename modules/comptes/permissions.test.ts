import { describe, expect, test } from 'vitest';
import { PersonneId, Role } from '#core/tenancy.ts';
import { peutDonnerRole, peutGererAcces, peutVoirAcces } from './permissions.ts';

const avec = (role: Role) => ({ personneId: PersonneId.parse('0198f000-0000-7000-8000-000000000001'), nom: 'Camille', roles: [role] });
const BUREAU: readonly Role[] = ['coordination', 'presidence', 'secretariat', 'tresorerie'];
const TIENNENT: readonly Role[] = ['coordination', 'presidence'];

describe('les accès d’une CPTS', () => {
  test.each(Role.options)('vus par %s', (role) => expect(peutVoirAcces(avec(role))).toBe(BUREAU.includes(role)));
  test.each(Role.options)('tenus par %s', (role) => expect(peutGererAcces(avec(role))).toBe(TIENNENT.includes(role)));
  test.each(Role.options)('un rôle donné par %s', (role) => expect(peutDonnerRole(avec(role), 'adherent')).toBe(TIENNENT.includes(role)));
  test('par personne quand on n’a aucun rôle', () => expect(peutGererAcces({ ...avec('adherent'), roles: [] })).toBe(false));
});
