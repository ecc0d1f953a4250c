import { expect, test } from 'vitest';
import { PersonneId, type Role } from '#core/tenancy.ts';
import { peutApprouver, peutOrganiser, peutVoirAgenda } from './permissions.ts';

const qui = (role: Role) => ({ personneId: PersonneId.parse('0198f000-0000-7000-8000-0000000000a1'), nom: 'Camille', roles: [role] });

test.each<readonly [Role, boolean, boolean, boolean]>([
  ['adherent', true, false, false], ['coordination', true, true, true], ['presidence', true, true, true], ['tresorerie', true, true, false],
  ['secretariat', true, true, false], ['ars', false, false, false], ['cpam', false, false, false], ['exploitant', false, false, false],
])('%s : voit %s, organise %s, approuve %s', (role, voit, organise, approuve) => {
  expect([peutVoirAgenda(qui(role)), peutOrganiser(qui(role)), peutApprouver(qui(role))]).toEqual([voit, organise, approuve]);
});
