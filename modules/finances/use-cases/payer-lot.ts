import { Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import { chiffrer, dechiffrer } from '#server/authentification/coffre.ts';
import type { Contexte } from '#server/contexte.ts';
import type { RefusFinances } from '../model.ts';
import { ecrirePain001, lireIban, type VersionPain } from '../moteur/sepa.ts';
import { peutDeclarerTemps, peutTenirFinances } from '../permissions.ts';
import { aPayer, chargerLot, compteDe, creerLot, enregistrerCompte, finirLot, virementsDe } from '../repository-lots.ts';

export const USAGE_IBAN = 'iban';
type Issue<T> = Promise<Result<T, RefusFinances>>;

/** One's own account, or the CPTS's: sealed before it reaches the database. */
export async function noterCompte(ctx: Contexte, p: { readonly pour: 'moi' | 'cpts'; readonly titulaire: string; readonly iban: string }, secret: string): Issue<string> {
  if (!(p.pour === 'moi' ? peutDeclarerTemps : peutTenirFinances)(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const iban = lireIban(p.iban);
  if (!iban) return refuser({ code: 'iban_faux' });
  await enregistrerCompte(ctx, { personneId: p.pour === 'moi' ? ctx.qui.personneId : null, titulaire: p.titulaire.trim(), ibanScelle: chiffrer(iban, secret, USAGE_IBAN), ibanFin: iban.slice(-4) });
  await journaliser(ctx, 'compte_bancaire_note', p.pour === 'moi' ? ctx.qui.personneId : null, { pour: p.pour });
  await prevenir(ctx, 'finances');
  return ok(iban.slice(-4));
}

/** Everything approved whose person gave an account, in one batch. Entries leave it only if the batch is called off. */
export async function preparerLot(ctx: Contexte, execution: Jour): Issue<string> {
  if (!peutTenirFinances(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (execution < ctx.aujourdhui) return refuser({ code: 'execution_passee' });
  if (!(await compteDe(ctx, null))) return refuser({ code: 'compte_cpts_absent' });
  const prets = (await aPayer(ctx)).filter((t) => t.avecCompte && t.centimes > 0);
  if (prets.length === 0) return refuser({ code: 'rien_a_faire' });
  const id = await creerLot(ctx, { centimes: prets.reduce((n, t) => n + t.centimes, 0), personnes: new Set(prets.map((t) => t.personneId)).size, execution, temps: prets.map((t) => t.id) });
  await journaliser(ctx, 'lot_prepare', id, {});
  await prevenir(ctx, 'finances');
  return ok(id);
}

/** The bank has paid, or the batch is called off and its entries wait again. */
export async function finir(ctx: Contexte, id: string, statut: 'executee' | 'annulee'): Issue<true> {
  if (!peutTenirFinances(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (!(await chargerLot(ctx, id))) return refuser({ code: 'lot_inconnu' });
  if (!(await finirLot(ctx, id, statut))) return refuser({ code: 'lot_fini' });
  await journaliser(ctx, 'lot_change', id, { statut });
  await prevenir(ctx, 'finances');
  return ok(true);
}

/** The file for the bank, written again each time from what the batch holds: it is kept nowhere. */
export async function fichierDuLot(ctx: Contexte, { id, version }: { readonly id: string; readonly version: VersionPain }, secret: string): Issue<{ readonly numero: number; readonly xml: string }> {
  if (!peutTenirFinances(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const [lot, payeur] = [await chargerLot(ctx, id), await compteDe(ctx, null)];
  if (!lot || !payeur) return refuser({ code: 'lot_inconnu' });
  if (lot.statut === 'annulee') return refuser({ code: 'lot_fini' });
  const virements = (await virementsDe(ctx, id)).map((v, i) => ({ reference: `CPTS-${lot.numero}-${i + 1}`, nom: v.titulaire, iban: dechiffrer(v.ibanScelle, secret, USAGE_IBAN), centimes: v.centimes, motif: `CPTS lot ${lot.numero}` }));
  return ok({ numero: lot.numero, xml: ecrirePain001({ version, identifiant: `CPTS-${lot.id.replaceAll('-', '').slice(-20)}`, creeLe: lot.creeLe, execution: Jour.parse(lot.executionLe), payeur: { nom: payeur.titulaire, iban: dechiffrer(payeur.ibanScelle, secret, USAGE_IBAN) }, virements }) });
}
