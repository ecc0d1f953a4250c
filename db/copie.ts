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

/** What begins and ends a copy in binary. @source PostgreSQL 18, COPY, « Binary Format » */
const DEBUT_BINAIRE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const FIN_BINAIRE = Buffer.from([0xff, 0xff]);

/**
 * Text between tabs, an empty field being null; or `binaire` rows, whose beginning and end are written here. `fige` makes rows that
 * need no later vacuum: only for a table created in the transaction under way.
 */
export function ouvrirCopie(client: ClientBase, table: string, forme: { readonly binaire?: boolean; readonly fige?: boolean } = {}): Copie {
  const flux = client.query(from(`copy ${table} from stdin with (${forme.binaire ? 'format binary' : "format text, null ''"}${forme.fige ? ', freeze' : ''})`));
  if (forme.binaire) flux.write(DEBUT_BINAIRE);
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
      if (forme.binaire) flux.write(FIN_BINAIRE);
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
