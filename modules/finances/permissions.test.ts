import { describe, expect, test } from 'vitest';
import { PersonneId, Role } from '#core/tenancy.ts';
import { peutApprouver, peutDeclarerTemps, peutTenirFinances, peutVoirRegistre } from './permissions.ts';

const moi = PersonneId.parse('0198f000-0000-7000-8000-000000000001');
const autre = PersonneId.parse('0198f000-0000-7000-8000-000000000002');
const en = (role: Role) => ({ personneId: moi, nom: 'Moi', roles: [role] });

describe.each(Role.options)('%s', (role) => {
  test('déclare son temps', () => expect(peutDeclarerTemps(en(role))).toBe(['adherent', 'coordination', 'presidence', 'tresorerie', 'secretariat'].includes(role)));
  test('lit le registre de tous', () => expect(peutVoirRegistre(en(role))).toBe(['tresorerie', 'presidence', 'coordination'].includes(role)));
  test('vote les taux, paie, clôt', () => expect(peutTenirFinances(en(role))).toBe(['tresorerie', 'presidence'].includes(role)));
  test('approuve le temps d’un autre', () => expect(peutApprouver(en(role), autre)).toBe(['tresorerie', 'presidence'].includes(role)));
  test('n’approuve jamais le sien', () => expect(peutApprouver(en(role), moi)).toBe(false));
});
