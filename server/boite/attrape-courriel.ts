import { randomUUID } from 'node:crypto';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

const GARDES_MAX = 200;
const OCTETS_MAX = 5 * 1024 * 1024;

export type CourrielRecu = {
  readonly id: string;
  readonly recuLe: Date;
  readonly a: readonly string[];
  readonly de: string;
  readonly sujet: string;
  readonly texte: string;
  readonly html: string | undefined;
  readonly pieces: readonly { readonly nom: string; readonly type: string; readonly octets: number }[];
};

/** The mail catcher of the demo: a real SMTP server on this machine that keeps the last letters in memory and sends nothing on. */
export type AttrapeCourriel = { readonly url: string; readonly lister: () => readonly CourrielRecu[]; readonly trouver: (id: string) => CourrielRecu | undefined; readonly fermer: () => Promise<void> };

async function lire(brut: Buffer, destinataires: readonly string[], maintenant: Date): Promise<CourrielRecu> {
  const lu = await PostalMime.parse(brut);
  const pieces = lu.attachments.map((p) => ({ nom: p.filename ?? 'sans nom', type: p.mimeType, octets: typeof p.content === 'string' ? p.content.length : p.content.byteLength }));
  return { id: randomUUID(), recuLe: maintenant, a: destinataires, de: lu.from?.address ?? '', sujet: lu.subject ?? '', texte: lu.text ?? '', html: lu.html, pieces };
}

/** Starts the catcher on a free port of this machine, newest letter first, at most 200 kept. */
export async function attraperCourriels(maintenant: () => Date): Promise<AttrapeCourriel> {
  const recus: CourrielRecu[] = [];
  const serveur = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: OCTETS_MAX,
    logger: false,
    onData: (flux, session, fini) => {
      const morceaux: Buffer[] = [];
      flux.on('data', (m: Buffer) => morceaux.push(m));
      flux.on('end', () => {
        if (flux.sizeExceeded) return fini(new Error('Courriel trop lourd.'));
        const garder = async (): Promise<void> => {
          recus.unshift(await lire(Buffer.concat(morceaux), session.envelope.rcptTo.map((r) => r.address), maintenant()));
          recus.length = Math.min(recus.length, GARDES_MAX);
        };
        garder().then(() => fini(), fini);
      });
    },
  });
  const port = await new Promise<number>((pret, echec) => {
    serveur.once('error', echec);
    const ecoute = serveur.listen(0, '127.0.0.1', () => {
      const adresse = ecoute.address();
      pret(typeof adresse === 'object' && adresse ? adresse.port : 0);
    });
  });
  return {
    url: `smtp://127.0.0.1:${port}`,
    lister: () => recus,
    trouver: (id) => recus.find((c) => c.id === id),
    fermer: () => new Promise((fini) => serveur.close(() => fini())),
  };
}
