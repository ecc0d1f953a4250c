import { renderToString } from 'preact-render-to-string';
import { beforeAll, describe, expect, test } from 'vitest';
import { espacer, installerTypographie } from './typographie.ts';

describe('les espaces insécables', () => {
  test.each([
    ['Pourquoi taille 3 ?', 'Pourquoi taille 3\u202f?'],
    ['Attention ! Deux sections : vides ; à relire.', 'Attention\u202f! Deux sections\u00a0: vides\u202f; à relire.'],
    ['la commune « Arcueil »', 'la commune «\u00a0Arcueil\u00a0»'],
    ['80 000 habitants, 1 250 000 €', '80\u202f000 habitants, 1\u202f250\u202f000\u00a0€'],
    ['12,5 % de plus', '12,5\u00a0% de plus'],
    ['mardi à 20 h 30, ou à 21 h.', 'mardi à 20\u00a0h\u00a030, ou à 21\u00a0h.'],
  ])('%s', (tapee, imprimee) => {
    expect(espacer(tapee)).toBe(imprimee);
  });

  test.each(['16 rue du Lac', 'en 2023 1 commune', '06 12 34 56 78', 'a:b', 'https://x.fr/?a=1', '12 hectares', '2026 000'])('ne touche pas à « %s »', (texte) => {
    expect(espacer(texte)).toBe(texte);
  });
});

describe('dans les pages', () => {
  beforeAll(installerTypographie);

  test('le texte est soigné ; ce qui est tapé par la personne reste tel quel', () => {
    const html = renderToString(<form><p>Qui porte la CPTS ? {3} !</p><textarea>Vraiment ?</textarea><input value="Vraiment ?" /></form>);
    expect(html).toContain('<p>Qui porte la CPTS\u202f? 3\u202f!</p>');
    expect(html).toContain('<textarea>Vraiment ?</textarea>');
    expect(html).toContain('value="Vraiment ?"');
  });
});
