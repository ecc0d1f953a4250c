import { createHmac, createSecretKey, type KeyObject, randomFillSync, timingSafeEqual } from 'node:crypto';

/** Cookies of an https instance carry the prefix that browsers keep for them. @source RFC 6265bis §4.1.3 */
export const nomDeCookie = (url: string, nom: string): string => `${url.startsWith('https:') ? '__Secure-' : ''}maillage.${nom}`;

/** The cookie of the session, `jeton.signature`, as better-auth writes it. */
export const COOKIE_SESSION = 'session_token';

/** The secret of the instance as the key that OpenSSL asks for: prepared once, not at each page. */
let cle: { readonly secret: string; readonly objet: KeyObject } | undefined;

const SIGNES_MAX = 5000;
const signes = new Map<string, Buffer>();

/** The same few texts are signed at every page of a session: each is signed once, as long as five thousand others have not come since. */
function hmac(secret: string, texte: string): Buffer {
  if (cle?.secret !== secret) {
    cle = { secret, objet: createSecretKey(Buffer.from(secret)) };
    signes.clear();
  }
  const connu = signes.get(texte);
  if (connu) return connu;
  const fait = createHmac('sha256', cle.objet).update(texte).digest();
  if (texte.length > 500) return fait;
  if (signes.size >= SIGNES_MAX) signes.delete(signes.keys().next().value ?? '');
  signes.set(texte, fait);
  return fait;
}

const signer = (secret: string, texte: string): string => hmac(secret, texte).toString('base64');

function memes(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}

/** A forged cookie may hold anything: what cannot be decoded is no token. */
function lisible(valeur: string): string {
  try {
    return valeur.includes('%') ? decodeURIComponent(valeur) : valeur;
  } catch {
    return '';
  }
}

/** The session token of a signed cookie, or undefined when the signature is not ours. */
export function jetonDuCookie(valeur: string | undefined, secret: string): string | undefined {
  if (!valeur) return undefined;
  const lu = lisible(valeur);
  const point = lu.lastIndexOf('.');
  if (point < 1) return undefined;
  const jeton = lu.slice(0, point);
  return memes(lu.slice(point + 1), signer(secret, jeton)) ? jeton : undefined;
}

export const cookieDuJeton = (jeton: string, secret: string): string => encodeURIComponent(`${jeton}.${signer(secret, jeton)}`);

/** A seal that only this instance can make again. */
export const sceller = (texte: string, secret: string): string => signer(secret, `sceau:${texte}`);

const reserve = Buffer.alloc(8192);
let pris = reserve.length;

/** Random bytes, drawn from the system 8 KB at a time; each is given once. */
function hasard(n: number): Buffer {
  if (pris + n > reserve.length) {
    randomFillSync(reserve);
    pris = 0;
  }
  const octets = Buffer.copyBytesFrom(reserve, pris, n);
  pris += n;
  return octets;
}

const brut = (session: string, secret: string): Buffer => hmac(secret, `formulaire:${session}`);
const melanger = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((octet, i) => octet ^ (b[i] ?? 0)));

/**
 * The hidden field of every form: bound to the session, so that a page of another site cannot forge it. Masked anew on each page,
 * so that its bytes never repeat in a compressed answer. @source BREACH, 2013: the size of compressed pages betrays a secret they repeat
 */
export function jetonDeFormulaire(session: string, secret: string): string {
  const masque = hasard(32);
  return Buffer.concat([masque, melanger(brut(session, secret), masque)]).toString('base64url');
}

export function jetonDeFormulaireValide(recu: unknown, session: string, secret: string): boolean {
  if (typeof recu !== 'string' || recu.length > 100) return false;
  const octets = Buffer.from(recu, 'base64url');
  return octets.length === 64 && timingSafeEqual(melanger(octets.subarray(32), octets.subarray(0, 32)), brut(session, secret));
}

type Lecteur = { readonly jeton: string; readonly slug: string; readonly roles: readonly string[] };

const sceauDesSujets = (sujets: readonly string[], { jeton, slug, roles }: Lecteur, secret: string): string =>
  hmac(secret, ['sujets', jeton, slug, [...roles].sort().join(','), ...sujets].join('\n')).toString('base64url').slice(0, 22);

/**
 * The subjects of a page, sealed for who reads it: the page decided what this role may see, and the stream of its changes trusts nothing else.
 * The seal dies with the session, and as soon as a role is given or ends.
 */
export const scellerSujets = (sujets: readonly string[], lecteur: Lecteur, secret: string): readonly string[] => [...sujets, `~${sceauDesSujets(sujets, lecteur, secret)}`];

/** The subjects that a page of ours was allowed to follow, or undefined. */
export function sujetsPermis(recus: readonly string[], lecteur: Lecteur, secret: string): readonly string[] | undefined {
  const sujets = recus.slice(0, -1);
  return sujets.length > 0 && memes(recus.at(-1) ?? '', `~${sceauDesSujets(sujets, lecteur, secret)}`) ? sujets : undefined;
}
