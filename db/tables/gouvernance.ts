import type { Generated } from 'kysely';
import type { CptsId, PersonneId } from '#core/tenancy.ts';

export interface TablesGouvernance {
  statuts_versions: { id: Generated<string>; cpts_id: CptsId; numero: number; reponses: unknown; statut: string; enregistree_le: Date; enregistree_par: PersonneId | null; adoptee_le: Generated<string | null>; declaree_le: Generated<string | null> };
  mandats: { id: Generated<string>; cpts_id: CptsId; fonction: string; personne_id: PersonneId; debut: string; fin: string | null; cesse_le: string | null; declare_le: string | null; fin_declaree_le: Generated<string | null> };
  declarations_prefecture: { cpts_id: CptsId; objet: string; objet_id: string; numero: Generated<string | null>; fichier_id: Generated<string | null>; rappel: Generated<number | null> };
  assemblees: {
    id: Generated<string>; cpts_id: CptsId; instance: string; titre: string; jour: string; heure: string; lieu: string; convocation: Generated<number>; statut: string;
    regles: object | null; electeurs: object | null; presidence: string | null; convoquee_le: Date | null; ouverte_le: Date | null; close_le: Date | null; approuvee_le: Date | null; signatures: Generated<unknown>; observations: Generated<string>;
  };
  assemblee_points: {
    id: Generated<string>; cpts_id: CptsId; assemblee_id: string; ordre: number; titre: string; genre: string; decision: Generated<string>; sieges: Generated<number>; candidats: Generated<unknown>;
    forme: string; statut: string; bulletins: Generated<unknown>; resultat: object | null; clos_le: Date | null; sieges_par_college: string | null; premier_tour: Generated<string | null>;
  };
  assemblee_presences: { cpts_id: CptsId; assemblee_id: string; electeur: string; moyen: string };
  assemblee_procurations: { cpts_id: CptsId; assemblee_id: string; mandant: string; mandataire: string; recue_le: Date };
  assemblee_envois: { cpts_id: CptsId; assemblee_id: string; electeur: string; envoye_le: Date; sans_adresse: boolean; reponse: Generated<string | null> };
  scrutins_emargements: { point_id: string; cpts_id: CptsId; cle_publique: string; cle_privee: string | null; emargement: Generated<unknown> };
  scrutins_urnes: { point_id: string; cpts_id: CptsId; bulletins: Generated<unknown> };
  mediations: { id: Generated<string>; cpts_id: CptsId; genre: string; demandee_par: PersonneId; confiee_a: PersonneId; recit: string; statut: string; demandee_le: Date; suites: Generated<unknown> };
  presidences_volontaires: { cpts_id: CptsId; personne_id: PersonneId; depuis: string };
  pouls: { id: Generated<string>; cpts_id: CptsId; objet: string; objet_id: string; titre: string; jour: string; clot_le: string; statut: string; invites: Generated<unknown>; cle: string | null; ayant_repondu: string | null; reponses: string | null; resultat: object | string | null };
}
