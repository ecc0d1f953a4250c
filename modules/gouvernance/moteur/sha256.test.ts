import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256 } from './sha256.ts';

test('SHA-256 est celui de la norme', () => expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'));

test('SHA-256 est celui de la machine, pour tout texte', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (t) => sha256(t) === createHash('sha256').update(t, 'utf8').digest('hex')), { numRuns: 300 });
});
