import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { ContenuContrat, Dossier, SaisieAvenant, SaisieContrat, SaisieCrise, SaisieLigne, SaisiePapiers, SaisieRenouvellement, SaisieResiliation } from '../model-dossier.ts';
import type { Jour } from '#core/jour.ts';
import type { RefusContrat } from '../moteur/verifier.ts';
import { peutEcrireContrat } from '../permissions.ts';
import { lireDossier } from '../queries.ts';
import * as contrats from '../repository.ts';
import { apres } from '../transitions.ts';
import { contratRenouvele, papiersDe, refusDeFin, type Siege } from '../rules-papiers.ts';
import { avecAvenant, avecCrise, avecLigne, avecRevision, contenuDe, type ErreursDeSaisie, ligneDe, refusDuContenu } from '../rules.ts';

export type RefusContratTenu =
  | { readonly code: 'role_insuffisant' }
  | { readonly code: 'contrat_absent' }
  | { readonly code: 'version_depassee'; readonly actuelle: number }
  | { readonly code: 'ligne_inconnue' }
  | { readonly code: 'deja_resilie' }
  | { readonly code: 'contrat_court'; readonly jusquAu: Jour }
  | { readonly code: 'saisie_refusee'; readonly erreurs: ErreursDeSaisie }
  | { readonly code: 'contrat_refuse'; readonly refus: RefusContrat };

export type Issue = Result<{ readonly version: number }, RefusContratTenu>;
type Change = { readonly evenement: string; readonly motif: string; readonly details?: Readonly<Record<string, unknown>>; readonly version: number; readonly changer: (contenu: ContenuContrat, dossier: Dossier) => Result<ContenuContrat, RefusContratTenu> };

