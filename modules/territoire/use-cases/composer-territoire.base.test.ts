import { describe, expect, test } from 'vitest';
import type { Role } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import type { Contexte } from '#server/contexte.ts';
import { creerPaquet } from '#server/paquet/consultation.ts';
import { uneCommune, unPays } from '../builders.ts';
import { communesDejaCouvertes, presenterTerritoireCourant, territoireCourant, versionsDuTerritoire } from '../queries.ts';
import { annulerComposition } from './annuler-composition.ts';
import { composerTerritoire } from './composer-territoire.ts';

const base = essaiAvecBase();
// Codes of their own: other tests of the same database may hold real communes.
const paquet = creerPaquet(unPays(['95901', '95902', '95903', '95904'].map((code, i) => uneCommune({ code, nom: `Commune ${i}`, departement: '95', region: '11', population: 10_000 * (i + 1) }))));

async function uneCoordination(roles: readonly Role[] = ['coordination']) {
  const cpts = await base.uneCpts('CPTS du Composeur');
  const qui = await base.unePersonne(cpts.id, roles);
  return { cpts, dans: <T>(faire: (ctx: Contexte) => Promise<T>) => base.dans(cpts.id, qui.id, roles, faire) };
}
const composer = (codes: readonly string[], version = 0, siege?: string) => (ctx: Contexte) => composerTerritoire(ctx, paquet, { codes, version, ...(siege && { siege }) });

describe('composer un territoire', () => {
  test('la première composition fait la version 1 et s’inscrit au journal', async () => {
    const { dans } = await uneCoordination();
    expect(await dans(composer(['95901', '95902'], 0, '95902'))).toMatchObject({ ok: true, valeur: { version: 1, inchange: false } });
    const lu = await dans((ctx) => presenterTerritoireCourant(ctx, paquet));
    expect(lu).toMatchObject({ territoire: { version: 1, siege: '95902', communes: ['95901', '95902'], composePar: 'Camille Essai' }, resume: { population: 30_000 } });
    const journal = await dans((ctx) => ctx.tx.selectFrom('journal').select(['evenement', 'details']).where('cpts_id', '=', ctx.cpts).execute());
    expect(journal).toEqual([{ evenement: 'territoire_compose', details: expect.objectContaining({ version: 1, population: 30_000, ajoutees: ['95901', '95902'], retirees: [] }) }]);
  });

  test('la même liste dans un autre ordre n’est pas une nouvelle version', async () => {
    const { dans } = await uneCoordination();
    await dans(composer(['95901', '95902']));
    expect(await dans(composer(['95902', '95901'], 1))).toMatchObject({ ok: true, valeur: { version: 1, inchange: true } });
  });

  test.each([
    ['vide', [], 'territoire_vide'],
    ['de 2 000 communes', Array.from({ length: 2_000 }, (_, i) => String(10_000 + i)), 'trop_de_communes'],
    ['avec une commune inconnue', ['95901', '99999'], 'communes_refusees'],
    ['avec un nom de 10 000 caractères', ['x'.repeat(10_000)], 'communes_refusees'],
  ])('un territoire %s est refusé et rien n’est enregistré', async (_, codes, refus) => {
    const { dans } = await uneCoordination();
    expect(await dans(composer(codes))).toMatchObject({ ok: false, refus: { code: refus } });
    expect(await dans(territoireCourant)).toBeUndefined();
  });

  test('un siège inconnu est refusé', async () => {
    const { dans } = await uneCoordination();
    expect(await dans(composer(['95901'], 0, '99999'))).toMatchObject({ ok: false, refus: { code: 'siege_refuse' } });
  });

  test.each<readonly [Role, boolean]>([['secretariat', true], ['adherent', false], ['ars', false]])('%s compose : %s', async (role, attendu) => {
    const { dans } = await uneCoordination([role]);
    expect((await dans(composer(['95901']))).ok).toBe(attendu);
  });

  test('un formulaire périmé est refusé et rend le territoire enregistré entre-temps', async () => {
    const { dans } = await uneCoordination();
    await dans(composer(['95901']));
    await dans(composer(['95901', '95902'], 1));
    expect(await dans(composer(['95903'], 1))).toMatchObject({ ok: false, refus: { code: 'territoire_modifie', actuel: { version: 2, communes: ['95901', '95902'] } } });
    expect(await dans(territoireCourant)).toMatchObject({ version: 2 });
  });

  test.each([0, 1])('deux coordinations enregistrent au même instant à partir de la version %i : une seule passe, l’autre est prévenue', async (depart) => {
    const { dans } = await uneCoordination();
    if (depart === 1) await dans(composer(['95904']));
    const issues = await Promise.all([dans(composer(['95901'], depart)), dans(composer(['95902'], depart))]);
    expect(issues.filter((i) => i.ok)).toHaveLength(1);
    expect(issues.find((i) => !i.ok)).toMatchObject({ refus: { code: 'territoire_modifie', actuel: { version: depart + 1 } } });
    expect(await dans(versionsDuTerritoire)).toHaveLength(depart + 1);
  });
});

