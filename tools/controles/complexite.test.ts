import { expect, test } from 'vitest';
import { complexite } from './complexite.ts';

const fautes = (contenu: string): (string | undefined)[] => complexite([{ chemin: 'core/a.ts', contenu }]).map((p) => p.detail);
const si = (n: number): string => 'if (a) b();'.repeat(n);

test.each([
  [10, []],
  [11, []],
  [12, ['f']],
])('une fonction de %i « if »', (n, attendu) => {
  expect(fautes(`function f() { ${si(n)} }`)).toEqual(attendu);
  expect(fautes(`const f = () => { ${si(n)} };`)).toEqual(attendu);
});

test('chaque fonction est jugée seule', () => {
  expect(fautes(`function f() { ${si(8)} const g = () => { ${si(8)} }; }`)).toEqual([]);
  expect(fautes(`function f() { const g = () => { ${si(12)} }; }`)).toEqual(['g']);
});

test('« && », « || » et « ? : » comptent, « ?? » et « ?. » non', () => {
  expect(fautes(`const f = () => ${'a && '.repeat(12)}a;`)).toEqual(['f']);
  expect(fautes(`const f = () => ${'a ?? '.repeat(12)}a?.b;`)).toEqual([]);
});

test('un « switch » est une table', () => {
  expect(fautes(`function f(x) { switch (x) { ${Array.from({ length: 20 }, (_, i) => `case ${i}: return ${i};`).join(' ')} } }`)).toEqual([]);
});
