import { type Jour, plusJours, plusMois } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import type { PersonneId } from '#core/tenancy.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { MandatId } from '../model.ts';
import { peutTenirMandats } from '../permissions.ts';
import { personnesTenant, statutsEnVigueur } from '../queries.ts';
import { ajouterMandat, listerMandats } from '../repository.ts';
import { enCours, type RefusMandat } from '../rules.ts';


/** A mandate as the statutes shape it: its end follows from its length, its renewals are counted. */
export async function donnerMandat(ctx: Contexte, { fonction, personneId, debut }: { fonction: string; personneId: PersonneId; debut: Jour }): Promise<Result<MandatId, RefusMandat>> {
  if (!peutTenirMandats(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const f = (await statutsEnVigueur(ctx))?.statuts.fonctions.find((x) => x.fonction === fonction);
  if (!f) return refuser({ code: 'fonction_inconnue' });
  const personnes = await personnesTenant(ctx, ctx.aujourdhui, ['adherent', 'presidence', 'tresorerie', 'secretariat', 'coordination']);
  if (!personnes.some((p) => p.personneId === personneId)) return refuser({ code: 'personne_inconnue' });
  const siens = (await listerMandats(ctx)).filter((m) => m.fonction === f.nom && m.personneId === personneId);
  if (siens.some((m) => enCours(m, debut))) return refuser({ code: 'deja_tenu' });
  if (typeof f.renouvellements === 'number' && siens.filter((m) => m.debut < debut).length > f.renouvellements) return refuser({ code: 'renouvellements_epuises', au_plus: f.renouvellements });
  const fin = f.ans === undefined ? undefined : plusJours(plusMois(debut, 12 * f.ans), -1);
  const id = await ajouterMandat(ctx, { fonction: f.nom, personneId, debut, fin });
  await journaliser(ctx, 'mandat_donne', id, { fonction: f.nom });
  await prevenir(ctx, 'gouvernance');
  return ok(id);
}
