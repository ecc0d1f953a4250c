import { describe, expect, test } from 'vitest';
import { blocsDuTexte, niveauxSuivis } from './document.ts';

describe('ce que la personne tape devient un document', () => {
  test('une ligne vide sépare deux paragraphes, une ligne seule reste dans le sien', () => {
    expect(blocsDuTexte('Un.\nSuite.\n\n\nDeux.')).toEqual([
      { type: 'paragraphe', texte: 'Un.\nSuite.' },
      { type: 'paragraphe', texte: 'Deux.' },
    ]);
  });

  test('un tiret en début de ligne fait une liste, qui s’arrête au paragraphe suivant', () => {
    expect(blocsDuTexte('Avec :\n- la mairie\n– l’hôpital\nEt après.')).toEqual([
      { type: 'paragraphe', texte: 'Avec :' },
      { type: 'liste', elements: ['la mairie', 'l’hôpital'] },
      { type: 'paragraphe', texte: 'Et après.' },
    ]);
  });

  test('deux ou trois dièses font un intertitre ; un seul reste du texte', () => {
    expect(blocsDuTexte('## Soins\n### Le soir\n# non')).toEqual([
      { type: 'titre', niveau: 2, texte: 'Soins' },
      { type: 'titre', niveau: 3, texte: 'Le soir' },
      { type: 'paragraphe', texte: '# non' },
    ]);
  });

  test('les fins de ligne de Windows comptent comme les autres', () => {
    expect(blocsDuTexte('a\r\n\r\nb')).toHaveLength(2);
  });

  test('un mot composé ou un nombre négatif n’est pas une liste', () => {
    expect(blocsDuTexte('-12 %')).toEqual([{ type: 'paragraphe', texte: '-12 %' }]);
  });

  test('rien donne rien', () => expect(blocsDuTexte(' \n\n ')).toEqual([]));
});

test('un sous-titre tapé trop bas remonte : jamais un niveau sauté', () => {
  const titre = (niveau: 1 | 2 | 3) => ({ type: 'titre' as const, niveau, texte: 't' });
  expect(niveauxSuivis([titre(3), titre(3), titre(1), titre(3), titre(2), titre(3)]).map((b) => (b.type === 'titre' ? b.niveau : 0))).toEqual([1, 2, 1, 2, 2, 3]);
});
