import { sql } from 'kysely';
import type { Jour } from '#core/jour.ts';
import { PersonneId, Role } from '#core/tenancy.ts';
import type { Contexte } from '#server/contexte.ts';
import { CHOIX_DE_DEPART, ChoixSemaine } from './model-semaine.ts';

type Ici = Pick<Contexte, 'tx' | 'cpts'>;

export async function chargerChoix({ tx, cpts }: Ici, personneId: PersonneId): Promise<ChoixSemaine> {
  const r = await tx.selectFrom('lettres_semaine').select(['voulue', 'jour', 'derniere_le as derniereLe']).where('cpts_id', '=', cpts).where('personne_id', '=', personneId).executeTakeFirst();
  return r ? ChoixSemaine.parse(r) : CHOIX_DE_DEPART;
}

export async function enregistrerChoix({ tx, cpts }: Ici, personneId: PersonneId, c: ChoixSemaine): Promise<void> {
  const ligne = { voulue: c.voulue, jour: c.jour, derniere_le: c.derniereLe };
  await tx.insertInto('lettres_semaine').values({ cpts_id: cpts, personne_id: personneId, ...ligne }).onConflict((o) => o.columns(['cpts_id', 'personne_id']).doUpdateSet(ligne)).execute();
}

export type Lecteur = { readonly personneId: PersonneId; readonly nom: string; readonly courriel: string; readonly roles: readonly Role[]; readonly choix: ChoixSemaine };

/** Who works in the CPTS on a day, officers aside, with the roles held that day and their wish; one person when named. */
export async function lecteurs({ tx, cpts }: Ici, jour: Jour, personneId: PersonneId | null = null): Promise<readonly Lecteur[]> {
  const { rows } = await sql<{ id: string; nom: string; courriel: string; roles: string[]; voulue: boolean | null; jour: number | null; derniere_le: string | null }>`
    select p.id, p.nom, p.courriel, array_agg(distinct r.role) as roles, l.voulue, l.jour, l.derniere_le
    from roles_tenus r join personnes p on p.id = r.personne_id left join lettres_semaine l on l.cpts_id = r.cpts_id and l.personne_id = p.id
    where r.cpts_id = ${cpts} and r.depuis <= ${jour}::date and (r.jusque is null or r.jusque >= ${jour}::date) and (${personneId}::uuid is null or p.id = ${personneId}::uuid)
    group by p.id, p.nom, p.courriel, l.voulue, l.jour, l.derniere_le having not array_agg(r.role) <@ array['ars', 'cpam', 'exploitant'] order by p.id`.execute(tx);
  return rows.map((r) => ({ personneId: PersonneId.parse(r.id), nom: r.nom, courriel: r.courriel, roles: Role.array().parse(r.roles), choix: r.voulue === null ? CHOIX_DE_DEPART : ChoixSemaine.parse({ voulue: r.voulue, jour: r.jour, derniereLe: r.derniere_le }) }));
}

/** The rest of this transaction is this person's: policies that look at who reads follow. */
export const agirPour = async ({ tx }: Pick<Contexte, 'tx'>, personneId: PersonneId): Promise<void> => {
  await sql`select set_config('app.personne', ${personneId}, true)`.execute(tx);
};
