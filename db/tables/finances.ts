import type { Generated, GeneratedAlways } from 'kysely';
import type { CptsId, PersonneId } from '#core/tenancy.ts';

export interface TablesFinances {
  taux_horaires: {
    id: Generated<string>;
    cpts_id: CptsId;
    nature: string;
    profession: string | null;
    mission: string | null;
    centimes_heure: number;
    depuis: string;
    vote_reference: string;
    vote_le: string;
    cree_par: PersonneId | null;
    cree_le: Generated<Date>;
  };
  exercices_clos: { cpts_id: CptsId; annee: number; clos_le: Date; clos_par: PersonneId | null };
  plafonds_personnes: { cpts_id: CptsId; personne_id: PersonneId; annee: number; plafond_centimes: number; engage_centimes: Generated<number> };
  temps_declares: {
    id: Generated<string>;
    cpts_id: CptsId;
    personne_id: PersonneId;
    statut: string;
    version: Generated<number>;
    nature: string;
    mission: Generated<string>;
    action: string;
    jour: string;
    annee: GeneratedAlways<number>;
    minutes: number;
    centimes: number | null;
    taux_id: string | null;
    preuve: Generated<string>;
    origine: string;
    cle: string | null;
    motif: Generated<string>;
    approuvee_par: PersonneId | null;
    approuvee_le: string | null;
    payee_le: string | null;
    lot_id: string | null;
    modifiee_le: Generated<Date>;
    engagee: GeneratedAlways<boolean>;
  };
  comptes_bancaires: { id: Generated<string>; cpts_id: CptsId; personne_id: PersonneId | null; titulaire: string; iban_scelle: string; iban_fin: string; modifie_le: Date };
  lots_paiement: {
    id: Generated<string>;
    cpts_id: CptsId;
    numero: number;
    statut: string;
    centimes: number;
    personnes: number;
    execution_le: string;
    cree_le: Date;
    cree_par: PersonneId | null;
    execute_le: string | null;
  };
}
