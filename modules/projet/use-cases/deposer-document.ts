import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { deposerContenu } from '#server/fichiers/fichiers.ts';
import type { RefusFichier } from '#server/fichiers/genre.ts';
import type { DepotId, GenreDepot, Paragraphe } from '../model-parcours.ts';
import { documentEntier } from '../moteur/depot.ts';
import { peutMenerParcours } from '../permissions.ts';
import { ecrireDepot } from '../repository-parcours.ts';

/** `paragraphes` come with a document written here; a file from elsewhere is one piece. */
export type ADeposerAvecLesAutorites = { readonly genre: GenreDepot; readonly titre: string; readonly nom: string; readonly contenu: Buffer; readonly paragraphes?: readonly Paragraphe[] };
export type RefusDepot = RefusFichier | { readonly code: 'role_insuffisant' };

const ADMIS = ['pdf', 'docx', 'odt', 'xlsx', 'ods', 'png', 'jpg'] as const;

/** Freezes a document and shows it to the ARS and the CPAM: bytes, fingerprint, number. It is never changed nor taken back. */
export async function deposerDocument(ctx: Contexte, d: ADeposerAvecLesAutorites): Promise<Result<DepotId, RefusDepot>> {
  if (!peutMenerParcours(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const fichier = await deposerContenu(ctx, { nom: d.nom, contenu: d.contenu, admises: ADMIS });
  if (!fichier.ok) return fichier;
  const f = fichier.valeur;
  const id = await ecrireDepot(ctx, { genre: d.genre, titre: d.titre, fichierId: f.id, nom: f.nom, octets: f.octets, empreinte: f.empreinte, paragraphes: d.paragraphes ?? documentEntier(f.nom) });
  await journaliser(ctx, 'parcours_document_depose', id, { genre: d.genre, empreinte: f.empreinte });
  await prevenir(ctx, 'parcours');
  return ok(id);
}
