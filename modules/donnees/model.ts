import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import { PersonneId } from '#core/tenancy.ts';

export const DemandeId = z.uuid().brand<'DemandeId'>();
export type DemandeId = z.infer<typeof DemandeId>;

/** What a person may ask about what is known of them. @source règlement (UE) 2016/679, art. 15 à 21 */
export const GenreDemande = z.enum(['acces', 'rectification', 'effacement', 'limitation', 'opposition', 'portabilite']);
export type GenreDemande = z.infer<typeof GenreDemande>;
export const StatutDemande = z.enum(['recue', 'prolongee', 'satisfaite', 'refusee']);
export type StatutDemande = z.infer<typeof StatutDemande>;
export const CanalDemande = z.enum(['compte', 'courriel', 'courrier', 'oral']);

export const Demande = z.object({
  id: DemandeId, genre: GenreDemande, statut: StatutDemande, version: z.number(), personneId: PersonneId.nullable(), adhesionId: z.uuid().nullable(), nom: z.string(), canal: CanalDemande, recueLe: Jour, detail: z.string(),
  prolongeeLe: Jour.nullable(), motif: z.string().nullable(), closeLe: Jour.nullable(), reponse: z.string().nullable(), preuve: z.record(z.string(), z.union([z.number(), z.string()])).nullable(),
});
export type Demande = z.infer<typeof Demande>;

/**
 * What was decided of a text that names a person, before their erasure. `cle`: fingerprint of the text and its place. A text rewritten is
 * kept with what it said until the erasure, so that it can be taken back; the erasure leaves counts alone.
 */
export const Relue = z.object({ cle: z.string(), ou: z.string(), choix: z.enum(['remplace', 'laisse']), ids: z.array(z.uuid()), avant: z.unknown(), apres: z.unknown() });
export type Relue = z.infer<typeof Relue>;
/** A text that names the person, with the rows where it stands. */
export type TexteNomme = { readonly cle: string; readonly table: string; readonly colonne: string; readonly ids: readonly string[]; readonly valeur: unknown; readonly scelle: boolean };
export type GesteTexte = 'remplacer' | 'laisser' | 'reprendre';

/** What the accounts still name after an erasure, and until when. */
export type IdentiteGardee = { readonly nom: string; readonly motif: string; readonly jusque: Jour };

export type GesteDemande = 'prolonger' | 'satisfaire' | 'refuser' | 'effacer';

export type RefusDemande =
  | { readonly code: 'role_insuffisant' }
  | { readonly code: 'demande_inconnue' }
  | { readonly code: 'demande_modifiee' }
  | { readonly code: 'geste_impossible'; readonly statut: StatutDemande }
  | { readonly code: 'deja_demandee' }
  | { readonly code: 'jour_futur' }
  | { readonly code: 'delai_passe' }
  | { readonly code: 'personne_inconnue' }
  | { readonly code: 'soi_meme' }
  | { readonly code: 'texte_change' }
  | { readonly code: 'paiement_en_cours' };

const texte = (max: number, vide: string) => z.string().trim().min(1, vide).max(max, `Ce texte dépasse ${max} caractères.`);
const JourTape = z.string().trim().transform((b) => b.replace(/^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/, (_, j: string, m: string, a: string) => `${a}-${m.padStart(2, '0')}-${j.padStart(2, '0')}`)).pipe(z.string().refine((t) => Jour.safeParse(t).success, 'Cette date n’existe pas. Écrivez-la ainsi : 12/03/2026')).transform((t) => Jour.parse(t));

export const SaisieDemande = z.strictObject({ genre: GenreDemande, adhesion: z.preprocess((v) => (v === '' ? undefined : v), z.uuid().optional()), nom: z.string().trim().max(160).default(''), canal: z.enum(['courriel', 'courrier', 'oral'], 'Dites comment la demande est arrivée.'), recue_le: JourTape, detail: z.string().trim().max(4000).default('') });
export const SaisieMienne = z.strictObject({ genre: GenreDemande, detail: z.string().trim().max(4000, 'Ce texte dépasse 4 000 caractères.').default('') });
export const SaisieReponse = z.strictObject({ version: z.coerce.number().int(), reponse: texte(4000, 'Écrivez ce qui a été fait.') });
export const SaisieMotif = z.strictObject({ version: z.coerce.number().int(), motif: texte(2000, 'Écrivez pourquoi : la personne le saura.') });
export const SaisieVersion = z.strictObject({ version: z.coerce.number().int() });
export const SaisieTexte = z.strictObject({ cle: z.string().regex(/^[0-9a-f]{64}$/, 'Choisissez un texte de la liste.'), geste: z.enum(['remplacer', 'laisser', 'reprendre'], 'Dites s’il faut remplacer ou laisser.') });
