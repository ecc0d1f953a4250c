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
  preuves: {
    id: Generated<string>;
    cpts_id: CptsId;
    statut: Generated<'versee' | 'retiree'>;
    genre: 'emargement' | 'compte_rendu' | 'photo' | 'requete_cpam' | 'bilan' | 'convention' | 'decompte' | 'lien' | 'mention';
    titre: string;
    le: string | null;
    fichier_id: string | null;
    lien: string | null;
    nombre: number | null;
    empreinte: string;
    indicateur: string | null;
    livrable: string | null;
    releve_id: string | null;
    fiche_id: string | null;
    versee_le: Date;
    versee_par: PersonneId | null;
    retiree_le: Date | null;
    retiree_par: PersonneId | null;
    motif_retrait: string | null;
  };
  preuves_rattachees: { id: Generated<string>; cpts_id: CptsId; preuve_id: string; indicateur: string | null; livrable: string | null; fiche_id: string | null; motif: string; rattachee_le: Date; rattachee_par: PersonneId | null };
  reunions_fiches: { cpts_id: CptsId; reunion_id: string; fiche_id: string; rattachee_le: Date };
  feuilles_recues: { id: Generated<string>; cpts_id: CptsId; cle: string; titre: string; jour: string; fichier_id: string; empreinte: string; recue_le: Date; versee_le: Generated<Date | null> };
}
