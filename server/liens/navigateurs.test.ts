import { expect, test } from 'vitest';
import { CptsId, PersonneId } from '#core/tenancy.ts';
import { admettre, cleDuLien, empreinteDe, type Tenue } from './navigateurs.ts';

const elle = PersonneId.parse('0198f000-0000-7000-8000-0000000000a1');
const autre = PersonneId.parse('0198f000-0000-7000-8000-0000000000a2');
const question = { tenue: 'libre' as Tenue, personneId: elle as PersonneId | undefined, lecteur: undefined as PersonneId | undefined, demo: false };

test.each([
  ['personne n’a répondu : le premier geste le retient', {}, 'premier_geste'],
  ['le navigateur déjà reconnu', { tenue: 'ici' }, 'deja'],
  ['le même, même si un autre compte y est ouvert', { tenue: 'ici', lecteur: autre }, 'deja'],
  ['sa propriétaire connectée, où que ce soit', { tenue: 'ailleurs', lecteur: elle }, 'session'],
  ['un autre navigateur', { tenue: 'ailleurs' }, 'autre_navigateur'],
  ['une autre personne connectée, ailleurs', { tenue: 'ailleurs', lecteur: autre }, 'autre_navigateur'],
  ['une autre personne connectée, avant toute réponse', { lecteur: autre }, 'autre_compte'],
  ['en démonstration, un seul navigateur joue tout le monde', { lecteur: autre, demo: true }, 'premier_geste'],
  ['une personne de l’extérieur n’a pas de compte : qui est connecté n’y change rien', { personneId: undefined, lecteur: autre }, 'premier_geste'],
] as const)('%s', (_, avec, attendu) => {
  const issue = admettre({ ...question, ...avec });
  expect(issue.ok ? issue.valeur : issue.refus.code).toBe(attendu);
});

test('un lien garde sa clé quand son terme change, et n’en partage avec aucun autre', () => {
  const lien = { usage: 'sondage', cptsId: CptsId.parse('0198f000-0000-7000-8000-0000000000c1'), personneId: elle, objet: 'x' };
  const cles = [lien, { ...lien, usage: 'invitation' }, { ...lien, personneId: autre }, { ...lien, objet: 'y' }, { ...lien, cptsId: CptsId.parse('0198f000-0000-7000-8000-0000000000c2') }].map((l) => cleDuLien(l, 'secret'));
  expect(new Set(cles).size).toBe(5);
  expect(cleDuLien({ ...lien }, 'secret')).toBe(cles[0]);
  expect(cleDuLien(lien, 'autre secret')).not.toBe(cles[0]);
  expect(empreinteDe('a', 'jeton')).not.toBe(empreinteDe('b', 'jeton'));
});
