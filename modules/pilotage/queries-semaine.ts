import { sql } from 'kysely';
import { type Jour, plusJours } from '#core/jour.ts';
import { formaterInstant, formaterJour } from '#core/texte.ts';
import { phraseIssue } from '#modules/gouvernance/labels.ts';
import { peutVoirGouvernance } from '#modules/gouvernance/permissions.ts';
import { peutVoirAgenda } from '#modules/agenda/permissions.ts';
import { peutDeclarerTemps } from '#modules/finances/permissions.ts';
import { peutVoirParcours } from '#modules/projet/permissions.ts';
import type { ContextePage } from '#server/contexte.ts';
import type { LigneSemaine, Semaine } from './model-semaine.ts';
import { chosesQuiAttendent } from './queries.ts';
import { chargerChoix } from './repository.ts';

export const monChoix = (ctx: ContextePage): ReturnType<typeof chargerChoix> => chargerChoix(ctx, ctx.qui.personneId);

const JOURS_DEVANT = 10;
type Fenetre = { readonly du: Jour; readonly au: Jour };

/** Meetings this person is invited to and did not decline, and assemblies where they vote, in the days to come. */
async function mesDates({ tx, cpts, qui, base, aujourdhui, maintenant, fuseau }: ContextePage): Promise<Semaine['dates']> {
  const fin = plusJours(aujourdhui, JOURS_DEVANT);
  const reunions = !peutVoirAgenda(qui) ? [] : (await sql<{ id: string; titre: string; debut: Date; lieu: string; reponse: string }>`
    select r.id, r.titre, r.debut, r.lieu, i.reponse from reunion_invites i join reunions r on r.cpts_id = i.cpts_id and r.id = i.reunion_id
    where i.cpts_id = ${cpts} and i.personne_id = ${qui.personneId} and i.reponse <> 'refusee' and r.statut = 'prevue' and r.debut >= ${maintenant} and (r.debut at time zone ${fuseau})::date <= ${fin}::date order by r.debut limit 12`.execute(tx)).rows;
  const assemblees = !peutVoirGouvernance(qui) ? [] : (await sql<{ id: string; titre: string; jour: Jour; heure: string; lieu: string }>`
    select id, titre, jour, heure, lieu from assemblees where cpts_id = ${cpts} and statut = 'convoquee' and jour between ${aujourdhui}::date and ${plusJours(aujourdhui, 3 * JOURS_DEVANT)}::date
      and electeurs @> ${JSON.stringify([{ personneId: qui.personneId }])}::jsonb order by jour limit 6`.execute(tx)).rows;
  return [
    ...assemblees.map((a) => ({ quand: `${formaterJour(a.jour)}, ${a.heure.replace(':', ' h ')}`, titre: a.titre, detail: a.lieu, href: `${base}/gouvernance/assemblees/${a.id}` })),
    ...reunions.map((r) => ({ quand: formaterInstant(r.debut, fuseau), titre: r.titre, detail: [r.lieu, r.reponse === 'attendue' ? 'votre réponse est attendue' : ''].filter(Boolean).join(', '), href: `${base}/agenda/reunions/${r.id}` })),
  ];
}

/** What was decided in the meetings this person was asked to, in the groups they are of, and in the votes they were called to. */
async function mesDecisions({ tx, cpts, qui, base, fuseau }: ContextePage, { du, au }: Fenetre): Promise<readonly LigneSemaine[]> {
  const reunions = !peutVoirAgenda(qui) ? [] : (await sql<{ texte: string; id: string; titre: string }>`
    select d.texte, r.id, r.titre from reunion_decisions d join reunions r on r.cpts_id = d.cpts_id and r.id = d.reunion_id
    where d.cpts_id = ${cpts} and (d.prise_le at time zone ${fuseau})::date >= ${du}::date and (d.prise_le at time zone ${fuseau})::date < ${au}::date
      and (exists (select from reunion_invites i where i.cpts_id = d.cpts_id and i.reunion_id = r.id and i.personne_id = ${qui.personneId})
        or exists (select from groupe_membres g where g.cpts_id = d.cpts_id and g.groupe_id = r.groupe_id and g.personne_id = ${qui.personneId}))
    order by d.prise_le, d.id limit 15`.execute(tx)).rows;
  const votes = !peutVoirGouvernance(qui) ? [] : (await sql<{ titre: string; issue: string | null; id: string; instance: string }>`
    select p.titre, p.resultat ->> 'issue' as issue, a.id, a.titre as instance from assemblee_points p join assemblees a on a.cpts_id = p.cpts_id and a.id = p.assemblee_id
    where p.cpts_id = ${cpts} and p.resultat is not null and (p.clos_le at time zone ${fuseau})::date >= ${du}::date and (p.clos_le at time zone ${fuseau})::date < ${au}::date
      and a.electeurs @> ${JSON.stringify([{ personneId: qui.personneId }])}::jsonb order by p.clos_le, p.ordre limit 15`.execute(tx)).rows;
  return [
    ...votes.map((v) => ({ texte: `${v.titre} : ${phraseIssue(v.issue ?? '').toLocaleLowerCase('fr')}`, detail: v.instance, href: `${base}/gouvernance/assemblees/${v.id}` })),
    ...reunions.map((d) => ({ texte: d.texte, detail: d.titre, href: `${base}/agenda/reunions/${d.id}` })),
  ];
}

