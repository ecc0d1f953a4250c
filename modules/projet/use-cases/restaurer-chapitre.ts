import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { Version, VersionId } from '../model.ts';
import type { CleChapitreSante, FaitsSante } from '../moteur/chapitres.ts';
import { memeContenu, versionPrecedente } from '../moteur/redaction.ts';
import { proposerChapitre } from '../moteur/sante.ts';
import { peutEcrireProjet } from '../permissions.ts';
import * as redactions from '../repository.ts';

const GENRE = 'projet_sante';
export type RefusRetour = { readonly code: 'role_insuffisant' } | { readonly code: 'section_inconnue' } | { readonly code: 'rien_de_change' } | { readonly code: 'section_modifiee_entre_temps'; readonly par?: string };
type Ici = { readonly cle: CleChapitreSante; readonly faits: FaitsSante };

/** The text of `choisir` becomes the chapter as a new version: what stood before stays among the versions. */
async function remettre(ctx: Contexte, { cle, faits, lue, choisir }: Ici & { readonly lue: number; readonly choisir: (versions: readonly Version[]) => Version | undefined }): Promise<Result<number, RefusRetour>> {
  if (!peutEcrireProjet(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const section = await redactions.verrouillerSection(ctx, GENRE, cle);
  const voulue = section && choisir(await redactions.versions(ctx, { genre: GENRE, cle }));
  if (!section || !voulue) return refuser({ code: 'section_inconnue' });
  if (section.version !== lue) return refuser({ code: 'section_modifiee_entre_temps', ...(section.modifieePar === undefined ? {} : { par: section.modifieePar }) });
  if (memeContenu(section, voulue)) return refuser({ code: 'rien_de_change' });
  const version = await redactions.enregistrer(ctx, section, { contenu: { champs: voulue.champs, texte: voulue.texte }, proposition: proposerChapitre(cle, faits), motif: 'restauration' });
  await journaliser(ctx, 'projet_sante_chapitre_restaure', section.id, { chapitre: cle, version });
  await prevenir(ctx, 'projet_sante');
  return ok(version);
}

/** An old version, or a text set aside, becomes the chapter again. */
export const restaurerChapitre = (ctx: Contexte, { id, lue, ...ici }: Ici & { readonly id: VersionId; readonly lue: number }): Promise<Result<number, RefusRetour>> => remettre(ctx, { ...ici, lue, choisir: (versions) => versions.find((v) => v.id === id) });

/** Undoes the last change, while it is the last: what somebody saved since is never undone with it. */
export const annulerVersion = (ctx: Contexte, { numero, ...ici }: Ici & { readonly numero: number }): Promise<Result<number, RefusRetour>> => remettre(ctx, { ...ici, lue: numero, choisir: (versions) => versionPrecedente(versions, numero) });
