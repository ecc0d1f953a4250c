import { refuser, type Result } from '#core/result.ts';
import type { Contexte } from '#server/contexte.ts';
import type { VersionId } from '../model.ts';
import { versionDeLaSection } from '../queries.ts';
import { changerSection, type Geste, type RefusGeste } from './reprendre-proposition.ts';

/** Makes an old version, or a text set aside, the section again: as a new version, so that nothing disappears. */
export async function restaurerVersion(ctx: Contexte, geste: Geste & { readonly id: VersionId }): Promise<Result<number, RefusGeste>> {
  const ancienne = await versionDeLaSection(ctx, geste.cle, geste.id);
  if (!ancienne) return refuser({ code: 'section_inconnue' });
  return changerSection(ctx, { geste, motif: 'restauration', changer: () => ({ champs: ancienne.champs, texte: ancienne.texte }) });
}
