import type { Generated } from 'kysely';
import type { CptsId, PersonneId } from '#core/tenancy.ts';

export interface TablesDiagnostic {
  constats: { id: Generated<string>; cpts_id: CptsId; nature: string; texte: string; chapitre: string | null; ecrit_le: Date; ecrit_par: PersonneId | null };
  constat_priorites: { cpts_id: CptsId; constat_id: string; personne_id: PersonneId; priorite: number };
}
