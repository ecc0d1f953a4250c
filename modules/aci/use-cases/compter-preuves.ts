import { z } from 'zod';
import { PersonneId } from '#core/tenancy.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { tacheDeCpts } from '#server/taches/registre.ts';
import * as contrats from '../repository.ts';

const PreuveComptee = z.object({
  par: PersonneId,
  indicateur: z.string(),
  releve: z.object({ id: z.uuid(), preuves: z.int().min(0) }).nullable(),
  livrable: z.object({ id: z.string(), preuves: z.int().min(0), fichierId: z.uuid().nullable() }).nullable(),
});

/** Evidence came or went: the value knows how many pieces stand behind it, the deliverable is there or not. Counts, not steps: told twice changes nothing. */
export async function compterPreuves(ctx: Contexte, p: z.infer<typeof PreuveComptee>): Promise<void> {
  const contrat = await contrats.chargerContrat(ctx, true, { ligne: p.indicateur });
  if (!contrat) return;
  if (p.releve) await contrats.noterPreuves(ctx, p.releve);
  if (p.livrable && p.livrable.preuves > 0) await contrats.fournirLivrable({ ...ctx, qui: { ...ctx.qui, personneId: p.par } }, contrat.id, { indicateur: p.indicateur, livrable: p.livrable.id, le: ctx.aujourdhui, ...(p.livrable.fichierId && { fichierId: p.livrable.fichierId }) });
  else if (p.livrable) await contrats.retirerLivrable(ctx, contrat.id, { indicateur: p.indicateur, livrable: p.livrable.id });
  await prevenir(ctx, 'contrat');
}

export const tachePreuves = tacheDeCpts({ sujet: 'preuve_versee', titre: 'Compter les preuves d’une ligne du contrat', schema: PreuveComptee, traiter: compterPreuves });
