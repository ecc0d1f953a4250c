import { sql } from 'kysely';
import type { Jour } from '#core/jour.ts';
import { Poste } from '#modules/aci/model.ts';
import { Versement } from './model.ts';
import { posteDuTemps } from './moteur/plan.ts';
import { lireReglages } from './repository-comptes.ts';
import type { Ici } from './repository.ts';

/** Times and invoices between two days, in cents; `engage` holds what is approved, paid included. */
export type DepenseDeMission = { readonly engage: number; readonly paye: number; readonly minutes: number };

type Somme = DepenseDeMission & { readonly poste: Poste };

async function tempsEntre(ctx: Ici, debut: Jour, fin: Jour): Promise<readonly Somme[]> {
  const { imputations } = await lireReglages(ctx);
  const lignes = await ctx.tx
    .selectFrom('temps_declares')
    .select(['nature', 'mission', sql<number>`coalesce(sum(centimes), 0)::bigint`.as('engage'), sql<number>`coalesce(sum(centimes) filter (where statut = 'payee'), 0)::bigint`.as('paye'), sql<number>`coalesce(sum(minutes), 0)::bigint`.as('minutes')])
    .where('cpts_id', '=', ctx.cpts).where('jour', '>=', debut).where('jour', '<', fin).where('statut', 'in', ['approuvee', 'en_paiement', 'payee'])
    .groupBy(['nature', 'mission'])
    .execute();
  // Words that name no mission count with the running of the CPTS.
  return lignes.map(({ nature, mission, ...somme }) => ({ ...somme, poste: posteDuTemps({ nature: Versement.parse(nature), mission }, imputations) ?? 'fonctionnement' }));
}

async function facturesEntre({ tx, cpts }: Ici, debut: Jour, fin: Jour): Promise<readonly Somme[]> {
  const lignes = await tx
    .selectFrom('factures')
    .select(['poste', sql<number>`coalesce(sum(centimes), 0)::bigint`.as('engage'), sql<number>`coalesce(sum(centimes) filter (where statut = 'payee'), 0)::bigint`.as('paye')])
    .where('cpts_id', '=', cpts).where('jour', '>=', debut).where('jour', '<', fin).where('statut', 'in', ['approuvee', 'payee'])
    .groupBy('poste')
    .execute();
  return lignes.map((l) => ({ poste: Poste.catch('fonctionnement').parse(l.poste), engage: l.engage, paye: l.paye, minutes: 0 }));
}

/** What was spent between two days, the second left out, mission by mission: what the yearly file says of it. */
export async function depensesParMission(ctx: Ici, debut: Jour, fin: Jour): Promise<ReadonlyMap<Poste, DepenseDeMission>> {
  const par = new Map<Poste, DepenseDeMission>();
  for (const s of [...(await tempsEntre(ctx, debut, fin)), ...(await facturesEntre(ctx, debut, fin))]) {
    const deja = par.get(s.poste) ?? { engage: 0, paye: 0, minutes: 0 };
    par.set(s.poste, { engage: deja.engage + s.engage, paye: deja.paye + s.paye, minutes: deja.minutes + s.minutes });
  }
  return par;
}
