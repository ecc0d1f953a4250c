import type { Generated } from 'kysely';
import type { CptsId, PersonneId } from '#core/tenancy.ts';

export interface TablesAci {
  contrats: {
    id: Generated<string>;
    cpts_id: CptsId;
    statut: 'en_preparation' | 'signee' | 'resiliee' | 'echue';
    version: number;
    contenu: unknown;
    modifie_le: Date;
    modifie_par: PersonneId | null;
  };
  contrat_versions: {
    id: Generated<string>;
    cpts_id: CptsId;
    contrat_id: string;
    numero: number;
    contenu: unknown;
    motif: string;
    enregistree_le: Date;
    auteur_id: PersonneId | null;
  };
  releves_indicateurs: {
    id: Generated<string>;
    cpts_id: CptsId;
    contrat_id: string;
    indicateur: string;
    le: string;
    /** Decimal, as text: read exactly. */
    nombre: string | number | null;
    vrai: boolean | null;
    origine: 'saisie' | 'importee' | 'calculee';
    source: string | null;
    formule: string | null;
    preuves: Generated<number>;
    retire_par: PersonneId | null;
    note_le: Date;
    note_par: PersonneId | null;
    retire_le: Date | null;
  };
  livrables_fournis: {
    id: Generated<string>;
    cpts_id: CptsId;
    contrat_id: string;
    indicateur: string;
    livrable: string;
    le: string;
    fichier_id: string | null;
    note_le: Date;
    note_par: PersonneId | null;
    retire_le: Date | null;
  };
  versements_recus: {
    id: Generated<string>;
    cpts_id: CptsId;
    contrat_id: string;
    le: string;
    montant: number;
    poste: string | null;
    annee: number | null;
    nature: 'avance' | 'solde' | 'variable' | null;
    reference: string | null;
    note_le: Date;
    note_par: PersonneId | null;
    retire_le: Date | null;
  };
}
