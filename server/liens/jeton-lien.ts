import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { ok, refuser, type Result } from '#core/result.ts';
import { CptsId, PersonneId } from '#core/tenancy.ts';

/** What a link opens: one usage, in one CPTS, for one person or for anybody who holds it, on one object, until an instant. */
export type Lien = {
  /** The door it opens, a short word: a link made for one door opens no other. */
  readonly usage: string;
  readonly cptsId: CptsId;
  readonly personneId?: PersonneId;
  /** The thing it is about, usually an id. */
  readonly objet: string;
  readonly expire: Date;
};

export type RefusLien = { readonly code: 'lien_faux' } | { readonly code: 'lien_expire'; readonly depuis: Date };

export const phraseRefusLien = (r: RefusLien): string =>
  r.code === 'lien_faux' ? 'Ce lien n’est pas complet, ou n’a pas été fait ici. Ouvrez-le depuis le courriel reçu, sans le recopier.' : 'Ce lien n’est plus valable. Demandez-en un nouveau à la personne qui vous l’a envoyé, ou connectez-vous.';

const PERSONNE = '-';
const Usage = z.string().regex(/^[a-z]{2,20}$/);
const Objet = z.string().regex(/^[\w-]{1,80}$/);

const court = (uuid: string): string => Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url');
const long = (c: string): string => Buffer.from(c, 'base64url').toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const sceau = (texte: string, secret: string): string => createHmac('sha256', secret).update(`lien:${texte}`).digest().subarray(0, 18).toString('base64url');

/** The token of a link, for an address: readable, not secret in itself, and impossible to make without the secret of the instance. */
export function signerLien(l: Lien, secret: string): string {
  const objet = UUID.test(l.objet) ? `~${court(l.objet)}` : Objet.parse(l.objet);
  const corps = [Usage.parse(l.usage), court(l.cptsId), l.personneId ? court(l.personneId) : PERSONNE, objet, Math.floor(l.expire.getTime() / 1000).toString(36)].join('.');
  return `${corps}.${sceau(corps, secret)}`;
}

const Parties = z.tuple([Usage, z.string(), z.string(), z.string(), z.string().regex(/^[0-9a-z]{1,9}$/), z.string()]);

/** Reads a token presented at the door `usage`. Forged, cut or made for another door: `lien_faux`. */
export function lireLien(jeton: string, { usage, maintenant, secret }: { readonly usage: string; readonly maintenant: Date; readonly secret: string }): Result<Lien, RefusLien> {
  const faux = refuser({ code: 'lien_faux' } as const);
  if (jeton.length > 400) return faux;
  const lues = Parties.safeParse(jeton.split('.'));
  if (!lues.success) return faux;
  const [u, c, p, o, e, s] = lues.data;
  // Compared as text: two writings of the same bytes are not both ours.
  const [attendu, recu] = [Buffer.from(sceau(jeton.slice(0, jeton.lastIndexOf('.')), secret)), Buffer.from(s)];
  if (recu.length !== attendu.length || !timingSafeEqual(recu, attendu) || u !== usage) return faux;
  const expire = new Date(Number.parseInt(e, 36) * 1000);
  if (maintenant >= expire) return refuser({ code: 'lien_expire', depuis: expire });
  return ok({ usage, cptsId: CptsId.parse(long(c)), ...(p !== PERSONNE && { personneId: PersonneId.parse(long(p)) }), objet: o.startsWith('~') ? long(o.slice(1)) : o, expire });
}
