import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import { Mission } from '#core/mission.ts';
import { CentimesTapes, facultatif, JourTape, NombreTape } from '#core/saisie.ts';
import type { PersonneId } from '#core/tenancy.ts';
import { Contrat, type Nature, type Poste, Taille } from './model.ts';

export const ContratId = z.uuid().brand<'ContratId'>();
export type ContratId = z.infer<typeof ContratId>;
export const ReleveId = z.uuid().brand<'ReleveId'>();
export type ReleveId = z.infer<typeof ReleveId>;

export const StatutContrat = z.enum(['en_preparation', 'signee', 'resiliee', 'echue']);
export type StatutContrat = z.infer<typeof StatutContrat>;

/** The three who sign. @source faits.md §0.1 (tripartite), §2.7 (contrat type) */
export const Partie = z.enum(['cpts', 'ars', 'cpam']);
export type Partie = z.infer<typeof Partie>;
const Signataire = z.strictObject({ partie: Partie, nom: z.string().max(200), qualite: z.string().max(200), le: Jour.optional() });
export type Signataire = z.infer<typeof Signataire>;

/** What the signed paper says that no sum depends on. `precedent`: the contract that this one continues. */
export const Papiers = z.strictObject({
  signataires: z.array(Signataire).max(3).default([]),
  siege: z.strictObject({ code: z.string().max(10), nom: z.string().max(200), departement: z.string().max(3) }).optional(),
  caisse: z.string().max(200).optional(),
  population: z.strictObject({ habitants: z.int().min(1), le: Jour.optional(), source: z.string().max(200) }).optional(),
  precedent: ContratId.optional(),
});
export type Papiers = z.infer<typeof Papiers>;

/** What is kept in the document of the contract; values, deliverables and payments live in lines of their own. */
export const ContenuContrat = Contrat.omit({ releves: true, livrablesFournis: true, versements: true, aujourdhui: true }).extend({ papiers: Papiers.prefault({}) });
export type ContenuContrat = z.infer<typeof ContenuContrat>;

export type Releve = {
  readonly id: ReleveId;
  readonly indicateur: string;
  readonly le: Jour;
  readonly valeur: number | boolean;
  readonly origine: 'saisie' | 'importee' | 'calculee';
  readonly source: string | undefined;
  readonly formule: string | undefined;
  readonly preuves: number;
  readonly notePar: PersonneId | undefined;
};
export type LivrableFourni = { readonly id: string; readonly indicateur: string; readonly livrable: string; readonly le: Jour; readonly fichierId: string | undefined };
export type Versement = { readonly id: string; readonly le: Jour; readonly montant: number; readonly poste: Poste | undefined; readonly annee: number | undefined; readonly nature: Nature | undefined; readonly reference: string | undefined };

/** The contract of a CPTS with all that happened to it. */
export type Dossier = { readonly id: ContratId; readonly statut: StatutContrat; readonly version: number; readonly contenu: ContenuContrat; readonly releves: readonly Releve[]; readonly livrables: readonly LivrableFourni[]; readonly versements: readonly Versement[] };

const Texte = (max: number, message: string) => z.string().trim().min(1, message).max(max, `Au plus ${max} caractères.`);
const debut = facultatif(JourTape);

/** The contract as its form sends it: a mission without a day is not taken on. */
export const SaisieContrat = z.strictObject({
  version: z.coerce.number().int().min(0),
  taille: z.coerce.number().pipe(z.union(Taille.options, { error: 'Choisissez la taille inscrite au contrat.' })),
  signeLe: JourTape,
  priseEffet: debut,
  regime: z.string().max(40),
  fonctionnement: facultatif(CentimesTapes),
  soldeApresMois: z.coerce.number({ error: 'Un nombre de mois, de 0 à 24.' }).int().min(0, 'De 0 à 24 mois.').max(24, 'De 0 à 24 mois.'),
  jours: z.enum(['reels', 'sans_29_fevrier', 'mois_de_30']),
  arrondi: z.enum(['au_plus_proche', 'inferieur', 'superieur', 'au_pair']),
  debut_acces: debut, debut_parcours: debut, debut_prevention: debut, debut_crise: debut, debut_qualite: debut, debut_accompagnement: debut,
  motif: z.string().trim().max(500).optional(),
});
export type SaisieContrat = z.infer<typeof SaisieContrat>;

const palier = { seuil: facultatif(NombreTape), montant: facultatif(CentimesTapes), nom: z.string().trim().max(80).optional() };

