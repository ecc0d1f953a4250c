import { type Selectable, sql } from 'kysely';
import { cleDeRecherche } from '#core/texte.ts';
import type { TablesActions } from '#db/tables/actions.ts';
import { lireCalcul } from '#modules/aci/queries.ts';
import type { Contexte } from '#server/contexte.ts';
import { type DemandePreuves, type FeuilleRecue, GenrePreuve, type PageDePreuves, type Preuve, PREUVES_PAR_PAGE, PreuveId, StatutPreuve } from './model-preuves.ts';
import { attendusDe, type Faiblesse, faiblessesDe, type LigneAProuver } from './rules-preuves.ts';

const base = ({ tx, cpts }: Contexte) => tx.selectFrom('preuves as v').leftJoin('personnes as p', 'p.id', 'v.versee_par').where('v.cpts_id', '=', cpts);
type Ligne = Selectable<TablesActions['preuves']> & { readonly auteur: string | null };
const versPreuve = (l: Ligne): Preuve => ({ id: PreuveId.parse(l.id), statut: StatutPreuve.parse(l.statut), genre: GenrePreuve.parse(l.genre), titre: l.titre, le: l.le, fichierId: l.fichier_id, lien: l.lien, nombre: l.nombre, empreinte: l.empreinte, indicateur: l.indicateur, livrable: l.livrable, releveId: l.releve_id, ficheId: l.fiche_id, verseeLe: l.versee_le, verseePar: l.versee_par, auteur: l.auteur ?? undefined, motifRetrait: l.motif_retrait });

/** Evidence of the CPTS, newest first, withdrawn ones included: they stay in the history. */
export async function listerPreuves(ctx: Contexte, id?: PreuveId): Promise<readonly Preuve[]> {
  const lignes = await base(ctx).selectAll('v').select('p.nom as auteur').$if(id !== undefined, (q) => q.where('v.id', '=', id ?? '')).orderBy('v.versee_le', 'desc').orderBy('v.id').limit(5000).execute();
  return lignes.map(versPreuve);
}

/** A sign-in sheet stands beside this piece, for the same line and the same action. */
const EMARGEE = sql<boolean>`exists (select from preuves e where e.cpts_id = v.cpts_id and e.statut = 'versee' and e.genre = 'emargement' and e.indicateur is not distinct from v.indicateur and e.fiche_id is not distinct from v.fiche_id)`;
/** The rules of rules-preuves.ts, said to the database: a test compares both. */
const FRAGILE = sql<boolean>`(v.genre = 'mention' or v.le is null or (v.lien is not null and v.fichier_id is null) or (v.nombre is not null and v.fichier_id is null and v.lien is null) or (v.genre = 'compte_rendu' and not ${EMARGEE}))`;
const SANS_ACCENTS = sql<string>`replace(lower(unaccent(v.titre)), '''', ' ')`;

const ETATS = { fragile: sql<boolean>`v.statut = 'versee' and ${FRAGILE}`, solide: sql<boolean>`v.statut = 'versee' and not ${FRAGILE}`, retiree: sql<boolean>`v.statut = 'retiree'` } as const;

