import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import { PersonneId } from '#core/tenancy.ts';
import { ROLES_DE_COLONNE } from './moteur/import.ts';

export const AdhesionId = z.uuid().brand<'AdhesionId'>();
export type AdhesionId = z.infer<typeof AdhesionId>;
export const CollegeId = z.uuid().brand<'CollegeId'>();
export type CollegeId = z.infer<typeof CollegeId>;

/** From the first word (`proposee`: a colleague gave the name) to the last day. */
export const StatutAdhesion = z.enum(['proposee', 'deposee', 'en_instruction', 'validee', 'refusee', 'retiree', 'depart_demande', 'exclusion_engagee', 'entendue', 'exclue', 'resiliee']);
export type StatutAdhesion = z.infer<typeof StatutAdhesion>;

/** Statuses in which one is a member: who asked to leave, or whose exclusion is discussed, is one until it is decided. */
export const STATUTS_MEMBRES = ['validee', 'depart_demande', 'exclusion_engagee', 'entendue'] as const satisfies readonly StatutAdhesion[];
/** Statuses that hold the place of a person: a second application would be the same one. */
export const STATUTS_EN_COURS = ['proposee', 'deposee', 'en_instruction', ...STATUTS_MEMBRES] as const satisfies readonly StatutAdhesion[];

export const estMembre = (statut: StatutAdhesion): boolean => STATUTS_MEMBRES.some((s) => s === statut);

export const OrigineAdhesion = z.enum(['formulaire', 'invitation', 'annuaire', 'parrainage', 'saisie']);
export type OrigineAdhesion = z.infer<typeof OrigineAdhesion>;

/** How far a person wants to be involved: chosen by them, changed in one tap, never counted against anyone. */
export const Implication = z.enum(['informe', 'consulte', 'participe', 'pilote']);
export type Implication = z.infer<typeof Implication>;

/** A category of people as the CPTS defined it. Null: not decided yet, so asked. */
export const Categorie = z.object({
  code: z.string(),
  libelle: z.string(),
  /** Member of the association, or of the health network only. */
  association: z.boolean().nullable(),
  vote: z.boolean().nullable(),
  cotise: z.boolean().nullable(),
  rang: z.number(),
  active: z.boolean(),
});
export type Categorie = z.infer<typeof Categorie>;

/** A college. Empty lists admit everyone. */
export const College = z.object({ id: CollegeId, code: z.string(), libelle: z.string(), professions: z.array(z.string()), categories: z.array(z.string()), rang: z.number(), actif: z.boolean() });
export type College = z.infer<typeof College>;

export const Reglages = z.object({
  version: z.number(),
  candidatureOuverte: z.boolean(),
  presentation: z.string(),
  /** Only who has paid the year's fee votes: yes, no, not decided. */
  voteSiAJour: z.boolean().nullable(),
  delaiDepartJours: z.number(),
  /** The body that admits and excludes, as the statutes name it. */
  instanceCompetente: z.string(),
  /** Charter and rules accepted before admission, or after. */
  textesAvantAdmission: z.boolean(),
});
export type Reglages = z.infer<typeof Reglages>;

export const Adhesion = z.object({
  id: AdhesionId,
  statut: StatutAdhesion,
  version: z.number(),
  personneId: PersonneId.nullable(),
  nom: z.string(),
  courriel: z.string().nullable(),
  telephone: z.string().nullable(),
  rpps: z.string().nullable(),
  profession: z.string().nullable(),
  fonction: z.string().nullable(),
  commune: z.string().nullable(),
  communeNom: z.string().nullable(),
  structure: z.string().nullable(),
  categorie: z.string(),
  collegeId: CollegeId.nullable(),
  origine: OrigineAdhesion,
  proposeePar: PersonneId.nullable(),
  message: z.string().nullable(),
  proposeeLe: z.date().nullable(),
  deposeeLe: z.date().nullable(),
  decideeLe: Jour.nullable(),
  motif: z.string().nullable(),
  membreDepuis: Jour.nullable(),
  finLe: Jour.nullable(),
  implication: Implication,
  effaceeLe: Jour.nullable(),
});
export type Adhesion = z.infer<typeof Adhesion>;

