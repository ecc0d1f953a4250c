import { createServer, type IncomingMessage, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { CHEMIN_DEPOT } from '../exploitation/import-annuaires.ts';

/** How long a whole request may take to come, by what it carries: an extract of the country, a file, a form. */
export const DELAIS_MS = { extrait: 3_600_000, fichier: 900_000, formulaire: 120_000, entetes: 60_000 } as const;
export type Delais = Readonly<Record<keyof typeof DELAIS_MS, number>>;

function delaiDe(requete: IncomingMessage, delais: Delais): number {
  if (requete.url?.startsWith(CHEMIN_DEPOT)) return delais.extrait;
  return requete.headers['content-type']?.startsWith('multipart/form-data') ? delais.fichier : delais.formulaire;
}

const PHRASE = 'Cet envoi a pris trop de temps : rien n’a été changé. Vérifiez votre connexion, puis recommencez.';
const TROP_LENT = `HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(PHRASE)}\r\n\r\n${PHRASE}`;

/** A body sent one byte at a time would hold its connection for the hour that an extract is given: it has the time of what it is. */
function limiterLesCorps(http: Server, delais: Delais): void {
  http.prependListener('request', (requete: IncomingMessage) => {
    if (requete.method === 'GET' || requete.method === 'HEAD') return;
    const { socket } = requete;
    const minuterie = setTimeout(() => {
      if (!requete.complete) socket.end(TROP_LENT, () => socket.destroy());
    }, delaiDe(requete, delais));
    minuterie.unref();
    requete.once('close', () => clearTimeout(minuterie));
  });
}

type Ouverture = { readonly fetch: Parameters<typeof getRequestListener>[0]; readonly port: number; readonly hote: string; readonly delais?: Delais };

/** The HTTP server of the process, listening. */
export async function ouvrirHttp({ fetch, port, hote, delais = DELAIS_MS }: Ouverture): Promise<Server> {
  const repondre = getRequestListener(fetch, { hostname: hote });
  const http = createServer({ requestTimeout: delais.extrait, headersTimeout: delais.entetes }, (requete, reponse) => void repondre(requete, reponse));
  limiterLesCorps(http, delais);
  await new Promise<void>((pret, echec) => http.once('listening', pret).once('error', echec).listen(port, hote));
  return http;
}
