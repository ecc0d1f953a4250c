import { sql } from 'kysely';
import type { ActionDuJour } from '#core/aujourdhui.ts';
import { Jour } from '#core/jour.ts';
import type { PersonneId } from '#core/tenancy.ts';
import { accord } from '#core/texte.ts';
import { Poste } from '#modules/aci/model.ts';
import { lireDossier } from '#modules/aci/queries.ts';
import { toutesLesFiches } from '#modules/actions/queries.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { PAR_PAGE } from './constants.ts';
import { type Encaissement, Facture, type FiltreFactures, type LigneBudget, type Reglages, Subvention, type SubventionSuivie } from './model-comptes.ts';
import { StatutTemps, Versement } from './model.ts';
import { type Execution, executerBudget, type TempsComptes } from './moteur/budget.ts';
import type { EcritureNumerotee } from './moteur/fec.ts';
import { numeroter } from './moteur/fec.ts';
import { type Ecriture, type FaitsJournal, journalDe } from './moteur/journal.ts';
import { natureDuTemps, posteDuTemps } from './moteur/plan.ts';
import { peutTenirFinances } from './permissions.ts';
import { COLONNES_FACTURE, COLONNES_SUBVENTION, lireBudget, lireEncaissements, lireFigees, lireReglages } from './repository-comptes.ts';
import { exerciceClos, type Ici } from './repository.ts';

export const lesReglages = (ctx: Ici): Promise<Reglages> => lireReglages(ctx);
export const leBudget = (ctx: Ici, annee: number): Promise<readonly LigneBudget[]> => lireBudget(ctx, annee);

/** The actions that money may be tied to. */
export async function lesActions(ctx: Contexte): Promise<readonly { readonly id: string; readonly titre: string; readonly mission: string }[]> {
  return (await toutesLesFiches(ctx)).map((f) => ({ id: f.id, titre: f.contenu.titre, mission: f.contenu.mission }));
}

type SommeDeTemps = { readonly mois: number; readonly nature: string; readonly mission: string; readonly action: string; readonly statut: string; readonly centimes: number };

/** What time costs in a year, already summed; an action's title in the ledger ties it to that action. */
async function tempsComptes(ctx: Contexte, annee: number, reglages: Reglages): Promise<readonly TempsComptes[]> {
  const fiches = new Map((await lesActions(ctx)).map((f) => [f.titre, f]));
  const { rows } = await sql<SommeDeTemps>`
    select extract(month from t.jour)::int as mois, t.nature, t.mission, case when t.action = any(${[...fiches.keys()]}) then t.action else '' end as action, t.statut, sum(t.centimes)::bigint as centimes
    from temps_declares t where t.cpts_id = ${ctx.cpts} and t.annee = ${annee} and t.engagee group by 1, 2, 3, 4, 5`.execute(ctx.tx);
  return rows.map((r) => {
    const nature = Versement.parse(r.nature);
    return { mois: r.mois, poste: posteDuTemps({ nature, mission: r.mission }, reglages.imputations), nature: natureDuTemps[nature], ficheId: fiches.get(r.action)?.id ?? null, statut: StatutTemps.parse(r.statut), centimes: r.centimes };
  });
}

/** The budget of a year against what happened. */
export async function executionDe(ctx: Contexte, annee: number): Promise<Execution> {
  const factures = await ctx.tx.selectFrom('factures as f').select(COLONNES_FACTURE).where('f.cpts_id', '=', ctx.cpts).where('f.annee', '=', annee).execute();
  return executerBudget({ lignes: await lireBudget(ctx, annee), factures: factures.map((f) => Facture.parse(f)), temps: await tempsComptes(ctx, annee, await lireReglages(ctx)) });
}

/** Words of mission in the ledger of a year that say nothing of where they count. */
export async function motsAImputer({ tx, cpts }: Ici, annee: number, reglages: Reglages): Promise<readonly { readonly mission: string; readonly centimes: number }[]> {
  const mots = await tx.selectFrom('temps_declares').select(['nature', 'mission', sql<number>`sum(centimes)::bigint`.as('centimes')]).where('cpts_id', '=', cpts).where('annee', '=', annee).where('engagee', '=', true).groupBy(['nature', 'mission']).orderBy('mission').execute();
  const perdus = new Map<string, number>();
  for (const m of mots) if (posteDuTemps({ nature: Versement.parse(m.nature), mission: m.mission }, reglages.imputations) === undefined) perdus.set(m.mission, (perdus.get(m.mission) ?? 0) + m.centimes);
  return [...perdus].map(([mission, centimes]) => ({ mission, centimes }));
}

export type FactureLue = Facture & { readonly saisieParNom: string; readonly approuveeParNom: string | null; readonly action: string | null };