/** Somebody who may vote on a day. `college` is the code of their college; null when the CPTS has none, or none was chosen for them. */
export type Electeur = { readonly personneId?: PersonneId; readonly adhesionId: AdhesionId; readonly nom: string; readonly college: string | null };

export type GesteAdhesion =
  | 'deposer' | 'instruire' | 'valider' | 'refuser' | 'retirer'
  | 'demander_depart' | 'annuler_depart' | 'constater_fin'
  | 'engager_exclusion' | 'entendre' | 'exclure' | 'abandonner_exclusion';

export type RefusAdhesion =
  | { readonly code: 'adhesion_inconnue' }
  | { readonly code: 'role_insuffisant' }
  | { readonly code: 'geste_impossible'; readonly statut: StatutAdhesion; readonly geste: GesteAdhesion }
  | { readonly code: 'adhesion_modifiee' }
  | { readonly code: 'adhesion_deja_en_cours' }
  | { readonly code: 'college_a_choisir' }
  | { readonly code: 'college_non_admis'; readonly college: string; readonly motif: 'profession' | 'categorie' }
  | { readonly code: 'categorie_inconnue' }
  | { readonly code: 'jour_incoherent'; readonly raison: 'avant_notification' | 'dans_le_futur' | 'avant_convocation' }
  | { readonly code: 'courriel_manquant' }
  | { readonly code: 'courriel_du_compte' }
  | { readonly code: 'pas_membre' }
  | { readonly code: 'autre_personne' }
  | { readonly code: 'textes_non_acceptes' }
  | { readonly code: 'texte_change' }
  | { readonly code: 'motif_manquant' }
  | { readonly code: 'procedure_inconnue' }
  | { readonly code: 'rien_a_decider' }
  | { readonly code: 'formulaire_ferme' };

/** Charter or internal rules, frozen. `empreinte` is SHA-256 of the text, in hexadecimal. */
export const GenreTexte = z.enum(['charte', 'reglement']);
export type GenreTexte = z.infer<typeof GenreTexte>;
export const TexteAdhesion = z.object({ id: z.uuid(), genre: GenreTexte, numero: z.number(), titre: z.string(), texte: z.string(), empreinte: z.string(), publieLe: Jour });
export type TexteAdhesion = z.infer<typeof TexteAdhesion>;
export type Acceptation = { readonly texteId: string; readonly genre: GenreTexte; readonly numero: number; readonly titre: string; readonly empreinte: string; readonly accepteeLe: Date; readonly moyen: string };

export const Exclusion = z.object({
  id: z.uuid(), griefs: z.string(), notifieeLe: Jour, notificationId: z.uuid().nullable(), convoqueePour: Jour, entendueLe: Jour.nullable(), maniere: z.enum(['presente', 'ecrit', 'absente']).nullable(), observations: z.string().nullable(),
  observationsId: z.uuid().nullable(), decideeLe: Jour.nullable(), decision: z.enum(['exclusion', 'maintien']).nullable(), instance: z.string().nullable(), decisionId: z.uuid().nullable(),
});
export type Exclusion = z.infer<typeof Exclusion>;

/** What a newcomer may find here: a placement, premises, a replacement, help to settle. */
export const GenreOffre = z.enum(['stage', 'local', 'remplacement', 'aide']);
export type GenreOffre = z.infer<typeof GenreOffre>;
export const Offre = z.object({ id: z.uuid(), genre: GenreOffre, titre: z.string(), detail: z.string(), contact: z.string(), lieu: z.string(), depuis: Jour.nullable(), jusque: Jour.nullable(), publieeLe: Jour, retireeLe: Jour.nullable() });
export type Offre = z.infer<typeof Offre>;

/** The CPTS as letters and links name it, and the secret of the instance that seals both. */
export type Depuis = { readonly nom: string; readonly slug: string; readonly url: string; readonly secret: string };

export const StatutCotisation = z.enum(['appelee', 'payee', 'dispensee', 'annulee']);
export type StatutCotisation = z.infer<typeof StatutCotisation>;
export const MoyenDePaiement = z.enum(['virement', 'cheque', 'especes', 'carte', 'autre']);
export type MoyenDePaiement = z.infer<typeof MoyenDePaiement>;

