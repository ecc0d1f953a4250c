import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { ecrireArchive, type Piece } from './archive.ts';
import { AtelierPlein } from './pdf.ts';

const LE = new Date('2026-11-23T09:00:00Z');
const piece = (nom: string, texte: string): Piece => ({ nom, ecrire: () => Promise.resolve(new TextEncoder().encode(texte)) });
const lire = async (flux: ReadableStream<Uint8Array>): Promise<Record<string, string>> =>
  Object.fromEntries(Object.entries(unzipSync(new Uint8Array(await new Response(flux).arrayBuffer()))).map(([nom, octets]) => [nom, strFromU8(octets)]));

describe('une archive envoyée à mesure', () => {
  test('chaque pièce y est, entière, sous son nom accentué', async () => {
    const pieces = Array.from({ length: 40 }, (_, i) => piece(`relevé ${i}.pdf`, `n° ${i} ${'x'.repeat(i * 1000)}`));
    expect(await lire(ecrireArchive(pieces, LE))).toEqual(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`relevé ${i}.pdf`, `n° ${i} ${'x'.repeat(i * 1000)}`])));
  });
  test('vide, c’est encore une archive', async () => expect(await lire(ecrireArchive([], LE))).toEqual({}));
  test('l’atelier plein, elle attend son tour', async () => {
    let refus = 1;
    const tardive: Piece = { nom: 'a', ecrire: () => (refus-- > 0 ? Promise.reject(new AtelierPlein()) : piece('a', 'enfin').ecrire()) };
    expect(await lire(ecrireArchive([tardive], LE))).toEqual({ a: 'enfin' });
  });
  test('arrêtée, elle n’écrit plus rien', async () => {
    let ecrites = 0;
    const flux = ecrireArchive(Array.from({ length: 100 }, (_, i) => ({ nom: `${i}`, ecrire: () => { ecrites++; return Promise.resolve(new Uint8Array(10)); } })), LE);
    const lecteur = flux.getReader();
    await lecteur.read();
    await lecteur.cancel();
    expect(ecrites).toBeLessThan(5);
  });
  test('une pièce qui ne s’écrit pas rompt le téléchargement au lieu de manquer en silence', async () => {
    await expect(lire(ecrireArchive([piece('a', 'a'), { nom: 'b', ecrire: () => Promise.reject(new Error('illisible')) }], LE))).rejects.toThrow('illisible');
  });
});
