import { sql } from 'kysely';
import { Jour } from '#core/jour.ts';
import { PersonneId } from '#core/tenancy.ts';
import { formaterDate } from '#core/texte.ts';
import { peutVoirActions } from '#modules/actions/permissions.ts';
import { listerPilotes, toutesLesFiches } from '#modules/actions/queries.ts';
import { peutVoirAgenda } from '#modules/agenda/permissions.ts';
import { lireMandats } from '#modules/gouvernance/queries.ts';
import type { ContextePage } from '#server/contexte.ts';
import type { ChargeDe, FaitsPortage, Soiree, TacheEcrite } from './model-portage.ts';

/** What ends after this hour, on the clock of the CPTS, takes an evening. The agenda counts evenings from the same hour. */
const SOIR = '19:00';

const mandats = async (ctx: ContextePage): Promise<readonly ChargeDe[]> =>
  (await lireMandats(ctx))
    .filter((m) => m.debut <= ctx.aujourdhui && (m.fin === undefined || m.fin >= ctx.aujourdhui) && (m.cesse === undefined || m.cesse > ctx.aujourdhui))
    .map((m) => ({ genre: 'mandat', personneId: m.personneId, nom: m.nom, texte: m.fonction, ...(m.fin ? { detail: `jusqu’au ${formaterDate(m.fin)}` } : {}), href: `${ctx.base}/gouvernance/mandats` }));

/** Tasks given in meetings and not done yet. */
async function taches({ tx, cpts, base }: ContextePage): Promise<readonly ChargeDe[]> {
  const { rows } = await sql<{ texte: string; personne_id: string; nom: string; echeance: string | null; reunion_id: string }>`
    select t.texte, t.personne_id, p.nom, t.echeance, t.reunion_id from reunion_taches t
      join reunions r on r.cpts_id = t.cpts_id and r.id = t.reunion_id join personnes p on p.id = t.personne_id
    where t.cpts_id = ${cpts} and t.faite_le is null and r.statut <> 'annulee' order by t.echeance nulls last, t.id limit 2000`.execute(tx);
  return rows.map((t) => ({ genre: 'tache', personneId: PersonneId.parse(t.personne_id), nom: t.nom, texte: t.texte, ...(t.echeance === null ? {} : { detail: `pour le ${formaterDate(Jour.parse(t.echeance))}` }), href: `${base}/agenda/reunions/${t.reunion_id}` }));
}

/** Sheets being carried out and those that wait, with the tasks written in them. */
async function actions(ctx: ContextePage): Promise<{ readonly pilotees: readonly ChargeDe[]; readonly ecrites: readonly TacheEcrite[] }> {
  const fiches = (await toutesLesFiches(ctx)).filter((f) => f.statut !== 'achevee');
  const href = (id: string): string => `${ctx.base}/missions/fiches/${id}`;
  return {
    pilotees: fiches.flatMap((f): ChargeDe[] => (f.contenu.piloteId === null || f.piloteNom === undefined ? [] : [{ genre: 'action', personneId: PersonneId.parse(f.contenu.piloteId), nom: f.piloteNom, texte: f.contenu.titre, href: href(f.id) }])),
    ecrites: fiches.flatMap((f) => f.contenu.taches.filter((t) => !t.faite && t.qui !== '').map((t) => ({ qui: t.qui, texte: t.texte, ...(t.echeance === null ? {} : { detail: `pour le ${formaterDate(Jour.parse(t.echeance))}` }), href: href(f.id) }))),
  };
}

/** Evenings of this civil year in meetings held and in assemblies, for those who were there. */
async function soirees({ tx, cpts, aujourdhui, fuseau }: ContextePage): Promise<readonly Soiree[]> {
  const annee = Number(aujourdhui.slice(0, 4));
  const { rows } = await sql<{ personne_id: string; nom: string; jour: string; titre: string }>`
    select i.personne_id, p.nom, to_char(r.debut at time zone ${fuseau}, 'YYYY-MM-DD') as jour, r.titre
      from reunion_invites i join reunions r on r.cpts_id = i.cpts_id and r.id = i.reunion_id join personnes p on p.id = i.personne_id
      where i.cpts_id = ${cpts} and i.presence = 'presente' and r.statut in ('tenue', 'approuvee') and (r.fin at time zone ${fuseau})::time > ${SOIR}::time and extract(year from r.debut at time zone ${fuseau}) = ${annee}
    union all
    select p.id, p.nom, a.jour::text, a.titre
      from assemblees a join assemblee_presences s on s.cpts_id = a.cpts_id and s.assemblee_id = a.id cross join jsonb_array_elements(a.electeurs) e join personnes p on p.id = (e ->> 'personneId')::uuid
      where a.cpts_id = ${cpts} and a.statut in ('close', 'approuvee') and e ->> 'id' = s.electeur and extract(year from a.jour) = ${annee} and (a.heure >= ${SOIR} or (a.close_le at time zone ${fuseau})::time > ${SOIR}::time)
    order by 3, 4 limit 20000`.execute(tx);
  return rows.map((r) => ({ personneId: PersonneId.parse(r.personne_id), nom: r.nom, jour: Jour.parse(r.jour), titre: r.titre }));
}

/** What people carry, from every module this person may read. */
export async function lirePortage(ctx: ContextePage): Promise<FaitsPortage> {
  const { pilotees, ecrites } = peutVoirActions(ctx.qui) ? await actions(ctx) : { pilotees: [], ecrites: [] };
  const agenda = peutVoirAgenda(ctx.qui);
  const gens = (await listerPilotes(ctx)).map((p) => ({ personneId: p.id, nom: p.nom }));
  return { gens, charges: [...(await mandats(ctx)), ...pilotees, ...(agenda ? await taches(ctx) : [])], soirees: agenda ? await soirees(ctx) : [], ecrites };
}