/** The fee of a year: for one college, or for all (`collegeId` null) where no amount names the college. */
export type Bareme = { readonly annee: number; readonly collegeId: string | null; readonly centimes: number };

export const Cotisation = z.object({
  id: z.uuid(), adhesionId: AdhesionId, annee: z.number(), centimes: z.number(), statut: StatutCotisation, appeleeLe: Jour, payeeLe: Jour.nullable(), moyen: MoyenDePaiement.nullable(), recuNumero: z.number().nullable(),
  relances: z.number(), relanceeLe: Jour.nullable(), motif: z.string().nullable(),
});
export type Cotisation = z.infer<typeof Cotisation>;

/** Who owes what, as the page of a campaign lists them. */
export type CotisationLue = Cotisation & { readonly nom: string; readonly courriel: string | null; readonly college: string | null; readonly collegeId: string | null };

export type RefusCotisation =
  | { readonly code: 'role_insuffisant' }
  | { readonly code: 'montant_non_fixe'; readonly colleges: readonly string[] }
  | { readonly code: 'personne_ne_cotise' }
  | { readonly code: 'deja_appelees' }
  | { readonly code: 'cotisation_inconnue' }
  | { readonly code: 'cotisation_close'; readonly statut: StatutCotisation }
  | { readonly code: 'jour_dans_le_futur' };

/** A year's campaign to renew memberships: open from a day, answered until another. */
export type Campagne = { readonly annee: number; readonly ouverteLe: Jour; readonly jusqua: Jour; readonly relanceeLe: Jour | null };
export const MoyenDeRenouvellement = z.enum(['espace', 'lien', 'coordination']);
export type MoyenDeRenouvellement = z.infer<typeof MoyenDeRenouvellement>;
/** A member whom a campaign concerns, and when they renewed, if they did. */
export type Renouvelant = { readonly adhesionId: AdhesionId; readonly nom: string; readonly courriel: string | null; readonly le: Jour | null; readonly moyen: MoyenDeRenouvellement | null };
export type RefusRenouvellement =
  | { readonly code: 'role_insuffisant' }
  | { readonly code: 'campagne_absente' }
  | { readonly code: 'campagne_deja_ouverte' }
  | { readonly code: 'terme_trop_proche' }
  | { readonly code: 'relance_recente'; readonly le: Jour }
  | { readonly code: 'pas_concerne' };

/** A register taken up from a spreadsheet: read, told line by line, then written, then undone if one wishes. */
export const ImportAdherentsId = z.uuid().brand<'ImportAdherentsId'>();
export type ImportAdherentsId = z.infer<typeof ImportAdherentsId>;
export const StatutImportAdherents = z.enum(['deposee', 'importee', 'annulee', 'abandonnee']);
/** What an import did to one membership: `avant` holds the fields it filled in; absent, it created the membership. `version` is the one it left. */
export const ChangementImporte = z.object({ adhesionId: AdhesionId, version: z.number(), avant: z.array(z.string()).optional() });
export type ChangementImporte = z.infer<typeof ChangementImporte>;
export const ImportAdherents = z.object({
  id: ImportAdherentsId, statut: StatutImportAdherents, fichier: z.string(), empreinte: z.string(), rang: z.number(), lignes: z.array(z.array(z.union([z.string(), z.number(), z.null()]))), colonnes: z.array(z.enum(ROLES_DE_COLONNE)),
  categorie: z.string().nullable(), depuis: Jour, changements: z.array(ChangementImporte), deposeeLe: z.date(), importeeLe: z.date().nullable(), accesLe: z.date().nullable(),
});
export type ImportAdherents = z.infer<typeof ImportAdherents>;

export type RefusImportAdherents =
  | { readonly code: 'role_insuffisant' }
  | { readonly code: 'import_inconnu' }
  | { readonly code: 'import_clos' }
  | { readonly code: 'colonnes_changees' }
  | { readonly code: 'role_double' }
  | { readonly code: 'sans_nom' }
  | { readonly code: 'jour_futur' }
  | { readonly code: 'rien_a_importer' }
  | { readonly code: 'personne_a_prevenir' };