/** Questions this person asked, remarks they wrote, times they declared: what was answered. */
async function mesReponses({ tx, cpts, qui, base, fuseau }: ContextePage, { du, au }: Fenetre): Promise<readonly LigneSemaine[]> {
  const echanges = !peutVoirParcours(qui) ? [] : (await sql<{ id: string; objet: string }>`
    select id, objet from questions where cpts_id = ${cpts} and posee_par = ${qui.personneId} and repondue_par is distinct from ${qui.personneId}
      and (repondue_le at time zone ${fuseau})::date >= ${du}::date and (repondue_le at time zone ${fuseau})::date < ${au}::date order by repondue_le limit 10`.execute(tx)).rows;
  const remarques = !peutVoirParcours(qui) ? [] : (await sql<{ depot_id: string; texte: string }>`
    select r.depot_id, r.texte from depot_remarques r join depot_remarques m on m.cpts_id = r.cpts_id and m.id = r.parent_id
    where r.cpts_id = ${cpts} and m.auteur_id = ${qui.personneId} and r.auteur_id is distinct from ${qui.personneId}
      and (r.le at time zone ${fuseau})::date >= ${du}::date and (r.le at time zone ${fuseau})::date < ${au}::date order by r.le limit 10`.execute(tx)).rows;
  const temps = !peutDeclarerTemps(qui) ? [] : (await sql<{ approuves: number; refuses: number }>`
    select count(*) filter (where statut <> 'refusee')::int as approuves, count(*) filter (where statut = 'refusee')::int as refuses from temps_declares
    where cpts_id = ${cpts} and personne_id = ${qui.personneId} and statut in ('approuvee', 'en_paiement', 'payee', 'refusee')
      and (case when statut = 'refusee' then (modifiee_le at time zone ${fuseau})::date else approuvee_le end) >= ${du}::date and (case when statut = 'refusee' then (modifiee_le at time zone ${fuseau})::date else approuvee_le end) < ${au}::date`.execute(tx)).rows;
  const [t] = temps;
  return [
    ...echanges.map((q) => ({ texte: `Réponse reçue : ${q.objet}`, href: `${base}/projet/echanges/questions/${q.id}` })),
    ...remarques.map((r) => ({ texte: `Réponse à votre remarque : « ${r.texte.length > 120 ? `${r.texte.slice(0, 119)}…` : r.texte} »`, href: `${base}/projet/echanges/depots/${r.depot_id}` })),
    ...(t && t.approuves + t.refuses > 0 ? [{ texte: [t.approuves > 0 ? `${t.approuves} de vos temps approuvés` : '', t.refuses > 0 ? `${t.refuses} refusés` : ''].filter(Boolean).join(', '), href: `${base}/finances/temps` }] : []),
  ];
}

/** All that concerns the person of this context, by their roles of the day: the same doors as the pages. */
export async function lireSemaine(ctx: ContextePage, du: Jour): Promise<Semaine> {
  const fenetre = { du, au: ctx.aujourdhui };
  return { choses: await chosesQuiAttendent(ctx), dates: await mesDates(ctx), decisions: await mesDecisions(ctx, fenetre), reponses: await mesReponses(ctx, fenetre) };
}
