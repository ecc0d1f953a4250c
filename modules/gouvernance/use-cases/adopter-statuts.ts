import type { Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { verifierStatuts } from '../moteur/fautes.ts';
import { statutsDepuis } from '../moteur/statuts.ts';
import { peutEcrireStatuts } from '../permissions.ts';
import { mettreEnVigueur, versionsDesStatuts } from '../repository.ts';
import type { RefusAdoption } from '../rules.ts';


/** Records that the members adopted this version, and on which day: its term for the préfecture runs from it. A version with a clause that cannot stand is not put in force. */
export async function adopterStatuts(ctx: Contexte, numero: number, adoptee: Jour): Promise<Result<number, RefusAdoption>> {
  if (!peutEcrireStatuts(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (adoptee > ctx.aujourdhui) return refuser({ code: 'jour_a_venir' });
  const version = (await versionsDesStatuts(ctx)).find((v) => v.numero === numero && v.statut === 'brouillon');
  if (!version) return refuser({ code: 'version_inconnue' });
  const fautes = verifierStatuts(statutsDepuis(version.reponses));
  if (fautes.length > 0) return refuser({ code: 'clauses_fautives', raisons: fautes.map((f) => f.raison) });
  await mettreEnVigueur(ctx, version.id, adoptee);
  await journaliser(ctx, 'statuts_adoptes', version.id, { numero });
  await prevenir(ctx, 'gouvernance');
  return ok(numero);
}
