import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { libelleGesteFiche, type RefusFiche } from '../labels.ts';
import type { ContenuFiche, Fiche, FicheId, GesteFiche, SaisieDepense, SaisieFiche, SaisieTache } from '../model.ts';
import { peutEcrireFiche, peutOuvrirFiche } from '../permissions.ts';
import { lignesDuContrat, listerPilotes, objectifsDuProjet } from '../queries.ts';
import * as fiches from '../repository.ts';
import { cleLibre, contenuDe, depenseDe, VIDE } from '../rules.ts';
import { apres } from '../transitions.ts';

type Issue = Result<{ readonly id: FicheId; readonly version: number }, RefusFiche>;

async function contenuSaisi(ctx: Contexte, s: SaisieFiche, avant: ContenuFiche | undefined): Promise<Result<ContenuFiche, RefusFiche>> {
  // A line kept from before stays valid although the contract has dropped it since.
  const connues = new Set([...(await lignesDuContrat(ctx)).map((l) => l.id), ...(avant?.indicateurs ?? [])]);
  if (s.pilote !== '' && s.pilote !== avant?.piloteId && !(await listerPilotes(ctx)).some((p) => p.id === s.pilote)) return refuser({ code: 'pilote_inconnu' });
  if (s.objectifProjet !== '' && s.objectifProjet !== avant?.objectifId && !(await objectifsDuProjet(ctx)).some((o) => o.id === s.objectifProjet)) return refuser({ code: 'saisie_refusee', erreurs: { objectifProjet: 'Cet objectif n’est plus au projet de santé : choisissez-en un autre, ou aucun.' } });
  const contenu = contenuDe(s, avant ?? VIDE, connues);
  return contenu.ok ? contenu : refuser({ code: 'saisie_refusee', erreurs: contenu.refus });
}

export async function ouvrirFiche(ctx: Contexte, s: SaisieFiche): Promise<Issue> {
  if (!peutOuvrirFiche(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const contenu = await contenuSaisi(ctx, s, undefined);
  if (!contenu.ok) return contenu;
  const id = await fiches.creerFiche(ctx, contenu.valeur);
  await journaliser(ctx, 'fiche_action_ouverte', id, { nom: s.titre });
  await prevenir(ctx, 'actions');
  return ok({ id, version: 1 });
}

type Change = { readonly id: FicheId; readonly version: number; readonly motif: string; readonly evenement?: string; readonly changer: (f: Fiche) => Result<ContenuFiche, RefusFiche> | Promise<Result<ContenuFiche, RefusFiche>> };

/** Every change of a sheet: right, version read, status, rule, new version, journal. */
async function changer(ctx: Contexte, { id, version, motif, evenement = 'fiche_action_modifiee', changer: decider }: Change): Promise<Issue> {
  const fiche = await fiches.chargerFiche(ctx, id, true);
  if (!fiche) return refuser({ code: 'fiche_inconnue' });
  if (!peutEcrireFiche(ctx.qui, fiche.contenu.piloteId)) return refuser({ code: 'role_insuffisant' });
  if (fiche.version !== version) return refuser({ code: 'version_depassee', actuelle: fiche.version });
  if (fiche.statut === 'achevee' || fiche.statut === 'abandonnee') return refuser({ code: 'fiche_close', statut: fiche.statut });
  const contenu = await decider(fiche);
  if (!contenu.ok) return contenu;
  const nouvelle = await fiches.enregistrerFiche(ctx, fiche, { contenu: contenu.valeur, motif });
  await journaliser(ctx, evenement, id, { nom: contenu.valeur.titre });
  await prevenir(ctx, 'actions');
  return ok({ id, version: nouvelle });
}

export const modifierFiche = (ctx: Contexte, id: FicheId, s: SaisieFiche): Promise<Issue> =>
  changer(ctx, { id, version: s.version, motif: 'Fiche modifiée', changer: (f) => contenuSaisi(ctx, s, f.contenu) });

export const ajouterDepense = (ctx: Contexte, id: FicheId, s: SaisieDepense): Promise<Issue> =>
  changer(ctx, { id, version: s.version, motif: `Dépense ajoutée : ${s.libelle}`, changer: ({ contenu }) => {
    if (contenu.budget.length >= 100) return refuser({ code: 'trop_de_lignes' });
    const depense = depenseDe(s, cleLibre('d', contenu.budget));
    return depense.ok ? ok({ ...contenu, budget: [...contenu.budget, depense.valeur] }) : depense;
  } });

export const retirerDepense = (ctx: Contexte, id: FicheId, cle: string, version: number): Promise<Issue> =>
  changer(ctx, { id, version, motif: 'Dépense retirée', changer: ({ contenu }) => (contenu.budget.some((d) => d.id === cle) ? ok({ ...contenu, budget: contenu.budget.filter((d) => d.id !== cle) }) : refuser({ code: 'ligne_inconnue' })) });

export const ajouterTache = (ctx: Contexte, id: FicheId, s: SaisieTache): Promise<Issue> =>
  changer(ctx, { id, version: s.version, motif: `Tâche ajoutée : ${s.texte}`, changer: ({ contenu }) => (contenu.taches.length >= 200 ? refuser({ code: 'trop_de_lignes' }) : ok({ ...contenu, taches: [...contenu.taches, { id: cleLibre('t', contenu.taches), texte: s.texte, echeance: s.echeance ?? null, qui: s.qui, faite: false }] })) });

export const cocherTache = (ctx: Contexte, id: FicheId, t: { readonly cle: string; readonly faite: boolean; readonly version: number }): Promise<Issue> =>
  changer(ctx, { id, version: t.version, motif: t.faite ? 'Tâche faite' : 'Tâche rouverte', changer: ({ contenu }) => (contenu.taches.some((x) => x.id === t.cle) ? ok({ ...contenu, taches: contenu.taches.map((x) => (x.id === t.cle ? { ...x, faite: t.faite } : x)) }) : refuser({ code: 'ligne_inconnue' })) });

/** The sheet goes on, stops, ends or comes back. */
export async function franchirFiche(ctx: Contexte, id: FicheId, { geste, version }: { readonly geste: GesteFiche; readonly version: number }): Promise<Issue> {
  const fiche = await fiches.chargerFiche(ctx, id, true);
  if (!fiche) return refuser({ code: 'fiche_inconnue' });
  if (!peutEcrireFiche(ctx.qui, fiche.contenu.piloteId)) return refuser({ code: 'role_insuffisant' });
  const statut = apres(fiche.statut, geste);
  if (!statut) return refuser({ code: 'geste_impossible', statut: fiche.statut });
  if (fiche.version !== version) return refuser({ code: 'version_depassee', actuelle: fiche.version });
  const nouvelle = await fiches.enregistrerFiche(ctx, fiche, { statut, motif: libelleGesteFiche[geste] });
  await journaliser(ctx, 'fiche_action_statut', id, { nom: fiche.contenu.titre, statut });
  await prevenir(ctx, 'actions');
  return ok({ id, version: nouvelle });
}
