import { expect, test } from 'vitest';
import { proprete } from './proprete.ts';

const fautes = (chemin: string, contenu: string): (string | undefined)[] => proprete([{ chemin, contenu }]).map((p) => p.detail);

test.each([
  ['horloge', 'modules/aci/rules.ts', 'export const f = () => new Date();', 'export const f = (d: Date) => new Date(d);'],
  ['horloge', 'core/jour.ts', 'export const f = () => Date.now();', 'export const f = (maintenant: number) => maintenant;'],
  ['horloge', 'modules/aci/view.ts', 'export const f = () => Temporal.Now.instant();', 'export const f = (i: Temporal.Instant) => i;'],
  ['horloge', 'modules/aci/pages/contrat.tsx', 'export const P = () => <p>{Date.now()}</p>;', 'export const P = (p: { n: number }) => <p>{p.n}</p>;'],
  ['hasard', 'modules/aci/moteur/tirage.ts', 'export const f = () => Math.random();', 'export const f = (tirage: () => number) => tirage();'],
  ['hasard', 'modules/aci/builders.ts', 'export const f = () => crypto.randomUUID();', 'export const f = (id: string) => id;'],
  ['preuve', 'modules/aci/use-cases/signer-contrat.ts', 'export const f = (x: unknown) => x as CptsAutorisee;', 'export const f = (x: CptsAutorisee) => x;'],
  ['export-par-defaut', 'core/jour.ts', 'export default 1;', 'export const un = 1;'],
  ['classe', 'core/jour.ts', 'export class Jour {}', 'export class JourImpossible extends Error {}'],
  ['essai-muet', 'core/jour.test.ts', `test.each([1])('un', () => { f(); });`, `test('un', () => { for (const x of y) if (x) expect(x).toBe(1); });`],
  ['essai-muet', 'core/jour.test.ts', `test('un', async () => { await f(); });`, `test('un', () => attendreRefus(f()));`],
  ['essai-muet', 'core/jour.test.ts', `const refusee = (x) => f(x);\ntest('un', () => refusee(1));`, `const refusee = (x) => expect(f(x)).toBe(false);\ntest('un', () => refusee(1));`],
  ['chronometre', 'core/jour.test.ts', `test('un', () => { expect(performance.now()).toBeLessThan(20); });`, `test('un', () => bientot(() => expect(f()).toBe(1)));`],
  ['chronometre', 'core/jour.test.ts', `test('un', () => vi.waitFor(() => expect(f()).toBe(1)));`, `test('un', () => expect(f()).toBe(1));`],
  ['accent', 'core/jour.ts', 'export const échéance = 1;', `export const echeance = { 'échéance': 'Échéance' };`],
])('%s dans %s', (detail, chemin, faute, juste) => {
  expect(fautes(chemin, faute)).toContain(detail);
  expect(fautes(chemin, juste)).toEqual([]);
});

test('la porte de la session délivre la preuve', () => {
  expect(fautes('server/portes.ts', 'export const f = (x: unknown) => x as CptsAutorisee;')).toEqual([]);
});

test('hors des fichiers purs, l’heure se lit', () => {
  expect(fautes('server/http.ts', 'export const f = () => Date.now();')).toEqual([]);
});
