import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { racine } from '../racine.ts';

type Paquet = { readonly optionalDependencies?: Readonly<Record<string, string>>; readonly optional?: boolean };

/** npm prunes from the lock file the builds of other systems when it installs over an existing folder; `npm ci` then refuses everywhere. */
test('le verrou nomme les paquets de chaque système, pas seulement du nôtre', () => {
  const verrou: { packages: Record<string, Paquet> } = JSON.parse(readFileSync(join(racine, 'package-lock.json'), 'utf8'));
  const presents = new Set(Object.keys(verrou.packages).map((c) => c.split('node_modules/').at(-1)));
  const absents = Object.entries(verrou.packages).flatMap(([chemin, p]) => Object.keys(p.optionalDependencies ?? {}).filter((n) => !presents.has(n)).map((n) => `${chemin} → ${n}`));
  expect(absents).toEqual([]);
});
