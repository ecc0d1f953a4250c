import { ok, refuser, type Result } from '#core/result.ts';
import { cleDeRecherche } from '#core/texte.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Poste } from '#modules/aci/model.ts';
import { toutesLesFiches } from '#modules/actions/queries.ts';
import type { Contexte } from '#server/contexte.ts';
import { CleCompte, type Comptes, type RefusComptes, type SaisieBudget, type SaisieReglages } from '../model-comptes.ts';
import { compteDe } from '../moteur/plan.ts';
import { peutSaisirComptes, peutTenirFinances } from '../permissions.ts';
import { ajouterBudget, basculerBudget, ecrireReglages, lireBudget, lireReglages } from '../repository-comptes.ts';
import { exerciceClos } from '../repository.ts';
import { refusDeFiche } from './saisir-facture.ts';

type Issue<T> = Promise<Result<T, RefusComptes>>;

/** A sum meant for a mission, an action, a nature. */
export async function prevoir(ctx: Contexte, s: SaisieBudget): Issue<string> {
  if (!peutSaisirComptes(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (await exerciceClos(ctx, s.annee)) return refuser({ code: 'exercice_clos', annee: s.annee });
  const fiche = await refusDeFiche(ctx, s.fiche, s.poste);
  if (fiche) return refuser(fiche);
  const id = await ajouterBudget(ctx, s);
  if (!id) throw new Error('A line without a key cannot already exist');
  await journaliser(ctx, 'budget_change', id, { libelle: s.libelle, centimes: s.montant });
  await prevenir(ctx, 'finances');
  return ok(id);
}

export async function basculerLigne(ctx: Contexte, id: string, retirer: boolean): Issue<number> {
  if (!peutSaisirComptes(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const annee = await basculerBudget(ctx, id, retirer);
  if (annee === undefined) return refuser({ code: 'ligne_inconnue' });
  if (await exerciceClos(ctx, annee)) return refuser({ code: 'exercice_clos', annee });
  await journaliser(ctx, 'budget_change', id, { geste: retirer ? 'retirer' : 'remettre' });
  await prevenir(ctx, 'finances');
  return ok(annee);
}

/** What the action sheets of the year foresee becomes the budget, once: nothing is typed twice. */
export async function reprendreFiches(ctx: Contexte, annee: number): Issue<number> {
  if (!peutSaisirComptes(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (await exerciceClos(ctx, annee)) return refuser({ code: 'exercice_clos', annee });
  const deLAnnee = (await toutesLesFiches(ctx)).filter(({ contenu: c }) => (c.debut ?? '') <= `${annee}-12-31` && (c.fin === null || c.fin >= `${annee}-01-01`));
  const deja = new Set((await lireBudget(ctx, annee)).map((l) => l.cle));
  let reprises = 0;
  for (const f of deLAnnee) {
    for (const d of f.contenu.budget) {
      const cle = `${f.id} ${d.id}`;
      if (deja.has(cle) || d.montant === 0) continue;
      if (await ajouterBudget(ctx, { annee, poste: f.contenu.mission, nature: d.nature, fiche: f.id, libelle: d.libelle.length < 2 ? f.contenu.titre : d.libelle, montant: d.montant, cle })) reprises++;
    }
  }
  if (reprises === 0) return refuser({ code: 'rien_a_reprendre' });
  await journaliser(ctx, 'budget_change', null, { geste: 'reprendre', annee, nombre: reprises });
  await prevenir(ctx, 'finances');
  return ok(reprises);
}

/** Says once where a word of the ledger counts. */
export async function imputer(ctx: Contexte, s: { readonly mission: string; readonly poste: Poste }): Issue<true> {
  if (!peutTenirFinances(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const reglages = await lireReglages(ctx);
  if (!(await ecrireReglages(ctx, { ...reglages, imputations: { ...reglages.imputations, [cleDeRecherche(s.mission)]: s.poste } }))) return refuser({ code: 'modifie_entre_temps' });
  await journaliser(ctx, 'reglages_comptables_changes', null, { mission: s.mission, poste: s.poste });
  await prevenir(ctx, 'finances');
  return ok(true);
}

/** The SIREN, the opening balance and the accounts, as the accountant wants them. An empty account is the proposed one. */
export async function reglerComptes(ctx: Contexte, s: SaisieReglages): Issue<true> {
  if (!peutTenirFinances(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const reglages = await lireReglages(ctx);
  const comptes: Comptes = {};
  for (const cle of CleCompte.options) {
    const numero = s[`compte_${cle}`];
    const propose = compteDe(cle, {});
    if (numero !== undefined && numero !== propose.numero) comptes[cle] = { numero, libelle: propose.libelle };
  }
  const ouverture = s.ouvertureLe === undefined ? undefined : { le: s.ouvertureLe, centimes: s.ouverture ?? 0 };
  if (!(await ecrireReglages(ctx, { ...reglages, version: s.version, siren: s.siren ?? null, comptes, ouverture }))) return refuser({ code: 'modifie_entre_temps' });
  await journaliser(ctx, 'reglages_comptables_changes', null, {});
  await prevenir(ctx, 'finances');
  return ok(true);
}
