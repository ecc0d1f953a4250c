import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { unFichier, unProfessionnel, unRpps } from '../builders.ts';
import { comparerExtractions } from './comparer-extractions.ts';

const dossier = mkdtempSync(join(tmpdir(), 'comparer-'));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));
const poser = (nom: string, contenu: string | Uint8Array): string => {
  writeFileSync(join(dossier, nom), contenu);
  return join(dossier, nom);
};
const a = { 'Code commune (coord. structure)': '09225' };

test('un départ, une arrivée, un changement de lieu ; un second poste dans la même commune n’en est pas un', async () => {
  const ancien = poser('ancien.txt', unFichier([1, 2, 3, 4].map((n) => unProfessionnel(n))));
  const nouveau = poser('nouveau.gz', gzipSync(unFichier([unProfessionnel(2), unProfessionnel(2), unProfessionnel(3, a), unProfessionnel(4), unProfessionnel(4, a), unProfessionnel(5)])));
  const r = await comparerExtractions(ancien, nouveau);
  expect(r).toMatchObject({ ok: true, valeur: { avant: 4, apres: 4 } });
  if (!r.ok) return;
  expect(r.valeur.mouvements).toEqual([
    { nature: 'depart', identifiant: `8${unRpps(1)}`, nom: 'Claude EXEMPLE', communes: '09122' },
    { nature: 'demenagement', identifiant: `8${unRpps(3)}`, nom: 'Claude EXEMPLE', communes: '09225' },
    { nature: 'demenagement', identifiant: `8${unRpps(4)}`, nom: 'Claude EXEMPLE', communes: '09122, 09225' },
    { nature: 'arrivee', identifiant: `8${unRpps(5)}`, nom: 'Claude EXEMPLE', communes: '09122' },
  ]);
});

test('deux fois le même fichier : aucun mouvement', async () => {
  const f = poser('meme.txt', unFichier([1, 2].map((n) => unProfessionnel(n))));
  expect(await comparerExtractions(f, f)).toEqual({ ok: true, valeur: { avant: 2, apres: 2, mouvements: [] } });
});

test('le fichier fautif est nommé', async () => {
  const [bon, mauvais] = [poser('bon.txt', unFichier([unProfessionnel(1)])), poser('mauvais.txt', '<html>')];
  expect(await comparerExtractions(bon, mauvais)).toEqual({ ok: false, refus: { code: 'page_web', fichier: mauvais } });
});

test('un fichier qui s’arrête au milieu d’une ligne n’est pas comparé : il manquerait du monde', async () => {
  const [bon, coupe] = [poser('entier.txt', unFichier([1, 2, 3].map((n) => unProfessionnel(n)))), poser('coupe.txt', unFichier([1, 2, 3].map((n) => unProfessionnel(n))).slice(0, -100))];
  expect(await comparerExtractions(bon, coupe)).toEqual({ ok: false, refus: { code: 'texte_coupe', ligne: 4, fichier: coupe } });
});
