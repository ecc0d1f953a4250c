import type { Generated } from 'kysely';
import type { CptsId, PersonneId } from '#core/tenancy.ts';

export interface TablesDiagnostic {
  constats: {
    id: Generated<string>; cpts_id: CptsId; nature: string; texte: string; chapitre: string | null; ecrit_le: Date; ecrit_par: PersonneId | null;
    statut: Generated<string>; version: Generated<number>; chiffre: object | string | null; reponse: string | null; enquete: Generated<object | string | null>; modifie_le: Date | null; modifie_par: PersonneId | null;
  };
  constat_priorites: { cpts_id: CptsId; constat_id: string; personne_id: PersonneId; priorite: number };
  scenarios: { id: Generated<string>; cpts_id: CptsId; nom: string; gestes: string[]; statut: Generated<string>; resultat: object | string; garde_le: Date; garde_par: PersonneId | null };
  objectifs: { id: Generated<string>; cpts_id: CptsId; titre: string; mission: string; constats: string[]; indicateur: string; cible: string; annee: number; statut: Generated<string>; version: Generated<number>; modifie_le: Date; modifie_par: PersonneId | null };
  imports_chiffres: {
    id: Generated<string>; cpts_id: CptsId; statut: string; fichier: string; empreinte: string; origine: string; precision: string | null; seuil: number; situation: string; contenu: object | string | null; colonnes: object | string | null;
    depose_le: Date; depose_par: PersonneId | null; importe_le: Date | null; importe_par: PersonneId | null;
  };
  chiffres_importes: { cpts_id: CptsId; import_id: string; indicateur: string; zone: string; valeur: number | null; masque: boolean };
  correspondances_colonnes: { cpts_id: CptsId; signature: string; colonnes: object | string; retenue_le: Date };
}
