import type { Transaction } from 'kysely';
import type { PersonneId } from '#core/tenancy.ts';
import type { Schema } from '#db/schema.ts';

/** The person of this e-mail, created when nobody has it. The name of a new person is the one given, or what stands before the `@`. */
export async function personneDuCourriel(tx: Transaction<Schema>, courriel: string, nom?: string): Promise<PersonneId> {
  const connue = await tx.selectFrom('personnes').select('id').where('courriel', '=', courriel).executeTakeFirst();
  if (connue) return connue.id;
  const { id } = await tx
    .insertInto('personnes')
    .values({ nom: nom ?? courriel.split('@')[0] ?? courriel, courriel })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
