import { expect, test } from 'vitest';
import { essaiAvecBase, INSTANT } from '#db/essais.ts';
import { listerReunions, listerSondages } from '#modules/agenda/queries.ts';
import { demoAgenda, demoReunionPassee } from './agenda.ts';

const base = essaiAvecBase();

test('la démonstration a une réunion passée, une à venir, un sondage ouvert', async () => {
  const cpts = await base.uneCpts();
  const gens = [];
  for (const nom of ['A', 'B', 'C', 'D', 'E', 'F', 'G']) gens.push(await base.unePersonne(cpts.id, [nom === 'A' ? 'coordination' : 'adherent'], nom));
  const moi = gens[0]?.id;
  if (!moi) throw new Error('personne');
  await base.dans(cpts.id, moi, ['coordination'], demoReunionPassee, new Date(INSTANT.getTime() - 21 * 86_400_000));
  await base.dans(cpts.id, moi, ['coordination'], demoAgenda);
  const [reunions, sondages] = await base.dans(cpts.id, moi, ['coordination'], async (ctx) => [await listerReunions(ctx), await listerSondages(ctx)] as const);
  expect(reunions.map((r) => [r.statut, r.debut > INSTANT])).toEqual([['prevue', true], ['tenue', false]]);
  expect(sondages.filter((s) => s.statut === 'ouverte')).toMatchObject([{ repondu: 3, attendus: 6 }]);
});
