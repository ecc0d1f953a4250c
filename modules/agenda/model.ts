import { z } from 'zod';
import { PersonneId } from '#core/tenancy.ts';

export const SondageId = z.uuid().brand<'SondageId'>();
export type SondageId = z.infer<typeof SondageId>;
export const ParticipantId = z.uuid().brand<'ParticipantId'>();
export type ParticipantId = z.infer<typeof ParticipantId>;
export const ReunionId = z.uuid().brand<'ReunionId'>();
export type ReunionId = z.infer<typeof ReunionId>;
export const GroupeId = z.uuid().brand<'GroupeId'>();
export type GroupeId = z.infer<typeof GroupeId>;

export const StatutSondage = z.enum(['ouverte', 'close', 'retenue', 'annulee']);
export type StatutSondage = z.infer<typeof StatutSondage>;
export type GesteSondage = 'clore' | 'rouvrir' | 'retenir' | 'annuler';

export const StatutReunion = z.enum(['prevue', 'tenue', 'approuvee', 'annulee']);
export type StatutReunion = z.infer<typeof StatutReunion>;
export type GesteReunion = 'tenir' | 'approuver' | 'annuler' | 'retablir';

export const RoleInvite = z.enum(['essentiel', 'utile', 'informe']);
export type RoleInvite = z.infer<typeof RoleInvite>;
export const ReponseSondage = z.enum(['oui', 'si_besoin', 'non']);
export type ReponseSondage = z.infer<typeof ReponseSondage>;
export const ReponseInvite = z.enum(['attendue', 'acceptee', 'provisoire', 'refusee']);
export type ReponseInvite = z.infer<typeof ReponseInvite>;
export type Presence = 'inconnue' | 'presente' | 'absente';
export const MoyenPresence = z.enum(['tap', 'qr', 'feuille']);
export type MoyenPresence = z.infer<typeof MoyenPresence>;

/** One letter per date: the grid of 200 people and 40 dates is 8,000 characters. */
export const LETTRES = { oui: 'o', si_besoin: 's', non: 'n' } as const satisfies Record<ReponseSondage, string>;
export const SANS_REPONSE = '-';

export type Participant = { readonly id: ParticipantId; readonly personneId: PersonneId | null; readonly nom: string; readonly role: RoleInvite; readonly reponses: string; readonly commentaire: string; readonly repondu: boolean };

export type Sondage = {
  readonly id: SondageId;
  readonly statut: StatutSondage;
  readonly version: number;
  readonly titre: string;
  readonly dureeMinutes: number;
  readonly lieu: string;
  readonly lienVisio: string;
  readonly groupeId: GroupeId | null;
  readonly organisateurId: PersonneId;
  readonly clotureLe: Date;
  readonly dateRetenue: Date | null;
  readonly dates: readonly Date[];
  readonly participants: readonly Participant[];
};

export type Invite = { readonly id: string; readonly personneId: PersonneId | null; readonly nom: string; readonly courriel: string | null; readonly role: RoleInvite; readonly reponse: ReponseInvite; readonly presence: Presence; readonly moyen: MoyenPresence | null };
export type Point = { readonly id: string; readonly rang: number; readonly titre: string; readonly porteur: string; readonly minutes: number; readonly notes: string };
export type Decision = { readonly id: string; readonly texte: string };
export type TacheDeReunion = { readonly id: string; readonly texte: string; readonly personneId: PersonneId; readonly nom: string; readonly echeance: string | null; readonly faite: boolean };
/** A paper of the meeting: of the whole, of one item, or the signed sheet that proves who was there. */
export type DocumentJoint = { readonly id: string; readonly fichierId: string; readonly pointId: string | null; readonly genre: 'document' | 'feuille'; readonly nom: string; readonly octets: number; readonly deposePar: PersonneId; readonly deposeLe: Date };
/** A date the meeting had, and why it was left. */
export type Deplacement = { readonly debut: Date; readonly fin: Date; readonly motif: string };
export type Reunion = {
  readonly id: ReunionId;
  readonly statut: StatutReunion;
  readonly version: number;
  readonly titre: string;
  readonly debut: Date;
  readonly fin: Date;
  readonly lieu: string;
  readonly lienVisio: string;
  readonly groupeId: GroupeId | null;
  readonly organisateurId: PersonneId;
  readonly organisateur: string;
  readonly uid: string;
  readonly sequence: number;
  /** The series it belongs to, and the instant that the rule gave it. */
  readonly serie: { readonly id: string; readonly uid: string; readonly fuseau: string; readonly occurrence: Date } | null;
  readonly approuveeLe: Date | null;
  readonly invites: readonly Invite[];
  readonly points: readonly Point[];
  readonly decisions: readonly Decision[];
  readonly taches: readonly TacheDeReunion[];
  readonly documents: readonly DocumentJoint[];
  readonly deplacements: readonly Deplacement[];
};

