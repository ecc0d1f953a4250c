import { createReadStream, type ReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { ok, refuser, type Result } from '#core/result.ts';
import type { RefusFichier } from '../moteur/colonnes.ts';

export type Source = {
  readonly nom: string;
  /** Bytes of the file as it lies on disk. */
  readonly taille: number;
  /** Bytes of it already read: progress is honest whatever the compression. */
  readonly lus: () => number;
  /** Each slice is good until the next is asked for. */
  readonly morceaux: AsyncIterable<Uint8Array>;
};

const MORCEAU = 1 << 20;
const FIN_DE_ZIP = 0x06054b50;
const FIN_DE_ZIP64 = 0x06064b50;
const ENTREE = 0x02014b50;

type EntreeZip = { readonly nom: string; readonly methode: number; readonly debut: number; readonly compresse: number };

/** Reads the table of contents at the end of a zip, zip64 included. @source PKWARE APPNOTE 6.3.10, §4.3 */
async function sommaireDuZip(chemin: string, taille: number): Promise<EntreeZip[] | undefined> {
  const fichier = await open(chemin, 'r');
  try {
    const lire = async (debut: number, longueur: number): Promise<Buffer> => {
      const b = Buffer.alloc(Math.max(0, Math.min(longueur, taille - debut)));
      await fichier.read(b, 0, b.length, debut);
      return b;
    };
    const debutFin = Math.max(0, taille - 66_000);
    const fin = await lire(debutFin, 66_000);
    let p = fin.length - 22;
    while (p >= 0 && fin.readUInt32LE(p) !== FIN_DE_ZIP) p--;
    if (p < 0) return undefined;
    let [nombre, longueur, debut] = [fin.readUInt16LE(p + 10), fin.readUInt32LE(p + 12), fin.readUInt32LE(p + 16)];
    if (debut === 0xffffffff || longueur === 0xffffffff || nombre === 0xffff) {
      const position = Number(fin.readBigUInt64LE(p - 12));
      const fin64 = await lire(position, 56);
      if (fin64.length < 56 || fin64.readUInt32LE(0) !== FIN_DE_ZIP64) return undefined;
      [nombre, longueur, debut] = [Number(fin64.readBigUInt64LE(32)), Number(fin64.readBigUInt64LE(40)), Number(fin64.readBigUInt64LE(48))];
    }
    const table = await lire(debut, longueur);
    const entrees: EntreeZip[] = [];
    for (let i = 0, q = 0; i < nombre && q + 46 <= table.length && table.readUInt32LE(q) === ENTREE; i++) {
      const [n, supplement, commentaire] = [table.readUInt16LE(q + 28), table.readUInt16LE(q + 30), table.readUInt16LE(q + 32)];
      const grand = valeurs64(table, q, n, supplement);
      const tete = await lire(grand.debut, 30);
      if (tete.length === 30) {
        entrees.push({ nom: table.toString('utf8', q + 46, q + 46 + n), methode: table.readUInt16LE(q + 10), debut: grand.debut + 30 + tete.readUInt16LE(26) + tete.readUInt16LE(28), compresse: grand.compresse });
      }
      q += 46 + n + supplement + commentaire;
    }
    return entrees;
  } finally {
    await fichier.close();
  }
}

function valeurs64(t: Buffer, q: number, n: number, supplement: number): { compresse: number; debut: number } {
  let [compresse, debut] = [t.readUInt32LE(q + 20), t.readUInt32LE(q + 42)];
  const taille = t.readUInt32LE(q + 24);
  for (let e = q + 46 + n, f = e + supplement; e + 4 <= f; e += 4 + t.readUInt16LE(e + 2)) {
    if (t.readUInt16LE(e) !== 1) continue;
    let v = e + 4;
    if (taille === 0xffffffff) v += 8;
    if (compresse === 0xffffffff) {
      compresse = Number(t.readBigUInt64LE(v));
      v += 8;
    }
    if (debut === 0xffffffff) debut = Number(t.readBigUInt64LE(v));
  }
  return { compresse, debut };
}

/** Slices of a file, all in one buffer: each must be used or copied before the next is asked for. */
async function* trancher(chemin: string, taille: number, avancer: (lus: number) => void): AsyncGenerator<Uint8Array> {
  const fichier = await open(chemin, 'r');
  const tampon = Buffer.allocUnsafeSlow(MORCEAU);
  try {
    for (let lus = 0; lus < taille; ) {
      const { bytesRead } = await fichier.read(tampon, 0, Math.min(MORCEAU, taille - lus), lus);
      if (bytesRead === 0) return;
      lus += bytesRead;
      avancer(lus);
      yield tampon.subarray(0, bytesRead);
    }
  } finally {
    await fichier.close();
  }
}

/** A stream whose failure is a truncated or damaged compression, told apart from a failing disk. */
export class FichierTronque extends Error {}

async function* decompresser(brut: Readable, decompresseur: ReturnType<typeof createGunzip>): AsyncIterable<Uint8Array> {
  brut.once('error', (e) => decompresseur.destroy(e));
  brut.pipe(decompresseur);
  try {
    for await (const m of decompresseur) yield m;
  } catch (e) {
    const code = e instanceof Error && 'code' in e ? String(e.code) : '';
    if (code.startsWith('Z_')) throw new FichierTronque(code, { cause: e });
    throw e;
  } finally {
    brut.destroy();
  }
}

/**
 * Opens an extract, plain, gzipped or inside a zip (the entry whose name `attendu` recognises, or the only one).
 * Told by its first bytes, never by its name. Throws `FichierTronque` while reading when the compression is cut.
 */
export async function ouvrirFichier(chemin: string, attendu: RegExp): Promise<Result<Source, RefusFichier>> {
  const { size: taille } = await stat(chemin);
  if (taille === 0) return refuser({ code: 'vide' });
  const fichier = await open(chemin, 'r');
  const tete = Buffer.alloc(4);
  await fichier.read(tete, 0, 4, 0);
  await fichier.close();
  let ouverte: ReadStream | undefined;
  let avance = 0;
  const lus = (): number => ouverte?.bytesRead ?? avance;
  const lire = (debut: number, fin: number): Readable => (ouverte = createReadStream(chemin, { highWaterMark: MORCEAU, start: debut, end: fin }));
  const nom = basename(chemin);
  if (tete.readUInt16BE(0) === 0x1f8b) return ok({ nom, taille, lus, morceaux: decompresser(lire(0, taille - 1), createGunzip({ chunkSize: MORCEAU })) });
  if (tete.readUInt32LE(0) !== 0x04034b50) return ok({ nom, taille, lus, morceaux: trancher(chemin, taille, (n) => (avance = n)) });
  const entrees = await sommaireDuZip(chemin, taille);
  if (!entrees) return refuser({ code: 'archive_illisible' });
  const fichiers = entrees.filter((e) => !e.nom.endsWith('/'));
  const choisie = fichiers.find((e) => attendu.test(e.nom)) ?? (fichiers.length === 1 ? fichiers[0] : undefined);
  if (!choisie && fichiers.some((e) => e.nom === '[Content_Types].xml')) return refuser({ code: 'autre_fichier', vu: 'classeur' });
  if (!choisie) return refuser({ code: 'archive_sans_extraction', trouves: fichiers.map((e) => e.nom) });
  if (choisie.methode !== 0 && choisie.methode !== 8) return refuser({ code: 'archive_illisible' });
  const brut = lire(choisie.debut, Math.min(taille, choisie.debut + choisie.compresse) - 1);
  const morceaux = choisie.methode === 0 ? brut : decompresser(brut, createInflateRaw({ chunkSize: MORCEAU }));
  return ok({ nom: basename(choisie.nom), taille: choisie.compresse, lus, morceaux });
}
