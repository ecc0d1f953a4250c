import { type Expression, type SqlBool, sql } from 'kysely';
import type { ActionDuJour } from '#core/aujourdhui.ts';
import { Jour, plusJours } from '#core/jour.ts';
import { PersonneId } from '#core/tenancy.ts';
import { accord, cleDeRecherche } from '#core/texte.ts';
import { lireDossier } from '#modules/aci/queries.ts';
import { listerObjectifs } from '#modules/diagnostic/queries.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { type DemandeFiches, type Fiche, type FicheId, FICHES_PAR_PAGE, type LigneConnue, type ObjectifConnu, type PageDeFiches, type Pilote, type VersionFiche } from './model.ts';
import { peutEcrireFiche, peutVoirActions } from './permissions.ts';
import { chargerFiche, versFiche } from './repository.ts';
import { tachesEnRetard } from './rules.ts';

export const lireFiche = (ctx: Contexte, id: FicheId): Promise<Fiche | undefined> => chargerFiche(ctx, id);

const fiches = ({ tx, cpts }: Contexte) =>
  tx.selectFrom('fiches_action as f').leftJoin('personnes as p', 'p.id', 'f.pilote_id').where('f.cpts_id', '=', cpts);

/** Sheets that match what is asked, one page of them; board and calendar show them all, up to 500. */
export async function listerFiches(ctx: Contexte, d: DemandeFiches): Promise<PageDeFiches> {
  const mots = cleDeRecherche(d.q).split(' ').filter(Boolean).slice(0, 8);
  const filtrees = fiches(ctx).where((e) => {
    const clauses: Expression<SqlBool>[] = mots.map((m) => e('f.mots', 'like', `%${m}%`));
    if (d.mission !== '') clauses.push(e('f.mission', '=', d.mission));
    if (d.statut !== '') clauses.push(e('f.statut', '=', d.statut));
    return e.and(clauses);
  });
  const { n } = await filtrees.select((e) => e.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  const [limite, saut] = d.vue === 'liste' ? [FICHES_PAR_PAGE, (d.page - 1) * FICHES_PAR_PAGE] : [500, 0];
  const lignes = await filtrees
    .select(['f.id', 'f.statut', 'f.version', 'f.contenu', 'f.modifie_le', 'p.nom as pilote_nom'])
    .orderBy(`f.${d.tri}`, (o) => (d.sens === 'asc' ? o.asc().nullsLast() : o.desc().nullsLast()))
    .orderBy('f.id')
    .limit(limite)
    .offset(saut)
    .execute();
  return { fiches: lignes.map(versFiche), total: n };
}

/** Every sheet that counts: what other modules read (spending, dialogue). */
export async function toutesLesFiches(ctx: Contexte): Promise<readonly Fiche[]> {
  const lignes = await fiches(ctx).where('f.statut', '!=', 'abandonnee').select(['f.id', 'f.statut', 'f.version', 'f.contenu', 'f.modifie_le', 'p.nom as pilote_nom']).orderBy('f.mission').orderBy('f.titre').orderBy('f.id').limit(2000).execute();
  return lignes.map(versFiche);
}

export async function listerVersions({ tx, cpts }: Contexte, id: FicheId): Promise<readonly VersionFiche[]> {
  const lignes = await tx.selectFrom('fiche_action_versions as v').leftJoin('personnes as p', 'p.id', 'v.auteur_id').select(['v.numero', 'v.motif', 'v.enregistree_le', 'p.nom']).where('v.cpts_id', '=', cpts).where('v.fiche_id', '=', id).orderBy('v.numero', 'desc').limit(50).execute();
  return lignes.map((l) => ({ numero: l.numero, motif: l.motif, le: l.enregistree_le, auteur: l.nom ?? undefined }));
}

/** People who may pilot an action: those who work in the CPTS today. */
export async function listerPilotes({ tx, cpts, aujourdhui }: Contexte): Promise<readonly Pilote[]> {
  const { rows } = await sql<{ id: string; nom: string }>`select p.id, p.nom from personnes p where exists (select from roles_tenus r where r.personne_id = p.id and r.cpts_id = ${cpts} and r.role not in ('ars', 'cpam', 'exploitant') and r.depuis <= ${aujourdhui}::date and (r.jusque is null or r.jusque >= ${aujourdhui}::date)) order by p.nom, p.id`.execute(tx);
  return rows.map((r) => ({ id: PersonneId.parse(r.id), nom: r.nom }));
}

/** Objectives of the health project, those withdrawn left out. */
export const objectifsDuProjet = async (ctx: Contexte): Promise<readonly ObjectifConnu[]> => (await listerObjectifs(ctx)).map(({ id, titre, annee }) => ({ id, titre, annee }));

/** The lines of the contract, that sheets point at by id. */
export async function lignesDuContrat(ctx: Contexte): Promise<readonly LigneConnue[]> {
  const dossier = await lireDossier(ctx);
  return (dossier?.contenu.indicateurs ?? []).map(({ id, libelle, mission, annee, unite }) => ({ id, libelle, mission, annee, unite }));
}

const DELAI = 14;

/** What « Aujourd’hui » says of actions: late tasks of the sheets one writes, actions about to end. */
export async function chosesDesActions(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  if (!peutVoirActions(ctx.qui)) return [];
  const lues = await fiches(ctx).where('f.statut', '=', 'engagee').select(['f.id', 'f.statut', 'f.version', 'f.contenu', 'f.modifie_le', 'p.nom as pilote_nom']).orderBy('f.fin', (o) => o.asc().nullsLast()).orderBy('f.id').limit(200).execute();
  const miennes = lues.map(versFiche).filter((f) => peutEcrireFiche(ctx.qui, f.contenu.piloteId));
  return miennes.flatMap((f): ActionDuJour[] => {
    const adresse = `${ctx.base}/missions/fiches/${f.id}`;
    const retard = tachesEnRetard(f.contenu, ctx.aujourdhui);
    const echeance = f.contenu.taches.filter((t) => !t.faite && t.echeance !== null).map((t) => t.echeance ?? '').toSorted()[0];
    if (retard > 0) return [{ id: `action-${f.id}`, titre: f.contenu.titre, raison: `${accord(retard, 'tâche est', 'tâches sont')} en retard.`, ...(echeance ? { echeance: Jour.parse(echeance) } : {}), bouton: { libelle: 'Ouvrir la fiche', href: adresse } }];
    const fin = Jour.safeParse(f.contenu.fin).data;
    return fin && fin <= plusJours(ctx.aujourdhui, DELAI) ? [{ id: `action-${f.id}`, titre: f.contenu.titre, raison: 'L’action arrive à sa fin : déclarez-la achevée, ou repoussez sa date.', echeance: fin, bouton: { libelle: 'Ouvrir la fiche', href: adresse } }] : [];
  }).slice(0, 4);
}
