import { expect, test } from 'vitest';
import { cookieDuJeton, jetonDeFormulaire, jetonDeFormulaireValide, jetonDuCookie, nomDeCookie } from './jetons.ts';

const SECRET = 'un secret de trente-deux caractères';

test('un cookie signé se relit, tel quel ou encodé', () => {
  const cookie = cookieDuJeton('abc', SECRET);
  expect(jetonDuCookie(cookie, SECRET)).toBe('abc');
  expect(jetonDuCookie(decodeURIComponent(cookie), SECRET)).toBe('abc');
});

test.each([['la signature d’un autre secret', cookieDuJeton('abc', 'un autre secret de trente-deux car')], ['sans signature', 'abc'], ['signature vide', 'abc.'], ['jeton vide', '.abc'], ['un encodage cassé', '%E0%A4%A'], ['rien', '']])('%s est refusé', (_cas, cookie) => expect(jetonDuCookie(cookie, SECRET)).toBeUndefined());

test('le jeton d’un formulaire ne vaut que pour sa session', () => {
  expect(jetonDeFormulaireValide(jetonDeFormulaire('s1', SECRET), 's1', SECRET)).toBe(true);
  expect(jetonDeFormulaireValide(jetonDeFormulaire('s1', SECRET), 's2', SECRET)).toBe(false);
  expect(jetonDeFormulaireValide(undefined, 's1', SECRET)).toBe(false);
});

test('en https, le nom du cookie porte le préfixe gardé par les navigateurs', () => {
  expect(nomDeCookie('https://maillage.example', 'session_token')).toBe('__Secure-maillage.session_token');
  expect(nomDeCookie('http://localhost:3000', 'session_token')).toBe('maillage.session_token');
});
