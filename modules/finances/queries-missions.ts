import { sql } from 'kysely';
import type { Jour } from '#core/jour.ts';
import { cleDeRecherche } from '#core/texte.ts';
import { libelleMission } from '#modules/aci/labels.ts';
import { Mission, type Poste } from '#modules/aci/model.ts';
import type { Ici } from './repository.ts';

/** Cents and minutes of times approved (paid ones included) between two days, the second left out. */
export type TempsDeMission = { readonly engage: number; readonly paye: number; readonly minutes: number };

/** The mission that the words of an entry name: its code, or its name; none is the running of the CPTS. */
export function posteDit(mission: string): Poste {
  const cle = cleDeRecherche(mission);
  if (cle === '') return 'fonctionnement';
  return Mission.options.find((m) => { const nom = cleDeRecherche(libelleMission[m]); return cle === m || nom === cle || nom.startsWith(`${cle} `) || cle.startsWith(`${m} `); }) ?? 'fonctionnement';
}

/** What times cost, mission by mission: what the yearly file says of spending. */
export async function tempsParMission({ tx, cpts }: Ici, debut: Jour, fin: Jour): Promise<ReadonlyMap<Poste, TempsDeMission>> {
  const lignes = await tx
    .selectFrom('temps_declares')
    .select([
      'mission',
      sql<number>`coalesce(sum(centimes), 0)::bigint`.as('engage'),
      sql<number>`coalesce(sum(centimes) filter (where statut = 'payee'), 0)::bigint`.as('paye'),
      sql<number>`coalesce(sum(minutes), 0)::bigint`.as('minutes'),
    ])
    .where('cpts_id', '=', cpts)
    .where('jour', '>=', debut)
    .where('jour', '<', fin)
    .where('statut', 'in', ['approuvee', 'en_paiement', 'payee'])
    .groupBy('mission')
    .execute();
  const par = new Map<Poste, TempsDeMission>();
  for (const l of lignes) {
    const poste = posteDit(l.mission);
    const deja = par.get(poste) ?? { engage: 0, paye: 0, minutes: 0 };
    par.set(poste, { engage: deja.engage + l.engage, paye: deja.paye + l.paye, minutes: deja.minutes + l.minutes });
  }
  return par;
}