/** One page of the vault, for what is asked. */
export async function chercherPreuves(ctx: Contexte, d: DemandePreuves): Promise<PageDePreuves> {
  const mots = cleDeRecherche(d.q).split(' ').filter(Boolean).slice(0, 8);
  const filtrees = base(ctx)
    .$if(d.ligne !== '', (q) => q.where('v.indicateur', '=', d.ligne))
    .$if(d.genre !== '', (q) => q.where('v.genre', '=', d.genre === '' ? 'lien' : d.genre))
    .$if(d.etat !== '', (q) => q.where(d.etat === '' ? sql<boolean>`true` : ETATS[d.etat]))
    .$if(mots.length > 0, (q) => q.where((e) => e.and(mots.map((m) => e(SANS_ACCENTS, 'like', `%${m}%`)))));
  const { n } = await filtrees.select((e) => e.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  const lignes = await filtrees.leftJoin('fichiers as f', 'f.id', 'v.fichier_id').selectAll('v').select(['p.nom as auteur', 'f.type as type_fichier', EMARGEE.as('emargee')]).orderBy('v.versee_le', 'desc').orderBy('v.id').limit(PREUVES_PAR_PAGE).offset((d.page - 1) * PREUVES_PAR_PAGE).execute();
  const avant = lignes.length === 0 ? [] : await ctx.tx.selectFrom('preuves_rattachees as r').leftJoin('personnes as p', 'p.id', 'r.rattachee_par').select(['r.preuve_id', 'r.indicateur', 'r.fiche_id', 'r.motif', 'r.rattachee_le', 'p.nom']).where('r.cpts_id', '=', ctx.cpts).where('r.preuve_id', 'in', lignes.map((l) => l.id)).orderBy('r.rattachee_le', 'desc').execute();
  return { total: n, preuves: lignes.map((l) => ({ ...versPreuve(l), typeFichier: l.type_fichier ?? undefined, emargee: l.emargee, avant: avant.filter((r) => r.preuve_id === l.id).map((r) => ({ indicateur: r.indicateur, ficheId: r.fiche_id, motif: r.motif, le: r.rattachee_le, auteur: r.nom ?? undefined })) })) };
}

/** The lines of the year of the contract under way, then those of the year before, and what each still lacks. */
export async function lignesAProuver(ctx: Contexte, preuves: readonly Preuve[]): Promise<readonly LigneAProuver[]> {
  const lu = await lireCalcul(ctx);
  if (!lu) return [];
  const annee = lu.calcul.annees.find((a) => a.debut <= ctx.aujourdhui && ctx.aujourdhui < a.fin)?.numero ?? lu.calcul.annees.at(-1)?.numero ?? 0;
  return lu.dossier.contenu.indicateurs.filter((i) => i.annee === annee || i.annee === annee - 1).toSorted((a, b) => b.annee - a.annee).map((i) => ({
    id: i.id, annee: i.annee, enCours: i.annee === annee, libelle: i.libelle, mission: i.mission, livrables: i.livrables,
    attendus: attendusDe({ ligne: i, releves: lu.dossier.releves.filter((r) => r.indicateur === i.id).length, fournis: new Set(lu.dossier.livrables.filter((l) => l.indicateur === i.id).map((l) => l.livrable)), preuves }),
  }));
}

/** Every piece with what weakens it, among those that prove the same thing. */
export async function preuvesJugees(ctx: Contexte): Promise<readonly { readonly preuve: Preuve; readonly faiblesses: Faiblesse[] }[]> {
  const preuves = await listerPreuves(ctx);
  const versees = preuves.filter((p) => p.statut === 'versee');
  return preuves.map((preuve) => ({ preuve, faiblesses: preuve.statut === 'versee' ? [...faiblessesDe(preuve, versees.filter((v) => v.indicateur === preuve.indicateur && v.ficheId === preuve.ficheId))] : [] }));
}

export const listerFeuilles = async ({ tx, cpts }: Contexte, id?: string): Promise<readonly FeuilleRecue[]> =>
  (await tx.selectFrom('feuilles_recues').select(['id', 'titre', 'jour', 'fichier_id', 'empreinte']).where('cpts_id', '=', cpts).where('versee_le', 'is', null).$if(id !== undefined, (q) => q.where('id', '=', id ?? '')).orderBy('jour', 'desc').orderBy('id').limit(50).execute()).map((l) => ({ id: l.id, titre: l.titre, jour: l.jour, fichierId: l.fichier_id, empreinte: l.empreinte }));

/** What already proves an action, latest first. */
export const preuvesDeLaFiche = async (ctx: Contexte, ficheId: string): Promise<readonly Preuve[]> =>
  (await base(ctx).where('v.fiche_id', '=', ficheId).where('v.statut', '=', 'versee').selectAll('v').select('p.nom as auteur').orderBy('v.versee_le', 'desc').orderBy('v.id').limit(50).execute()).map(versPreuve);
