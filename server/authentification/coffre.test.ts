import { expect, test } from 'vitest';
import { chiffrer, dechiffrer } from './coffre.ts';

const SECRET = 's'.repeat(40);

test('ce qui est scellé se relit avec le même secret et le même usage, et avec eux seuls', () => {
  const scelle = chiffrer('https://exemple.invalid/invitation?secret=été', SECRET, 'courriel');
  expect(dechiffrer(scelle, SECRET, 'courriel')).toBe('https://exemple.invalid/invitation?secret=été');
  expect(scelle).not.toContain('invitation');
  expect(() => dechiffrer(scelle, 't'.repeat(40), 'courriel')).toThrow(/autre MAILLAGE_SECRET/);
  expect(() => dechiffrer(scelle, SECRET, 'autre')).toThrow(/autre MAILLAGE_SECRET/);
});

test('le même texte ne se scelle jamais deux fois pareil', () => {
  expect(new Set(Array.from({ length: 20 }, () => chiffrer('a', SECRET, 'courriel'))).size).toBe(20);
});

test.each(['', 'abc', 'A'.repeat(60)])('un texte qui n’est pas scellé est refusé : %j', (t) => {
  expect(() => dechiffrer(t, SECRET, 'courriel')).toThrow(/autre MAILLAGE_SECRET/);
});

test('un seul bit changé est refusé', () => {
  const octets = Buffer.from(chiffrer('bonjour', SECRET, 'courriel'), 'base64');
  octets[octets.length - 1] = (octets.at(-1) ?? 0) ^ 1;
  expect(() => dechiffrer(octets.toString('base64'), SECRET, 'courriel')).toThrow(/modifié/);
});
