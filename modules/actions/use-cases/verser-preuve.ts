import { createHash } from 'node:crypto';
import type { Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir, publier } from '#db/outbox.ts';
import { lireDossier } from '#modules/aci/queries.ts';
import type { Contexte } from '#server/contexte.ts';
import { deposerFichier } from '#server/fichiers/fichiers.ts';
import { phraseRefusFichier } from '#server/fichiers/genre.ts';
import type { RefusPreuve } from '../labels-preuves.ts';
import { FicheId } from '../model.ts';
import type { Preuve, PreuveId, SaisiePreuve, SaisieRattachement } from '../model-preuves.ts';
import { peutOuvrirFiche, peutVoirActions } from '../permissions.ts';
import { lireFiche } from '../queries.ts';
import { listerPreuves } from '../queries-preuves.ts';
import * as preuves from '../repository-preuves.ts';
import { piecePresente } from '../rules-preuves.ts';

type Cible = { readonly indicateur: string | null; readonly livrable: string | null; readonly releveId: string | null };

/** `ligne` or `ligne/livrable`; the value proved is the last one noted on the line. */
async function cibleDe(ctx: Contexte, texte: string): Promise<Cible | undefined> {
  if (texte === '') return { indicateur: null, livrable: null, releveId: null };
  const dossier = await lireDossier(ctx);
  const [id, livrable = null] = texte.split('/');
  const ligne = dossier?.contenu.indicateurs.find((i) => i.id === id);
  if (!dossier || !ligne || (livrable !== null && !ligne.livrables.some((l) => l.id === livrable))) return undefined;
  const releveId = livrable === null ? (dossier.releves.findLast((r) => r.indicateur === ligne.id)?.id ?? null) : null;
  return { indicateur: ligne.id, livrable, releveId };
}

/** Tells the contract how many pieces stand behind what this one proves. */
async function dire(ctx: Contexte, { indicateur, livrable, releveId }: Cible): Promise<void> {
  if (indicateur !== null) await publier(ctx, 'preuve_versee', { ...(await preuves.compter(ctx, { indicateur, livrable, releveId })), par: ctx.qui.personneId });
  await prevenir(ctx, 'actions');
}

/** What is wrong with the form itself, before anything is read. */
export type PreuveEnvoyee = SaisiePreuve & { readonly fichier?: File | undefined; /** A file deposited before, elsewhere. */ readonly depose?: { readonly id: string; readonly empreinte: string } };

function manqueDe(s: PreuveEnvoyee, aujourdhui: Jour): 'cible_absente' | 'jour_a_venir' | 'piece_absente' | undefined {
  if (s.cible === '' && s.fiche === '') return 'cible_absente';
  if (s.le && s.le > aujourdhui) return 'jour_a_venir';
  return piecePresente({ genre: s.genre, fichier: s.fichier !== undefined || s.depose !== undefined, lien: s.lien !== undefined, nombre: s.nombre !== undefined }) ? undefined : 'piece_absente';
}

const empreinteDe = (s: PreuveEnvoyee): string => createHash('sha256').update(JSON.stringify([s.genre, s.titre, s.le ?? null, s.lien ?? null, s.nombre ?? null])).digest('hex');

/** Deposits a piece and ties it to what it proves: hash, date, author. */
export async function verserPreuve(ctx: Contexte, s: PreuveEnvoyee): Promise<Result<PreuveId, RefusPreuve>> {
  if (!peutVoirActions(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const manque = manqueDe(s, ctx.aujourdhui);
  if (manque) return refuser({ code: manque });
  const cible = await cibleDe(ctx, s.cible);
  if (!cible || (s.fiche !== '' && !(await lireFiche(ctx, FicheId.parse(s.fiche))))) return refuser({ code: 'cible_inconnue' });
  const fichier = s.fichier && (await deposerFichier(ctx, s.fichier));
  if (fichier && !fichier.ok) return refuser({ code: 'fichier_refuse', phrase: phraseRefusFichier(fichier.refus) });
  const piece = fichier?.valeur ?? s.depose;
  const empreinte = piece?.empreinte ?? empreinteDe(s);
  const id = await preuves.verser(ctx, { ...s, ...cible, fichierId: piece?.id ?? null, empreinte, ficheId: s.fiche === '' ? null : s.fiche });
  if (!id) return refuser({ code: 'deja_versee' });
  await journaliser(ctx, 'preuve_versee', id, { nom: s.titre, empreinte });
  await dire(ctx, cible);
  return ok(id);
}

/** A piece is withdrawn with its reason and stays in the history; nothing is ever erased. */
export async function retirerPreuve(ctx: Contexte, id: PreuveId, motif: string): Promise<Result<void, RefusPreuve>> {
  const [preuve] = await listerPreuves(ctx, id);
  if (!preuve) return refuser({ code: 'preuve_inconnue' });
  if (!peutOuvrirFiche(ctx.qui) && preuve.verseePar !== ctx.qui.personneId) return refuser({ code: 'role_insuffisant' });
  if (await preuves.estSignee(ctx, id)) return refuser({ code: 'preuve_signee' });
  if (!(await preuves.retirer(ctx, id, motif))) return refuser({ code: 'deja_retiree' });
  await journaliser(ctx, 'preuve_retiree', id, { nom: preuve.titre, motif });
  await dire(ctx, preuve);
  return ok(undefined);
}

/** A piece that this person may tie elsewhere: theirs or the coordination's, not withdrawn, not signed. */
async function aRattacher(ctx: Contexte, id: PreuveId): Promise<Result<Preuve, RefusPreuve>> {
  const [preuve] = await listerPreuves(ctx, id);
  if (!preuve) return refuser({ code: 'preuve_inconnue' });
  if (!peutOuvrirFiche(ctx.qui) && preuve.verseePar !== ctx.qui.personneId) return refuser({ code: 'role_insuffisant' });
  if (preuve.statut === 'retiree') return refuser({ code: 'deja_retiree' });
  return (await preuves.estSignee(ctx, id)) ? refuser({ code: 'preuve_signee' }) : ok(preuve);
}

/** A piece tied to the wrong thing goes to the right one; what it proved before stays in its history. */
export async function rattacherPreuve(ctx: Contexte, id: PreuveId, s: SaisieRattachement): Promise<Result<void, RefusPreuve>> {
  const lue = await aRattacher(ctx, id);
  if (!lue.ok) return lue;
  const preuve = lue.valeur;
  if (s.cible === '' && s.fiche === '') return refuser({ code: 'cible_absente' });
  const cible = await cibleDe(ctx, s.cible);
  if (!cible || (s.fiche !== '' && !(await lireFiche(ctx, FicheId.parse(s.fiche))))) return refuser({ code: 'cible_inconnue' });
  if (!(await preuves.rattacher(ctx, preuve, { ...cible, ficheId: s.fiche === '' ? null : s.fiche }, s.motif))) return refuser({ code: 'deja_versee' });
  await journaliser(ctx, 'preuve_rattachee', id, { nom: preuve.titre, motif: s.motif });
  await dire(ctx, preuve);
  await dire(ctx, cible);
  return ok(undefined);
}