/** Every change of a signed contract: right, version read, rule, check that it still computes, new version, journal. */
export async function changer(ctx: Contexte, { evenement, motif, details, version, changer: decider }: Change): Promise<Issue> {
  if (!peutEcrireContrat(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const garde = await contrats.chargerContrat(ctx, true);
  const dossier = await lireDossier(ctx);
  if (!garde || !dossier) return refuser({ code: 'contrat_absent' });
  if (garde.version !== version) return refuser({ code: 'version_depassee', actuelle: garde.version });
  const decision = decider(garde.contenu, dossier);
  if (!decision.ok) return decision;
  const refus = refusDuContenu(decision.valeur, dossier);
  if (refus) return refuser({ code: 'contrat_refuse', refus });
  const nouvelle = await contrats.enregistrerContenu(ctx, garde, decision.valeur, motif);
  await journaliser(ctx, evenement, garde.id, { version: nouvelle, ...details });
  await prevenir(ctx, 'contrat');
  return ok({ version: nouvelle });
}

/** The first contract of a CPTS, or the terms of the present one. */
export async function etablirContrat(ctx: Contexte, s: SaisieContrat): Promise<Issue> {
  if (!peutEcrireContrat(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const garde = await contrats.chargerContrat(ctx, true);
  if (garde) return changer(ctx, { evenement: 'contrat_modifie', motif: s.motif ?? 'Termes du contrat', version: s.version, changer: (c) => ok(contenuDe(s, c)) });
  const contenu = contenuDe(s, undefined);
  const refus = refusDuContenu(contenu);
  if (refus) return refuser({ code: 'contrat_refuse', refus });
  const id = await contrats.creerContrat(ctx, contenu, 'Contrat établi');
  await journaliser(ctx, 'contrat_etabli', id, { signeLe: contenu.signeLe, taille: contenu.taille });
  await prevenir(ctx, 'contrat');
  return ok({ version: 1 });
}

const enErreurs = <T>(r: Result<T, ErreursDeSaisie>): Result<T, RefusContratTenu> => (r.ok ? r : refuser({ code: 'saisie_refusee', erreurs: r.refus }));

export const enregistrerLigne = (ctx: Contexte, s: SaisieLigne, id?: string): Promise<Issue> =>
  changer(ctx, {
    evenement: id === undefined ? 'contrat_ligne_ajoutee' : 'contrat_ligne_modifiee', motif: s.libelle, details: { libelle: s.libelle }, version: s.version,
    changer: (contenu) => {
      const ancienne = contenu.indicateurs.find((i) => i.id === id);
      if (id !== undefined && !ancienne) return refuser({ code: 'ligne_inconnue' });
      const ligne = enErreurs(ligneDe(s, contenu, id));
      if (!ligne.ok) return ligne;
      return ok(ancienne && s.renegocieeLe ? avecRevision(contenu, ancienne, ligne.valeur, { le: s.renegocieeLe, motif: s.motif ?? '' }) : avecLigne(contenu, ligne.valeur));
    },
  });

/** Takes a line out; its values stay in the history and come back with it. */
export const retirerLigne = (ctx: Contexte, id: string, version: number): Promise<Issue> =>
  changer(ctx, {
    evenement: 'contrat_ligne_retiree', motif: id, version, details: { libelle: id },
    changer: (contenu) => (contenu.indicateurs.some((i) => i.id === id) ? ok({ ...contenu, indicateurs: contenu.indicateurs.filter((i) => i.id !== id) }) : refuser({ code: 'ligne_inconnue' })),
  });

export const signerAvenant = (ctx: Contexte, s: SaisieAvenant): Promise<Issue> => changer(ctx, { evenement: 'contrat_avenant', motif: s.motif, version: s.version, details: { le: s.le }, changer: (c) => enErreurs(avecAvenant(c, s)) });

export const reconnaitreCrise = (ctx: Contexte, s: SaisieCrise): Promise<Issue> => changer(ctx, { evenement: 'crise_reconnue', motif: 'Crise reconnue', version: s.version, details: { le: s.reconnueLe }, changer: (c) => ok(avecCrise(c, s)) });

/** An amendment noted by mistake: what it changed counts as before; the history keeps both. */
export const retirerAvenant = (ctx: Contexte, rang: number, version: number): Promise<Issue> =>
  changer(ctx, {
    evenement: 'contrat_avenant_retire', motif: 'Avenant retiré', version,
    changer: (c) => (c.avenants[rang] ? ok({ ...c, avenants: c.avenants.filter((_, i) => i !== rang) }) : refuser({ code: 'saisie_refusee', erreurs: { '': 'Cet avenant n’est plus au contrat.' } })),
  });

/** Who signed for whom, where the CPTS sits, the population its size was read on. */
export const enregistrerPapiers = (ctx: Contexte, s: SaisiePapiers, siege: Siege | undefined): Promise<Issue> =>
  changer(ctx, { evenement: 'contrat_papiers', motif: 'Signataires, siège et population', version: s.version, changer: (c) => {
    const papiers = enErreurs(papiersDe(s, c.papiers, siege));
    return papiers.ok ? ok({ ...c, papiers: papiers.valeur }) : papiers;
  } });

/** At the term, a new contract is born from the old one, which stays readable with all that happened to it. */
export async function renouvelerContrat(ctx: Contexte, s: SaisieRenouvellement): Promise<Issue> {
  if (!peutEcrireContrat(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const garde = await contrats.chargerContrat(ctx, true);
  const dossier = await lireDossier(ctx);
  const statut = garde && apres(garde.statut, 'achever');
  if (!garde || !dossier) return refuser({ code: 'contrat_absent' });
  if (!statut) return refuser({ code: 'deja_resilie' });
  if (garde.version !== s.version) return refuser({ code: 'version_depassee', actuelle: garde.version });
  const contenu = contratRenouvele(dossier, s, ctx.aujourdhui);
  if (!contenu.ok) return contenu;
  const refus = refusDuContenu(contenu.valeur);
  if (refus) return refuser({ code: 'contrat_refuse', refus });
  await contrats.changerStatut(ctx, garde.id, statut);
  const id = await contrats.creerContrat(ctx, contenu.valeur, 'Contrat renouvelé');
  await journaliser(ctx, 'contrat_renouvele', id, { precedent: garde.id, signeLe: s.signeLe });
  await prevenir(ctx, 'contrat');
  return ok({ version: 1 });
}

/** Ends the contract before its term: what was advanced beyond the days served is to be given back. */
export async function resilierContrat(ctx: Contexte, s: SaisieResiliation): Promise<Issue> {
  const garde = await contrats.chargerContrat(ctx, true);
  const statut = garde && apres(garde.statut, 'resilier');
  if (garde && !statut) return refuser({ code: 'deja_resilie' });
  const issue = await changer(ctx, { evenement: 'contrat_resilie', motif: s.motif, version: s.version, details: { le: s.le }, changer: (c) => {
    const erreurs = refusDeFin(c, s.le);
    return erreurs ? refuser({ code: 'saisie_refusee', erreurs }) : ok({ ...c, resiliation: { le: s.le, motif: s.motif } });
  } });
  if (issue.ok && garde && statut) await contrats.changerStatut(ctx, garde.id, statut);
  return issue;
}

/** The end was noted by mistake, or the parties went back on it. */
export async function reprendreContrat(ctx: Contexte, version: number): Promise<Issue> {
  const garde = await contrats.chargerContrat(ctx, true);
  const statut = garde && apres(garde.statut, 'revenir');
  if (!garde || garde.statut !== 'resiliee' || !statut) return refuser({ code: 'contrat_absent' });
  const issue = await changer(ctx, { evenement: 'contrat_repris', motif: 'Résiliation annulée', version, changer: ({ resiliation: _fin, ...c }) => ok(c) });
  if (issue.ok) await contrats.changerStatut(ctx, garde.id, statut);
  return issue;
}
