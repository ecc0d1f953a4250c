import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import { PersonneId } from '#core/tenancy.ts';

export const TempsId = z.uuid().brand<'TempsId'>();
export type TempsId = z.infer<typeof TempsId>;

/** Two ledgers: loss of income for functions held (may vary by profession), and pay for a mission (the same for everyone). */
export const Versement = z.enum(['indemnite', 'remuneration']);
export type Versement = z.infer<typeof Versement>;

export const StatutTemps = z.enum(['proposee', 'confirmee', 'approuvee', 'en_paiement', 'payee', 'refusee', 'contestee', 'ecartee']);
export type StatutTemps = z.infer<typeof StatutTemps>;
export type GesteTemps = 'confirmer' | 'ecarter' | 'reprendre' | 'approuver' | 'desapprouver' | 'refuser' | 'contester' | 'mettre_en_paiement' | 'retirer_du_paiement' | 'payer' | 'depayer';

export const Taux = z.object({
  id: z.uuid(),
  nature: Versement,
  profession: z.string().nullable(),
  mission: z.string().nullable(),
  centimesHeure: z.int().min(1),
  depuis: Jour,
  voteReference: z.string(),
  voteLe: Jour,
  /** The same for everybody: rates voted before it, however precise, end on its day. */
  pourTous: z.boolean(),
});
export type Taux = z.infer<typeof Taux>;

export const Temps = z.object({
  id: TempsId,
  personneId: PersonneId,
  statut: StatutTemps,
  version: z.int(),
  nature: Versement,
  mission: z.string(),
  action: z.string(),
  jour: Jour,
  minutes: z.int(),
  centimes: z.int().nullable(),
  tauxId: z.uuid().nullable(),
  preuve: z.string(),
  origine: z.enum(['presence', 'saisie']),
  motif: z.string(),
  approuveePar: PersonneId.nullable(),
});
export type Temps = z.infer<typeof Temps>;
export type TempsLu = Temps & { readonly nom: string; readonly payeeLe: Jour | null };

/** As what somebody did coordination that nobody pays: roles seen in a CPTS, those that ledgers of fees leave out first. */
export const Metier = z.enum(['assistant_medical', 'autre', 'autre_soignant', 'coordination', 'infirmier', 'mediation', 'secretariat', 'travail_social']);
export type Metier = z.infer<typeof Metier>;
export const Tache = z.enum(['joindre', 'rendez_vous', 'papiers', 'liaison', 'sortie', 'reunion', 'autre']);
export type Tache = z.infer<typeof Tache>;
export const Travail = z.object({ id: z.uuid(), jour: Jour, minutes: z.int(), metier: Metier, tache: Tache, note: z.string() });
export type Travail = z.infer<typeof Travail>;

/** What a person says of a time given. */
export type Declaration = { readonly nature: Versement; readonly mission: string; readonly action: string; readonly jour: Jour; readonly minutes: number; readonly preuve: string };

export type TriTemps = 'jour' | 'nom' | 'minutes' | 'centimes' | 'statut' | 'mission';
export type FiltreTemps = { readonly annee: number; readonly q: string; readonly statut: StatutTemps | ''; readonly nature: Versement | ''; readonly tri: TriTemps; readonly sens: 'asc' | 'desc' };

export type RefusFinances =
  | { readonly code: 'role_insuffisant' | 'temps_inconnu' | 'autre_personne' | 'jamais_la_sienne' | 'vote_absent' | 'vote_futur' | 'taux_existe' | 'remuneration_par_profession' | 'pour_tous_sans_exception' | 'travail_inconnu' | 'jour_futur' | 'duree_impossible' | 'rien_a_faire' | 'modifie_entre_temps' | 'exercice_inconnu' | 'iban_faux' | 'compte_cpts_absent' | 'lot_inconnu' | 'lot_fini' | 'execution_passee' }
  | { readonly code: 'taux_absent'; readonly nature: Versement; readonly jour: Jour }
  | { readonly code: 'plafond_inconnu' | 'plafond_publie' | 'annee_trop_loin' | 'exercice_clos' | 'exercice_en_cours'; readonly annee: number }
  | { readonly code: 'plafond_deja_depasse'; readonly annee: number; readonly promis: number }
  | { readonly code: 'exercice_a_traiter'; readonly annee: number; readonly reste: number }
  | { readonly code: 'plafond_depasse'; readonly annee: number; readonly plafond: number; readonly reste: number; readonly minutesAuPlus: number }
  | { readonly code: 'geste_impossible'; readonly statut: StatutTemps };
