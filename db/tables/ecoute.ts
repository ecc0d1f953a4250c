import type { Generated } from 'kysely';
import type { CptsId, PersonneId } from '#core/tenancy.ts';

export interface TablesEcoute {
  enquetes: {
    id: Generated<string>; cpts_id: CptsId; titre: string; but: string; adressee: string; cloture: string; questions: Generated<object | string>; statut: Generated<string>; reponses: Generated<number>;
    comptes: Generated<object | string>; version: Generated<number>; ecrite_le: Date; ecrite_par: PersonneId | null; ouverte_le: Date | null;
  };
  enquete_textes: { id: Generated<string>; cpts_id: CptsId; enquete_id: string; question: number; texte: string };
  enquete_participations: { cpts_id: CptsId; enquete_id: string; empreinte: string };
}
