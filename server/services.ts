import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { Schema } from '#db/schema.ts';
import type { ActifsClient } from '#web/vue-cadre.ts';
import type { AttrapeCourriel } from './boite/attrape-courriel.ts';
import type { Configuration } from './configuration.ts';
import type { Poste } from './courriel.ts';
import type { Taches } from './taches/file.ts';

/** What the process holds for its whole life; built once by `principal.ts`, handed to the application. */
export type Services = {
  readonly config: Configuration;
  readonly db: Kysely<Schema>;
  readonly pool: pg.Pool;
  readonly poolComptes: pg.Pool;
  readonly actifs: ActifsClient;
  readonly poste: Poste;
  /** The queue of jobs; absent where nothing runs in the background (a test, a command). */
  readonly taches?: Taches;
  /** The mail catcher, when letters stay on this machine (demo without SMTP_URL). */
  readonly attrape?: AttrapeCourriel;
  readonly maintenant: () => Date;
};
