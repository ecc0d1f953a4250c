import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { publier } from '#db/outbox.ts';
import { chiffrer, dechiffrer } from './authentification/coffre.ts';
import type { Configuration } from './configuration.ts';
import type { Contexte } from './contexte.ts';

const SUJET_MAX = 200;
const CORPS_MAX = 500_000;

/** They turn what follows around: a name would be read backwards. @source Unicode, UAX 9 §2 */
const RETOURNENT = /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g;

/**
 * One line: what would start another header becomes a space, what is too long is cut at a word and marked; what a mail program would
 * decode into other words stays as it was typed. @source RFC 5322 §2.2 · RFC 2047 §2, encoded words begin by « =? »
 */
export function enUneLigne(texte: string, longueur = SUJET_MAX): string {
  const ligne = texte.replace(RETOURNENT, '').replaceAll('=?', '= ?').replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(/ {2,}/g, ' ').trim();
  const points = Array.from(ligne);
  if (points.length <= longueur) return ligne;
  const coupe = points.slice(0, longueur - 1).join('');
  const mot = coupe.lastIndexOf(' ');
  return `${mot > longueur / 2 ? coupe.slice(0, mot) : coupe}…`;
}

const PieceJointe = z.strictObject({ nom: z.string().min(1).transform((n) => enUneLigne(n, 120)), type: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/), contenuBase64: z.base64() });

/** A letter to one person: text always, HTML beside it when there is a layout. An address list is refused: nobody sees the others' addresses. */
export const Courriel = z.strictObject({
  a: z.email('Cette adresse électronique n’est pas valide.').max(254),
  nom: z.string().transform((n) => enUneLigne(n, 120)).optional(),
  sujet: z.string().transform((s) => enUneLigne(s)).pipe(z.string().min(1, 'Un courriel a un objet.')),
  texte: z.string().min(1).max(CORPS_MAX),
  html: z.string().max(CORPS_MAX).optional(),
  piecesJointes: z.array(PieceJointe).max(10).optional(),
  /** Where one POST stops these letters: mail programs show it as a button of their own. @source RFC 8058 §3.1 */
  desabonnement: z.url().max(1000).regex(/^[^\s<>"]+$/, 'Cette adresse ne tient pas entre chevrons.').optional(),
  /** An invitation, a change, a cancellation, that mail programs show with their own buttons. @source RFC 6047 */
  calendrier: z.strictObject({ methode: z.enum(['REQUEST', 'CANCEL', 'REPLY']), contenu: z.string().max(CORPS_MAX) }).optional(),
});
export type Courriel = z.infer<typeof Courriel>;
export type CourrielAEcrire = z.input<typeof Courriel>;

/** Who carries letters away. `envoyer` throws when the server did not take the letter. */
export type Poste = { readonly envoyer: (c: CourrielAEcrire) => Promise<void>; readonly fermer: () => void };

/** Opens the way out: an SMTP address (`smtps://user:secret@host:465`, or the catcher's). Without one, each letter fails with a sentence that says what to set. */
export function ouvrirPoste(smtpUrl: string | undefined, expediteur: Configuration['expediteur']): Poste {
  if (!smtpUrl)
    return {
      envoyer: () => Promise.reject(new Error('Aucun serveur de courrier n’est indiqué : renseignez SMTP_URL, puis relancez cette tâche.')),
      fermer: () => undefined,
    };
  const options = { url: smtpUrl, pool: true, maxConnections: 3, connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000, disableFileAccess: true, disableUrlAccess: true };
  const transport = createTransport(options);
  return {
    envoyer: async (brut) => {
      const c = Courriel.parse(brut);
      await transport.sendMail({
        from: expediteur,
        to: { name: c.nom ?? '', address: c.a },
        subject: c.sujet,
        text: c.texte,
        ...(c.html === undefined ? {} : { html: c.html }),
        attachments: (c.piecesJointes ?? []).map((p) => ({ filename: p.nom, contentType: p.type, content: Buffer.from(p.contenuBase64, 'base64') })),
        ...(c.calendrier === undefined ? {} : { icalEvent: { method: c.calendrier.methode, filename: 'invitation.ics', content: c.calendrier.contenu } }),
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', ...(c.desabonnement === undefined ? {} : { 'List-Unsubscribe': `<${c.desabonnement}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }) },
      });
    },
    fermer: () => transport.close(),
  };
}

/**
 * Writes a letter in the business transaction: it leaves after the commit, is tried again when the server is away, and never leaves
 * if the change is undone. Sealed with the secret of the instance: a link that opens a door is not readable in the database.
 */
export const posterCourriel = (ctx: Pick<Contexte, 'tx' | 'cpts'>, courriel: CourrielAEcrire, secret: string): Promise<void> =>
  publier(ctx, 'courriel', { scelle: chiffrer(JSON.stringify(Courriel.parse(courriel)), secret, 'courriel') });

/** What `posterCourriel` sealed. */
export const descellerCourriel = (scelle: string, secret: string): Courriel => Courriel.parse(JSON.parse(dechiffrer(scelle, secret, 'courriel')));

/** Sends at once, for someone who waits in front of the screen (a sign-in code): throws when the server did not take it, and does not try later. */
export const envoyerSansAttendre = ({ poste }: { readonly poste: Poste }, courriel: CourrielAEcrire): Promise<void> => poste.envoyer(courriel);
