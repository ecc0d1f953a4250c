import { expect, test } from 'vitest';
import { essaiAvecBase } from '#db/essais.ts';
import { presenterTerritoireCourant } from '#modules/territoire/queries.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import { demoTerritoire, TERRITOIRES_DEMO } from './territoire.ts';

const base = essaiAvecBase();

test.each([['trois-rivieres', 3, '19'], ['val-des-moulins', 2, '79'], ['haut-plateau', 1, '58']])('la CPTS %s est de taille %i, dans le département %s', async (slug, taille, departement) => {
  const t = TERRITOIRES_DEMO.find((x) => x.slug === slug);
  if (!t) throw new Error(slug);
  const paquet = chargerPaquet({ dossier: null });
  const cpts = await base.uneCpts(t.nom);
  const qui = await base.unePersonne(cpts.id);
  const lu = await base.dans(cpts.id, qui.id, ['coordination'], async (ctx) => {
    await demoTerritoire(ctx, paquet, t);
    return presenterTerritoireCourant(ctx, paquet);
  });
  expect(lu?.resume.classe.taille).toBe(taille);
  expect(lu?.resume.departements.map((d) => d.code)).toEqual([departement]);
  expect(lu?.resume.communes.length).toBeGreaterThanOrEqual(20);
  expect(lu?.resume.communes).toContain(lu?.resume.siege);
});
