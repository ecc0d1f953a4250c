import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import { CentimesTapes, facultatif, JourTape } from '#core/saisie.ts';
import { PersonneId } from '#core/tenancy.ts';
import { Poste } from '#modules/aci/model.ts';
import { Financeur } from '#modules/actions/model.ts';

/** Natures of spending: those of the action sheets, and what a CPTS pays besides. */
export const NatureCharge = z.enum(['indemnites', 'remunerations', 'salaires', 'prestataires', 'achats', 'deplacements', 'banque', 'autres']);
export type NatureCharge = z.infer<typeof NatureCharge>;

export const FactureId = z.uuid().brand<'FactureId'>();
export type FactureId = z.infer<typeof FactureId>;
export const SubventionId = z.uuid().brand<'SubventionId'>();
export type SubventionId = z.infer<typeof SubventionId>;

export const StatutFacture = z.enum(['recue', 'approuvee', 'payee', 'refusee']);
export type StatutFacture = z.infer<typeof StatutFacture>;
export type GesteFacture = 'approuver' | 'refuser' | 'desapprouver' | 'rouvrir' | 'payer' | 'depayer';
export const StatutSubvention = z.enum(['annoncee', 'accordee', 'abandonnee']);
export type StatutSubvention = z.infer<typeof StatutSubvention>;
export type GesteSubvention = 'accorder' | 'abandonner' | 'desaccorder' | 'reprendre';

export const Facture = z.object({
  id: FactureId, statut: StatutFacture, version: z.int(), fournisseur: z.string(), numero: z.string(), jour: Jour, echeance: Jour.nullable(), centimes: z.int(), poste: Poste, nature: NatureCharge,
  ficheId: z.uuid().nullable(), libelle: z.string(), fichierId: z.uuid().nullable(), motif: z.string(), saisiePar: PersonneId, approuveePar: PersonneId.nullable(), approuveeLe: Jour.nullable(), payeeLe: Jour.nullable(),
});
export type Facture = z.infer<typeof Facture>;

export const Subvention = z.object({
  id: SubventionId, statut: StatutSubvention, version: z.int(), financeur: Financeur, nom: z.string(), libelle: z.string(), centimes: z.int(), jour: Jour, poste: Poste.nullable(), fichierId: z.uuid().nullable(),
  motif: z.string(), saisiePar: PersonneId, approuveePar: PersonneId.nullable(), approuveeLe: Jour.nullable(),
});
export type Subvention = z.infer<typeof Subvention>;
export type Encaissement = { readonly id: string; readonly subventionId: string; readonly jour: Jour; readonly centimes: number; readonly reference: string };
export type SubventionSuivie = Subvention & { readonly recu: number; readonly encaissements: readonly Encaissement[] };

export const LigneBudget = z.object({ id: z.uuid(), annee: z.int(), poste: Poste, ficheId: z.uuid().nullable(), nature: NatureCharge, libelle: z.string(), centimes: z.int(), cle: z.string().nullable() });
export type LigneBudget = z.infer<typeof LigneBudget>;

/** The accounts by which the journal speaks. What is not said by the CPTS is the default of `moteur/plan.ts`. */
export const CleCompte = z.enum(['banque', 'fournisseurs', 'membres', 'subventions_a_recevoir', 'report', 'charge_indemnites', 'charge_remunerations', 'charge_salaires', 'charge_prestataires', 'charge_achats', 'charge_deplacements', 'charge_banque', 'charge_autres', 'produit_subventions', 'produit_aci', 'produit_cotisations', 'produit_autres']);
export type CleCompte = z.infer<typeof CleCompte>;
export const Comptes = z.partialRecord(CleCompte, z.strictObject({ numero: z.string().regex(/^[1-7]\d{2,9}$/), libelle: z.string().min(2).max(100) }));
export type Comptes = z.infer<typeof Comptes>;
/** Words of the ledger of time, lower case without accents → where they are counted. */
export const Imputations = z.record(z.string(), Poste);
export type Imputations = z.infer<typeof Imputations>;
export type Reglages = { readonly siren: string | null; readonly comptes: Comptes; readonly imputations: Imputations; readonly ouverture: { readonly le: Jour; readonly centimes: number } | undefined; readonly version: number };

export type TriFacture = 'jour' | 'fournisseur' | 'centimes' | 'statut' | 'echeance';
export type FiltreFactures = { readonly annee: number; readonly q: string; readonly statut: StatutFacture | ''; readonly poste: Poste | ''; readonly tri: TriFacture; readonly sens: 'asc' | 'desc' };

