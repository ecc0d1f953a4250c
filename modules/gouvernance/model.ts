import { z } from 'zod';
import { PersonneId } from '#core/tenancy.ts';
import type { Jour } from '#core/jour.ts';
import type { ReglesInstance } from './moteur/regles.ts';
import type { Depouillement } from './moteur/resultat.ts';
import type { ScrutinEcrit } from './moteur/scrutin.ts';

type Bulletin = Extract<ScrutinEcrit['vote'], { type: 'resolution' }>['bulletins'][number];

export const CodeInstance = z.enum(['ag_ordinaire', 'ag_extraordinaire', 'conseil', 'bureau']);
export type CodeInstance = z.infer<typeof CodeInstance>;

export type SiegesDeCollege = { readonly college: string; readonly sieges: number };
/** A body of the association: its rules of vote as the engine reads them, and what the rest of the statutes says of it. */
export type Instance = {
  readonly code: CodeInstance;
  readonly regles: z.input<typeof ReglesInstance>;
  readonly sieges?: number;
  readonly siegesParCollege?: readonly SiegesDeCollege[];
  /** Voices by name, for the mode « du_membre »; the name « autres » is for whoever is not named. */
  readonly voixDesMembres?: readonly { readonly nom: string; readonly voix: string }[];
  readonly convocation?: { readonly delaiJours?: number; readonly par?: readonly string[] };
};

export type College = { readonly code: string; readonly nom: string; readonly poids?: string; readonly consultatif?: boolean };
export type Fonction = { readonly fonction: string; readonly nom: string; readonly instance: string; readonly ans?: number; /** Undefined: the statutes do not say; null: without limit. */ readonly renouvellements?: number | null; readonly parTiers?: boolean };

/** Statutes as data. Whatever is absent is not said: it is asked for, never assumed. */
export type Statuts = {
  readonly nom?: string;
  readonly objet?: string;
  readonly siege?: string;
  readonly duree?: string;
  readonly excedents?: 'conserves' | 'partages';
  readonly devolution?: 'association' | 'collectivite' | 'membres';
  readonly retrait?: 'libre' | 'avec_accord' | 'interdit';
  readonly adhesion?: 'libre' | 'obligatoire';
  readonly admission?: string;
  readonly exclusion?: { readonly organe?: string; readonly apresAudition?: boolean };
  readonly cotisation?: { readonly euros?: number; readonly exigee?: boolean };
  readonly colleges: readonly College[];
  readonly instances: readonly Instance[];
  readonly fonctions: readonly Fonction[];
  readonly signataires?: readonly string[];
  readonly modification?: string;
  readonly dissolution?: string;
  readonly reglementInterieur?: string;
  readonly declarationJours?: number;
  readonly aDistance?: boolean;
};

/** What is written for each question, under its key: the statutes as people type them, and as versions keep them. */
export const Reponses = z.record(z.string(), z.string());
export type Reponses = z.infer<typeof Reponses>;

export const VersionStatutsId = z.uuid().brand<'VersionStatutsId'>();
export type VersionStatutsId = z.infer<typeof VersionStatutsId>;

export const StatutTexte = z.enum(['brouillon', 'en_vigueur', 'remplacee']);
export type StatutTexte = z.infer<typeof StatutTexte>;

export type VersionStatuts = { readonly id: VersionStatutsId; readonly numero: number; readonly reponses: Reponses; readonly statut: StatutTexte; readonly le: Date; readonly par: string; readonly adopteeLe?: Jour; readonly declareeLe?: Jour };

/** What is told to the préfecture: who takes a function, who leaves it, statutes adopted. */
export const ObjetDeclare = z.enum(['mandat', 'fin_mandat', 'statuts']);
export type ObjetDeclare = z.infer<typeof ObjetDeclare>;

/** Why a clause cannot stand: against the law, another clause, or what can be counted. */
export type Faute = { readonly code: string; readonly clause: string; readonly contre: 'loi' | 'clause' | 'compte'; readonly raison: string };
/** A rule that the statutes do not say. `cle` is the question that asks for it. */
export type Manque = { readonly cle: string; readonly question: string };

export const MandatId = z.uuid().brand<'MandatId'>();
export type MandatId = z.infer<typeof MandatId>;
export type Mandat = { readonly id: MandatId; readonly fonction: string; readonly personneId: PersonneId; readonly nom: string; readonly debut: Jour; readonly fin?: Jour; readonly cesse?: Jour; readonly declareLe?: Jour; readonly finDeclareeLe?: Jour };

export const AssembleeId = z.uuid().brand<'AssembleeId'>();
export type AssembleeId = z.infer<typeof AssembleeId>;
export const PointId = z.uuid().brand<'PointId'>();
export type PointId = z.infer<typeof PointId>;

export const StatutAssemblee = z.enum(['preparee', 'convoquee', 'ouverte', 'close', 'approuvee']);
export type StatutAssemblee = z.infer<typeof StatutAssemblee>;
export const StatutPoint = z.enum(['a_venir', 'ouvert', 'clos']);
export type StatutPoint = z.infer<typeof StatutPoint>;
export const FormeVote = z.enum(['main_levee', 'secret', 'distance']);
export type FormeVote = z.infer<typeof FormeVote>;

/** A member who may vote, as the register said when the assembly was convened. */
export const Electeur = z.object({ id: z.string(), nom: z.string(), college: z.string().optional(), personneId: PersonneId.optional() });
export type Electeur = z.infer<typeof Electeur>;

