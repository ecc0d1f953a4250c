import type { PersonneId } from '#core/tenancy.ts';
import type { Contexte } from '#server/contexte.ts';
import type { JourDeSemaine } from '../model-semaine.ts';
import { chargerChoix, enregistrerChoix } from '../repository.ts';

/** Wanted or not, and on which day: one's own wish, told to nobody else, so not written in the journal. */
export async function reglerSemaine(ctx: Contexte, personneId: PersonneId, s: { readonly voulue: boolean; readonly jour?: JourDeSemaine }): Promise<void> {
  const c = await chargerChoix(ctx, personneId);
  await enregistrerChoix(ctx, personneId, { ...c, voulue: s.voulue, jour: s.jour ?? c.jour });
}
