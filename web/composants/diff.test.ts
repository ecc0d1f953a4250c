import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { morceauxDe } from './diff.tsx';

describe('la différence de deux textes', () => {
  test('les mots ajoutés et retirés sont nommés', () => {
    expect(morceauxDe('le chat noir', 'le chien noir').map((m) => [m.added ? '+' : m.removed ? '-' : '=', m.value])).toEqual([['=', 'le '], ['-', 'chat'], ['+', 'chien'], ['=', ' noir']]);
  });

  test('une phrase récrite se lit d’un trait : ce qu’elle disait, puis ce qu’elle dit', () => {
    expect(morceauxDe('une lettre de deux pages chaque mois et un point', 'une lettre de deux pages tous les deux mois, puis un point').map((m) => [m.added ? '+' : m.removed ? '-' : '=', m.value])).toEqual([
      ['=', 'une lettre de deux pages '], ['-', 'chaque mois et'], ['+', 'tous les deux mois, puis'], ['=', ' un point'],
    ]);
  });

  test('des mots ajoutés de part et d’autre d’un mot inchangé ne le retirent pas', () => {
    expect(morceauxDe('le chat', 'tout le beau chat').filter((m) => m.removed)).toEqual([]);
  });

  test('on retrouve toujours les deux textes en entier', () => {
    const texte = fc.array(fc.constantFrom('a', 'b', ' ', '\n', 'é', '.'), { maxLength: 60 }).map((l) => l.join(''));
    fc.assert(
      fc.property(texte, texte, (avant, apres) => {
        const m = morceauxDe(avant, apres);
        return m.filter((x) => !x.added).map((x) => x.value).join('') === avant && m.filter((x) => !x.removed).map((x) => x.value).join('') === apres;
      }),
    );
  });

  test('deux textes de 40 000 caractères sans rien de commun sont montrés l’un après l’autre, sans être comparés mot à mot', () => {
    const fait = (mot: string): string => Array.from({ length: 4_000 }, (_, i) => `${mot}${i}`).join('\n');
    const [avant, apres] = [fait('avant'), fait('apres')];
    expect(morceauxDe(avant, apres)).toEqual([{ value: avant, added: false, removed: true }, { value: apres, added: true, removed: false }]);
  });
});