const factures = ({ tx, cpts }: Ici) => tx.selectFrom('factures as f').innerJoin('personnes as p', 'p.id', 'f.saisie_par').leftJoin('personnes as a', 'a.id', 'f.approuvee_par').leftJoin('fiches_action as fa', (j) => j.onRef('fa.cpts_id', '=', 'f.cpts_id').onRef('fa.id', '=', 'f.fiche_id')).where('f.cpts_id', '=', cpts);
const lue = (l: Record<string, unknown> & { saisieParNom: string; approuveeParNom: string | null; action: string | null }): FactureLue => ({ ...Facture.parse(l), saisieParNom: l.saisieParNom, approuveeParNom: l.approuveeParNom, action: l.action });

/** Invoices of a year, filtered, sorted, one page of them. */
export async function listerFactures(ctx: Ici, f: FiltreFactures, numero: number, nombre = PAR_PAGE): Promise<{ readonly lignes: readonly FactureLue[]; readonly total: number; readonly centimes: number }> {
  let trouvees = factures(ctx).where('f.annee', '=', f.annee);
  if (f.statut !== '') trouvees = trouvees.where('f.statut', '=', f.statut);
  if (f.poste !== '') trouvees = trouvees.where('f.poste', '=', f.poste);
  if (f.q !== '') {
    const motif = `%${f.q.replace(/[\\%_]/g, '\\$&')}%`;
    trouvees = trouvees.where((e) => e.or([e('f.fournisseur', 'ilike', motif), e('f.numero', 'ilike', motif), e('f.libelle', 'ilike', motif)]));
  }
  const somme = await trouvees.select((e) => [e.fn.countAll<number>().as('total'), sql<number>`coalesce(sum(f.centimes) filter (where f.statut <> 'refusee'), 0)::bigint`.as('centimes')]).executeTakeFirstOrThrow();
  const lignes = await trouvees.select([...COLONNES_FACTURE, 'p.nom as saisieParNom', 'a.nom as approuveeParNom', 'fa.titre as action']).orderBy(`f.${f.tri}`, (o) => (f.sens === 'asc' ? o.asc().nullsLast() : o.desc().nullsLast())).orderBy('f.id').limit(nombre).offset((numero - 1) * nombre).execute();
  return { ...somme, lignes: lignes.map(lue) };
}

export async function lireFacture(ctx: Ici, id: string): Promise<FactureLue | undefined> {
  const l = await factures(ctx).where('f.id', '=', id).select([...COLONNES_FACTURE, 'p.nom as saisieParNom', 'a.nom as approuveeParNom', 'fa.titre as action']).executeTakeFirst();
  return l && lue(l);
}

export type SubventionLue = SubventionSuivie & { readonly saisieParNom: string; readonly approuveeParNom: string | null };

/** Grants of a year, with what came of each. A CPTS has a few of them: they are all shown. */
export async function listerSubventions(ctx: Ici, annee: number | undefined): Promise<readonly SubventionLue[]> {
  let q = ctx.tx.selectFrom('subventions as s').innerJoin('personnes as p', 'p.id', 's.saisie_par').leftJoin('personnes as a', 'a.id', 's.approuvee_par').select([...COLONNES_SUBVENTION, 'p.nom as saisieParNom', 'a.nom as approuveeParNom']).where('s.cpts_id', '=', ctx.cpts);
  if (annee !== undefined) q = q.where('s.annee', '=', annee);
  const lignes = await q.orderBy('s.financeur').orderBy('s.jour').orderBy('s.id').limit(500).execute();
  const parSubvention = new Map<string, Encaissement[]>();
  for (const e of await lireEncaissements(ctx)) parSubvention.set(e.subventionId, [...(parSubvention.get(e.subventionId) ?? []), e]);
  return lignes.map((l) => {
    const encaissements = parSubvention.get(l.id) ?? [];
    return { ...Subvention.parse(l), encaissements, recu: encaissements.reduce((n, e) => n + e.centimes, 0), saisieParNom: l.saisieParNom, approuveeParNom: l.approuveeParNom };
  });
}

