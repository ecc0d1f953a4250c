import type { Generated } from 'kysely';
import type { CptsId, PersonneId } from '#core/tenancy.ts';

export interface TablesDialogue {
  dossiers_dialogue: { id: Generated<string>; cpts_id: CptsId; contrat_id: string; annee: number; version: number; contenu: unknown; modifie_le: Date; modifie_par: PersonneId | null };
  etats_dialogue: { id: Generated<string>; cpts_id: CptsId; dossier_id: string; numero: number; contenu: unknown; empreinte: string; signe_le: Date; signe_par: PersonneId | null; signataire: string; pdf_id: string; docx_id: string; xlsx_id: string };
  etat_preuves: { cpts_id: CptsId; etat_id: string; preuve_id: string };
  calculs_lignes: { cpts_id: CptsId; contrat_id: string; indicateur: string; formule: string; parametre: Generated<string>; choisi_le: Date; choisi_par: PersonneId | null };
  imports_releves: { id: Generated<string>; cpts_id: CptsId; contrat_id: string; statut: 'deposee' | 'importee' | 'abandonnee'; annee: number; fichier: string; empreinte: string; le: string; source: string; contenu: object | string | null; valeurs: number | null; depose_le: Date; depose_par: PersonneId | null };
  correspondances_releves: { cpts_id: CptsId; signature: string; contenu: unknown; retenue_le: Date };
}
