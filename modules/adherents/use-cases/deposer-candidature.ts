import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { JOURS_DE_PROPOSITION } from '../constants.ts';
import type { Adhesion, AdhesionId, Depuis, Implication, RefusAdhesion } from '../model.ts';
import { lettreDeDepot, lettreDejaEnCours } from '../moteur/courriels.ts';
import { adhesionEnCoursDe, chargerAdhesion, chargerCategories, chargerReglages, creerAdhesion, enregistrerAdhesion, propositionsSansReponse } from '../repository.ts';
import { deciderGeste } from '../rules.ts';
import { ecrireA } from './ecrire-adherent.ts';

export type Identite = {
  readonly nom: string;
  readonly profession?: string | undefined;
  readonly fonction?: string | undefined;
  readonly communeCode?: string | undefined;
  readonly communeNom?: string | undefined;
  readonly structure?: string | undefined;
  readonly telephone?: string | undefined;
  readonly rpps?: string | undefined;
};
type Candidature = Identite & { readonly courriel: string; readonly categorie: string; readonly message?: string | undefined; readonly implication: Implication };

export const champsDe = (i: Identite) => ({
  nom: i.nom, profession: i.profession ?? null, fonction: i.fonction ?? null, commune: i.communeCode ?? null, communeNom: i.communeNom ?? null, structure: i.structure ?? null, telephone: i.telephone ?? null, rpps: i.rpps ?? null,
});

/**
 * The public form. Known or not, whoever sends it sees the same page: what exists already is told by letter, to the owner of the address.
 * A number of RPPS that is another's is set aside for the person who will look, not refused on screen.
 */
export async function deposerCandidature(ctx: Contexte, c: Candidature, depuis: Depuis): Promise<Result<true, RefusAdhesion>> {
  if (!(await chargerReglages(ctx)).candidatureOuverte) return refuser({ code: 'formulaire_ferme' });
  if (!(await chargerCategories(ctx)).some((k) => k.active && k.code === c.categorie)) return refuser({ code: 'categorie_inconnue' });
  const dejaLa = await adhesionEnCoursDe(ctx, { courriel: c.courriel });
  if (dejaLa) {
    await ecrireA(ctx, dejaLa, depuis, lettreDejaEnCours);
    return ok(true);
  }
  const autreRpps = c.rpps !== undefined && (await adhesionEnCoursDe(ctx, { rpps: c.rpps })) !== undefined;
  const message = [c.message, autreRpps ? `RPPS indiqué : ${c.rpps ?? ''} (déjà celui d’une autre adhésion)` : undefined].filter(Boolean).join('\n') || null;
  const id = await creerAdhesion(ctx, { ...champsDe(c), ...(autreRpps ? { rpps: null } : {}), courriel: c.courriel, categorie: c.categorie, message, implication: c.implication, statut: 'deposee', origine: 'formulaire', deposeeLe: ctx.maintenant });
  if (!id) return ok(true);
  await ecrireA(ctx, { id, nom: c.nom, courriel: c.courriel }, depuis, lettreDeDepot);
  await journaliser(ctx, 'adhesion_deposee', id, { origine: 'formulaire' });
  await prevenir(ctx, 'adherents');
  return ok(true);
}

/** Who was proposed answers yes by their link, and says who they are. */
export async function repondreProposition(ctx: Contexte, id: AdhesionId, r: Identite & { readonly message?: string | undefined; readonly implication: Implication }): Promise<Result<true, RefusAdhesion>> {
  const a = await chargerAdhesion(ctx, id);
  // The link proves the address: it acts for the person it was sent to.
  const decision = deciderGeste(a && { ...a, personneId: ctx.qui.personneId }, 'deposer', ctx.qui);
  if (!decision.ok) return decision;
  if (!a) return refuser({ code: 'adhesion_inconnue' });
  const autre = r.rpps === undefined ? undefined : await adhesionEnCoursDe(ctx, { rpps: r.rpps });
  if (autre && autre.id !== id) return refuser({ code: 'adhesion_deja_en_cours' });
  await enregistrerAdhesion(ctx, { ...a, ...champsDe(r), message: r.message ?? a.message, implication: r.implication, statut: decision.valeur, deposeeLe: ctx.maintenant });
  await journaliser(ctx, 'adhesion_deposee', id, { origine: a.origine });
  await prevenir(ctx, 'adherents');
  return ok(true);
}

/** What the person or another gave goes; that there was a request stays, without anybody's name. */
async function effacerCoordonnees(ctx: Contexte, a: Adhesion, statut: Adhesion['statut']): Promise<void> {
  const tue = { nom: 'Demande retirée', courriel: null, telephone: null, rpps: null, profession: null, fonction: null, commune: null, communeNom: null, structure: null, message: null, effaceeLe: ctx.aujourdhui };
  await enregistrerAdhesion(ctx, { ...a, ...tue, statut, decideeLe: ctx.aujourdhui });
  await journaliser(ctx, 'adhesion_retiree', a.id);
}

/** Every night: whoever was proposed and did not answer in the days that the letter gave is forgotten. Returns how many. */
export async function oublierPropositions(ctx: Contexte): Promise<number> {
  const ids = await propositionsSansReponse(ctx, new Date(ctx.maintenant.getTime() - JOURS_DE_PROPOSITION * 86_400_000));
  for (const id of ids) {
    const a = await chargerAdhesion(ctx, id);
    if (a?.statut === 'proposee') await effacerCoordonnees(ctx, a, 'retiree');
  }
  if (ids.length > 0) await prevenir(ctx, 'adherents');
  return ids.length;
}


/** Withdrawn by the person, by link or signed in: what they had written goes with it; the line stays, without anything that names them when they were only proposed. */
export async function retirerCandidature(ctx: Contexte, id: AdhesionId): Promise<Result<true, RefusAdhesion>> {
  const a = await chargerAdhesion(ctx, id);
  const decision = deciderGeste(a && { ...a, personneId: ctx.qui.personneId }, 'retirer', ctx.qui);
  if (!decision.ok) return decision;
  if (!a) return refuser({ code: 'adhesion_inconnue' });
  await effacerCoordonnees(ctx, a, decision.valeur);
  await prevenir(ctx, 'adherents');
  return ok(true);
}