/** Everything that the journal is made of. */
async function faitsDuJournal(ctx: Contexte, reglages: Reglages): Promise<FaitsJournal> {
  const { tx, cpts } = ctx;
  const dossier = await lireDossier(ctx);
  const temps = await tx.selectFrom('temps_declares as t').innerJoin('personnes as p', 'p.id', 't.personne_id').select(['t.id', 't.personne_id as personneId', 'p.nom', 't.nature', 't.mission', 't.action', 't.jour', sql<number>`t.centimes`.as('centimes'), 't.lot_id as lotId']).where('t.cpts_id', '=', cpts).where('t.statut', 'in', ['approuvee', 'en_paiement', 'payee']).execute();
  const lots = await tx.selectFrom('lots_paiement').select(['id', 'numero', 'execute_le as executeLe']).where('cpts_id', '=', cpts).where('statut', '=', 'executee').execute();
  const factures_ = await tx.selectFrom('factures as f').select(COLONNES_FACTURE).where('f.cpts_id', '=', cpts).where('f.statut', 'in', ['approuvee', 'payee']).execute();
  const subventions = await tx.selectFrom('subventions as s').select(COLONNES_SUBVENTION).where('s.cpts_id', '=', cpts).where('s.statut', '=', 'accordee').execute();
  const mouvements = await tx.selectFrom('mouvements_bancaires').select(['id', 'jour', 'centimes', 'libelle', sql<'frais' | 'cotisations' | 'produit' | 'charge'>`objet`.as('genre'), 'poste']).where('cpts_id', '=', cpts).where('objet', 'in', ['frais', 'cotisations', 'produit', 'charge']).execute();
  return {
    factures: factures_.map((f) => Facture.parse(f)),
    temps: temps.map(({ mission, ...t }) => { const nature = Versement.parse(t.nature); return { ...t, nature: natureDuTemps[nature], poste: posteDuTemps({ nature, mission }, reglages.imputations) ?? null, jour: Jour.parse(t.jour) }; }),
    lots: lots.flatMap((l) => (l.executeLe === null ? [] : [{ id: l.id, numero: l.numero, executeLe: Jour.parse(l.executeLe) }])),
    subventions: subventions.map((s) => Subvention.parse(s)),
    encaissements: await lireEncaissements(ctx),
    versements: (dossier?.versements ?? []).map((v) => ({ id: v.id, le: v.le, montant: v.montant, poste: v.poste ?? null, reference: v.reference ?? '' })),
    mouvements: mouvements.map((m) => ({ ...m, jour: Jour.parse(m.jour), poste: Poste.nullable().parse(m.poste) })),
    ouverture: reglages.ouverture,
  };
}

/** The journal as the facts make it today: what a closing freezes. */
export async function journalCalcule(ctx: Contexte, annee: number): Promise<readonly Ecriture[]> {
  const reglages = await lireReglages(ctx);
  return journalDe(await faitsDuJournal(ctx, reglages), annee, reglages.comptes);
}

/** The journal to read and to export: the frozen one of a closed year, a provisional one otherwise. */
export async function lireJournal(ctx: Contexte, annee: number): Promise<{ readonly provisoire: boolean; readonly ecritures: readonly EcritureNumerotee[] }> {
  if (await exerciceClos(ctx, annee)) {
    const figees = await lireFigees(ctx, annee);
    if (figees.length > 0) return { provisoire: false, ecritures: figees };
  }
  return { provisoire: true, ecritures: numeroter(await journalCalcule(ctx, annee)) };
}

const DELAI_FACTURE = 7;

/** What invoices and grants ask today. */
export async function chosesDesComptes(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  if (!peutTenirFinances(ctx.qui)) return [];
  const { tx, cpts, qui } = ctx;
  const choses: ActionDuJour[] = [];
  const { n } = await tx.selectFrom('factures').select((e) => e.fn.countAll<number>().as('n')).where('cpts_id', '=', cpts).where('statut', '=', 'recue').where('saisie_par', '<>', qui.personneId satisfies PersonneId).executeTakeFirstOrThrow();
  if (n > 0) choses.push({ id: 'factures-a-approuver', titre: `${accord(n, 'facture')} à approuver`, raison: 'Quelqu’un d’autre que vous les a saisies : elles attendent votre accord.', bouton: { libelle: 'Voir les factures', href: `${ctx.base}/finances/factures?statut=recue` } });
  const { m, echeance } = await tx.selectFrom('factures').select((e) => [e.fn.countAll<number>().as('m'), e.fn.min('echeance').as('echeance')]).where('cpts_id', '=', cpts).where('statut', '=', 'approuvee').where(sql<boolean>`echeance <= ${ctx.aujourdhui}::date + ${DELAI_FACTURE}::int`).executeTakeFirstOrThrow();
  if (m > 0) choses.push({ id: 'factures-a-payer', titre: `${accord(m, 'facture')} à payer`, raison: 'Leur échéance approche ou est passée.', ...(echeance ? { echeance: Jour.parse(echeance) } : {}), bouton: { libelle: 'Voir les factures', href: `${ctx.base}/finances/factures?statut=approuvee&tri=echeance&sens=asc` } });
  const { s } = await tx.selectFrom('subventions').select((e) => e.fn.countAll<number>().as('s')).where('cpts_id', '=', cpts).where('statut', '=', 'annoncee').where('saisie_par', '<>', qui.personneId).executeTakeFirstOrThrow();
  if (s > 0) choses.push({ id: 'subventions-a-confirmer', titre: `${accord(s, 'subvention')} à confirmer`, raison: 'La décision du financeur est à relire par une seconde personne.', bouton: { libelle: 'Voir les subventions', href: `${ctx.base}/finances/subventions` } });
  return choses;
}
