import type { Paquet } from '#modules/territoire/model.ts';
import { territoireCourant } from '#modules/territoire/queries.ts';
import type { Contexte } from '#server/contexte.ts';
import { type Diagnostic, diagnostiquer } from './view.ts';
import type { Territoire } from '#modules/territoire/model.ts';

export type DiagnosticLu = { readonly territoire: Territoire; readonly diagnostic: Diagnostic };

/** The diagnosis of the current perimeter; `undefined` before the first one. */
export async function lireDiagnostic(ctx: Contexte, paquet: Paquet): Promise<DiagnosticLu | undefined> {
  const territoire = await territoireCourant(ctx);
  return territoire && { territoire, diagnostic: diagnostiquer(paquet, territoire.communes) };
}
