import { expect, test } from 'vitest';
import { essaiAvecBase } from '#db/essais.ts';
import { chosesDuDiagnostic, listerConstats } from '#modules/diagnostic/queries.ts';
import { ordonner } from '#modules/diagnostic/rules.ts';
import { demoConstats, demoPriorites } from './diagnostic.ts';

const base = essaiAvecBase();

test('le carnet de démonstration a ses constats et leurs priorités ; qui n’a pas dit les siennes le lit sur « Aujourd’hui »', async () => {
  const cpts = await base.uneCpts();
  const [ana, bob] = [await base.unePersonne(cpts.id, ['coordination']), await base.unePersonne(cpts.id, ['adherent'])];
  const choses = (qui: typeof ana) => base.dans(cpts.id, qui.id, ['adherent'], (ctx) => chosesDuDiagnostic({ ...ctx, base: '/cpts/essai', ici: { nom: 'Essai', slug: 'essai', demo: true } }));
  expect(await choses(bob)).toEqual([]);
  await base.dans(cpts.id, ana.id, ['coordination'], (ctx) => demoConstats(ctx));
  await base.dans(cpts.id, ana.id, ['coordination'], (ctx) => demoPriorites(ctx, [1, 2, 3]));
  const constats = ordonner(await base.dans(cpts.id, bob.id, ['adherent'], listerConstats));
  expect(constats.map((c) => c.moyenne)).toEqual([1, 2, 3]);
  expect([await choses(ana), (await choses(bob)).map((c) => c.id)]).toEqual([[], ['constats']]);
});
