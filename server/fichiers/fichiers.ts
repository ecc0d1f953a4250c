import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ok, type Result } from '#core/result.ts';
import type { PersonneId } from '#core/tenancy.ts';
import type { Contexte } from '../contexte.ts';
import type { C } from '../vue-page.ts';
import { type Extension, reconnaitre, type RefusFichier } from './genre.ts';

export const FichierId = z.uuid().brand<'FichierId'>();
export type FichierId = z.infer<typeof FichierId>;

/** The file field of a form. The browser sends an empty file when none was chosen. */
export const FichierEnvoye = z.instanceof(File, { error: 'Choisissez un fichier.' }).refine((f) => f.size > 0, 'Choisissez un fichier : celui-ci est vide ou absent.');

/** The same when the form does without. */
export const FichierFacultatif = z.preprocess((v) => (v instanceof File && v.size === 0 ? undefined : v), z.instanceof(File, { error: 'Choisissez un fichier.' }).optional());

/** A deposited file, frozen: neither its bytes nor its name ever change. `empreinte` is SHA-256, in hexadecimal. */
export type Fichier = { readonly id: FichierId; readonly nom: string; readonly type: string; readonly octets: number; readonly empreinte: string; readonly deposeLe: Date; readonly deposePar: PersonneId | null };

const COLONNES = ['id', 'nom', 'type', 'octets', 'empreinte', 'depose_le', 'depose_par'] as const;
type Ligne = { id: string; nom: string; type: string; octets: number; empreinte: string; depose_le: Date; depose_par: PersonneId | null };
const versFichier = (l: Ligne): Fichier => ({ id: FichierId.parse(l.id), nom: l.nom, type: l.type, octets: l.octets, empreinte: l.empreinte, deposeLe: l.depose_le, deposePar: l.depose_par });

export type ADeposer = { readonly nom: string; readonly contenu: Buffer; readonly admises?: readonly Extension[] };

/** Keeps a file for ever in its CPTS, in the transaction of the gesture that deposits it. The gesture journals. */
export async function deposerContenu(ctx: Contexte, { nom, contenu, admises }: ADeposer): Promise<Result<Fichier, RefusFichier>> {
  const genre = reconnaitre(nom, contenu, admises);
  if (!genre.ok) return genre;
  const auteur = await ctx.tx.selectFrom('personnes').select('id').where('id', '=', ctx.qui.personneId).executeTakeFirst();
  const ligne = await ctx.tx
    .insertInto('fichiers')
    .values({ cpts_id: ctx.cpts, ...genre.valeur, octets: contenu.length, empreinte: createHash('sha256').update(contenu).digest('hex'), contenu, depose_le: ctx.maintenant, depose_par: auteur?.id ?? null })
    .returning(COLONNES)
    .executeTakeFirstOrThrow();
  return ok(versFichier(ligne));
}

/** The same, from the file field of a form. */
export const deposerFichier = async (ctx: Contexte, fichier: File, admises?: readonly Extension[]): Promise<Result<Fichier, RefusFichier>> =>
  deposerContenu(ctx, { nom: fichier.name, contenu: Buffer.from(await fichier.arrayBuffer()), ...(admises && { admises }) });

/** What is known of these files, bytes aside; those that do not exist here are absent. */
export async function decrireFichiers(ctx: Contexte, ids: readonly string[]): Promise<Map<string, Fichier>> {
  if (ids.length === 0) return new Map();
  const lignes = await ctx.tx.selectFrom('fichiers').select(COLONNES).where('cpts_id', '=', ctx.cpts).where('id', 'in', [...new Set(ids)]).execute();
  return new Map(lignes.map((l) => [l.id, versFichier(l)]));
}

/** A file and its bytes. Who may read it is decided by the object it belongs to, before. */
export async function lireFichier(ctx: Contexte, id: string): Promise<(Fichier & { readonly contenu: Buffer }) | undefined> {
  const ligne = await ctx.tx.selectFrom('fichiers').select([...COLONNES, 'contenu']).where('cpts_id', '=', ctx.cpts).where('id', '=', id).executeTakeFirst();
  return ligne && { ...versFichier(ligne), contenu: ligne.contenu };
}

const A_VOIR = /^(application\/pdf|image\/(png|jpeg|webp))$/;

/** Sends a file as it was deposited. Somebody else made it: it is taken away, or shown without the right to run anything. */
export function reponseFichier(c: C, fichier: { readonly nom: string; readonly type: string; readonly empreinte: string; readonly contenu: Buffer }, ouvrir = false): Response {
  const repere = `"${fichier.empreinte.slice(0, 32)}"`;
  const entetes = {
    'Content-Type': fichier.type,
    'Content-Disposition': `${ouvrir && A_VOIR.test(fichier.type) ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(fichier.nom).replace(/['()*]/g, (s) => `%${s.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-cache',
    ETag: repere,
  };
  if (c.req.header('If-None-Match') === repere) return new Response(null, { status: 304, headers: entetes });
  return new Response(new Uint8Array(fichier.contenu), { headers: entetes });
}
