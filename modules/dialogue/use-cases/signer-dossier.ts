import { createHash } from 'node:crypto';
import { ok, refuser, type Result } from '#core/result.ts';
import { formaterInstant } from '#core/texte.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir, publier } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { ecrireDocx } from '#server/documents/docx.ts';
import { ecrirePdf } from '#server/documents/pdf.ts';
import { ecrireXlsx } from '#server/documents/xlsx.ts';
import { deposerContenu } from '#server/fichiers/fichiers.ts';
import { phraseRefusFichier } from '#server/fichiers/genre.ts';
import type { RefusDialogue } from '../labels.ts';
import { type CopieSignee, type EtatDossier, type EtatId, FormatDossier } from '../model.ts';
import { texteCanonique } from '../moteur/composer.ts';
import { redigerDossier } from '../moteur/redaction-dossier.ts';
import { peutSignerDialogue } from '../permissions.ts';
import { type DossierLu, lireDossierDeDialogue } from '../queries.ts';
import * as dossiers from '../repository.ts';

/** SHA-256 of what is copied, whatever the order in which a database gives its keys back. */
export const empreinteDe = (c: CopieSignee): string => createHash('sha256').update(texteCanonique(c)).digest('hex');

type Fichiers = Readonly<Record<FormatDossier, string>>;

/** The three files of a state, written once and frozen with it. */
async function ecrireFichiers(ctx: Contexte, d: DossierLu, s: { readonly numero: number; readonly empreinte: string }): Promise<Result<Fichiers, RefusDialogue>> {
  const document = redigerDossier({ etat: d.etat, dernier: d.dernier, signature: { ...s, nom: ctx.qui.nom, le: formaterInstant(ctx.maintenant, ctx.fuseau) } });
  const ecrits: Fichiers = { pdf: '', docx: '', xlsx: '' };
  const contenus: Record<FormatDossier, Uint8Array> = { pdf: await ecrirePdf(document), docx: await ecrireDocx(document), xlsx: ecrireXlsx(document) };
  const ids: Record<FormatDossier, string> = { ...ecrits };
  for (const format of FormatDossier.options) {
    const depose = await deposerContenu(ctx, { nom: `dialogue-de-gestion-annee-${d.annee}-etat-${s.numero}.${format}`, contenu: Buffer.from(contenus[format]), admises: [format] });
    if (!depose.ok) return refuser({ code: 'fichier_refuse', phrase: phraseRefusFichier(depose.refus) });
    ids[format] = depose.valeur.id;
  }
  return ok(ids);
}

/** The same, but for the day on which it was read. */
const memeEtat = (a: EtatDossier, b: EtatDossier): boolean => texteCanonique({ ...a, arreteLe: b.arreteLe }) === texteCanonique(b);

/**
 * Signs the state of a year: values, texts and evidence are copied, hashed and written in three files; the evidence it rests on can no
 * longer be withdrawn; the exchange room is told.
 */
export async function signerDossier(ctx: Contexte, s: { readonly annee: number; readonly version: number }): Promise<Result<EtatId, RefusDialogue>> {
  if (!peutSignerDialogue(ctx.qui)) return refuser({ code: 'signature_reservee' });
  const lu = await lireDossierDeDialogue(ctx, s.annee);
  if (!lu) return refuser({ code: 'contrat_absent' });
  if (lu.annee !== s.annee) return refuser({ code: 'annee_inconnue' });
  const garde = await dossiers.chargerDossier(ctx, lu.contrat, s.annee, true);
  if (garde.version !== s.version) return refuser({ code: 'version_depassee', actuelle: garde.version });
  const dossier = garde.id ?? (await dossiers.enregistrerDossier(ctx, { contrat: lu.contrat, annee: s.annee, version: 0, redaction: garde.redaction }));
  if (dossier === undefined) return refuser({ code: 'version_depassee', actuelle: 1 });
  await dossiers.verrouillerPreuves(ctx, lu.etat.postes.flatMap((p) => p.lignes.flatMap((l) => l.preuves.map((x) => x.id))));
  // Read again once locked: what was withdrawn in between is not signed.
  const d = await lireDossierDeDialogue(ctx, s.annee);
  if (!d) return refuser({ code: 'contrat_absent' });
  const dernier = d.signes.find((x) => x.annee === s.annee);
  if (dernier && memeEtat(dernier.copie.etat, d.etat)) return refuser({ code: 'rien_n_a_change', numero: dernier.numero });
  const copie = { etat: d.etat, dernier: d.dernier ?? null };
  const [numero, empreinte] = [(dernier?.numero ?? 0) + 1, empreinteDe(copie)];
  const fichiers = await ecrireFichiers(ctx, d, { numero, empreinte });
  if (!fichiers.ok) return fichiers;
  const preuves = [...new Set(d.etat.postes.flatMap((p) => p.lignes.flatMap((l) => l.preuves.map((x) => x.id))))];
  const id = await dossiers.signerEtat(ctx, { dossier, numero, copie, empreinte, signataire: ctx.qui.nom, par: ctx.qui.personneId, fichiers: fichiers.valeur, preuves });
  await journaliser(ctx, 'dialogue_signe', id, { annee: s.annee, numero, empreinte });
  await publier(ctx, 'dialogue_signe', { etat: id, par: { personneId: ctx.qui.personneId, nom: ctx.qui.nom } });
  await prevenir(ctx, 'dialogue');
  return ok(id);
}
