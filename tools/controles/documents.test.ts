import { expect, test } from 'vitest';
import { documents } from './documents.ts';

const DEPOT = [
  { chemin: 'package.json', contenu: JSON.stringify({ scripts: { start: 'x', check: 'x', maillage: 'x' } }) },
  { chemin: 'cli/commandes/territoire-resumer.ts', contenu: 'export const commande = {};' },
  { chemin: 'server/reglages.ts', contenu: 'export const port = env.PORT;\nexport const E = z.object({\n  HOTE: z.string(),\n});' },
  { chemin: 'docs/images/accueil.png', contenu: '' },
];
const details = (contenu: string): (string | undefined)[] => documents([...DEPOT, { chemin: 'README.md', contenu }]).map((p) => p.detail);

const JUSTE = [
  'npm start, `npm run check`, `npm ci`',
  'npm run maillage -- territoire resumer --json',
  '![accueil](docs/images/accueil.png) [doc](docs/) [ailleurs](https://exemple.fr) [ici](#ici)',
  '| `PORT` | port |',
  '| `HOTE` | hôte |',
].join('\n');

test('un README qui dit vrai passe', () => {
  expect(details(JUSTE)).toEqual([]);
});

test.each([
  ['une commande npm inconnue', 'npm run danser', ['danser']],
  ['une commande maillage inconnue', 'npm run maillage -- territoire oublier', ['territoire oublier']],
  ['un lien mort', '[doc](docs/absente.md)', ['docs/absente.md']],
  ['une variable que personne ne lit', '| `MAILLAGE_REVE` | rien |', ['MAILLAGE_REVE']],
])('%s', (_, ajout, attendu) => {
  expect(details(`${JUSTE}\n${ajout}`)).toEqual(attendu);
});

test('un renvoi du code vers une fiche qui n’existe pas', () => {
  const renvoi = (vers: string) => documents([...DEPOT, { chemin: 'docs/decisions/0001-node.md', contenu: '' }, { chemin: 'core/a.ts', contenu: `// see docs/${vers}` }]).map((p) => p.detail);
  expect(renvoi('decisions/0002')).toEqual(['docs/decisions/0002']);
  expect(renvoi('decisions/0001')).toEqual([]);
});

test('une variable lue et non dite', () => {
  expect(details(JUSTE.replace('| `PORT` | port |', ''))).toEqual(['PORT']);
  expect(details(JUSTE.replace('| `HOTE` | hôte |', ''))).toEqual(['HOTE']);
});
