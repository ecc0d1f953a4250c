import fc from 'fast-check';
import { expect, test } from 'vitest';
import { enOctets } from './octets.ts';

const texte = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.array(fc.nat(0xffff), { maxLength: 300 }).map((codes) => String.fromCharCode(...codes)));

test('les octets d’une page sont ceux de Node, moitiés de paires comprises', () => {
  fc.assert(fc.property(texte, (t) => Buffer.from(enOctets(t)).equals(Buffer.from(t))));
});

test('une page plus longue que le brouillon, puis une courte', () => {
  for (const t of ['l’été '.repeat(200_000), 'l’été', '']) expect(Buffer.from(enOctets(t)).equals(Buffer.from(t))).toBe(true);
});

test('les octets d’une page ne changent pas quand on écrit la suivante', () => {
  const une = enOctets('l’une');
  enOctets('l’autre');
  expect(Buffer.from(une).toString()).toBe('l’une');
});