/** A line of the contract as its form sends it. */
export const SaisieLigne = z.strictObject({
  version: z.coerce.number().int().min(1),
  mission: Mission,
  annee: z.coerce.number({ error: 'L’année du contrat, de 1 à 10.' }).int().min(1, 'De 1 à 10.').max(10, 'De 1 à 10.'),
  libelle: Texte(300, 'Nommez la ligne comme au contrat.'),
  action: z.string().trim().max(200).optional(),
  unite: z.string().trim().max(40).optional(),
  source: z.string().trim().max(200).optional(),
  sens: z.enum(['hausse', 'baisse']),
  depart: facultatif(NombreTape),
  departLe: facultatif(JourTape),
  type: z.enum(['atteint', 'paliers_valeur', 'paliers_variation', 'compte', 'lineaire', 'sans_montant'], { error: 'Choisissez comment la ligne paie.' }),
  mesure: z.enum(['absolue', 'relative']),
  cible: facultatif(NombreTape),
  base: facultatif(NombreTape),
  plancher: facultatif(NombreTape),
  montant: facultatif(CentimesTapes),
  prix: facultatif(CentimesTapes),
  seuil1: palier.seuil, montant1: palier.montant, nom1: palier.nom,
  seuil2: palier.seuil, montant2: palier.montant, nom2: palier.nom,
  seuil3: palier.seuil, montant3: palier.montant, nom3: palier.nom,
  seuil4: palier.seuil, montant4: palier.montant, nom4: palier.nom,
  livrables: z.string().max(4000).optional(),
  reporteDe: z.string().max(80).optional(),
  renegocieeLe: facultatif(JourTape),
  /** The value tried, and the button that asks for what it would pay: nothing is saved then. */
  essai: facultatif(NombreTape),
  geste: z.enum(['enregistrer', 'essayer']).optional(),
  motif: z.string().trim().max(500).optional(),
});
export type SaisieLigne = z.infer<typeof SaisieLigne>;

export const SaisieReleve = z.strictObject({
  le: JourTape,
  nombre: facultatif(NombreTape),
  vrai: z.enum(['oui', 'non']).optional(),
  source: z.string().trim().max(200).optional(),
});
export type SaisieReleve = z.infer<typeof SaisieReleve>;

export const SaisieVersement = z.strictObject({
  le: JourTape,
  montant: CentimesTapes.refine((m) => m !== 0, 'Un versement n’est pas nul.'),
  echeance: z.string().max(80).optional(),
  /** A contract that is over: its last balance still comes. */
  contrat: facultatif(ContratId),
  reference: z.string().trim().max(100).optional(),
});
export type SaisieVersement = z.infer<typeof SaisieVersement>;

export const SaisieAvenant = z.strictObject({
  version: z.coerce.number().int().min(1),
  le: JourTape,
  taille: facultatif(z.coerce.number().pipe(Taille)),
  regime: z.string().max(40).default(''),
  fonctionnement: facultatif(CentimesTapes),
  mission: z.union([z.literal(''), Mission]).transform((m) => (m === '' ? undefined : m)),
  fixe: facultatif(CentimesTapes),
  variable: facultatif(CentimesTapes),
  motif: Texte(500, 'Dites pourquoi : l’historique le gardera.'),
});
export type SaisieAvenant = z.infer<typeof SaisieAvenant>;

export const SaisieResiliation = z.strictObject({ version: z.coerce.number().int().min(1), le: JourTape, motif: Texte(500, 'Dites pourquoi : l’historique le gardera.') });
export type SaisieResiliation = z.infer<typeof SaisieResiliation>;

export const SaisieCrise = z.strictObject({ version: z.coerce.number().int().min(1), reconnueLe: JourTape, finLe: facultatif(JourTape) });
export type SaisieCrise = z.infer<typeof SaisieCrise>;

const signataire = { nom: z.string().trim().max(200).default(''), qualite: z.string().trim().max(200).default(''), le: facultatif(JourTape) };
/** The paper of the contract as its form sends it: who signed for whom, where it sits, how many inhabitants it was sized on. */
export const SaisiePapiers = z.strictObject({
  version: z.coerce.number().int().min(1),
  nom_cpts: signataire.nom, qualite_cpts: signataire.qualite, le_cpts: signataire.le,
  nom_ars: signataire.nom, qualite_ars: signataire.qualite, le_ars: signataire.le,
  nom_cpam: signataire.nom, qualite_cpam: signataire.qualite, le_cpam: signataire.le,
  siege: z.string().trim().max(100).default(''),
  caisse: z.string().trim().max(200).default(''),
  habitants: facultatif(NombreTape.refine((n) => Number.isInteger(n) && n >= 1 && n <= 5_000_000, 'Un nombre entier d’habitants.')),
  populationLe: facultatif(JourTape),
  populationSource: z.string().trim().max(200).default(''),
});
export type SaisiePapiers = z.infer<typeof SaisiePapiers>;

export const SaisieRenouvellement = z.strictObject({
  version: z.coerce.number().int().min(1),
  signeLe: JourTape,
  taille: z.coerce.number().pipe(z.union(Taille.options, { error: 'Choisissez la taille inscrite au nouveau contrat.' })),
  regime: z.string().max(40),
  lignes: z.enum(['reprendre', 'aucune'], { error: 'Dites si les lignes de la dernière année sont reprises.' }),
});
export type SaisieRenouvellement = z.infer<typeof SaisieRenouvellement>;

/** One version in the history of the contract. */
export type VersionContrat = { readonly numero: number; readonly motif: string; readonly le: Date; readonly auteur: string | undefined };
/** A contract of the CPTS that is over. */
export type ContratPasse = { readonly id: ContratId; readonly statut: StatutContrat; readonly debut: Jour; readonly fin: Jour };
