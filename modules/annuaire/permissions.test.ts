import { describe, expect, test } from 'vitest';
import { PersonneId, Role } from '#core/tenancy.ts';
import { peutTenirFiche, peutVoirAnnuaire, peutVoirChampsDesMembres } from './permissions.ts';

const qui = (...roles: Role[]) => ({ personneId: PersonneId.parse('0198f000-0000-7000-8000-000000000001'), nom: 'Camille', roles });

describe('lire l’annuaire national', () => {
  test.each(Role.options)('%s', (role) => expect(peutVoirAnnuaire(qui(role))).toBe(true));
  test('personne sans rôle', () => expect(peutVoirAnnuaire(qui())).toBe(false));
});

describe('lire ce que les membres disent d’eux', () => {
  test.each(Role.options.map((r) => [r, r !== 'ars' && r !== 'cpam'] as const))('%s : %s', (role, attendu) => expect(peutVoirChampsDesMembres(qui(role))).toBe(attendu));
});

describe('tenir sa fiche', () => {
  test.each(Role.options.map((r) => [r, r === 'adherent'] as const))('%s, avec la même identité : %s', (role, attendu) => expect(peutTenirFiche(qui(role), '99700366240', '99700366240')).toBe(attendu));
  test('jamais celle d’un autre, ni sans identité professionnelle', () => {
    expect(peutTenirFiche(qui('adherent', 'coordination'), '99700366240', '89900000012')).toBe(false);
    expect(peutTenirFiche(qui('adherent'), undefined, '99700366240')).toBe(false);
    expect(peutTenirFiche(qui('adherent'), undefined, undefined)).toBe(false);
  });
});
