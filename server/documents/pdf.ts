import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DocumentRedige } from '#core/document.ts';
import { dossierConstruit } from '#tools/racine.ts';

/** Documents written and waiting at once: each may hold a connection to the database, and pages need the others. */
export const DOCUMENTS_MAX = 6;
const PATIENCE_MS = 60_000;

/** Too many documents are being written: nothing was begun, it can be asked again in a moment. */
export class AtelierPlein extends Error {
  readonly attendreSecondes = 10;
  constructor() {
    super('Beaucoup de documents s’écrivent en ce moment.');
  }
}

type Commande = { readonly rendre: (octets: Uint8Array) => void; readonly echouer: (e: Error) => void; readonly minuterie: NodeJS.Timeout };
type Reponse = { readonly numero: number; readonly octets: Uint8Array } | { readonly numero: number; readonly erreur: string };

const commandes = new Map<number, Commande>();
let ouvrier: Worker | undefined;
let dernier = 0;

/** From the sources (tests, development), Node reads TypeScript; from the build, the entry that Vite made. */
const adresseDeLOuvrier = (): string | URL => (import.meta.url.endsWith('.ts') ? new URL('./ouvrier-pdf.ts', import.meta.url) : join(dossierConstruit(), 'serveur', 'ouvrier-pdf.js'));

function toutEchouer(e: Error): void {
  ouvrier = undefined;
  for (const { echouer, minuterie } of commandes.values()) {
    clearTimeout(minuterie);
    echouer(e);
  }
  commandes.clear();
}

function recevoir(r: Reponse): void {
  const commande = commandes.get(r.numero);
  if (!commande) return;
  commandes.delete(r.numero);
  clearTimeout(commande.minuterie);
  // Idle, it does not keep the process alive.
  if (commandes.size === 0) ouvrier?.unref();
  if ('octets' in r) commande.rendre(r.octets);
  else commande.echouer(new Error(r.erreur));
}

function embaucher(): Worker {
  if (ouvrier) return ouvrier;
  const neuf = new Worker(adresseDeLOuvrier(), { execArgv: ['--disable-warning=ExperimentalWarning'] });
  neuf.on('message', recevoir);
  neuf.on('error', (e) => ouvrier === neuf && toutEchouer(e instanceof Error ? e : new Error(String(e))));
  neuf.on('exit', () => ouvrier === neuf && toutEchouer(new Error('The thread that writes documents ended.')));
  ouvrier = neuf;
  return neuf;
}

/** A document that never ends would keep those behind it waiting: the thread is let go, and the next document gets another. */
function congedier(): void {
  const ancien = ouvrier;
  toutEchouer(new Error(`A document took more than ${PATIENCE_MS / 1000} s.`));
  void ancien?.terminate();
}

/**
 * The document as PDF (see `ecrirePdfIci`), written in another thread: pages keep answering meanwhile. Rejects with `AtelierPlein`
 * when too many are waiting, and with Typst's own words when it refuses the document.
 */
export function ecrirePdf(document: DocumentRedige): Promise<Uint8Array> {
  if (commandes.size >= DOCUMENTS_MAX) return Promise.reject(new AtelierPlein());
  return new Promise((rendre, echouer) => {
    const numero = ++dernier;
    commandes.set(numero, { rendre, echouer, minuterie: setTimeout(congedier, PATIENCE_MS) });
    const atelier = embaucher();
    atelier.ref();
    atelier.postMessage({ numero, document });
  });
}
