import { zoneFeries } from '#core/calendrier.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { StatutParcours } from '../model-parcours.ts';
import { peutMenerParcours } from '../permissions.ts';
import { SOURCES } from '../regimes.ts';
import * as dossiers from '../repository-parcours.ts';
import { type Histoire, raconter, type RefusHistoire, REGLAGES_DE_DEPART } from '../moteur/parcours.ts';
import { PAS } from '../transitions.ts';

export type RefusOuverture = RefusHistoire | { readonly code: 'role_insuffisant' } | { readonly code: 'parcours_deja_ouvert' };

/** Opens the file of the CPTS where it truly stands: a first contact, or a past told day by day. `departement` is that of the seat, for its bank holidays. */
export async function ouvrirParcours(ctx: Contexte, histoire: Histoire, departement?: string): Promise<Result<StatutParcours, RefusOuverture>> {
  if (!peutMenerParcours(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const entree = raconter(histoire, ctx.aujourdhui);
  if (!entree.ok) return entree;
  const pas = entree.valeur.pas.map((p) => ({ ...p, acteur: p.institution === 'maillage' ? '' : ctx.qui.nom, baseLegale: SOURCES[PAS[p.geste].source].texte, commentaire: '', reprise: true }));
  const reglages = { ...REGLAGES_DE_DEPART, zone: zoneFeries({ departement, fuseau: ctx.fuseau }) };
  if (!(await dossiers.ouvrirDossier(ctx, entree.valeur, { pas, reglages }))) return refuser({ code: 'parcours_deja_ouvert' });
  await journaliser(ctx, 'parcours_ouvert', null, { statut: entree.valeur.statut });
  await prevenir(ctx, 'parcours');
  return ok(entree.valeur.statut);
}
