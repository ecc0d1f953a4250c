import { describe, expect, test } from 'vitest';
import { PersonneId, Role } from '#core/tenancy.ts';
import { peutEcrireLettre, peutLireLettre } from './permissions.ts';

const moi = PersonneId.parse('0198f000-0000-7000-8000-0000000000b1');
const avec = (...roles: Role[]) => ({ personneId: moi, nom: 'Moi', roles });
const LIT: readonly Role[] = ['adherent', 'coordination', 'presidence', 'tresorerie', 'secretariat'];
const ECRIT: readonly Role[] = ['coordination', 'presidence'];

describe('lire la lettre d’intention', () => {
  test.each(Role.options.map((role) => [role, LIT.includes(role)] as const))('%s : %s', (role, attendu) => expect(peutLireLettre(avec(role))).toBe(attendu));
});

describe('écrire la lettre d’intention', () => {
  test.each(Role.options.map((role) => [role, ECRIT.includes(role)] as const))('%s : %s', (role, attendu) => expect(peutEcrireLettre(avec(role))).toBe(attendu));
  test('sans rôle, ni lire ni écrire', () => {
    expect(peutEcrireLettre(avec())).toBe(false);
    expect(peutLireLettre(avec())).toBe(false);
  });
  test('qui écrit lit', () => {
    for (const role of Role.options) if (peutEcrireLettre(avec(role))) expect(peutLireLettre(avec(role))).toBe(true);
  });
});
