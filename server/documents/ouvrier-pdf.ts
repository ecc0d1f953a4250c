import { parentPort } from 'node:worker_threads';
import type { DocumentRedige } from '#core/document.ts';
import { ecrirePdfIci } from './moteur-pdf.ts';

/** The other thread: one document at a time, in the order they come. */
parentPort?.on('message', ({ numero, document }: { numero: number; document: DocumentRedige }) => {
  try {
    parentPort?.postMessage({ numero, octets: ecrirePdfIci(document) });
  } catch (e) {
    parentPort?.postMessage({ numero, erreur: e instanceof Error ? e.message : String(e) });
  }
});
