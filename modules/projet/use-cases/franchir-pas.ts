import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { DepotId, Dossier, StatutParcours } from '../model-parcours.ts';
import { valideParLeSilence } from '../moteur/horloges.ts';
import { SOURCES } from '../regimes.ts';
import * as dossiers from '../repository-parcours.ts';
import { deciderPas, type DemandePas, institutionsDe, type RefusPas } from '../moteur/parcours.ts';

/** The file under its lock, as time has made it: a silence whose last day is past is noted before anything else is decided. */
export async function dossierDuJour(ctx: Contexte): Promise<Dossier | undefined> {
  const dossier = await dossiers.chargerDossier(ctx, true);
  const le = dossier && valideParLeSilence(dossier, ctx.aujourdhui);
  if (!dossier || le === undefined) return dossier;
  const depot = dossier.pas.findLast((p) => p.geste === 'deposer_projet')?.depot;
  await dossiers.avancer(ctx, dossier, { geste: 'laisser_valider', de: dossier.statut, vers: 'projet_repute_valide', le, institution: 'maillage', acteur: '', ...(depot && { depot }), baseLegale: SOURCES.csp_l1434_12.texte, commentaire: '', reprise: false }, false);
  await journaliser(ctx, 'parcours_silence_valide', null, { le });
  await prevenir(ctx, 'parcours');
  return dossiers.chargerDossier(ctx, true);
}

export type Franchissement = Omit<DemandePas, 'depot'> & { readonly depot?: DepotId | undefined; readonly version?: number | undefined };

/** One step of the journey: the right, the day, the pieces, then the file moves and the journal says so. */
export async function franchirPas(ctx: Contexte, demande: Franchissement): Promise<Result<StatutParcours, RefusPas>> {
  const dossier = await dossierDuJour(ctx);
  if (!dossier) return refuser({ code: 'parcours_absent' });
  if (demande.version !== undefined && demande.version !== dossier.version) return refuser({ code: 'pas_modifie_entre_temps' });
  const depot = demande.depot === undefined ? undefined : (await dossiers.chargerDepots(ctx, demande.depot))[0];
  const decision = deciderPas(dossier, { ...demande, depot }, ctx);
  if (!decision.ok) return decision;
  await dossiers.avancer(ctx, dossier, decision.valeur);
  await journaliser(ctx, 'parcours_pas_franchi', null, { geste: decision.valeur.geste, vers: decision.valeur.vers, le: decision.valeur.le });
  await prevenir(ctx, 'parcours');
  return ok(decision.valeur.vers);
}

export type RefusRecul = { readonly code: 'parcours_absent' } | { readonly code: 'rien_a_reprendre' } | { readonly code: 'role_insuffisant' } | { readonly code: 'pas_modifie_entre_temps' };

/** Undoes the last step, for the institution that took it or noted it. What time or the past decided is not undone. */
export async function annulerPas(ctx: Contexte, version: number): Promise<Result<StatutParcours, RefusRecul>> {
  const dossier = await dossiers.chargerDossier(ctx, true);
  if (!dossier) return refuser({ code: 'parcours_absent' });
  const dernier = dossier.pas.at(-1);
  if (!dernier || dernier.reprise || dernier.institution === 'maillage') return refuser({ code: 'rien_a_reprendre' });
  const siennes = institutionsDe(ctx.qui);
  if (!siennes.includes(dernier.institution) && !(siennes.includes('cpts') && dernier.notePar?.id === ctx.qui.personneId)) return refuser({ code: 'role_insuffisant' });
  if (dossier.version !== version) return refuser({ code: 'pas_modifie_entre_temps' });
  await dossiers.reculer(ctx, dossier, dernier);
  await journaliser(ctx, 'parcours_pas_annule', dernier.id, { geste: dernier.geste });
  await prevenir(ctx, 'parcours');
  return ok(dernier.de);
}
