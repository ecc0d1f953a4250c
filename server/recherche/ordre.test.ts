// Invented names. cspell:ignore martincourt angély foixet foixville dupontville
import { describe, expect, test } from 'vitest';
import { classer, rangDuNom } from './ordre.ts';

test.each([
  ['Foix', 'foix', 0], ['Dupont Hélène', 'dupont', 1], ['Dupont Hélène', 'DUPONT hel', 2], ['Martincourt', 'martin', 2], ['Hélène Dupont', 'dupont', 3], ['Hélène Dupont', 'du hel', 3],
  ['Pharmacie du Marché', 'pharmacie du', 1], ['Grande pharmacie du Marché', 'pharmacie du', 3], ['Dialogue de gestion', 'bilan', 4], ['Saint-Jean-d’Angély', 'saint jean', 1], ['Foix', '', 4], ['Foix', '°', 4],
])('« %s » pour « %s » : rang %i', (nom, q, rang) => {
  expect(rangDuNom(nom, q)).toBe(rang);
});

describe('les groupes', () => {
  const g = (titre: string, ...libelles: readonly string[]) => ({ titre, resultats: libelles.map((libelle) => ({ libelle })) });
  const ordre = (q: string, ...groupes: Parameters<typeof classer>[0]) => classer(groupes, q);

  test('le nom exact d’abord, de quelque genre qu’il soit, et dans le groupe aussi', () => {
    const range = ordre('foix', g('Pages', 'Chiffres de Foix'), g('Professionnels', 'Foix Jean', 'Foixet Anne'), g('Communes', 'Foixville', 'Foix'));
    expect(range).toEqual([g('Communes', 'Foix', 'Foixville'), g('Professionnels', 'Foix Jean', 'Foixet Anne'), g('Pages', 'Chiffres de Foix')]);
  });

  test('à égalité, l’ordre donné', () => {
    const groupes = [g('Pages', 'Budget A', 'Budget B'), g('Professionnels', 'Budget C')];
    expect(ordre('budget', ...groupes)).toEqual(groupes);
  });

  test('un nom dit dans l’autre sens compte autant', () => {
    const personne = { titre: 'Professionnels', resultats: [{ libelle: 'Hélène Dupont', autresNoms: ['Dupont Hélène'] }] };
    expect(ordre('dupont', g('Communes', 'Dupontville'), personne).map((x) => x.resultats[0]?.libelle)).toEqual(['Hélène Dupont', 'Dupontville']);
  });

  test('un groupe sans réponse ne paraît pas ; ce qui est trouvé par un autre mot paraît', () => {
    expect(ordre('bilan', g('Communes'), g('Pages', 'Dialogue de gestion'))).toEqual([g('Pages', 'Dialogue de gestion')]);
    expect(ordre('x')).toEqual([]);
  });
});
