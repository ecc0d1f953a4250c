import { describe, expect, test } from 'vitest';
import { type Acteur, PersonneId, Role } from '#core/tenancy.ts';
import { peutRepondre, peutTenirEnquetes, peutVoirEnquetes } from './permissions.ts';

const qui = (role: Role): Acteur => ({ personneId: PersonneId.parse('0198f000-0000-7000-8000-000000000001'), nom: 'Essai', roles: [role] });
const MEMBRES: readonly Role[] = ['adherent', 'coordination', 'presidence', 'secretariat', 'tresorerie'];

describe.each(Role.options)('%s', (role) => {
  test('lit les enquêtes et leurs résultats : les membres seulement', () => expect(peutVoirEnquetes(qui(role))).toBe(MEMBRES.includes(role)));
  test('prépare, ouvre et clôt : qui parle au nom de la CPTS', () => expect(peutTenirEnquetes(qui(role))).toBe(['coordination', 'presidence', 'secretariat'].includes(role)));
  test('répond d’ici à une enquête aux membres, jamais à une enquête au public', () => expect([peutRepondre(qui(role), { adressee: 'membres' }), peutRepondre(qui(role), { adressee: 'public' })]).toEqual([MEMBRES.includes(role), false]));
});
