import { expect, test } from 'vitest';
import { textes } from './textes.ts';

const details = (contenu: string, chemin = 'core/a.ts'): (string | undefined)[] => textes([{ chemin, contenu }]).map((p) => p.detail);

test.each([
  ['a-faire', '// TODO plus tard', '// TODO (#12) plus tard'],
  ['chemin-de-machine', `const d = '/home/camille/donnees';`, `const d = process.env.MAILLAGE_DONNEES; const a = '/territoire/home/page';`],
  ['suspension', '// @ts-ignore', '// @ts-expect-error — a grant and an expense do not add up'],
  ['quelconque', 'const x = y as any;', `const x = 'as animals';`],
  ['conflit', '<<<<<<< HEAD\n', '// <<<<<<<HEAD'],
])('%s', (detail, faute, juste) => {
  expect(details(faute)).toEqual([detail]);
  expect(details(juste)).toEqual([]);
});
