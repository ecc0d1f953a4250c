import type { Generated } from 'kysely';
import type { CptsId, PersonneId } from '#core/tenancy.ts';

export interface TablesAdherents {
  reglages_adhesion: {
    cpts_id: CptsId;
    version: Generated<number>;
    candidature_ouverte: Generated<boolean>;
    presentation: Generated<string>;
    vote_si_a_jour: boolean | null;
    delai_depart_jours: Generated<number>;
    instance_competente: Generated<string>;
  };
  categories_adhesion: {
    id: Generated<string>;
    cpts_id: CptsId;
    code: string;
    libelle: string;
    association: boolean | null;
    vote: boolean | null;
    cotise: boolean | null;
    rang: Generated<number>;
    active: Generated<boolean>;
  };
  colleges: {
    id: Generated<string>;
    cpts_id: CptsId;
    code: string;
    libelle: string;
    professions: Generated<string[]>;
    categories: Generated<string[]>;
    rang: Generated<number>;
    actif: Generated<boolean>;
  };
  adhesions: {
    id: Generated<string>;
    cpts_id: CptsId;
    statut: string;
    version: Generated<number>;
    personne_id: PersonneId | null;
    nom: string;
    cle: string;
    courriel: string | null;
    telephone: string | null;
    rpps: string | null;
    profession: string | null;
    fonction: string | null;
    commune: string | null;
    commune_nom: string | null;
    structure: string | null;
    categorie: string;
    college_id: string | null;
    origine: string;
    proposee_par: PersonneId | null;
    message: string | null;
    proposee_le: Date | null;
    deposee_le: Date | null;
    decidee_le: string | null;
    motif: string | null;
    membre_depuis: string | null;
    fin_le: string | null;
    implication: Generated<string>;
    resume_hebdomadaire: Generated<boolean>;
    effacee_le: string | null;
    modifiee_le: Date;
  };
}
