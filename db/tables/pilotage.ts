import type { Generated } from 'kysely';
import type { CptsId, PersonneId } from '#core/tenancy.ts';

export interface TablesPilotage {
  lettres_semaine: { cpts_id: CptsId; personne_id: PersonneId; voulue: Generated<boolean>; jour: Generated<number>; derniere_le: string | null };
}
