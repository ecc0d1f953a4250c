import { setTimeout as attendre } from 'node:timers/promises';
import { Zip, ZipPassThrough } from 'fflate';
import { AtelierPlein } from './pdf.ts';

/** A file of an archive, written when its turn comes. */
export type Piece = { readonly nom: string; readonly ecrire: () => Promise<Uint8Array> };

const ESSAIS_MAX = 60;

/** Other documents go before: the archive waits for its turn rather than fail. */
async function aSonTour({ ecrire }: Piece): Promise<Uint8Array> {
  for (let essai = 1; ; essai++) {
    try {
      return await ecrire();
    } catch (e) {
      if (!(e instanceof AtelierPlein) || essai === ESSAIS_MAX) throw e;
      await attendre(e.attendreSecondes * 100);
    }
  }
}

/**
 * A ZIP that is sent as it is written, a file at a time and only as fast as it is read: the browser shows what has come, and a download
 * that is stopped stops the writing. The files are not compressed again: a PDF already is.
 */
export function ecrireArchive(pieces: readonly Piece[], le: Date): ReadableStream<Uint8Array> {
  let rang = 0;
  let archive: Zip;
  return new ReadableStream<Uint8Array>({
    start: (flux) => {
      archive = new Zip((erreur, morceau, fin) => {
        if (erreur) return flux.error(erreur);
        flux.enqueue(morceau);
        if (fin) flux.close();
      });
    },
    pull: async () => {
      const piece = pieces[rang++];
      if (!piece) return archive.end();
      const octets = await aSonTour(piece);
      const fichier = new ZipPassThrough(piece.nom);
      fichier.mtime = le;
      archive.add(fichier);
      fichier.push(octets, true);
    },
  });
}
