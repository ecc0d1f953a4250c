import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { essaiAvecBase } from '#db/essais.ts';
import { journaliser } from '#db/journal.ts';
import { lireHistorique } from './queries.ts';

const base = essaiAvecBase();
const demande = { page: 1, q: '', densite: 'confortable' as const };

async function uneHistoire(n: number) {
  const cpts = await base.uneCpts();
  const moi = await base.unePersonne(cpts.id, ['coordination'], 'Maëlle Riva');
  await base.dans(cpts.id, moi.id, ['coordination'], async (ctx) => {
    for (let i = 1; i <= n; i++) await journaliser(ctx, i % 2 ? 'territoire_compose' : 'role_donne', String(i));
  });
  return { lire: (d: Partial<typeof demande>) => base.dans(cpts.id, moi.id, ['coordination'], (ctx) => lireHistorique(ctx, { ...demande, ...d })) };
}

test('l’historique vide dit zéro', async () => {
  const { lire } = await uneHistoire(0);
  expect(await lire({})).toEqual({ total: 0, evenements: [] });
});

test('la première page montre les cinquante derniers changements, avec leur auteur', async () => {
  const { lire } = await uneHistoire(120);
  const { total, evenements } = await lire({});
  expect(total).toBe(120);
  expect(evenements.map((e) => e.rang)).toEqual(Array.from({ length: 50 }, (_, i) => 120 - i));
  expect(evenements[0]?.qui).toBe('Maëlle Riva');
});

test('la dernière page montre ce qui reste', async () => {
  const { lire } = await uneHistoire(120);
  expect((await lire({ page: 3 })).evenements.map((e) => e.rang)).toEqual(Array.from({ length: 20 }, (_, i) => 20 - i));
});

test('chercher un mot ne garde que les changements dont la phrase le contient, sans accent', async () => {
  const { lire } = await uneHistoire(10);
  const { total, evenements } = await lire({ q: 'role' });
  expect(total).toBe(5);
  expect(new Set(evenements.map((e) => e.evenement))).toEqual(new Set(['role_donne']));
});

test('chercher un mot absent ne trouve rien', async () => {
  const { lire } = await uneHistoire(4);
  expect(await lire({ q: 'girafe' })).toEqual({ total: 0, evenements: [] });
});

/** Written in one statement, without its seals: what is tried is how a page is read, not the chain. */
async function unLongJournal(n: number) {
  const cpts = await base.uneCpts();
  const moi = await base.unePersonne(cpts.id, ['coordination'], 'Maëlle Riva');
  await sql`insert into journal (cpts_id, rang, instant, personne_id, evenement, objet_id, details, precedent, empreinte)
    select ${cpts.id}, i, timestamptz '2026-01-01' + i * interval '1 minute', ${moi.id}, 'territoire_compose', i::text, '{}', '', '' from generate_series(1, ${n}::int) i`.execute(base.proprietaire);
  await sql`insert into journal_tetes values (${cpts.id}, ${n}, '') on conflict (cpts_id) do update set rang = excluded.rang`.execute(base.proprietaire);
  await sql`analyze journal, journal_tetes`.execute(base.proprietaire);
  return (page: number) =>
    base.dans(cpts.id, moi.id, ['coordination'], async (ctx) => {
      const lignesLues = async () => (await sql<{ n: number }>`select (seq_tup_read + idx_tup_fetch)::int as n from pg_stat_xact_user_tables where relname = 'journal'`.execute(ctx.tx)).rows[0]?.n ?? 0;
      const avant = await lignesLues();
      const lu = await lireHistorique(ctx, { ...demande, page });
      return { rangs: lu.evenements.map((e) => e.rang), total: lu.total, lignes: (await lignesLues()) - avant };
    });
}

test('sur 200 000 changements, la dernière page ne lit pas plus de lignes que la première', async () => {
  const lire = await unLongJournal(200_000);
  for (const page of [1, 2, 2000, 4000]) {
    const { rangs, total, lignes } = await lire(page);
    expect([total, rangs[0], rangs.length]).toEqual([200_000, 200_000 - (page - 1) * 50, 50]);
    expect(lignes, `page ${page}`).toBeLessThanOrEqual(60);
  }
  // Read in the statement that its sessions will keep: from the sixth call on, the planner may settle for one plan for all pages.
  for (let i = 0; i < 8; i++) expect((await lire(4000)).lignes).toBeLessThanOrEqual(60);
});
