import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { essaiAvecBase } from '#db/essais.ts';
import type { FiltreTemps, TempsLu, TriTemps } from './model.ts';
import { bilanDesTemps, listerTemps } from './queries.ts';

const base = essaiAvecBase();
const FILTRE: FiltreTemps = { annee: 2026, q: '', statut: '', nature: '', tri: 'jour', sens: 'desc' };

/** 130 entries of three people: days, amounts, states and missions that often tie. */
async function unRegistre() {
  const cpts = await base.uneCpts();
  const moi = await base.unePersonne(cpts.id, ['adherent'], 'Zoe Essai');
  const gens = [moi, await base.unePersonne(cpts.id, ['adherent'], 'Anne Essai'), await base.unePersonne(cpts.id, ['adherent'], 'Marc Essai')];
  await base.proprietaire.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string }>`insert into taux_horaires (cpts_id, nature, centimes_heure, depuis, vote_reference, vote_le) values (${cpts.id}, 'indemnite', 5000, '2026-01-01', 'Délibération', '2026-01-01') returning id`.execute(tx);
    await sql`insert into temps_declares (cpts_id, personne_id, statut, nature, mission, action, jour, minutes, centimes, taux_id, origine)
      select ${cpts.id}, (${gens.map((g) => g.id)}::uuid[])[1 + n % 3], case when n % 4 = 0 then 'proposee' else 'confirmee' end, case when n % 2 = 0 then 'indemnite' else 'remuneration' end, 'Mission ' || n % 5, 'Réunion ' || n, date '2026-01-01' + n % 20, 30 + n % 7, case when n % 4 = 0 then null else 100 * (n % 9) end, ${rows[0]?.id}, 'saisie'
      from generate_series(1, 130) n`.execute(tx);
  });
  return { dans: <T>(faire: Parameters<typeof base.dans<T>>[3]) => base.dans(cpts.id, moi.id, ['tresorerie'], faire) };
}
const VALEUR: Record<TriTemps, (t: TempsLu) => string | number> = { jour: (t) => t.jour, nom: (t) => t.nom, minutes: (t) => t.minutes, centimes: (t) => t.centimes ?? -1, statut: (t) => t.statut, mission: (t) => t.mission };

describe('le registre, page après page', () => {
  test.each(['jour', 'nom', 'minutes', 'centimes', 'statut', 'mission'] as const)('trié par %s, dans les deux sens : chaque ligne une fois, dans l’ordre, aller et retour', async (tri) => {
    const { dans } = await unRegistre();
    const lire = (sens: 'asc' | 'desc') => dans(async (ctx) => {
      const { sommes } = await bilanDesTemps(ctx, 2026);
      const pages = [];
      for (let debut = 0; debut < 150; debut += 20) pages.push((await listerTemps(ctx, { ...FILTRE, tri, sens }, { debut, nombre: 20 }, sommes)).lignes);
      return pages;
    });
    const [montee, descente] = [await lire('asc'), await lire('desc')];
    expect(montee.map((p) => p.length)).toEqual([20, 20, 20, 20, 20, 20, 10, 0]);
    const ids = montee.flat().map((t) => t.id);
    expect(new Set(ids).size).toBe(130);
    expect(descente.flat().map((t) => t.id)).toEqual(ids.toReversed());
    const valeurs = montee.flat().map(VALEUR[tri]);
    expect(valeurs).toEqual(valeurs.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  });

  test('le compte d’un filtre, qu’il vienne des sommes de l’année ou d’une recherche, est celui des lignes', async () => {
    const { dans } = await unRegistre();
    for (const filtre of [{}, { statut: 'proposee' }, { nature: 'remuneration' }, { statut: 'confirmee', nature: 'indemnite' }, { q: 'anne' }, { q: 'Mission 3', statut: 'confirmee' }, { q: '100%' }] as const) {
      const { total, minutes, centimes, lignes } = await dans(async (ctx) => listerTemps(ctx, { ...FILTRE, ...filtre }, { debut: 0, nombre: 500 }, (await bilanDesTemps(ctx, 2026)).sommes));
      expect([total, minutes, centimes], JSON.stringify(filtre)).toEqual([lignes.length, lignes.reduce((n, t) => n + t.minutes, 0), lignes.reduce((n, t) => n + (t.statut === 'confirmee' ? (t.centimes ?? 0) : 0), 0)]);
    }
  });

  test('les mots cherchés se trouvent sans accent ni capitale, dans l’action, la mission ou le nom', async () => {
    const { dans } = await unRegistre();
    const trouver = async (q: string) => (await dans(async (ctx) => listerTemps(ctx, { ...FILTRE, q }, { debut: 0, nombre: 500 }, []))).lignes;
    // Entries are numbered from 1 to 130.
    expect((await trouver('reunion 12')).map((t) => t.action).toSorted()).toEqual(['Réunion 12', ...Array.from({ length: 10 }, (_, i) => `Réunion ${120 + i}`)].toSorted());
    expect((await trouver('RÉUNION 12')).length).toBe(11);
    expect((await trouver('mission 3')).every((t) => t.mission === 'Mission 3')).toBe(true);
    expect(new Set((await trouver('ZOÉ')).map((t) => t.nom))).toEqual(new Set(['Zoe Essai']));
    expect(await trouver('50%')).toEqual([]);
    expect(await trouver('œuf')).toEqual([]);
  });
});
