import type { Generated } from 'kysely';
import type { CptsId, PersonneId } from '#core/tenancy.ts';

export interface TablesDonnees {
  demandes_donnees: {
    id: Generated<string>;
    cpts_id: CptsId;
    genre: string;
    statut: string;
    version: Generated<number>;
    personne_id: PersonneId | null;
    adhesion_id: string | null;
    nom: string;
    canal: string;
    recue_le: string;
    detail: Generated<string>;
    prolongee_le: string | null;
    motif: string | null;
    close_le: string | null;
    reponse: string | null;
    preuve: object | null;
    notee_par: PersonneId | null;
    relecture: Generated<unknown>;
  };
  identites_gardees: { id: Generated<string>; cpts_id: CptsId; demande_id: string; nom: string; motif: string; jusque: string };
}