export type RefusComptes =
  | { readonly code: 'role_insuffisant' | 'jamais_la_sienne_facture' | 'facture_inconnue' | 'facture_deja_saisie' | 'subvention_inconnue' | 'jour_futur' | 'fiche_inconnue' | 'fiche_autre_mission' | 'modifie_entre_temps' | 'rien_a_reprendre' | 'trop_encaisse' | 'ligne_inconnue' | 'motif_absent' | 'encaissement_inconnu' }
  | { readonly code: 'fichier_refuse'; readonly phrase: string }
  | { readonly code: 'exercice_clos'; readonly annee: number }
  | { readonly code: 'geste_impossible_facture'; readonly statut: StatutFacture }
  | { readonly code: 'geste_impossible_subvention'; readonly statut: StatutSubvention };

const texte = (max: number, min = 0, message = ''): z.ZodString => z.string().trim().min(min, message).max(max, `${max} caractères au plus.`);
const Positif = CentimesTapes.refine((c) => c > 0, 'Un montant supérieur à zéro.').refine((c) => c <= 1_000_000_000, 'Au plus dix millions d’euros.');
const CHOISIR = { error: 'Choisissez dans la liste.' };
const Fiche = facultatif(z.uuid('Choisissez une action de la liste.'));

export const SaisieFacture = z.strictObject({
  fournisseur: texte(120, 2, 'Dites de qui vient la facture.'), numero: texte(60, 1, 'Recopiez le numéro de la facture : il évite de la payer deux fois.'), jour: JourTape, echeance: facultatif(JourTape),
  montant: CentimesTapes.refine((c) => c !== 0, 'Un montant qui n’est pas nul ; négatif pour un avoir.').refine((c) => Math.abs(c) <= 1_000_000_000, 'Au plus dix millions d’euros.'),
  poste: z.enum(Poste.options, CHOISIR), nature: z.enum(NatureCharge.options, CHOISIR), fiche: Fiche, libelle: texte(200).default(''),
});
export type SaisieFacture = z.infer<typeof SaisieFacture>;
export const SaisieGesteFacture = z.strictObject({ version: z.coerce.number().int(), geste: z.enum(['approuver', 'refuser', 'desapprouver', 'rouvrir', 'payer', 'depayer']), motif: texte(200).default(''), jour: facultatif(JourTape) });
export const SaisieSubvention = z.strictObject({
  financeur: z.enum(Financeur.options, CHOISIR), nom: texte(120, 2, 'Nommez le financeur.'), libelle: texte(200, 2, 'Dites ce que la somme finance.'), montant: Positif, jour: JourTape, poste: facultatif(Poste),
});
export type SaisieSubvention = z.infer<typeof SaisieSubvention>;
export const SaisieGesteSubvention = z.strictObject({ version: z.coerce.number().int(), geste: z.enum(['accorder', 'abandonner', 'desaccorder', 'reprendre']), motif: texte(200).default('') });
export const SaisieEncaissement = z.strictObject({ jour: JourTape, montant: Positif, reference: texte(100).default('') });
export const SaisieBudget = z.strictObject({ annee: z.coerce.number().int().min(2000).max(2100), poste: z.enum(Poste.options, CHOISIR), nature: z.enum(NatureCharge.options, CHOISIR), fiche: Fiche, libelle: texte(200, 2, 'Dites à quoi sert la somme.'), montant: Positif });
export type SaisieBudget = z.infer<typeof SaisieBudget>;
const NumeroTape = facultatif(z.string().trim().regex(/^[1-7]\d{2,9}$/, 'Un numéro de compte : trois chiffres au moins, de la classe 1 à 7.'));
/** One field for each of CleCompte. */
export const SaisieReglages = z.strictObject({
  version: z.coerce.number().int().min(0), siren: facultatif(z.string().transform((t) => t.replace(/\s/g, '')).refine((t) => /^\d{9}$/.test(t), 'Le SIREN a neuf chiffres.')),
  ouvertureLe: facultatif(JourTape), ouverture: facultatif(CentimesTapes),
  compte_banque: NumeroTape, compte_fournisseurs: NumeroTape, compte_membres: NumeroTape, compte_subventions_a_recevoir: NumeroTape, compte_report: NumeroTape,
  compte_charge_indemnites: NumeroTape, compte_charge_remunerations: NumeroTape, compte_charge_salaires: NumeroTape, compte_charge_prestataires: NumeroTape, compte_charge_achats: NumeroTape,
  compte_charge_deplacements: NumeroTape, compte_charge_banque: NumeroTape, compte_charge_autres: NumeroTape, compte_produit_subventions: NumeroTape, compte_produit_aci: NumeroTape,
  compte_produit_cotisations: NumeroTape, compte_produit_autres: NumeroTape,
});
export type SaisieReglages = z.infer<typeof SaisieReglages>;
export const SaisieImputation = z.strictObject({ mission: texte(120, 1, 'Choisissez un mot du registre.'), poste: z.enum(Poste.options, CHOISIR) });
