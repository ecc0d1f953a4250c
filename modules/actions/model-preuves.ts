import { z } from 'zod';
import { facultatif, JourTape } from '#core/saisie.ts';

export const PreuveId = z.uuid().brand<'PreuveId'>();
export type PreuveId = z.infer<typeof PreuveId>;
export const StatutPreuve = z.enum(['versee', 'retiree']);
export type StatutPreuve = z.infer<typeof StatutPreuve>;
/** The usual evidence of published contracts, and the weakest of all: a mention in a report. @source faits.md §2.5 */
export const GenrePreuve = z.enum(['emargement', 'compte_rendu', 'photo', 'requete_cpam', 'bilan', 'convention', 'decompte', 'lien', 'mention']);
export type GenrePreuve = z.infer<typeof GenrePreuve>;

export type Preuve = {
  readonly id: PreuveId;
  readonly statut: StatutPreuve;
  readonly genre: GenrePreuve;
  readonly titre: string;
  readonly le: string | null;
  readonly fichierId: string | null;
  readonly lien: string | null;
  readonly nombre: number | null;
  readonly empreinte: string;
  readonly indicateur: string | null;
  readonly livrable: string | null;
  readonly releveId: string | null;
  readonly ficheId: string | null;
  readonly verseeLe: Date;
  readonly verseePar: string | null;
  readonly auteur: string | undefined;
  readonly motifRetrait: string | null;
};

/** A piece of evidence as its form sends it, its file aside; `cible` is a line of the contract, or one of its deliverables. */
export const SaisiePreuve = z.strictObject({
  genre: z.enum(GenrePreuve.options, { error: 'Dites de quelle preuve il s’agit.' }),
  titre: z.string().trim().min(1, 'Donnez un nom à la preuve.').max(200, 'Au plus 200 caractères.'),
  le: facultatif(JourTape),
  cible: z.string().max(200).default(''),
  fiche: z.union([z.literal(''), z.uuid('Choisissez une action de la liste.')]).default(''),
  lien: facultatif(z.url({ protocol: /^https?$/, error: 'Écrivez une adresse complète, qui commence par https://.' }).max(1000)),
  nombre: facultatif(z.coerce.number({ error: 'Écrivez un nombre entier.' }).int('Écrivez un nombre entier.').min(0, 'Un nombre positif.').max(10_000_000, 'Ce nombre est trop grand.')),
});
export type SaisiePreuve = z.infer<typeof SaisiePreuve>;

export const SaisieRattachement = SaisiePreuve.pick({ cible: true, fiche: true }).extend({ motif: z.string().trim().min(1, 'Dites pourquoi : l’historique le gardera.').max(500, 'Au plus 500 caractères.') });
export type SaisieRattachement = z.infer<typeof SaisieRattachement>;

export const PREUVES_PAR_PAGE = 30;
/** What the vault is asked for; what is unreadable falls back to everything. */
export const DemandePreuves = z.object({
  q: z.string().max(200).catch(''),
  ligne: z.string().max(80).catch(''),
  genre: z.union([z.literal(''), GenrePreuve]).catch(''),
  etat: z.enum(['', 'fragile', 'solide', 'retiree']).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type DemandePreuves = z.infer<typeof DemandePreuves>;
/** A piece as the vault shows it: the type of its file, whether a sign-in sheet stands beside it, what it proved before. */
export type PreuveMontree = Preuve & { readonly typeFichier: string | undefined; readonly emargee: boolean; readonly avant: readonly { readonly indicateur: string | null; readonly ficheId: string | null; readonly motif: string; readonly le: Date; readonly auteur: string | undefined }[] };
export type PageDePreuves = { readonly preuves: readonly PreuveMontree[]; readonly total: number };

export const SaisieRetrait = z.strictObject({ motif: z.string().trim().min(1, 'Dites pourquoi : l’historique le gardera.').max(500, 'Au plus 500 caractères.') });

/** What is told to the contract when evidence comes or goes: how many pieces now stand behind a value, behind a deliverable. */
export type PreuveComptee = { readonly indicateur: string; readonly releve: { readonly id: string; readonly preuves: number } | null; readonly livrable: { readonly id: string; readonly preuves: number; readonly fichierId: string | null } | null };

/** The signed sheet of a meeting, received and not tied to anything yet. */
export type FeuilleRecue = { readonly id: string; readonly titre: string; readonly jour: string; readonly fichierId: string; readonly empreinte: string };
export const SaisieFeuille = SaisiePreuve.pick({ cible: true, fiche: true });
