import { expect, test } from 'vitest';
import { essaiAvecBase, INSTANT } from '#db/essais.ts';
import { pageDesReunions, pageDesSondages } from '#modules/agenda/queries-listes.ts';
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
  const commun = { q: '', page: 1 } as const;
  const [avenir, passees, sondages] = await base.dans(cpts.id, moi, ['coordination'], async (ctx) => [await pageDesReunions(ctx, { ...commun, quand: 'avenir', tri: 'debut', sens: 'asc' }), await pageDesReunions(ctx, { ...commun, quand: 'passees', tri: 'debut', sens: 'desc' }), await pageDesSondages(ctx, { ...commun, etat: 'ouverts', tri: 'cloture', sens: 'asc' })] as const);
  expect([...avenir.lignes, ...passees.lignes].map((r) => [r.statut, r.debut > INSTANT])).toEqual([['prevue', true], ['tenue', false]]);
  expect(sondages.lignes).toMatchObject([{ repondu: 3, attendus: 6 }]);
});
