import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { CleChapitreSante, FaitsSante } from '../moteur/chapitres.ts';
import { TEXTE_MAX, type VersionId } from '../model.ts';
import { projetVierge, proposerChapitre } from '../moteur/sante.ts';
import { contenuEnvoye, deciderEnregistrement, memeContenu } from '../moteur/redaction.ts';
import { peutEcrireProjet } from '../permissions.ts';
import * as redactions from '../repository.ts';

const GENRE = 'projet_sante';
type Demande = { readonly cle: CleChapitreSante; readonly faits: FaitsSante; readonly texte: string; readonly montree: string; readonly base: number };
export type RefusChapitre = { readonly code: 'role_insuffisant' } | { readonly code: 'texte_trop_long'; readonly longueur: number } | { readonly code: 'mise_de_cote'; readonly version: VersionId };

/** Saves a chapter from the version the person read; when somebody saved meanwhile, both texts are kept. The pen is put down. */
export async function ecrireChapitre(ctx: Contexte, { cle, faits, texte, montree, base }: Demande): Promise<Result<{ readonly version: number; readonly inchangee: boolean }, RefusChapitre>> {
  if (!peutEcrireProjet(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (texte.length > TEXTE_MAX) return refuser({ code: 'texte_trop_long', longueur: texte.length });
  if (await redactions.commencer(ctx, GENRE, projetVierge(faits).chapitres)) await journaliser(ctx, 'projet_sante_commence', null);
  const section = await redactions.verrouillerSection(ctx, GENRE, cle);
  if (!section) throw new Error(`The project has no chapter ${cle}`);
  const contenu = contenuEnvoye({ champs: {}, texte, montree, base });
  const proposition = proposerChapitre(cle, faits);
  const lueDe = base === 0 ? 1 : base;
  const decision = deciderEnregistrement(section, contenu, lueDe);
  await redactions.poserPlume(ctx, GENRE, cle);
  if (!decision.ok && decision.refus.code === 'rien_de_change') return ok({ version: section.version, inchangee: true });
  if (!decision.ok) {
    const lue = (await redactions.versions(ctx, { genre: GENRE, cle })).find((v) => v.numero === lueDe);
    if (lue && memeContenu(lue, contenu)) return ok({ version: section.version, inchangee: true });
    const version = await redactions.mettreDeCote(ctx, section, { contenu, proposition, base: lueDe });
    await journaliser(ctx, 'projet_sante_texte_mis_de_cote', section.id, { chapitre: cle });
    return refuser({ code: 'mise_de_cote', version });
  }
  const version = await redactions.enregistrer(ctx, section, { contenu, proposition, motif: 'redaction' });
  await journaliser(ctx, 'projet_sante_chapitre_enregistre', section.id, { chapitre: cle, version });
  await prevenir(ctx, 'projet_sante');
  return ok({ version, inchangee: false });
}

/** Takes the pen, so that the others see who writes. It forbids nothing: saving is always possible, and nothing is lost. */
export async function prendrePlume(ctx: Contexte, cle: CleChapitreSante, tenue: redactions.TenuePlume = 'prise'): Promise<Result<true, { readonly code: 'role_insuffisant' | 'tenue' }>> {
  if (!peutEcrireProjet(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const issue = await redactions.prendrePlume(ctx, GENRE, { cle, tenue });
  if (issue === 'tenue') return refuser({ code: 'tenue' });
  if (issue === 'prise') await prevenir(ctx, 'projet_sante');
  return ok(true);
}

/** Whoever leaves the page frees the chapter at once, and the others see it. */
export async function quitterPlume(ctx: Contexte, cle: CleChapitreSante): Promise<void> {
  if (await redactions.poserPlume(ctx, GENRE, cle)) await prevenir(ctx, 'projet_sante');
}
