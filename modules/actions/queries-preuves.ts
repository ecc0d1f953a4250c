import { lireCalcul } from '#modules/aci/queries.ts';
import type { Contexte } from '#server/contexte.ts';
import { type FeuilleRecue, GenrePreuve, type Preuve, PreuveId, StatutPreuve } from './model-preuves.ts';
import { attendusDe, type Faiblesse, faiblessesDe, type LigneAProuver } from './rules-preuves.ts';

/** Evidence of the CPTS, newest first, withdrawn ones included: they stay in the history. */
export async function listerPreuves({ tx, cpts }: Contexte, id?: PreuveId): Promise<readonly Preuve[]> {
  const lignes = await tx.selectFrom('preuves as v').leftJoin('personnes as p', 'p.id', 'v.versee_par').selectAll('v').select('p.nom as auteur').where('v.cpts_id', '=', cpts).$if(id !== undefined, (q) => q.where('v.id', '=', id ?? '')).orderBy('v.versee_le', 'desc').orderBy('v.id').limit(5000).execute();
  return lignes.map((l) => ({ id: PreuveId.parse(l.id), statut: StatutPreuve.parse(l.statut), genre: GenrePreuve.parse(l.genre), titre: l.titre, le: l.le, fichierId: l.fichier_id, lien: l.lien, nombre: l.nombre, empreinte: l.empreinte, indicateur: l.indicateur, livrable: l.livrable, releveId: l.releve_id, ficheId: l.fiche_id, verseeLe: l.versee_le, verseePar: l.versee_par, auteur: l.auteur ?? undefined, motifRetrait: l.motif_retrait }));
}


/** The lines of the year of the contract under way, and what each still lacks. */
export async function lignesAProuver(ctx: Contexte, preuves: readonly Preuve[]): Promise<readonly LigneAProuver[]> {
  const lu = await lireCalcul(ctx);
  if (!lu) return [];
  const annee = lu.calcul.annees.find((a) => a.debut <= ctx.aujourdhui && ctx.aujourdhui < a.fin)?.numero ?? lu.calcul.annees.at(-1)?.numero;
  return lu.dossier.contenu.indicateurs.filter((i) => i.annee === annee).map((i) => ({
    id: i.id, libelle: i.libelle, mission: i.mission, livrables: i.livrables,
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
