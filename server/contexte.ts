import type { Transaction } from 'kysely';
import type { Jour } from '#core/jour.ts';
import type { Acteur, CptsAutorisee } from '#core/tenancy.ts';
import type { Schema } from '#db/schema.ts';

export type Tx = Transaction<Schema>;

/** What a use case receives: one transaction, one CPTS proven, one actor, one instant. Nothing else is fetched. */
export type Contexte = {
  readonly tx: Tx;
  readonly cpts: CptsAutorisee;
  readonly qui: Acteur;
  readonly maintenant: Date;
  readonly aujourdhui: Jour;
  readonly fuseau: string;
};

/**
 * One value read in the same round trip as the opening of the page, under the policies that this opening has just set: a scalar
 * query on `o.cpts_id`, its own parameters from `$3` on.
 */
export type Amorce = { readonly requete: string; readonly valeurs: readonly unknown[] };

/** What is known of who asks and where, before any transaction. */
export type ContexteVu = Omit<ContextePage, 'tx'>;

/** The context of a page: also the CPTS and the person as the frame shows them. */
export type ContextePage = Contexte & {
  readonly ici: { readonly nom: string; readonly slug: string; readonly demo: boolean };
  readonly base: string;
  /** What the page's `Amorce` found. */
  readonly amorce?: unknown;
};
