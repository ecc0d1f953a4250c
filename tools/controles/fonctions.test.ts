import { expect, test } from 'vitest';
import { fonctions } from './fonctions.ts';

const fautes = (contenu: string, chemin = 'core/a.ts'): (string | undefined)[] => fonctions([{ chemin, contenu }]).map((p) => p.detail);
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

const lignes = (n: number): string => '  a();\n'.repeat(n);

test.each([
  [58, []],
  [59, ['f']],
])('une fonction de %i lignes entre ses accolades', (n, attendu) => {
  expect(fautes(`function f() {\n${lignes(n)}}`)).toEqual(attendu);
});

test('lignes blanches, commentaires et fonctions du dedans ne comptent pas', () => {
  expect(fautes(`function f() {\n${lignes(40)}${'  // pourquoi\n\n'.repeat(40)}}`)).toEqual([]);
  expect(fautes(`function f() {\n${lignes(40)}  const g = () => {\n${lignes(40)}  };\n}`)).toEqual([]);
  expect(fautes(`function f() {\n${lignes(40)}  const g = () => {\n${lignes(70)}  };\n}`)).toEqual(['g']);
});

test('le balisage a droit à 80 lignes, une migration et un essai à toutes', () => {
  expect(fautes(`function f() {\n${lignes(70)}}`, 'web/cadre.tsx')).toEqual([]);
  expect(fautes(`function f() {\n${lignes(90)}}`, 'web/cadre.tsx')).toEqual(['f']);
  expect(fautes(`function f() {\n${lignes(90)}}`, 'db/migrations/0001_socle.ts')).toEqual([]);
});
