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

export interface TablesEchanges {
  depot_remarques: {
    id: Generated<string>;
    cpts_id: CptsId;
    depot_id: string;
    paragraphe: number;
    parent_id: string | null;
    texte: string;
    institution: string;
    auteur_id: PersonneId | null;
    le: Date;
    reglee_le: Date | null;
    reglee_par: PersonneId | null;
  };
  questions: {
    id: Generated<string>;
    cpts_id: CptsId;
    numero: number;
    depot_id: string | null;
    objet: string;
    texte: string;
    cle: string;
    institution: string;
    posee_par: PersonneId | null;
    posee_le: Date;
    destinataire: string;
    porteur_id: PersonneId | null;
    echeance: string | null;
    statut: string;
    reponse: string | null;
    repondue_par: PersonneId | null;
    repondue_le: Date | null;
    version: Generated<number>;
  };
  reponses_partagees: { id: Generated<string>; objet: string; question: string; reponse: string; cle: string; mots: Generated<string>; partagee_le: string };
  partages: {
    id: Generated<string>;
    cpts_id: CptsId;
    question_id: string;
    partage_id: string;
    partage_le: Date;
    partage_par: PersonneId | null;
    retire_le: Date | null;
    retire_par: PersonneId | null;
  };
  aides: {
    id: Generated<string>;
    cpts_id: CptsId;
    financeur: string;
    objet: string;
    region: string;
    demandee_centimes: number | null;
    demandee_le: string | null;
    accordee_centimes: number | null;
    accordee_le: string | null;
    versee_centimes: number | null;
    versee_le: string | null;
    fichier_id: string | null;
    commentaire: string;
    /** Where the amount was read; empty: to be checked. */
    source: Generated<string>;
    version: Generated<number>;
    supprimee_le: Date | null;
  };
  redaction_remarques: {
    id: Generated<string>;
    cpts_id: CptsId;
    genre: string;
    cle: string;
    parent_id: string | null;
    passage: string;
    texte: string;
    auteur_id: PersonneId | null;
    le: Date;
    reglee_le: Date | null;
    reglee_par: PersonneId | null;
  };
  redaction_presences: { cpts_id: CptsId; genre: string; cle: string; personne_id: PersonneId; depuis: Date; battue_le: Date; expire_le: Date };
}
