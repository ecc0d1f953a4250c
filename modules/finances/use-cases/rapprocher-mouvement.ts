import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Poste } from '#modules/aci/model.ts';
import { lireDossier } from '#modules/aci/queries.ts';
import type { Contexte } from '#server/contexte.ts';
import type { Mouvement, MouvementId, ObjetMouvement, RefusBanque } from '../model-banque.ts';
import { FactureId, SubventionId } from '../model-comptes.ts';
import { peutTenirFinances } from '../permissions.ts';
import { chargerMouvement, lierMouvement, objetDejaLie, rouvrirLot } from '../repository-banque.ts';
import { basculerEncaissement, chargerFacture } from '../repository-comptes.ts';
import { chargerLot } from '../repository-lots.ts';
import { exerciceClos } from '../repository.ts';
import { anneeDe } from '../rules.ts';
import { finir } from './payer-lot.ts';
import { suivreFacture } from './suivre-facture.ts';
import { encaisser } from './suivre-subvention.ts';

type Lie = Result<{ readonly encaissementId: string | null }, RefusBanque>;
const LIE: Lie = ok({ encaissementId: null });
const refus = (code: 'ne_correspond_pas' | 'objet_indisponible'): Lie => refuser({ code });

/** An invoice approved is paid that day; one that was already noted paid is only tied. */
async function solderFacture(ctx: Contexte, m: Mouvement, id: string): Promise<Lie> {
  const f = await chargerFacture(ctx, FactureId.parse(id));
  if (!f || (f.statut !== 'approuvee' && f.statut !== 'payee')) return refus('objet_indisponible');
  if (f.centimes !== -m.centimes) return refus('ne_correspond_pas');
  if (f.statut === 'payee') return LIE;
  return (await suivreFacture(ctx, { id: f.id, version: f.version, geste: 'payer', jour: m.jour })).ok ? LIE : refus('objet_indisponible');
}

async function solderLot(ctx: Contexte, m: Mouvement, id: string): Promise<Lie> {
  const l = await chargerLot(ctx, id);
  if (!l || l.statut === 'annulee') return refus('objet_indisponible');
  if (l.centimes !== -m.centimes) return refus('ne_correspond_pas');
  if (l.statut === 'executee') return LIE;
  return (await finir({ ...ctx, aujourdhui: m.jour }, id, 'executee')).ok ? LIE : refus('objet_indisponible');
}

async function solderSubvention(ctx: Contexte, m: Mouvement, id: string): Promise<Lie> {
  if (m.centimes < 0) return refus('ne_correspond_pas');
  const e = await encaisser(ctx, { id: SubventionId.parse(id), jour: m.jour, montant: m.centimes, reference: m.reference.slice(0, 100) });
  return e.ok ? ok({ encaissementId: e.valeur }) : refus(e.refus.code === 'trop_encaisse' ? 'ne_correspond_pas' : 'objet_indisponible');
}

async function solderVersement(ctx: Contexte, m: Mouvement, id: string): Promise<Lie> {
  const v = (await lireDossier(ctx))?.versements.find((x) => x.id === id);
  if (!v) return refus('objet_indisponible');
  return v.montant === m.centimes ? LIE : refus('ne_correspond_pas');
}

const SOLDER: Partial<Record<ObjetMouvement, (ctx: Contexte, m: Mouvement, id: string) => Promise<Lie>>> = { facture: solderFacture, lot: solderLot, subvention: solderSubvention, versement: solderVersement };
const SENS: Partial<Record<ObjetMouvement, 1 | -1>> = { frais: -1, charge: -1, cotisations: 1, produit: 1 };

async function solder(ctx: Contexte, m: Mouvement, objet: ObjetMouvement, id: string | undefined): Promise<Lie> {
  const faire = SOLDER[objet];
  if (!faire) return Math.sign(m.centimes) === SENS[objet] ? LIE : refus('ne_correspond_pas');
  if (id === undefined || (objet !== 'subvention' && (await objetDejaLie(ctx, objet, id)))) return refus('objet_indisponible');
  return faire(ctx, m, id);
}

/** One tap: the line of the bank pays the invoice or the batch, brings the grant, or is named for what it is. */
export async function rapprocher(ctx: Contexte, d: { readonly mouvement: MouvementId; readonly objet: ObjetMouvement; readonly id: string | undefined; readonly poste: Poste | undefined }): Promise<Result<Mouvement, RefusBanque>> {
  if (!peutTenirFinances(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const m = await chargerMouvement(ctx, d.mouvement);
  if (!m) return refuser({ code: 'mouvement_inconnu' });
  if (m.objet !== null) return refuser({ code: 'deja_rapproche' });
  const annee = anneeDe(m.jour);
  if (await exerciceClos(ctx, annee)) return refuser({ code: 'exercice_clos', annee });
  const lie = await solder(ctx, m, d.objet, d.id);
  if (!lie.ok) return lie;
  await lierMouvement(ctx, m.id, { objet: d.objet, objetId: d.id ?? null, encaissementId: lie.valeur.encaissementId, poste: d.poste ?? null });
  await journaliser(ctx, 'mouvement_rapproche', m.id, { objet: d.objet });
  await prevenir(ctx, 'finances');
  return ok(m);
}

/** Undone: what was paid the day of that line waits again; what was noted paid another day stays so. */
async function delier(ctx: Contexte, m: Mouvement): Promise<void> {
  if (m.objet === 'facture' && m.objetId !== null) {
    const f = await chargerFacture(ctx, FactureId.parse(m.objetId));
    if (f?.payeeLe === m.jour) await suivreFacture(ctx, { id: f.id, version: f.version, geste: 'depayer' });
  }
  if (m.objet === 'lot' && m.objetId !== null) await rouvrirLot(ctx, m.objetId, m.jour);
  if (m.encaissementId !== null) await basculerEncaissement(ctx, m.encaissementId, true);
}

export async function defaireRapprochement(ctx: Contexte, id: MouvementId): Promise<Result<Mouvement, RefusBanque>> {
  if (!peutTenirFinances(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const m = await chargerMouvement(ctx, id);
  if (!m) return refuser({ code: 'mouvement_inconnu' });
  if (m.objet === null) return refuser({ code: 'pas_rapproche' });
  const annee = anneeDe(m.jour);
  if (await exerciceClos(ctx, annee)) return refuser({ code: 'exercice_clos', annee });
  await delier(ctx, m);
  await lierMouvement(ctx, m.id, undefined);
  await journaliser(ctx, 'rapprochement_defait', m.id, { objet: m.objet });
  await prevenir(ctx, 'finances');
  return ok(m);
}
