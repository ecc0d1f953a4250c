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
