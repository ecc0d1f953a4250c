import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import { facultatif } from '#core/saisie.ts';
import { Poste } from '#modules/aci/model.ts';

export const MouvementId = z.uuid().brand<'MouvementId'>();
export type MouvementId = z.infer<typeof MouvementId>;

/** What a line of the bank settles, or is by itself. */
export const ObjetMouvement = z.enum(['facture', 'lot', 'subvention', 'versement', 'frais', 'cotisations', 'produit', 'charge']);
export type ObjetMouvement = z.infer<typeof ObjetMouvement>;

/** A line as the bank's file says it. `cle` is the same whenever the same line comes back. */
export type MouvementLu = { readonly cle: string; readonly jour: Jour; readonly centimes: number; readonly libelle: string; readonly contrepartie: string; readonly reference: string };
export type ReleveLu = { readonly iban: string | undefined; readonly mouvements: readonly MouvementLu[] };

export const Mouvement = z.object({ id: MouvementId, jour: Jour, centimes: z.int(), libelle: z.string(), contrepartie: z.string(), reference: z.string(), objet: ObjetMouvement.nullable(), objetId: z.uuid().nullable(), encaissementId: z.uuid().nullable(), poste: Poste.nullable() });
export type Mouvement = z.infer<typeof Mouvement>;

/** Which column of a CSV says what. `debit` and `credit`, or `montant` alone with its sign. */
export const Colonnes = z.object({ jour: z.string(), libelle: z.string(), montant: z.string(), debit: z.string(), credit: z.string(), contrepartie: z.string(), reference: z.string() });
export type Colonnes = z.infer<typeof Colonnes>;

export type RefusBanque =
  | { readonly code: 'role_insuffisant' | 'xml_illisible' | 'xml_interdit' | 'pas_un_camt053' | 'solde_faux' | 'releve_vide' | 'trop_de_mouvements' | 'csv_illisible' | 'genre_inconnu' | 'fichier_absent' | 'deja_importe' | 'trop_gros' | 'autre_compte' | 'mouvement_inconnu' | 'deja_rapproche' | 'pas_rapproche' | 'ne_correspond_pas' | 'objet_indisponible' }
  | { readonly code: 'devise_etrangere'; readonly devise: string }
  | { readonly code: 'montant_illisible' | 'jour_illisible'; readonly ligne: number; readonly texte: string }
  | { readonly code: 'csv_sans_colonne'; readonly colonne: string }
  | { readonly code: 'exercice_clos'; readonly annee: number };

export const SaisieRapprochement = z.strictObject({ mouvement: MouvementId, objet: ObjetMouvement, id: facultatif(z.uuid()), poste: facultatif(Poste) });
const colonne = z.string().max(100).default('');
export const SaisieColonnes = z.strictObject({ jour: colonne, libelle: colonne, montant: colonne, debit: colonne, credit: colonne, contrepartie: colonne, reference: colonne });
