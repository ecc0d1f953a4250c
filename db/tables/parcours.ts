import type { Generated } from 'kysely';
import type { CptsId, PersonneId } from '#core/tenancy.ts';

export interface TablesParcours {
  parcours: {
    id: Generated<string>;
    cpts_id: CptsId;
    statut: string;
    depuis: string;
    commence_le: string;
    version: Generated<number>;
    reglages: Generated<unknown>;
  };
  depots: {
    id: Generated<string>;
    cpts_id: CptsId;
    numero: number;
    genre: string;
    titre: string;
    fichier_id: string;
    nom: string;
    octets: number;
    empreinte: string;
    paragraphes: unknown;
    depose_le: Date;
    depose_par: PersonneId | null;
  };
  parcours_pas: {
    id: Generated<string>;
    cpts_id: CptsId;
    rang: number;
    geste: string;
    de: string;
    vers: string;
    le: string;
    enregistre_le: Date;
    institution: string;
    acteur: string;
    note_par: PersonneId | null;
    depot_id: string | null;
    base_legale: string;
    commentaire: string;
    motif: string | null;
    reprise: boolean;
    annule_le: Date | null;
    annule_par: PersonneId | null;
  };
  parcours_missions: { cpts_id: CptsId; mission: string; demarree_le: string | null; deployee_le: string | null };
  parcours_rappels: { cpts_id: CptsId; horloge: string; echeance: string; distance: number; personne_id: PersonneId; envoye_le: Date };
}
