import type { Paquet, Territoire } from '#modules/territoire/model.ts';
import { territoireCourant } from '#modules/territoire/queries.ts';
import type { ActionDuJour } from '#core/aujourdhui.ts';
import { accord } from '#core/texte.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { Constat } from './model.ts';
import { peutEcrireConstat } from './permissions.ts';
import { type Diagnostic, diagnostiquer } from './view.ts';

export type DiagnosticLu = { readonly territoire: Territoire; readonly diagnostic: Diagnostic };

/** The diagnosis of the current perimeter; `undefined` before the first one. */
export async function lireDiagnostic(ctx: Contexte, paquet: Paquet): Promise<DiagnosticLu | undefined> {
  const territoire = await territoireCourant(ctx);
  return territoire && { territoire, diagnostic: diagnostiquer(paquet, territoire.communes) };
}

/** The findings with their priorities; what each person gave stays theirs: only the mean comes out. */
export async function listerConstats({ tx, cpts, qui }: Contexte): Promise<readonly Constat[]> {
  const rows = await tx.selectFrom('constats as c')
    .leftJoin('personnes as p', 'p.id', 'c.ecrit_par')
    .leftJoin('constat_priorites as v', (j) => j.onRef('v.constat_id', '=', 'c.id').onRef('v.cpts_id', '=', 'c.cpts_id'))
    .select((e) => ['c.id', 'c.nature', 'c.texte', 'c.chapitre', 'p.nom as par', e.fn.count<string>('v.personne_id').as('voix'), e.fn.avg<string | null>('v.priorite').as('moyenne'), e.fn.max<number | null>('v.priorite').filterWhere('v.personne_id', '=', qui.personneId).as('mienne')])
    .where('c.cpts_id', '=', cpts).groupBy(['c.id', 'p.nom']).orderBy('c.id').limit(500).execute();
  return rows.map((r) => Constat.parse({
    id: r.id, nature: r.nature, texte: r.texte, voix: Number(r.voix), ...(r.chapitre !== null && { chapitre: r.chapitre }), ...(r.par !== null && { ecritPar: r.par }),
    ...(r.moyenne !== null && { moyenne: Number(r.moyenne) }), ...(r.mienne !== null && { mienne: r.mienne }),
  }));
}

/** What « Aujourd’hui » says of the diagnosis: findings on which the person has not given a priority. */
export async function chosesDuDiagnostic(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  if (!peutEcrireConstat(ctx.qui)) return [];
  const attendent = (await listerConstats(ctx)).filter((c) => c.mienne === undefined).length;
  if (attendent === 0) return [];
  return [{ id: 'constats', titre: 'Dire vos priorités', raison: `${accord(attendent, 'constat attend', 'constats attendent')} votre avis : le projet de santé partira des premiers.`, bouton: { libelle: 'Ouvrir le carnet', href: `${ctx.base}/territoire/diagnostic/constats` } }];
}
