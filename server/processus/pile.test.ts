import { expect, test } from 'vitest';
import { pile } from './pile.ts';

test('ce qui échoue ou ne finit pas de se fermer est nommé, et n’empêche pas de fermer le reste', async () => {
  const [fermes, dits]: [string[], string[]] = [[], []];
  const p = pile({ dire: (l) => dits.push(l), patienceMs: 20 });
  p.ajouter('la base', () => fermes.push('la base'));
  p.ajouter('les tâches', () => Promise.reject(new Error('connexion perdue')));
  p.ajouter('les pages', () => new Promise(() => undefined));
  p.ajouter('le témoin', () => fermes.push('le témoin'));
  await p.fermer();
  expect(fermes).toEqual(['le témoin', 'la base']);
  expect(dits).toEqual(['Arrêt : les pages — toujours ouvert après 0.02 s', 'Arrêt : les tâches — connexion perdue']);
});

test('un arrêt demandé pendant le démarrage l’interrompt à l’étape suivante, et ferme ce qu’elle venait d’ouvrir', async () => {
  const fermes: string[] = [];
  const arret = new AbortController();
  const p = pile({ arret: arret.signal });
  p.ajouter('la base', () => fermes.push('la base'));
  arret.abort();
  expect(() => p.ajouter('les pages', () => fermes.push('les pages'))).toThrow();
  await p.fermer();
  expect(fermes).toEqual(['les pages', 'la base']);
});
