import { describe, expect, test } from 'vitest';
import { cookieDuJeton, jetonDeFormulaire, jetonDeFormulaireValide, jetonDuCookie } from './jetons.ts';

const [SECRET, AUTRE] = ['s'.repeat(40), 't'.repeat(40)];

describe('le jeton des formulaires', () => {
  test('vaut pour sa session et pour elle seule', () => {
    const jeton = jetonDeFormulaire('session-a', SECRET);
    expect(jetonDeFormulaireValide(jeton, 'session-a', SECRET)).toBe(true);
    expect(jetonDeFormulaireValide(jeton, 'session-b', SECRET)).toBe(false);
    expect(jetonDeFormulaireValide(jeton, 'session-a', AUTRE)).toBe(false);
  });

  test('ne se répète pas d’une page à l’autre, et chacun vaut', () => {
    const jetons = Array.from({ length: 50 }, () => jetonDeFormulaire('session-a', SECRET));
    expect(new Set(jetons).size).toBe(50);
    expect(jetons.every((j) => jetonDeFormulaireValide(j, 'session-a', SECRET))).toBe(true);
  });

  test.each([undefined, '', 'x', 'A'.repeat(86), 'é'.repeat(10_000), ['a', 'b']])('refuse %j', (recu) => {
    expect(jetonDeFormulaireValide(recu, 'session-a', SECRET)).toBe(false);
  });

  test('un seul bit changé suffit à le refuser', () => {
    const octets = Buffer.from(jetonDeFormulaire('session-a', SECRET), 'base64url');
    octets[40] = (octets[40] ?? 0) ^ 1;
    expect(jetonDeFormulaireValide(octets.toString('base64url'), 'session-a', SECRET)).toBe(false);
  });
});

describe('le cookie de session', () => {
  test('rend son jeton quand la signature est la nôtre', () => {
    expect(jetonDuCookie(cookieDuJeton('abc.def', SECRET), SECRET)).toBe('abc.def');
  });

  test.each([undefined, '', 'abc', 'abc.', '.abc', '%E0%A4%A', 'abc.ZmF1eA=='])('refuse %j', (valeur) => {
    expect(jetonDuCookie(valeur, SECRET)).toBeUndefined();
  });
});
