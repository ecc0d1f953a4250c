import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import { Mission } from '#core/mission.ts';
import { facultatif, JourTape } from '#core/saisie.ts';
import { Poste } from '#modules/aci/model.ts';
import { Financeur, StatutFiche } from '#modules/actions/model.ts';
import { GenrePreuve } from '#modules/actions/model-preuves.ts';

export const EtatId = z.uuid().brand<'EtatId'>();
export type EtatId = z.infer<typeof EtatId>;

/** What is proposed for a line in the year that follows. */
export const Proposition = z.enum(['reconduire', 'renegocier', 'abandonner']);
export type Proposition = z.infer<typeof Proposition>;

const Texte = z.string().max(6000);
const Suite = z.strictObject({ explication: z.string().max(2000), proposition: Proposition.nullable(), texte: z.string().max(2000) });
export type Suite = z.infer<typeof Suite>;

/** What people write in the file; everything else is read from what the CPTS already keeps. */
export const Redaction = z.strictObject({
  faitsMarquants: Texte,
  difficultes: Texte,
  propositions: Texte,
  tenuLe: Jour.nullable(),
  conclusions: Texte,
  lignes: z.record(z.string(), Suite),
});
export type Redaction = z.infer<typeof Redaction>;
export const REDACTION_VIDE: Redaction = { faitsMarquants: '', difficultes: '', propositions: '', tenuLe: null, conclusions: '', lignes: {} };

const Centimes = z.int();
const Etat = z.enum(['atteinte', 'partielle', 'non_atteinte', 'sans_valeur', 'livrables_manquants', 'sans_depart', 'sans_montant']);

const PreuveGardee = z.strictObject({
  id: z.uuid(), titre: z.string(), genre: GenrePreuve, le: z.string().nullable(), empreinte: z.string(), versee: Jour, livrable: z.string().nullable(),
  faiblesses: z.array(z.enum(['mention_seule', 'sans_date', 'reunion_sans_emargement', 'adresse_seule', 'nombre_seul'])),
});
export type PreuveGardee = z.infer<typeof PreuveGardee>;

const LigneGardee = z.strictObject({
  id: z.string(), libelle: z.string(), mission: Mission, action: z.string().nullable(), unite: z.string().nullable(), sens: z.enum(['hausse', 'baisse']), source: z.string().nullable(), reporteDe: z.string().nullable(),
  depart: z.strictObject({ valeur: z.number(), le: Jour.nullable() }).nullable(),
  /** How the line pays, in a sentence: what was agreed, as it was agreed. */
  objectif: z.string(),
  valeur: z.union([z.number(), z.boolean()]).nullable(), valeurLe: Jour.nullable(), origine: z.enum(['saisie', 'importee', 'calculee']).nullable(), formule: z.string().nullable(),
  etat: Etat, palier: z.string().nullable(), montant: Centimes, maximum: Centimes, dejaPaye: Centimes,
  livrables: z.array(z.strictObject({ libelle: z.string(), obligatoire: z.boolean(), fourni: z.boolean() })),
  preuves: z.array(PreuveGardee),
});
export type LigneGardee = z.infer<typeof LigneGardee>;

const FicheGardee = z.strictObject({ titre: z.string(), statut: StatutFiche, objectif: z.string(), evaluation: z.string(), pilote: z.string().nullable(), partenaires: z.array(z.string()), tachesFaites: z.int(), taches: z.int(), cout: Centimes, reunions: z.int() });
export type FicheGardee = z.infer<typeof FicheGardee>;

const PosteGarde = z.strictObject({
  poste: Poste,
  debut: Jour.nullable(),
  fixe: z.strictObject({ enveloppe: Centimes, du: Centimes }),
  variable: z.strictObject({ enveloppe: Centimes, du: Centimes, ouvert: z.boolean(), taux: z.number().nullable() }).nullable(),
  lignes: z.array(LigneGardee),
  fiches: z.array(FicheGardee),
  /** Planned by the action sheets, each euro once; approved and paid: times and invoices. */
  depenses: z.strictObject({ prevu: Centimes, financeurs: z.array(z.strictObject({ financeur: Financeur, montant: Centimes })), engage: Centimes, paye: Centimes, minutes: z.int() }),
});
export type PosteGarde = z.infer<typeof PosteGarde>;

/** A year of the contract as the file tells it. Signed, it is copied whole: nothing it says is read again from elsewhere. */
export const EtatDossier = z.strictObject({
  modele: z.literal(1),
  cpts: z.string(),
  annee: z.strictObject({ numero: z.int(), debut: Jour, fin: Jour }),
  arreteLe: Jour,
  contrat: z.strictObject({ signeLe: Jour, taille: z.int(), regime: z.string() }),
  totaux: z.strictObject({ maximum: Centimes, fixe: Centimes, variable: Centimes, du: Centimes, avances: Centimes, solde: Centimes, recu: Centimes }),
  postes: z.array(PosteGarde),
  vie: z.strictObject({ reunions: z.int(), presences: z.int(), personnes: z.int(), assemblees: z.int(), professions: z.array(z.strictObject({ profession: z.string(), membres: z.int() })) }),
  redaction: Redaction,
});
export type EtatDossier = z.infer<typeof EtatDossier>;

/** What a signature copies: the year, and the year it is compared with, as it was that day. */
export const CopieSignee = z.strictObject({ etat: EtatDossier, dernier: EtatDossier.nullable() });
export type CopieSignee = z.infer<typeof CopieSignee>;

/** A signed state: the copy, its fingerprint, who signed, and the files made from it. */
export type EtatSigne = {
  readonly id: EtatId;
  readonly annee: number;
  readonly numero: number;
  readonly copie: CopieSignee;
  readonly empreinte: string;
  readonly signeLe: Date;
  readonly signataire: string;
  readonly fichiers: Readonly<Record<FormatDossier, string>>;
  /** The deposit in the exchange room, once the outbox has carried it there. */
  readonly depot: { readonly id: string; readonly numero: number } | undefined;
};

export const FormatDossier = z.enum(['pdf', 'docx', 'xlsx']);
export type FormatDossier = z.infer<typeof FormatDossier>;

/** What is told to the exchange room when a state is signed. */
export const EtatSigneDit = z.strictObject({ etat: EtatId, par: z.strictObject({ personneId: z.uuid(), nom: z.string() }) });

const long = z.string().trim().max(6000, 'Au plus 6 000 caractères.').default('');
/** Fields of lines come as `explication:ID`, `proposition:ID`, `texte:ID`; the rest is fixed. */
const Champ = z.string().max(2000, 'Au plus 2 000 caractères.');
export const SaisieRedaction = z
  .object({ version: z.coerce.number().int().min(0), annee: z.coerce.number().int().min(1).max(10), faitsMarquants: long, difficultes: long, propositions: long, conclusions: long, tenuLe: facultatif(JourTape) })
  .catchall(Champ);
export type SaisieRedaction = z.infer<typeof SaisieRedaction>;
export const SaisieSignature = z.strictObject({ version: z.coerce.number().int().min(0), annee: z.coerce.number().int().min(1).max(10), relu: z.literal('oui', { error: 'Cochez la case : un état signé ne change plus.' }) });
