import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { essaiAvecBase } from './essais.ts';
import { journaliser, verifierJournal } from './journal.ts';

const base = essaiAvecBase();

async function uneChaine(n: number) {
  const cpts = await base.uneCpts();
  const moi = await base.unePersonne(cpts.id);
  for (let i = 1; i <= n; i++) await base.dans(cpts.id, moi.id, ['coordination'], (ctx) => journaliser(ctx, 'essai', `objet-${i}`, { rang: i, texte: 'été « à » — €' }));
  return { cpts, moi };
}

const rupturesDe = async (id: string) => (await verifierJournal(base.proprietaire)).ruptures.filter((r) => r.cptsId === id);

/** What someone with the owner's rights could do behind the application's back. */
const falsifier = (requete: string) =>
  base.proprietaire.transaction().execute(async (tx) => {
    await sql.raw('alter table journal disable trigger jamais_modifie').execute(tx);
    await sql.raw(requete).execute(tx);
    await sql.raw('alter table journal enable trigger jamais_modifie').execute(tx);
  });

test('une chaîne intacte est vérifiée de bout en bout', async () => {
  const { cpts } = await uneChaine(5);
  expect(await rupturesDe(cpts.id)).toEqual([]);
});

test('une ligne modifiée est nommée', async () => {
  const { cpts } = await uneChaine(5);
  await falsifier(`update journal set details = '{"rang": 99}' where cpts_id = '${cpts.id}' and rang = 3`);
  expect(await rupturesDe(cpts.id)).toEqual([{ cptsId: cpts.id, rang: 3, raison: 'empreinte_fausse' }]);
});

test('une ligne retirée au milieu est nommée', async () => {
  const { cpts } = await uneChaine(5);
  await falsifier(`delete from journal where cpts_id = '${cpts.id}' and rang = 2`);
  expect(await rupturesDe(cpts.id)).toEqual([{ cptsId: cpts.id, rang: 2, raison: 'chainon_absent' }]);
});

test('une fin coupée est nommée', async () => {
  const { cpts } = await uneChaine(5);
  await falsifier(`delete from journal where cpts_id = '${cpts.id}' and rang > 3`);
  expect(await rupturesDe(cpts.id)).toEqual([{ cptsId: cpts.id, rang: 4, raison: 'fin_coupee' }]);
});

test('l’application ne peut ni modifier ni effacer le journal', async () => {
  const { cpts, moi } = await uneChaine(1);
  await expect(base.dans(cpts.id, moi.id, ['coordination'], ({ tx }) => tx.deleteFrom('journal').execute())).rejects.toThrow(/permission denied|droit/i);
  await expect(base.proprietaire.deleteFrom('journal').where('cpts_id', '=', cpts.id).execute()).rejects.toThrow('Le journal ne se modifie pas.');
});

test('cinquante écritures simultanées forment une seule chaîne', async () => {
  const { cpts, moi } = await uneChaine(1);
  await Promise.all(Array.from({ length: 50 }, (_, i) => base.dans(cpts.id, moi.id, ['coordination'], (ctx) => journaliser(ctx, 'simultane', String(i)))));
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from journal where cpts_id = ${cpts.id}`.execute(base.proprietaire);
  expect(rows[0]?.n).toBe(51);
  expect(await rupturesDe(cpts.id)).toEqual([]);
});

test('un changement annulé ne laisse pas de trace', async () => {
  const { cpts, moi } = await uneChaine(1);
  await expect(
    base.dans(cpts.id, moi.id, ['coordination'], async (ctx) => {
      await journaliser(ctx, 'essai', null);
      throw new Error('abandon');
    }),
  ).rejects.toThrow('abandon');
  expect(await rupturesDe(cpts.id)).toEqual([]);
});