describe('revenir en arrière', () => {
  test('annuler reprend la version précédente, et s’annule', async () => {
    const { dans } = await uneCoordination();
    await dans(composer(['95901']));
    await dans(composer(['95901', '95902'], 1, '95902'));
    expect(await dans((ctx) => annulerComposition(ctx, { version: 2 }))).toEqual({ ok: true, valeur: { version: 3, reprise: 1 } });
    expect(await dans(territoireCourant)).toMatchObject({ version: 3, communes: ['95901'] });
    expect(await dans((ctx) => annulerComposition(ctx, { version: 3 }))).toMatchObject({ ok: true, valeur: { reprise: 2 } });
    expect(await dans(territoireCourant)).toMatchObject({ version: 4, communes: ['95901', '95902'], siege: '95902' });
    expect((await dans(versionsDuTerritoire)).map((v) => [v.version, v.communes, v.repriseDe])).toEqual([[4, 2, 2], [3, 1, 1], [2, 2, undefined], [1, 1, undefined]]);
  });

  test('rien à annuler avant la deuxième version, ni depuis une page périmée', async () => {
    const { dans } = await uneCoordination();
    expect(await dans((ctx) => annulerComposition(ctx, { version: 0 }))).toMatchObject({ refus: { code: 'rien_a_annuler' } });
    await dans(composer(['95901']));
    expect(await dans((ctx) => annulerComposition(ctx, { version: 1 }))).toMatchObject({ refus: { code: 'rien_a_annuler' } });
    await dans(composer(['95902'], 1));
    expect(await dans((ctx) => annulerComposition(ctx, { version: 1 }))).toMatchObject({ refus: { code: 'territoire_modifie' } });
    expect(await dans((ctx) => annulerComposition(ctx, { version: 2, reprendre: 9 }))).toMatchObject({ refus: { code: 'version_inconnue' } });
  });
});

describe('les communes déjà couvertes', () => {
  test('une autre CPTS n’en voit que le code et le nom, au présent', async () => {
    const autre = await uneCoordination();
    await autre.dans(composer(['95903', '95904']));
    await autre.dans(composer(['95904'], 1));
    const ici = await uneCoordination();
    const vues = await ici.dans((ctx) => communesDejaCouvertes(ctx, ['95903', '95904']));
    expect(vues.filter((v) => v.commune === '95903')).toEqual([]);
    expect(vues).toContainEqual({ commune: '95904', cpts: 'CPTS du Composeur' });
    expect(await ici.dans((ctx) => ctx.tx.selectFrom('territoires').selectAll().execute())).toEqual([]);
  });

  test('la sienne ne compte pas', async () => {
    const seule = await uneCoordination();
    const isolee = creerPaquet(unPays([uneCommune({ code: '95999' })]));
    await seule.dans((ctx) => composerTerritoire(ctx, isolee, { codes: ['95999'], version: 0 }));
    expect(await seule.dans((ctx) => communesDejaCouvertes(ctx, ['95999']))).toEqual([]);
  });
});
