import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { racine } from '#tools/racine.ts';
import { aUnePhrase, libelleEvenement } from './labels.ts';

/** The events that the code writes in the journal, read from its own calls. */
const ecrits = globSync('{modules,server,cli}/**/*.ts', { cwd: racine })
  .filter((f) => !f.includes('.test.'))
  .flatMap((f) => [...readFileSync(join(racine, f), 'utf8').matchAll(/journaliser\(\s*[\w.]+,([^,]+),/g)].flatMap((m) => [...(m[1] ?? '').matchAll(/'([a-z_]+)'/g)].map((n) => n[1] ?? '')));

test('chaque événement que le code écrit a sa phrase', () => {
  expect(ecrits.length).toBeGreaterThan(10);
  expect([...new Set(ecrits)].filter((code) => !aUnePhrase(code))).toEqual([]);
});

test('des détails inattendus ne cassent pas la phrase', () => {
  expect(libelleEvenement('lettre_section_enregistree', null)).toContain('une partie');
  expect(libelleEvenement('territoire_compose', { communes: 'douze' })).toBe('Territoire composé');
});
