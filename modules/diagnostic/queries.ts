import type { Jour } from '#core/jour.ts';
import type { ActionDuJour } from '#core/aujourdhui.ts';
import type { Provenance } from '#core/provenance.ts';
import { accord } from '#core/texte.ts';
import { etablissementsDeFiness, offreDeLAnnuaire } from '#modules/annuaire/queries-offre.ts';
import type { Paquet, Territoire } from '#modules/territoire/model.ts';
import { territoireCourant } from '#modules/territoire/queries.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { ecrireChiffre } from './labels.ts';
import { type ChiffreFige, type CleChapitre, Constat, type ConstatId, type Objectif, ScenarioGarde } from './model.ts';
import { peutEcrireConstat } from './permissions.ts';
import { lireLots } from './queries-chiffres.ts';
import { chargerObjectifs } from './repository.ts';
import { ordonner } from './rules.ts';
import { type Diagnostic, diagnostiquer } from './view.ts';

export type DiagnosticLu = { readonly territoire: Territoire; readonly diagnostic: Diagnostic };

/** The diagnosis of the current perimeter; `undefined` before the first one. */
export async function lireDiagnostic(ctx: Contexte, paquet: Paquet): Promise<DiagnosticLu | undefined> {
  const territoire = await territoireCourant(ctx);
  if (!territoire) return undefined;
  const [lots, annuaire, finess] = [await lireLots(ctx), await offreDeLAnnuaire(ctx, paquet, territoire.communes), await etablissementsDeFiness(ctx, paquet, territoire.communes)];
  return { territoire, diagnostic: diagnostiquer(paquet, territoire.communes, { lots, ...(annuaire && { annuaire }), ...(finess && { finess }) }) };
}

/** The figure of a chapter as it is today, to be frozen beside a finding. */
export function figer({ chapitres }: Diagnostic, cle: CleChapitre, jour: Jour): ChiffreFige | undefined {
  const c = chapitres.find((x) => x.cle === cle)?.chiffre;
  return c && { libelle: c.libelle, ecrit: ecrireChiffre(c), valeur: c.chiffre.valeur, provenance: { ...c.chiffre.provenance }, releveLe: jour };
}

/** The findings with their priorities; what each person gave stays theirs: only the mean comes out. */
export async function listerConstats({ tx, cpts, qui }: Contexte, id?: ConstatId): Promise<readonly Constat[]> {
  let demande = tx.selectFrom('constats as c')
    .leftJoin('personnes as p', 'p.id', 'c.ecrit_par')
    .leftJoin('constat_priorites as v', (j) => j.onRef('v.constat_id', '=', 'c.id').onRef('v.cpts_id', '=', 'c.cpts_id'))
    .select((e) => [
      'c.id', 'c.nature', 'c.texte', 'c.chapitre', 'c.statut', 'c.version', 'c.chiffre', 'c.reponse', 'c.enquete', 'c.ecrit_par', 'p.nom as par', e.fn.count<string>('v.personne_id').as('voix'), e.fn.avg<string | null>('v.priorite').as('moyenne'),
      e.fn.max<number | null>('v.priorite').filterWhere('v.personne_id', '=', qui.personneId).as('mienne'),
    ])
    .where('c.cpts_id', '=', cpts).groupBy(['c.id', 'p.nom']).orderBy('c.id').limit(500);
  if (id !== undefined) demande = demande.where('c.id', '=', id);
  return (await demande.execute()).map((r) => Constat.parse({
    id: r.id, nature: r.nature, texte: r.texte, statut: r.statut, version: r.version, voix: Number(r.voix), ...(r.chapitre !== null && { chapitre: r.chapitre }), ...(r.par !== null && { ecritPar: r.par }),
    ...(r.ecrit_par !== null && { auteur: r.ecrit_par }), ...(r.chiffre !== null && { chiffre: r.chiffre }), ...(r.reponse !== null && { reponse: r.reponse }), ...(r.enquete !== null && { parole: r.enquete }),
    ...(r.moyenne !== null && { moyenne: Number(r.moyenne) }), ...(r.mienne !== null && { mienne: r.mienne }),
  }));
}

