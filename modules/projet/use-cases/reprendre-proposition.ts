import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { CleSection, Contenu, FaitsLettre } from '../model.ts';
import { proposer } from '../moteur/lettre-textes.ts';
import { peutEcrireLettre } from '../permissions.ts';
import * as redactions from '../repository.ts';

export type Geste = { readonly cle: CleSection; readonly faits: FaitsLettre; readonly version: number };
export type RefusGeste = { readonly code: 'role_insuffisant' } | { readonly code: 'section_inconnue' } | { readonly code: 'section_modifiee_entre_temps'; readonly par?: string };

const EVENEMENTS = { reprise: 'lettre_proposition_reprise', restauration: 'lettre_section_restauree', actualisation: 'lettre_actualisation_notee' } as const;

type Changement = { readonly geste: Geste; readonly motif: keyof typeof EVENEMENTS; readonly changer: (actuel: Contenu) => Contenu };

/** The beats shared by the gestures that carry no text: right, lock, version read, save, journal. */
export async function changerSection(ctx: Contexte, { geste, motif, changer }: Changement): Promise<Result<number, RefusGeste>> {
  if (!peutEcrireLettre(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const section = await redactions.verrouillerSection(ctx, 'lettre_intention', geste.cle);
  const redaction = await redactions.charger(ctx, 'lettre_intention');
  if (!section || !redaction) return refuser({ code: 'section_inconnue' });
  if (section.version !== geste.version) return refuser({ code: 'section_modifiee_entre_temps', ...(section.modifieePar === undefined ? {} : { par: section.modifieePar }) });

  const contenu = changer(section);
  const proposition = proposer(geste.cle, { faits: geste.faits, champs: contenu.champs, commenceeLe: redaction.commenceeLe });
  const version = await redactions.enregistrer(ctx, section, { contenu, proposition, motif });
  await journaliser(ctx, EVENEMENTS[motif], section.id, { section: geste.cle, version });
  await prevenir(ctx, 'lettre');
  return ok(version);
}

/** The person gives up their own text: the section follows the facts again. Their text stays in the versions. */
export const reprendreProposition = (ctx: Contexte, geste: Geste): Promise<Result<number, RefusGeste>> => changerSection(ctx, { geste, motif: 'reprise', changer: (s) => ({ champs: s.champs, texte: null }) });
