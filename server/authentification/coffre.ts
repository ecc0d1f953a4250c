import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const IV = 12;
const SCEAU = 16;
const cle = (secret: string, usage: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'maillage', usage, 32));

/**
 * Encrypts what must pass through the database without being readable there (a letter that holds a link which opens a door):
 * AES-256-GCM, a key of its own per use, derived from the secret of the instance. A dump or a backup alone says nothing.
 */
export function chiffrer(texte: string, secret: string, usage: string): string {
  const iv = randomBytes(IV);
  const c = createCipheriv('aes-256-gcm', cle(secret, usage), iv);
  const corps = Buffer.concat([c.update(texte, 'utf8'), c.final()]);
  return Buffer.concat([iv, c.getAuthTag(), corps]).toString('base64');
}

/** Throws a French sentence when the text was sealed with another secret, or altered. */
export function dechiffrer(scelle: string, secret: string, usage: string): string {
  const octets = Buffer.from(scelle, 'base64');
  try {
    const d = createDecipheriv('aes-256-gcm', cle(secret, usage), octets.subarray(0, IV));
    d.setAuthTag(octets.subarray(IV, IV + SCEAU));
    return Buffer.concat([d.update(octets.subarray(IV + SCEAU)), d.final()]).toString('utf8');
  } catch (e) {
    throw new Error('Ce texte a été scellé avec un autre MAILLAGE_SECRET, ou modifié : il ne peut plus être lu.', { cause: e });
  }
}
