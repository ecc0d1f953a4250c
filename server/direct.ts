import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import pg from 'pg';
import type { CptsAutorisee } from '#core/tenancy.ts';

type Abonne = { readonly cpts: CptsAutorisee; readonly sujets: ReadonlySet<string>; readonly prevenir: (sujet: string) => void };

/** Live refresh: one connection listens for the whole process, and each page that is looked at hears of its own subjects. */
export type Direct = { readonly abonner: (a: Abonne) => () => void; readonly fermer: () => Promise<void> };

const BATTEMENT_MS = 25_000;

/** Listens to `maillage_direct`; a lost connection is opened again after two seconds. */
export function ecouter(configuration: pg.ClientConfig): Direct {
  const abonnes = new Set<Abonne>();
  let client: pg.Client | undefined;
  let ferme = false;

  const brancher = async (): Promise<void> => {
    if (ferme) return;
    const c = new pg.Client(configuration);
    client = c;
    c.on('error', () => setTimeout(() => void brancher(), 2000).unref());
    c.on('notification', ({ payload = '' }) => {
      const [cpts, sujet = ''] = payload.split(' ');
      for (const a of abonnes) if (a.cpts === cpts && a.sujets.has(sujet)) a.prevenir(sujet);
    });
    await c.connect();
    await c.query('listen maillage_direct');
  };
  void brancher().catch((e: Error) => console.error(`Rafraîchissement en direct indisponible : ${e.message}`));

  return {
    abonner: (a) => {
      abonnes.add(a);
      return () => abonnes.delete(a);
    },
    fermer: async () => {
      ferme = true;
      await client?.end().catch(() => undefined);
    },
  };
}

/** The stream of one page: a beat so that proxies keep it open, an event per change. */
export function diffuser(c: Context, direct: Direct, cpts: CptsAutorisee, sujets: readonly string[]): Response {
  return streamSSE(c, async (flux) => {
    const quitter = direct.abonner({ cpts, sujets: new Set(sujets), prevenir: (sujet) => void flux.writeSSE({ event: 'changement', data: sujet }) });
    flux.onAbort(() => void quitter());
    while (!flux.aborted) {
      await flux.writeSSE({ event: 'battement', data: '' });
      await flux.sleep(BATTEMENT_MS);
    }
    quitter();
  });
}
