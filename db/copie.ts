import type { ClientBase } from 'pg';
import { from } from 'pg-copy-streams';

/** A `copy … from stdin` under way on a connection of its own. */
export type Copie = {
  /** Waits only when the server is slower than us. */
  readonly ecrire: (octets: Uint8Array) => Promise<void>;
  /** Ends the copy; rejects with the server's words when it refuses a row. Returns the number of rows. */
  readonly finir: () => Promise<number>;
  /** Gives up: the statement fails on the server and the connection stays usable. */
  readonly abandonner: () => Promise<void>;
};

export function ouvrirCopie(client: ClientBase, table: string): Copie {
  const flux = client.query(from(`copy ${table} from stdin with (format text, null '')`));
  let panne: Error | undefined;
  const fini = new Promise<void>((oui) => {
    flux.once('finish', oui);
    flux.once('error', (e: Error) => {
      panne = e;
      oui();
    });
  });
  const verifier = (): void => {
    if (panne) throw panne;
  };
  return {
    ecrire: async (octets) => {
      verifier();
      if (octets.length === 0 || flux.write(octets)) return;
      await Promise.race([new Promise<void>((oui) => flux.once('drain', oui)), fini]);
      verifier();
    },
    finir: async () => {
      verifier();
      flux.end();
      await fini;
      verifier();
      return flux.rowCount;
    },
    abandonner: async () => {
      if (panne) return;
      flux.destroy(new Error('abandon'));
      await fini;
    },
  };
}
