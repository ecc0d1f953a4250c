import type { Generated } from 'kysely';
import type { CptsId, PersonneId } from '#core/tenancy.ts';

export interface TablesAgenda {
  groupes_travail: { id: Generated<string>; cpts_id: CptsId; nom: string; rythme: string | null; duree_minutes: Generated<number>; actif: Generated<boolean> };
  groupe_membres: { id: Generated<string>; cpts_id: CptsId; groupe_id: string; personne_id: PersonneId; role: Generated<string> };
  sondages: {
    id: Generated<string>;
    cpts_id: CptsId;
    statut: Generated<string>;
    version: Generated<number>;
    titre: string;
    duree_minutes: number;
    lieu: Generated<string>;
    lien_visio: Generated<string>;
    groupe_id: string | null;
    organisateur_id: PersonneId;
    cree_le: Date;
    cloture_le: Date;
    complet_le: Date | null;
    relance_le: Date | null;
    date_retenue: Date | null;
    exigences: Generated<unknown>;
    public_depuis: Generated<Date | null>;
  };
  sondage_dates: { id: Generated<string>; cpts_id: CptsId; sondage_id: string; rang: number; debut: Date };
  sondage_participants: { id: Generated<string>; cpts_id: CptsId; sondage_id: string; personne_id: PersonneId | null; nom: string; courriel: string | null; role: Generated<string>; reponses: string; commentaire: Generated<string>; repondu_le: Date | null };
  reunions: {
    id: Generated<string>;
    cpts_id: CptsId;
    statut: Generated<string>;
    version: Generated<number>;
    titre: string;
    debut: Date;
    fin: Date;
    lieu: Generated<string>;
    lien_visio: Generated<string>;
    groupe_id: string | null;
    sondage_id: string | null;
    organisateur_id: PersonneId;
    uid: string;
    sequence: Generated<number>;
    approuvee_le: Date | null;
    approuvee_par: PersonneId | null;
  };
  reunion_invites: { id: Generated<string>; cpts_id: CptsId; reunion_id: string; personne_id: PersonneId | null; nom: string; courriel: string | null; role: Generated<string>; reponse: Generated<string>; presence: Generated<string>; moyen: string | null; constatee_le: Date | null; repondu_le: Generated<Date | null> };
  reunion_points: { id: Generated<string>; cpts_id: CptsId; reunion_id: string; rang: number; titre: string; porteur: Generated<string>; minutes: Generated<number>; notes: Generated<string> };
  reunion_decisions: { id: Generated<string>; cpts_id: CptsId; reunion_id: string; texte: string; prise_le: Date };
  reunion_taches: { id: Generated<string>; cpts_id: CptsId; reunion_id: string; texte: string; personne_id: PersonneId; echeance: string | null; faite_le: Date | null; rappelee_le: Generated<Date | null> };
  reunion_documents: { id: Generated<string>; cpts_id: CptsId; reunion_id: string; point_id: string | null; fichier_id: string; genre: string; depose_le: Date; depose_par: PersonneId; retire_le: Generated<Date | null> };
  reunion_deplacements: { id: Generated<string>; cpts_id: CptsId; reunion_id: string; debut: Date; fin: Date; motif: string; deplacee_le: Date; deplacee_par: PersonneId };
  agenda_salles: { id: Generated<string>; cpts_id: CptsId; nom: string; places: number; actif: Generated<boolean> };
  agenda_habitudes: { id: Generated<string>; cpts_id: CptsId; personne_id: PersonneId; consultations: Generated<unknown>; conges: Generated<unknown>; max_soirees: number | null; a_distance: Generated<boolean> };
  agenda_calendriers: { id: Generated<string>; cpts_id: CptsId; personne_id: PersonneId; nom: string; adresse_scellee: string | null; lu_le: Date | null; defaut: string | null };
  agenda_occupations: { id: Generated<string>; cpts_id: CptsId; calendrier_id: string; personne_id: PersonneId; debut: Date; fin: Date };
  agenda_flux: { id: Generated<string>; cpts_id: CptsId; personne_id: PersonneId; groupe_id: string | null; cree_le: Date; revoque_le: Date | null };
}
