import { z } from 'zod';
import type { Report, ZoneFeries } from '#core/calendrier.ts';
import type { Jour } from '#core/jour.ts';
import type { MissionSocle } from './constants.ts';

/** Where a CPTS stands in its journey. @source docs/sources/projet.md, « Le parcours » */
export const StatutParcours = z.enum([
  'contact', 'lettre_en_redaction', 'lettre_deposee', 'lettre_a_reprendre', 'lettre_validee', 'projet_en_redaction', 'projet_depose', 'projet_valide', 'projet_repute_valide',
  'projet_oppose', 'negociation_aci', 'aci_signe', 'missions_en_demarrage', 'regime_courant', 'dialogue_annuel', 'renouvellement_5_ans', 'resiliation',
]);
export type StatutParcours = z.infer<typeof StatutParcours>;

/** What makes a file move: one step of the journey. */
export const GesteParcours = z.enum([
  'tenir_rencontre', 'deposer_lettre', 'valider_lettre', 'demander_reprise', 'commencer_projet', 'deposer_projet', 'valider_projet', 'laisser_valider', 'opposer', 'constater_opposition',
  'demander_des_pieces', 'reprendre_projet', 'ouvrir_negociation', 'signer_contrat', 'lancer_missions', 'atteindre_regime_courant', 'ouvrir_dialogue', 'clore_dialogue', 'preparer_renouvellement', 'signer_renouvellement', 'resilier',
]);
export type GesteParcours = z.infer<typeof GesteParcours>;

/** Who may owe a step. `maillage` only notes what time alone decides. */
export const Institution = z.enum(['cpts', 'ars', 'assurance_maladie', 'maillage']);
export type Institution = z.infer<typeof Institution>;

/** The two grounds on which the ARS may oppose a health project, and no other. @source CSP, L1434-12 */
export const MotifOpposition = z.enum(['prs', 'territoire']);
export type MotifOpposition = z.infer<typeof MotifOpposition>;

export const GenreDepot = z.enum(['lettre_intention', 'projet_sante', 'piece']);
export type GenreDepot = z.infer<typeof GenreDepot>;

export const PasId = z.uuid().brand<'PasId'>();
export type PasId = z.infer<typeof PasId>;
export const DepotId = z.uuid().brand<'DepotId'>();
export type DepotId = z.infer<typeof DepotId>;

/** A step taken. `le` is the day of the fact, `enregistreLe` the instant it was noted here. */
export type Pas = {
  readonly id: PasId;
  readonly geste: GesteParcours;
  readonly de: StatutParcours;
  readonly vers: StatutParcours;
  readonly le: Jour;
  readonly enregistreLe: Date;
  readonly institution: Institution;
  /** Who acted, in words; the person who noted it may be another. */
  readonly acteur: string;
  readonly notePar?: { readonly id: string; readonly nom: string };
  readonly depot?: DepotId;
  readonly baseLegale: string;
  readonly commentaire: string;
  readonly motif?: MotifOpposition;
  /** Told afterwards, when a CPTS that already existed entered. */
  readonly reprise: boolean;
};

/** How deadlines are counted here; each is shown « à vérifier ». */
export type Reglages = { readonly zone: ZoneFeries; /** What becomes of the last day of the two months of silence. */ readonly reportSilence: Report; readonly reportReperes: Report };

export type MissionSuivie = { readonly mission: MissionSocle; readonly demarreeLe?: Jour; readonly deployeeLe?: Jour };

/** The file of a CPTS: where it stands, since when, every step that still holds, in order. */
export type Dossier = {
  readonly statut: StatutParcours;
  readonly depuis: Jour;
  readonly version: number;
  readonly commenceLe: Jour;
  readonly pas: readonly Pas[];
  readonly missions: readonly MissionSuivie[];
  readonly reglages: Reglages;
};

/** A document deposited with the institutions: frozen, numbered, with the fingerprint of its bytes. */
export type Depot = {
  readonly id: DepotId;
  readonly numero: number;
  readonly genre: GenreDepot;
  readonly titre: string;
  readonly fichierId: string;
  readonly nom: string;
  readonly octets: number;
  readonly empreinte: string;
  /** What may be remarked upon, in order: paragraphs of a document written here, one entry for a file from elsewhere. */
  readonly paragraphes: readonly Paragraphe[];
  readonly deposeLe: Date;
  readonly deposePar: string;
};
export const Paragraphe = z.strictObject({ titre: z.boolean(), texte: z.string() });
export type Paragraphe = z.infer<typeof Paragraphe>;
