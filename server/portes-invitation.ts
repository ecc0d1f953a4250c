import { sql } from 'kysely';
import { jourDans } from '#core/jour.ts';
import type { CptsAutorisee, CptsId, PersonneId } from '#core/tenancy.ts';
import type { Contexte } from './contexte.ts';
import type { Services } from './services.ts';

type Ligne = { invitation_id: string; cpts_id: CptsId; cpts_nom: string; cpts_slug: string; fuseau: string; demo: boolean };

export type ContexteInvitation = Contexte & { readonly invitationId: string; readonly ici: { readonly nom: string; readonly slug: string; readonly demo: boolean } };

const PERSONNE = '00000000-0000-7000-8000-000000000000' as PersonneId;

/**
 * The gate of an invitation: the secret of its link, and not a role, opens the CPTS that sent it, for the time of one transaction.
 * Undefined when no invitation has this secret. Rolled back when `faire` throws.
 */
export async function dansInvitation<T>(services: Services, { empreinte, qui }: { empreinte: string; qui?: { personneId: PersonneId; nom: string } | undefined }, faire: (ctx: ContexteInvitation) => Promise<T>): Promise<T | undefined> {
  return services.db.transaction().execute(async (tx) => {
    await sql`select set_config('app.personne', ${qui?.personneId ?? ''}, true)`.execute(tx);
    const { rows } = await sql<Ligne>`select * from ouvrir_invitation(${empreinte})`.execute(tx);
    const l = rows[0];
    if (!l) return undefined;
    const maintenant = services.maintenant();
    return faire({
      tx,
      cpts: l.cpts_id as CptsAutorisee,
      qui: { personneId: qui?.personneId ?? PERSONNE, nom: qui?.nom ?? '', roles: [] },
      maintenant,
      aujourdhui: jourDans(maintenant, l.fuseau),
      fuseau: l.fuseau,
      invitationId: l.invitation_id,
      ici: { nom: l.cpts_nom, slug: l.cpts_slug, demo: l.demo },
    });
  });
}
