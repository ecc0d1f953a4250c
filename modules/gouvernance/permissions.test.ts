import { describe, expect, test } from 'vitest';
import { type Acteur, PersonneId, Role } from '#core/tenancy.ts';
import { peutEcrireStatuts, peutSignerProcesVerbal, peutTenirMandats, peutTenirSeance, peutVoirGouvernance } from './permissions.ts';

const avec = (...roles: Role[]): Acteur => ({ personneId: PersonneId.parse('0198f000-0000-7000-8000-000000000001'), nom: 'Camille', roles });
const MEMBRES: readonly Role[] = ['adherent', 'coordination', 'presidence', 'secretariat', 'tresorerie'];
const TENUE: readonly Role[] = ['coordination', 'presidence', 'secretariat'];

describe.each<readonly [string, (qui: Acteur) => boolean, readonly Role[]]>([
  ['voir la gouvernance', peutVoirGouvernance, MEMBRES],
  ['écrire les statuts', peutEcrireStatuts, TENUE],
  ['tenir les mandats', peutTenirMandats, TENUE],
  ['tenir une séance', peutTenirSeance, TENUE],
  ['signer un procès-verbal', peutSignerProcesVerbal, ['presidence', 'secretariat']],
])('%s', (_, peut, admis) => {
  test.each(Role.options.map((role) => [role, admis.includes(role)] as const))('%s : %s', (role, attendu) => expect(peut(avec(role))).toBe(attendu));
  test('personne sans rôle', () => expect(peut(avec())).toBe(false));
});
