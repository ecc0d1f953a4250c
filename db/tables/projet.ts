import type { Generated } from 'kysely';
import type { CptsId, PersonneId } from '#core/tenancy.ts';

export interface TablesProjet {
  redactions: {
    id: Generated<string>;
    cpts_id: CptsId;
    genre: string;
    commencee_le: string;
    commencee_par: PersonneId | null;
  };
  redaction_sections: {
    id: Generated<string>;
    cpts_id: CptsId;
    redaction_id: string;
    cle: string;
    version: number;
    champs: unknown;
    /** Null while the proposed text stands. */
    texte: string | null;
    proposition: string;
    modifiee_le: Date;
    modifiee_par: PersonneId | null;
  };
  redaction_versions: {
    id: Generated<string>;
    cpts_id: CptsId;
    section_id: string;
    numero: number | null;
    /** The version a text set aside was written from. */
    base: number | null;
    motif: string;
    champs: unknown;
    texte: string | null;
    proposition: string;
    enregistree_le: Date;
    auteur_id: PersonneId | null;
  };
}
