import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { publier } from '#db/outbox.ts';
import { jourDans } from '#core/jour.ts';
import type { Contexte } from '#server/contexte.ts';
import { deposerFichier } from '#server/fichiers/fichiers.ts';
import { phraseRefusFichier } from '#server/fichiers/genre.ts';
import type { DocumentJoint, FeuilleDeposee, RefusAgenda, Reunion, ReunionId } from '../model.ts';
import { peutOrganiser } from '../permissions.ts';
import { nomDuGroupe } from '../queries.ts';
import { chargerReunion, joindreDocument as joindre, retirerDocument as retirer } from '../repository-reunions.ts';
import { peutJoindre } from '../rules-reunions.ts';

export type DocumentEnvoye = { readonly id: ReunionId; readonly fichier: File; readonly pointId: string | null; readonly genre: DocumentJoint['genre'] };

async function publierFeuille(ctx: Contexte, r: Reunion, f: { readonly id: string; readonly nom: string; readonly empreinte: string }): Promise<void> {
  const groupe = r.groupeId === null ? null : ((await nomDuGroupe(ctx, r.groupeId)) ?? null);
  const charge: FeuilleDeposee = { cle: `${r.id}:${f.empreinte}`, reunion_id: r.id, titre: r.titre, groupe, jour: jourDans(r.debut, ctx.fuseau), fichier_id: f.id, empreinte: f.empreinte, par: ctx.qui.personneId };
  await publier(ctx, 'feuille_deposee', charge);
}

/** Joins a paper to a meeting or to one of its items; the photo of the signed sheet is evidence, told to whoever keeps it. Frozen either way. */
export async function joindreDocument(ctx: Contexte, d: DocumentEnvoye): Promise<Result<Reunion, RefusAgenda>> {
  const r = await chargerReunion(ctx, d.id);
  if (!r) return refuser({ code: 'reunion_inconnue' });
  if (!peutJoindre(r, ctx.qui, { organise: peutOrganiser(ctx.qui), genre: d.genre })) return refuser(peutOrganiser(ctx.qui) ? { code: 'geste_impossible', statut: r.statut } : { code: 'pas_invite' });
  if (d.pointId !== null && !r.points.some((p) => p.id === d.pointId)) return refuser({ code: 'document_inconnu' });
  const fichier = await deposerFichier(ctx, d.fichier, d.genre === 'feuille' ? ['pdf', 'jpg', 'png', 'webp'] : undefined);
  if (!fichier.ok) return refuser({ code: 'fichier_refuse', phrase: phraseRefusFichier(fichier.refus) });
  await joindre(ctx, d.id, { fichierId: fichier.valeur.id, pointId: d.pointId, genre: d.genre });
  if (d.genre === 'feuille') await publierFeuille(ctx, r, fichier.valeur);
  const details = { nom: fichier.valeur.nom, empreinte: fichier.valeur.empreinte };
  await (d.genre === 'feuille' ? journaliser(ctx, 'feuille_deposee', d.id, details) : journaliser(ctx, 'document_joint', d.id, details));
  return ok(r);
}

/** Takes a paper off the page, or puts it back: by whoever organises, or by who deposited it. */
export async function retirerDocument(ctx: Contexte, { id, documentId, retire }: { readonly id: ReunionId; readonly documentId: string; readonly retire: boolean }): Promise<Result<Reunion, RefusAgenda>> {
  const r = await chargerReunion(ctx, id);
  if (!r) return refuser({ code: 'reunion_inconnue' });
  const sien = r.documents.find((d) => d.id === documentId)?.deposePar === ctx.qui.personneId;
  if (!peutOrganiser(ctx.qui) && !(retire && sien)) return refuser({ code: 'role_insuffisant' });
  if (!(await retirer(ctx, id, documentId, retire))) return refuser({ code: 'document_inconnu' });
  await journaliser(ctx, 'document_retire', id, { nom: r.titre, retire });
  return ok(r);
}
