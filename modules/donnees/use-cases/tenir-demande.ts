import { createHash } from 'node:crypto';
import type { Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { Demande, DemandeId, GenreDemande, GesteDemande, RefusDemande, StatutDemande } from '../model.ts';
import { peutTenirDemandes } from '../permissions.ts';
import { adherentDe, chargerDemande, creerDemande, demandes, derniereAnneeDeComptes, effacerTout, enregistrerDemande, garderIdentite, oublierIdentites, paiementEnCours, viderExclusions } from '../repository.ts';
import { deciderDemande } from '../rules.ts';
import { cloreRelecture } from './relire-texte.ts';

type Issue<T> = Promise<Result<T, RefusDemande>>;

/** Asked by the person from their own page: received today, once while it is open. */
export async function demander(ctx: Contexte, d: { readonly genre: GenreDemande; readonly detail: string }): Issue<DemandeId> {
  if ((await demandes(ctx, ctx.qui.personneId)).some((x) => x.closeLe === null && x.genre === d.genre)) return refuser({ code: 'deja_demandee' });
  const id = await creerDemande(ctx, { ...d, personneId: ctx.qui.personneId, adhesionId: null, nom: ctx.qui.nom, canal: 'compte', recueLe: ctx.aujourdhui });
  await journaliser(ctx, 'demande_donnees_recue', id, { genre: d.genre });
  await prevenir(ctx, 'donnees');
  return ok(id);
}

type Notee = { readonly genre: GenreDemande; readonly adhesionId?: string | undefined; readonly nom: string; readonly canal: Demande['canal']; readonly recueLe: Jour; readonly detail: string };

/** Asked by letter, by mail or in words: the month runs from the day it came in. */
export async function noterDemande(ctx: Contexte, d: Notee): Issue<DemandeId> {
  if (!peutTenirDemandes(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (d.recueLe > ctx.aujourdhui) return refuser({ code: 'jour_futur' });
  const adherent = d.adhesionId === undefined ? undefined : await adherentDe(ctx, d.adhesionId);
  const nom = adherent?.nom ?? d.nom;
  if (nom === '') return refuser({ code: 'personne_inconnue' });
  const id = await creerDemande(ctx, { genre: d.genre, personneId: adherent?.personneId ?? null, adhesionId: adherent ? (d.adhesionId ?? null) : null, nom, canal: d.canal, recueLe: d.recueLe, detail: d.detail });
  await journaliser(ctx, 'demande_donnees_recue', id, { genre: d.genre });
  await prevenir(ctx, 'donnees');
  return ok(id);
}

type Geste = { readonly id: DemandeId; readonly version: number };

async function preparer(ctx: Contexte, g: Geste, geste: GesteDemande): Issue<{ readonly demande: Demande; readonly vers: StatutDemande }> {
  if (!peutTenirDemandes(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const demande = await chargerDemande(ctx, g.id);
  const d = deciderDemande(demande, geste, { version: g.version, aujourdhui: ctx.aujourdhui });
  if (!d.ok) return d;
  return demande ? ok({ demande, vers: d.valeur }) : refuser({ code: 'demande_inconnue' });
}

async function noter(ctx: Contexte, d: Demande, evenement: string): Issue<true> {
  await enregistrerDemande(ctx, d);
  await journaliser(ctx, evenement, d.id, { genre: d.genre, statut: d.statut });
  await prevenir(ctx, 'donnees');
  return ok(true);
}

export async function prolongerDemande(ctx: Contexte, g: Geste & { readonly motif: string }): Issue<true> {
  const p = await preparer(ctx, g, 'prolonger');
  return p.ok ? noter(ctx, { ...p.valeur.demande, statut: p.valeur.vers, prolongeeLe: ctx.aujourdhui, motif: g.motif }, 'demande_donnees_prolongee') : p;
}

export async function satisfaireDemande(ctx: Contexte, g: Geste & { readonly reponse: string }): Issue<true> {
  const p = await preparer(ctx, g, 'satisfaire');
  return p.ok ? noter(ctx, { ...p.valeur.demande, statut: p.valeur.vers, closeLe: ctx.aujourdhui, reponse: g.reponse }, 'demande_donnees_close') : p;
}

export async function refuserDemande(ctx: Contexte, g: Geste & { readonly motif: string }): Issue<true> {
  const p = await preparer(ctx, g, 'refuser');
  return p.ok ? noter(ctx, { ...p.valeur.demande, statut: p.valeur.vers, closeLe: ctx.aujourdhui, reponse: g.motif }, 'demande_donnees_close') : p;
}

/**
 * Erases: what names the person goes, what points at them points at nobody, what the accounts must still name is set apart with its last
 * day. The journal is not touched: it never held a name, only a number that now leads to nobody, so its chain holds. What was done is kept
 * as counts and as a fingerprint.
 */
export async function effacerPersonne(ctx: Contexte, g: Geste): Issue<true> {
  const p = await preparer(ctx, g, 'effacer');
  if (!p.ok) return p;
  const d = p.valeur.demande;
  if (d.personneId === null && d.adhesionId === null) return refuser({ code: 'personne_inconnue' });
  if (d.personneId === ctx.qui.personneId) return refuser({ code: 'soi_meme' });
  if (d.personneId !== null && (await paiementEnCours(ctx, d.personneId))) return refuser({ code: 'paiement_en_cours' });
  const annee = await derniereAnneeDeComptes(ctx, d);
  if (annee !== undefined) await garderIdentite(ctx, d.id, d.nom, annee);
  const relecture = await cloreRelecture(ctx, d);
  const exclusions = await viderExclusions(ctx, d, ctx.aujourdhui);
  const bilan = { ...(await effacerTout(ctx, d, ctx.aujourdhui)), ...relecture, exclusions };
  const empreinte = createHash('sha256').update(JSON.stringify([d.id, ctx.aujourdhui, Object.entries(bilan).toSorted(([a], [b]) => (a < b ? -1 : 1))])).digest('hex');
  return noter(ctx, { ...d, statut: p.valeur.vers, nom: 'Personne effacée', detail: '', closeLe: ctx.aujourdhui, reponse: 'Données effacées.', preuve: { ...bilan, empreinte } }, 'personne_effacee');
}

/** Every night: names that no text makes us keep any longer. */
export const oublierNuit = (ctx: Contexte): Promise<number> => oublierIdentites(ctx, ctx.aujourdhui);
