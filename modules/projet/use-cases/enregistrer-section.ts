import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { CleSection, FaitsLettre, VersionId } from '../model.ts';
import { proposer } from '../moteur/lettre-textes.ts';
import { contenuEnvoye, deciderEnregistrement, memeContenu, type Envoi } from '../moteur/redaction.ts';
import { peutEcrireLettre } from '../permissions.ts';
import * as redactions from '../repository.ts';
import { champsRetenus, verifierSaisie, type ErreursDeSection } from '../rules.ts';
import { commencerLettre } from './commencer-lettre.ts';

export type Demande = { readonly cle: CleSection; readonly faits: FaitsLettre; readonly envoi: Envoi };
export type SectionEnregistree = { readonly version: number; readonly inchangee: boolean };
export type RefusEnregistrement =
  | { readonly code: 'role_insuffisant' }
  | { readonly code: 'saisie_refusee'; readonly erreurs: ErreursDeSection }
  /** The text is safe in the version `miseDeCote`: the transaction must be kept. */
  | { readonly code: 'mise_de_cote'; readonly version: VersionId; readonly par?: string };

/** Saves a section from the version the person read. When somebody saved meanwhile, both texts are kept and the person is asked. */
export async function enregistrerSection(ctx: Contexte, { cle, faits, envoi }: Demande): Promise<Result<SectionEnregistree, RefusEnregistrement>> {
  if (!peutEcrireLettre(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const erreurs = verifierSaisie(cle, envoi.champs, envoi.texte);
  if (Object.keys(erreurs).length > 0) return refuser({ code: 'saisie_refusee', erreurs });

  await commencerLettre(ctx, faits);
  const section = await redactions.verrouillerSection(ctx, 'lettre_intention', cle);
  if (!section) throw new Error(`The letter has no section ${cle}`);
  const contenu = contenuEnvoye({ ...envoi, champs: champsRetenus(cle, envoi.champs) });
  const redaction = await redactions.charger(ctx, 'lettre_intention');
  const proposition = proposer(cle, { faits, champs: contenu.champs, commenceeLe: redaction?.commenceeLe ?? ctx.aujourdhui });
  // A form opened before anyone began the letter showed what the beginning has just saved.
  const base = envoi.base === 0 ? 1 : envoi.base;
  const decision = deciderEnregistrement(section, contenu, base);
  if (!decision.ok && decision.refus.code === 'rien_de_change') return ok({ version: section.version, inchangee: true });
  if (!decision.ok) {
    // Sent back as it was read: the person changed nothing, what others wrote meanwhile stands.
    const lue = (await redactions.versions(ctx, { genre: 'lettre_intention', cle })).find((v) => v.numero === base);
    if (lue && memeContenu(lue, contenu)) return ok({ version: section.version, inchangee: true });
    const version = await redactions.mettreDeCote(ctx, section, { contenu, proposition, base });
    await journaliser(ctx, 'lettre_texte_mis_de_cote', section.id, { section: cle, base, actuelle: section.version });
    return refuser({ code: 'mise_de_cote', version, ...(section.modifieePar === undefined ? {} : { par: section.modifieePar }) });
  }

  const version = await redactions.enregistrer(ctx, section, { contenu: decision.valeur, proposition, motif: 'redaction' });
  await journaliser(ctx, 'lettre_section_enregistree', section.id, { section: cle, version, texte: contenu.texte === null ? 'propose' : 'redige' });
  await prevenir(ctx, 'lettre');
  return ok({ version, inchangee: false });
}