export type RefusAgenda =
  | { readonly code: 'sondage_inconnu' | 'reunion_inconnue' | 'role_insuffisant' | 'participant_inconnu' | 'date_inconnue' | 'aucune_date' | 'aucun_participant' | 'pas_invite' | 'tache_inconnue' | 'groupe_existe' | 'groupe_inconnu' | 'document_inconnu' | 'date_passee' | 'date_inchangee' | 'presence_fermee' | 'trop_de_monde' | 'lien_ferme' | 'salle_existe' | 'serie_finie' }
  | { readonly code: 'fichier_refuse'; readonly phrase: string }
  | { readonly code: 'sondage_ferme'; readonly statut: StatutSondage }
  | { readonly code: 'geste_impossible'; readonly statut: StatutSondage | StatutReunion }
  | { readonly code: 'date_refusee_par_tous'; readonly reponses: number }
  | { readonly code: 'modifie_entre_temps' };

/**
 * What `finances` (a time entry to propose) and `actions` (evidence) receive through the outbox, subject `presence_constatee`,
 * once per person and meeting, when the meeting is declared held. `minutes` is the length of the meeting. Told at least once: `cle` is
 * the same each time.
 */
export const PresenceConstatee = z.strictObject({
  cle: z.string(),
  reunion_id: ReunionId,
  titre: z.string(),
  groupe: z.string().nullable(),
  personne_id: PersonneId,
  jour: z.iso.date(),
  minutes: z.int().min(1),
  moyen: MoyenPresence,
});
export type PresenceConstatee = z.infer<typeof PresenceConstatee>;

/** The signed sheet of a meeting, deposited: what `actions` keeps among the evidence to sort. Told at least once, `cle` is the same each time. */
export const FeuilleDeposee = z.strictObject({ cle: z.string(), reunion_id: ReunionId, titre: z.string(), groupe: z.string().nullable(), jour: z.iso.date(), fichier_id: z.uuid(), empreinte: z.string(), par: PersonneId });
export type FeuilleDeposee = z.infer<typeof FeuilleDeposee>;

export const TAILLE_PAGE = 25;

/** What a list is asked: which part, which words, which page, in what order. */
export type DemandeReunions = { readonly quand: 'avenir' | 'passees'; readonly q: string; readonly page: number; readonly tri: 'debut' | 'titre'; readonly sens: 'asc' | 'desc'; readonly groupe?: GroupeId | null };
export type LigneReunion = { readonly id: ReunionId; readonly titre: string; readonly debut: Date; readonly fin: Date; readonly lieu: string; readonly groupe: string | null; readonly statut: StatutReunion; readonly presents: number; readonly invites: number };

export type DemandeSondages = { readonly q: string; readonly page: number; readonly tri: 'cloture' | 'titre'; readonly sens: 'asc' | 'desc'; readonly etat: 'ouverts' | 'tous' };
export type LigneSondage = { readonly id: SondageId; readonly titre: string; readonly statut: StatutSondage; readonly clotureLe: Date; readonly dateRetenue: Date | null; readonly repondu: number; readonly attendus: number; readonly aMoi: boolean };

export type DemandeTaches = { readonly qui: 'moi' | 'tous'; readonly etat: 'a_faire' | 'faites'; readonly q: string; readonly page: number; readonly groupe?: GroupeId };
export type LigneTache = { readonly id: string; readonly texte: string; readonly personneId: PersonneId; readonly nom: string; readonly echeance: string | null; readonly faiteLe: Date | null; readonly reunionId: ReunionId; readonly reunion: string };

export type FicheGroupe = { readonly id: GroupeId; readonly nom: string; readonly rythme: string | null; readonly dureeMinutes: number; readonly actif: boolean };
