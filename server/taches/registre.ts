import type { z } from 'zod';
import type { Result } from '#core/result.ts';
import type { CptsId } from '#core/tenancy.ts';
import type { Contexte } from '../contexte.ts';
import { dansCpts } from '../portes.ts';
import type { Services } from '../services.ts';

/** Says how far a long job is. Throws `TacheArretee` when the operator asked it to stop. */
export type Avancer = (fait: number, total?: number) => Promise<void>;

export type OutilsTache = {
  readonly services: Services;
  readonly cptsId: CptsId | undefined;
  /** Identifies the fact: the same at each attempt, so that a handler can know what it has already done. */
  readonly cle: string;
  readonly avancer: Avancer;
};

/** When a job comes back by itself. `cpts`: once per CPTS, at that hour of its own time zone; `instance`: once, at that hour in Paris. */
export type Cadence = { readonly cron: string; readonly portee: 'cpts' | 'instance' };

/** What is done when a subject is told. Told at least once: doing it twice must change nothing. */
export type Tache = {
  readonly sujet: string;
  /** What the operator reads. */
  readonly titre: string;
  readonly cadence?: Cadence;
  /** At most one waiting or running for a CPTS (or for the instance): asking twice is asking once. */
  readonly unique?: boolean;
  readonly executer: (charge: unknown, outils: OutilsTache) => Promise<void>;
};

/** A failure that trying again would not mend: it goes straight to the operator. */
export class ErreurDefinitive extends Error {}
/** The operator stopped the job. */
export class TacheArretee extends Error {}

type Commun = { readonly sujet: string; readonly titre: string; readonly cadence?: Cadence; readonly unique?: boolean };

function lire<T>(schema: z.ZodType<T>, charge: unknown): T {
  const lu = schema.safeParse(charge);
  if (lu.success) return lu.data;
  const premier = lu.error.issues[0];
  throw new ErreurDefinitive(`Charge illisible : ${premier?.path.join('.') ?? ''} ${premier?.message ?? ''}`.trim());
}

/** A job inside one CPTS: one transaction, its policies, a parsed payload. A refusal undoes everything and is shown to the operator at once. */
export const tacheDeCpts = <T>({ schema, traiter, ...commun }: Commun & { readonly schema: z.ZodType<T>; readonly traiter: (ctx: Contexte, charge: T, cle: string, services: Services) => Promise<Result<unknown, unknown> | void> }): Tache => ({
  ...commun,
  executer: async (brut, { services, cptsId, cle }) => {
    const charge = lire(schema, brut);
    if (!cptsId) throw new ErreurDefinitive('Cette tâche est celle d’une CPTS et n’en nomme aucune.');
    await dansCpts(services.db, {
      cptsId,
      maintenant: services.maintenant(),
      faire: async (ctx) => {
        const issue = await traiter(ctx, charge, cle, services);
        if (issue && !issue.ok) throw new ErreurDefinitive(`Refus : ${JSON.stringify(issue.refus)}`);
      },
    });
  },
});

/** A job of the instance, or one that speaks to the outside: no transaction is held while it runs. */
export const tacheInstance = <T>({ schema, executer, ...commun }: Commun & { readonly schema: z.ZodType<T>; readonly executer: (charge: T, outils: OutilsTache) => Promise<void> }): Tache => ({
  ...commun,
  executer: (brut, outils) => executer(lire(schema, brut), outils),
});
