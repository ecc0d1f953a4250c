import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import { lireDossier } from '#modules/aci/queries.ts';
import type { Contexte } from '#server/contexte.ts';
import type { RefusDialogue } from '../labels.ts';
import type { SaisieRedaction } from '../model.ts';
import { peutRedigerDialogue } from '../permissions.ts';
import * as dossiers from '../repository.ts';
import { redactionDe } from '../rules.ts';

/** Keeps what people write for a year of the contract. */
export async function redigerDossier(ctx: Contexte, s: SaisieRedaction): Promise<Result<{ readonly version: number }, RefusDialogue>> {
  if (!peutRedigerDialogue(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const contrat = await lireDossier(ctx);
  if (!contrat) return refuser({ code: 'contrat_absent' });
  if (s.annee > contrat.contenu.dureeAnnees) return refuser({ code: 'annee_inconnue' });
  if (s.tenuLe && s.tenuLe > ctx.aujourdhui) return refuser({ code: 'jour_a_venir' });
  const garde = await dossiers.chargerDossier(ctx, contrat.id, s.annee, true);
  if (garde.version !== s.version) return refuser({ code: 'version_depassee', actuelle: garde.version });
  const redaction = redactionDe(s, garde.redaction, new Set(contrat.contenu.indicateurs.map((i) => i.id)));
  const id = await dossiers.enregistrerDossier(ctx, { contrat: contrat.id, annee: s.annee, version: garde.version, redaction });
  if (id === undefined) return refuser({ code: 'version_depassee', actuelle: garde.version + 1 });
  await journaliser(ctx, 'dialogue_redige', id, { annee: s.annee });
  await prevenir(ctx, 'dialogue');
  return ok({ version: garde.version + 1 });
}
