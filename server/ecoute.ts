import pg from 'pg';

/** A listening connection of the process. `pret` resolves when it hears for the first time. */
export type Ecoute = { readonly pret: Promise<void>; readonly fermer: () => Promise<void> };

type Oreille = {
  readonly canal: string;
  readonly entendre: (charge: string) => void;
  /** Called after each (re)connection: what was said meanwhile was not heard. */
  readonly reprendre?: () => void;
  readonly attenteMs?: number;
};

/**
 * Listens to one NOTIFY channel for the life of the process. A connection that is lost, or that cannot be opened, is tried again
 * after `attenteMs`, for ever: the process never ends for it.
 */
export function ecouterCanal(configuration: pg.ClientConfig, { canal, entendre, reprendre, attenteMs = 2000 }: Oreille): Ecoute {
  let client: pg.Client | undefined;
  let ferme = false;
  let relance: NodeJS.Timeout | undefined;
  let direPret: () => void = () => {};
  const pret = new Promise<void>((r) => (direPret = r));

  const plusTard = (raison: string): void => {
    if (ferme || relance) return;
    console.error(`Écoute de ${canal} interrompue (${raison}) : nouvel essai dans ${attenteMs / 1000} s.`);
    client?.end().catch(() => undefined);
    client = undefined;
    relance = setTimeout(() => {
      relance = undefined;
      void brancher();
    }, attenteMs);
  };

  const brancher = async (): Promise<void> => {
    const c = new pg.Client({ ...configuration, keepAlive: true });
    client = c;
    c.on('error', (e) => c === client && plusTard(e.message));
    c.on('end', () => c === client && plusTard('connexion fermée'));
    c.on('notification', ({ payload = '' }) => entendre(payload));
    try {
      await c.connect();
      await c.query(`listen ${pg.escapeIdentifier(canal)}`);
    } catch (e) {
      return plusTard(e instanceof Error ? e.message : String(e));
    }
    direPret();
    reprendre?.();
  };
  void brancher();

  return {
    pret,
    fermer: async () => {
      ferme = true;
      clearTimeout(relance);
      const c = client;
      client = undefined;
      await c?.end().catch(() => undefined);
    },
  };
}
