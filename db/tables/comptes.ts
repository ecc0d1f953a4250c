import type { Generated } from 'kysely';
import type { CptsId, PersonneId, Role } from '#core/tenancy.ts';

export interface TablesComptes {
  verifications: {
    id: Generated<string>;
    identifiant: string;
    valeur: string;
    expire_le: Date;
    cree_le: Generated<Date>;
    modifie_le: Generated<Date>;
  };
  identites_externes: {
    id: Generated<string>;
    personne_id: PersonneId;
    fournisseur: string;
    sujet: string;
    jeton_acces: string | null;
    jeton_rafraichissement: string | null;
    jeton_identite: string | null;
    acces_expire_le: Date | null;
    rafraichissement_expire_le: Date | null;
    portee: string | null;
    mot_de_passe: string | null;
    cree_le: Generated<Date>;
    modifie_le: Generated<Date>;
  };
  seconds_facteurs: {
    id: Generated<string>;
    personne_id: PersonneId;
    secret: string;
    codes_de_secours: string;
    verifie: Generated<boolean>;
    echecs: Generated<number>;
    bloque_jusque: Date | null;
  };
  cles_acces: {
    id: Generated<string>;
    personne_id: PersonneId;
    nom: string | null;
    identifiant_cle: string;
    cle_publique: string;
    compteur: number;
    type_appareil: string;
    sauvegardee: boolean;
    transports: string | null;
    modele: string | null;
    cree_le: Generated<Date | null>;
  };
  identites_professionnelles: {
    personne_id: PersonneId;
    rpps: string;
    professions: unknown;
    activites: unknown;
    source: string;
    lue_le: Date;
  };
  changements_adresse: {
    id: Generated<string>;
    personne_id: PersonneId;
    ancienne: string;
    empreinte: string;
    second_facteur_avant: boolean;
    fait_le: Date;
    expire_le: Date;
    annule_le: Date | null;
  };
  tentatives: { cle: string; depuis: Date; nombre: number };
  exploitants: { personne_id: PersonneId; depuis: string; jusque: string | null };
  invitations: {
    id: Generated<string>;
    cpts_id: CptsId;
    courriel: string;
    nom: string;
    roles: Role[];
    empreinte: string;
    statut: 'envoyee' | 'acceptee' | 'revoquee';
    invite_par: PersonneId;
    envois: Generated<number>;
    cree_le: Date;
    envoyee_le: Date;
    expire_le: Date;
    close_le: Date | null;
    acceptee_par: PersonneId | null;
  };
}
