import { describe, expect, test } from 'vitest';
import { type Acteur, PersonneId, Role } from '#core/tenancy.ts';
import { peutComposerTerritoire, peutVoirTerritoire } from './permissions.ts';

const avec = (...roles: Role[]): Acteur => ({ personneId: PersonneId.parse('0198f000-0000-7000-8000-000000000001'), nom: 'Camille', roles });
const COMPOSENT = new Set<Role>(['coordination', 'presidence', 'secretariat']);

describe('composer le territoire', () => {
  test.each(Role.options.map((role) => [role, COMPOSENT.has(role)] as const))('%s : %s', (role, attendu) => {
    expect(peutComposerTerritoire(avec(role))).toBe(attendu);
  });
  test('personne sans rôle', () => expect(peutComposerTerritoire(avec())).toBe(false));
});

describe('voir le territoire', () => {
  test.each(Role.options)('%s : oui', (role) => expect(peutVoirTerritoire(avec(role))).toBe(true));
  test('sans rôle : non', () => expect(peutVoirTerritoire(avec())).toBe(false));
});
