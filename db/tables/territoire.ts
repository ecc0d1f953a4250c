import type { Generated } from 'kysely';
import type { CptsId, PersonneId } from '#core/tenancy.ts';

export interface TablesTerritoire {
  territoires: {
    id: Generated<string>;
    cpts_id: CptsId;
    version: number;
    courant: boolean;
    siege: string | null;
    /** The version whose communes this one took back, when it was made by an undo. */
    reprise_de: number | null;
    compose_le: Date;
    compose_par: PersonneId | null;
  };
  territoire_communes: { cpts_id: CptsId; territoire_id: string; commune: string; rang: number };
}
