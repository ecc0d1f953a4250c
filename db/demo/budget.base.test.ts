import { expect, test } from 'vitest';
import { essaiAvecBase, INSTANT } from '#db/essais.ts';
import { aRapprocher } from '#modules/finances/queries-banque.ts';
import { executionDe, lireJournal } from '#modules/finances/queries-comptes.ts';
import { lireIban } from '#modules/finances/moteur/sepa.ts';
import { demoComptes, ibanInvente } from './budget.ts';

const base = essaiAvecBase();

test.each([['fin novembre', INSTANT], ['le 2 janvier', new Date('2026-01-02T09:00:00Z')]])('les comptes de la démonstration se tiennent, %s : une année à chaque étape, l’année passée close', async (_quand, maintenant) => {
  const cpts = await base.uneCpts();
  const [tresorerie, secretariat] = [await base.unePersonne(cpts.id, ['tresorerie']), await base.unePersonne(cpts.id, ['secretariat'])];
  const ici = <T>(faire: Parameters<typeof base.dans<T>>[3]) => base.dans(cpts.id, tresorerie.id, ['tresorerie'], faire, maintenant);
  await ici((ctx) => demoComptes(ctx, { secretariat: secretariat.id }));
  const { total } = await ici((ctx) => executionDe(ctx, 2026));
  expect([total.prevu > total.engage, total.engage > total.depense, total.depense > total.paye, total.paye > 0]).toEqual([true, true, true, true]);
  const passee = await ici((ctx) => lireJournal(ctx, 2025));
  // Opening balance, two invoices due, one of them paid.
  expect([passee.provisoire, passee.ecritures.length]).toEqual([false, 4]);
  expect(await ici((ctx) => aRapprocher(ctx, 2026))).toBeGreaterThan(0);
});

test('les IBAN inventés ont leurs deux clés justes', () => {
  for (let n = 1; n < 200; n++) expect(lireIban(ibanInvente(n)), String(n)).toBe(ibanInvente(n));
});