/** Tapped on one's own page, by the code shown in the room, or ticked on the sheet. */
export const MoyenDePresence = z.enum(['tape', 'code', 'feuille']);
export type MoyenDePresence = z.infer<typeof MoyenDePresence>;

/** What one says beforehand; being there is noted in the room. */
export const ReponseConvocation = z.enum(['viendra', 'absence']);
export type ReponseConvocation = z.infer<typeof ReponseConvocation>;

export const Signature = z.object({ personneId: PersonneId, nom: z.string(), le: z.string() });
export type Signature = z.infer<typeof Signature>;

export type Point = {
  readonly id: PointId;
  readonly ordre: number;
  readonly titre: string;
  readonly genre: 'information' | 'resolution' | 'election';
  readonly decision: string;
  readonly sieges: number;
  /** Seats kept for a college, when they are divided; their sum is `sieges`. */
  readonly siegesParCollege?: readonly SiegesDeCollege[];
  /** The vote of the same election that this one follows: its second round, or a vote between those it left tied. */
  readonly premierTour?: PointId;
  readonly candidats: readonly string[];
  readonly forme: FormeVote;
  readonly statut: StatutPoint;
  readonly bulletins: readonly Bulletin[];
  readonly resultat?: Depouillement;
};

export type Procuration = { readonly mandant: string; readonly mandataire: string; readonly recueLe: Date };

/** An assembly or a meeting of a body. Rules and electorate are those of the day it was convened. */
export type Assemblee = {
  readonly id: AssembleeId;
  readonly instance: CodeInstance;
  readonly titre: string;
  readonly jour: Jour;
  readonly heure: string;
  readonly lieu: string;
  readonly convocation: 1 | 2;
  readonly statut: StatutAssemblee;
  readonly regles?: ReglesFigees;
  readonly electeurs: readonly Electeur[];
  readonly presidence?: string;
  readonly convoqueeLe?: Date;
  readonly ouverteLe?: Date;
  readonly closeLe?: Date;
  readonly approuveeLe?: Date;
  readonly signatures: readonly Signature[];
  readonly observations: string;
  readonly points: readonly Point[];
  readonly presents: readonly { readonly electeur: string; readonly moyen: MoyenDePresence }[];
  readonly procurations: readonly Procuration[];
  readonly envois: readonly { readonly electeur: string; readonly le: Date; readonly sansAdresse: boolean; readonly reponse?: ReponseConvocation }[];
};

/** An assembly as it is prepared. */
export type NouveauPoint = Pick<Point, 'titre' | 'genre' | 'decision' | 'sieges' | 'siegesParCollege' | 'premierTour' | 'candidats' | 'forme'>;
export type NouvelleAssemblee = Pick<Assemblee, 'instance' | 'titre' | 'jour' | 'heure' | 'lieu' | 'convocation'> & { readonly points: readonly NouveauPoint[] };

/** What the statutes said when the assembly was convened, as the engine reads it. */
export type ReglesFigees = { readonly colleges: readonly College[]; readonly instance: Instance; readonly signataires: readonly string[]; readonly aDistance: boolean };

/** A ballot as the urn holds it: nothing in it, nor around it, says whose it is. */
export const BulletinSecret = z.strictObject({ jeton: z.string().regex(/^[\w-]{43}$/), choix: z.string().min(1).max(400), signature: z.string().regex(/^[\w-]{300,400}$/) });
export type BulletinSecret = z.infer<typeof BulletinSecret>;

// --- Conflicts and load

export const MediationId = z.uuid().brand<'MediationId'>();
export type MediationId = z.infer<typeof MediationId>;
export const GenreMediation = z.enum(['mediation', 'facilitation']);
export type GenreMediation = z.infer<typeof GenreMediation>;
export const StatutMediation = z.enum(['demandee', 'acceptee', 'declinee', 'close', 'retiree']);
export type StatutMediation = z.infer<typeof StatutMediation>;
export const SuiteMediation = z.strictObject({ le: z.string(), par: PersonneId, texte: z.string() });

/** A request that two people see: who asks, and whom it is entrusted to. */
export type Mediation = {
  readonly id: MediationId;
  readonly genre: GenreMediation;
  readonly par: { readonly personneId: PersonneId; readonly nom: string };
  readonly a: { readonly personneId: PersonneId; readonly nom: string };
  readonly recit: string;
  readonly statut: StatutMediation;
  readonly le: Date;
  readonly suites: readonly z.infer<typeof SuiteMediation>[];
};

export const PoulsId = z.uuid().brand<'PoulsId'>();
export type PoulsId = z.infer<typeof PoulsId>;
export const StatutPouls = z.enum(['ouverte', 'close']);
/** One letter per question: yes, in part, no. All answers have one length. */
export const ReponsePouls = z.string().regex(/^[opn]{3}$/);
export type ReponsePouls = z.infer<typeof ReponsePouls>;
/** Per question: yes, in part, no. */
export const ResultatPouls = z.array(z.tuple([z.int(), z.int(), z.int()])).length(3);
export type ResultatPouls = z.infer<typeof ResultatPouls>;
export type Pouls = { readonly id: PoulsId; readonly titre: string; readonly jour: Jour; readonly clotLe: Jour; readonly statut: z.infer<typeof StatutPouls>; readonly invites: readonly string[]; readonly resultat?: ResultatPouls };
