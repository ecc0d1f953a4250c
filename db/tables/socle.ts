import type { Generated } from 'kysely';
import type { CptsId, PersonneId, Role } from '#core/tenancy.ts';

export interface TablesSocle {
  cpts: {
    id: Generated<CptsId>;
    slug: string;
    nom: string;
    fuseau: Generated<string>;
    demo: Generated<boolean>;
    cree_le: Generated<Date>;
  };
  personnes: {
    id: Generated<PersonneId>;
    nom: string;
    courriel: string;
    courriel_verifie: Generated<boolean>;
    image: string | null;
    demo: Generated<boolean>;
    theme: string | null;
    second_facteur: Generated<boolean>;
    cree_le: Generated<Date>;
    modifie_le: Generated<Date>;
  };
  sessions: {
    id: Generated<string>;
    personne_id: PersonneId;
    jeton: string;
    expire_le: Date;
    adresse_ip: string | null;
    agent: string | null;
    par_cle_verifiee: Generated<boolean>;
    cree_le: Generated<Date>;
    modifie_le: Generated<Date>;
  };
  liens_navigateurs: { id: Generated<string>; cpts_id: CptsId; lien: string; empreinte: string; moyen: 'premier_geste' | 'session' | 'code'; reconnu_le: Date; expire_le: Date };
  liens_codes: { id: Generated<string>; cpts_id: CptsId; lien: string; empreinte: string; essais: Generated<number>; expire_le: Date };
  roles_tenus: {
    id: Generated<string>;
    cpts_id: CptsId;
    personne_id: PersonneId;
    role: Role;
    depuis: string;
    jusque: string | null;
  };
  journal: {
    cpts_id: CptsId;
    rang: number;
    instant: Date;
    personne_id: PersonneId | null;
    evenement: string;
    objet_id: string | null;
    details: unknown;
    precedent: Buffer;
    empreinte: Buffer;
  };
  journal_tetes: { cpts_id: CptsId; rang: number; empreinte: Buffer };
  boite_envoi: {
    id: Generated<string>;
    cpts_id: CptsId;
    sujet: string;
    charge: unknown;
    cree_le: Generated<Date>;
  };
  fichiers: {
    id: Generated<string>;
    cpts_id: CptsId;
    nom: string;
    type: string;
    octets: number;
    empreinte: string;
    contenu: Buffer;
    depose_le: Date;
    depose_par: PersonneId | null;
  };
  migrations: { nom: string; empreinte: string; faite_le: Generated<Date> };
}
