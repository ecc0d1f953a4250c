import type { Generated } from 'kysely';
import type { CptsId, PersonneId } from '#core/tenancy.ts';

export interface TablesActions {
  fiches_action: {
    id: Generated<string>;
    cpts_id: CptsId;
    statut: 'proposee' | 'engagee' | 'suspendue' | 'achevee' | 'abandonnee';
    version: number;
    titre: string;
    mission: string;
    pilote_id: string | null;
    debut: string | null;
    fin: string | null;
    mots: string;
    contenu: unknown;
    modifie_le: Date;
    modifie_par: PersonneId | null;
  };
  fiche_action_versions: {
    id: Generated<string>;
    cpts_id: CptsId;
    fiche_id: string;
    numero: number;
    contenu: unknown;
    motif: string;
    enregistree_le: Date;
    auteur_id: PersonneId | null;
  };
}