/** The saved scenarios, latest first. Those deleted are left out unless `supprimes`. */
export async function listerScenarios({ tx, cpts }: Contexte, { supprimes = false }: { readonly supprimes?: boolean } = {}): Promise<readonly ScenarioGarde[]> {
  const rows = await tx.selectFrom('scenarios as s').leftJoin('personnes as p', 'p.id', 's.garde_par').selectAll('s').select('p.nom as par')
    .where('s.cpts_id', '=', cpts).$if(!supprimes, (q) => q.where('s.statut', '!=', 'supprimee')).orderBy('s.id', 'desc').limit(200).execute();
  return rows.map((r) => ScenarioGarde.parse({ ...r, gardeLe: r.garde_le, ...(r.garde_par !== null && { auteur: r.garde_par }), ...(r.par !== null && { gardePar: r.par }) }));
}

/**
 * The findings kept for the health project, those that members place highest first: what objectives start from. `chiffre` is frozen as it
 * was the day the finding was written. Nothing says who gave which priority.
 */
export const constatsDuDiagnostic = async (ctx: Contexte): Promise<readonly Constat[]> => ordonner((await listerConstats(ctx)).filter((c) => c.statut === 'retenue'));

/** The scenarios kept for the health project, latest first; `resultat` is what each amounted to the day it was saved, a simulation. */
export const scenariosRetenus = async (ctx: Contexte): Promise<readonly ScenarioGarde[]> => (await listerScenarios(ctx)).filter((s) => s.statut === 'retenue');

/** Objectives, those withdrawn left out unless asked for: what action sheets and the health project point at. */
export const listerObjectifs = async (ctx: Contexte, { retires = false }: { readonly retires?: boolean } = {}): Promise<readonly Objectif[]> => (await chargerObjectifs(ctx)).filter((o) => retires || o.statut !== 'retiree');

export type SyntheseDuDiagnostic = {
  /** Residents, communes, profile, in one sentence. */
  readonly phrase: string;
  readonly chapitres: readonly { readonly cle: CleChapitre; readonly titre: string; readonly phrase: string; readonly chiffre?: { readonly libelle: string; readonly ecrit: string; readonly provenance: Provenance }; readonly provenances: readonly Provenance[] }[];
  readonly constats: readonly Constat[];
  readonly scenarios: readonly ScenarioGarde[];
};

/** The diagnosis in short, for the health project: one sentence and one figure per chapter that has data, the findings and scenarios kept. */
export async function syntheseDuDiagnostic(ctx: Contexte, paquet: Paquet): Promise<SyntheseDuDiagnostic | undefined> {
  const lu = await lireDiagnostic(ctx, paquet);
  if (!lu) return undefined;
  const chapitres = lu.diagnostic.chapitres.filter((c) => c.tables.length > 0).map(({ cle, titre, phrase, chiffre, provenances }) => ({
    cle, titre, phrase, provenances, ...(chiffre && { chiffre: { libelle: chiffre.libelle, ecrit: ecrireChiffre(chiffre), provenance: chiffre.chiffre.provenance } }),
  }));
  return { phrase: lu.diagnostic.phrase, chapitres, constats: await constatsDuDiagnostic(ctx), scenarios: await scenariosRetenus(ctx) };
}

/** What « Aujourd’hui » says of the diagnosis: findings on which the person has not given a priority. */
export async function chosesDuDiagnostic(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  if (!peutEcrireConstat(ctx.qui)) return [];
  const attendent = (await listerConstats(ctx)).filter((c) => c.mienne === undefined && c.statut === 'proposee').length;
  if (attendent === 0) return [];
  return [{ id: 'constats', titre: 'Dire vos priorités', raison: `${accord(attendent, 'constat attend', 'constats attendent')} votre avis : le projet de santé partira des premiers.`, bouton: { libelle: 'Ouvrir le carnet', href: `${ctx.base}/territoire/diagnostic/constats` } }];
}
