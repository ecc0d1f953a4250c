import { expect, test } from 'vitest';
import { ecrireStatuts, PAGE, statuts } from './statuts.ts';

const TABLE = {
  chemin: 'modules/adherents/transitions.ts',
  contenu: `export const transitions = {
    deposee: { valider: 'validee', refuser: { vers: 'refusee', qui: ['secretariat'] } },
    validee: {}, refusee: {},
  } as const satisfies Record<StatutAdhesion, Sorties>;`,
};

test('chaque geste a sa ligne, un statut sans sortie est une fin', () => {
  expect(ecrireStatuts([TABLE])?.split('\n').filter((l) => l.startsWith('| `'))).toEqual([
    '| `deposee` | valider | `validee` |',
    '| `deposee` | refuser | `refusee` |',
    '| `validee` | — | fin |',
    '| `refusee` | — | fin |',
  ]);
});

test('la page périmée, absente ou de trop se voit', () => {
  const juste = { chemin: PAGE, contenu: ecrireStatuts([TABLE]) ?? '' };
  expect(statuts([TABLE, juste])).toEqual([]);
  expect(statuts([TABLE])).toHaveLength(1);
  expect(statuts([{ ...TABLE, contenu: TABLE.contenu.replace('valider', 'accepter') }, juste])).toHaveLength(1);
  expect(statuts([juste])).toHaveLength(1);
  expect(statuts([])).toEqual([]);
});
