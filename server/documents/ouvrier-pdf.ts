import { parentPort } from 'node:worker_threads';
import type { DocumentRedige } from '#core/document.ts';
import { ecrirePdfIci } from './moteur-pdf.ts';

/** The other thread: one document at a time, in the order they come. */
parentPort?.on('message', ({ numero, document }: { numero: number; document: DocumentRedige }) => {
  try {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    parentPort?.postMessage({ numero, octets: ecrirePdfIci(document) });
  } catch (e) {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    parentPort?.postMessage({ numero, erreur: e instanceof Error ? e.message : String(e) });
  }
});
