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

/** The context of a page: also the CPTS and the person as the frame shows them. */
export type ContextePage = Contexte & {
  readonly ici: { readonly nom: string; readonly slug: string; readonly demo: boolean };
  readonly base: string;
};
