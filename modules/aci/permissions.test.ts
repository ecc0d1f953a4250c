import { describe, expect, test } from 'vitest';
import { type Acteur, PersonneId, Role } from '#core/tenancy.ts';
import * as droits from './permissions.ts';

const moi = PersonneId.parse('0198f000-0000-7000-8000-000000000001');
const ATTENDUS: readonly (readonly [string, (qui: Acteur) => boolean, readonly Role[]])[] = [
  ['peutLireContrat', droits.peutLireContrat, ['adherent', 'coordination', 'presidence', 'tresorerie', 'secretariat', 'ars', 'cpam']],
  ['peutLireTresorerie', droits.peutLireTresorerie, ['coordination', 'presidence', 'tresorerie']],
  ['peutEcrireContrat', droits.peutEcrireContrat, ['coordination', 'presidence', 'tresorerie']],
  ['peutNoterReleve', droits.peutNoterReleve, ['coordination', 'presidence', 'tresorerie', 'secretariat']],
  ['peutNoterVersement', droits.peutNoterVersement, ['coordination', 'tresorerie']],
];

describe.each(ATTENDUS)('%s', (_, droit, admis) => {
  test.each(Role.options.map((role) => [role, admis.includes(role)] as const))('%s : %s', (role, attendu) => {
    expect(droit({ personneId: moi, nom: 'Moi', roles: [role] })).toBe(attendu);
  });
});
