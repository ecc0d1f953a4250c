import { describe, expect, test } from 'vitest';
import { type Acteur, PersonneId, Role } from '#core/tenancy.ts';
import * as droits from './permissions.ts';

const moi = PersonneId.parse('0198f000-0000-7000-8000-000000000001');
const ATTENDUS: readonly (readonly [string, (qui: Acteur) => boolean, readonly Role[]])[] = [
  ['peutLireDialogue', droits.peutLireDialogue, ['adherent', 'coordination', 'presidence', 'tresorerie', 'secretariat']],
  ['peutRedigerDialogue', droits.peutRedigerDialogue, ['coordination', 'presidence', 'tresorerie', 'secretariat']],
  ['peutSignerDialogue', droits.peutSignerDialogue, ['presidence']],
];

describe.each(ATTENDUS)('%s', (_, droit, admis) => {
  test.each(Role.options.map((role) => [role, admis.includes(role)] as const))('%s : %s', (role, attendu) => {
    expect(droit({ personneId: moi, nom: 'Moi', roles: [role] })).toBe(attendu);
  });
});
