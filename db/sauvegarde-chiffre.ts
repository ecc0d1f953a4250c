import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, scryptSync } from 'node:crypto';
import { Transform } from 'node:stream';
import { z } from 'zod';
import { SauvegardeRefusee } from './sauvegarde-format.ts';

/** What opens an encrypted backup: a phrase somebody remembers, or the bytes of a key file. */
export type Secret = { readonly phrase: string } | { readonly cle: Buffer };

/**
 * An encrypted backup: one line of header in clear, then pieces of 64 KiB, each sealed by AES-256-GCM under a number that counts them and
 * says which is the last: a piece cannot be moved, repeated, or left out at the end. The header is part of what each seal covers.
 * @source Hoang, Reyhanitabar, Rogaway, Vizár, « Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance », 2015 (STREAM)
 * @source RFC 7914 (scrypt), RFC 5869 (HKDF)
 */
const FORMAT = 'maillage-chiffre-1';
const MORCEAU = 64 * 1024;
const SCEAU = 16;
const SCRYPT = { N: 2 ** 16, r: 8, p: 1 };
export const PHRASE_MIN = 12;
export const CLE_MIN = 32;

const Entete = z.object({ format: z.literal(FORMAT), par: z.enum(['phrase', 'cle']), sel: z.string() });

function cleDe(secret: Secret, sel: Buffer): Buffer {
  if ('cle' in secret) return Buffer.from(hkdfSync('sha256', secret.cle, sel, FORMAT, 32));
  return scryptSync(secret.phrase.normalize('NFC'), sel, 32, { ...SCRYPT, maxmem: 256 * SCRYPT.N * SCRYPT.r });
}

/** Eleven bytes of count, one that says whether it is the last: no two pieces of a file share a number, no two files a key. */
function numero(rang: number, dernier: boolean): Buffer {
  const n = Buffer.alloc(12);
  n.writeBigUInt64BE(BigInt(rang), 3);
  n[11] = dernier ? 1 : 0;
  return n;
}

/** Throws `SauvegardeRefusee` when the secret is too weak to be worth anything. */
export function verifierSecret(secret: Secret): void {
  if ('phrase' in secret && [...secret.phrase].length < PHRASE_MIN) throw new SauvegardeRefusee(`La phrase de passe compte moins de ${PHRASE_MIN} caractères : choisissez-en une plus longue.`);
  if ('cle' in secret && secret.cle.length < CLE_MIN) throw new SauvegardeRefusee(`Le fichier de clé compte moins de ${CLE_MIN} octets : faites-en un de hasard, par exemple « openssl rand -out cle 64 ».`);
}

/** Cuts what comes into pieces, and keeps one back: the last must know that it is. */
function parMorceaux(taille: number, traiter: (morceau: Buffer, rang: number, dernier: boolean) => Buffer): Transform {
  let reste: Buffer = Buffer.alloc(0);
  let rang = 0;
  return new Transform({
    transform(octets: Buffer, _, suite) {
      try {
        reste = Buffer.concat([reste, octets]);
        while (reste.length > taille) {
          this.push(traiter(reste.subarray(0, taille), rang++, false));
          reste = reste.subarray(taille);
        }
        suite();
      } catch (e) {
        suite(e as Error);
      }
    },
    flush(suite) {
      try {
        this.push(traiter(reste, rang, true));
        suite();
      } catch (e) {
        suite(e as Error);
      }
    },
  });
}

/** Encrypts what goes through it. */
export function chiffrer(secret: Secret): Transform {
  verifierSecret(secret);
  const sel = randomBytes(32);
  const entete = Buffer.from(`${JSON.stringify({ format: FORMAT, par: 'cle' in secret ? 'cle' : 'phrase', sel: sel.toString('base64') } satisfies z.infer<typeof Entete>)}\n`);
  const [cle, lie] = [cleDe(secret, sel), createHash('sha256').update(entete).digest()];
  const flux = parMorceaux(MORCEAU, (clair, rang, dernier) => {
    const c = createCipheriv('aes-256-gcm', cle, numero(rang, dernier)).setAAD(lie);
    return Buffer.concat([c.update(clair), c.final(), c.getAuthTag()]);
  });
  flux.push(entete);
  return flux;
}

/** The header of an encrypted backup, or undefined when these first bytes are something else. */
export function enteteChiffree(debut: Buffer): { readonly par: 'phrase' | 'cle'; readonly sel: Buffer; readonly octets: Buffer } | undefined {
  const fin = debut.subarray(0, 400).indexOf(10);
  if (fin < 0 || debut[0] !== 0x7b) return undefined;
  try {
    const lu = Entete.safeParse(JSON.parse(debut.subarray(0, fin).toString('utf8')));
    return lu.success ? { par: lu.data.par, sel: Buffer.from(lu.data.sel, 'base64'), octets: Buffer.from(debut.subarray(0, fin + 1)) } : undefined;
  } catch {
    return undefined;
  }
}

/** Opens what comes after the header. Fails with a French sentence at the first piece that does not bear its seal. */
export function dechiffrer(entete: NonNullable<ReturnType<typeof enteteChiffree>>, secret: Secret | undefined, fichier: string): Transform {
  const attendu = entete.par === 'cle' ? 'son fichier de clé (--cle FICHIER)' : 'sa phrase de passe (MAILLAGE_PHRASE)';
  if (!secret || (entete.par === 'cle') !== 'cle' in secret) throw new SauvegardeRefusee(`${fichier} est chiffré : donnez ${attendu}. Rien n’a été changé.`);
  const [cle, lie] = [cleDe(secret, entete.sel), createHash('sha256').update(entete.octets).digest()];
  return parMorceaux(MORCEAU + SCEAU, (scelle, rang, dernier) => {
    try {
      const d = createDecipheriv('aes-256-gcm', cle, numero(rang, dernier), { authTagLength: SCEAU }).setAAD(lie).setAuthTag(scelle.subarray(-SCEAU));
      return Buffer.concat([d.update(scelle.subarray(0, -SCEAU)), d.final()]);
    } catch {
      throw new SauvegardeRefusee(rang === 0 ? `${fichier} ne s’ouvre pas : ce n’est pas ${attendu.replace(/ \(.*/, '')}, ou il est abîmé. Rien n’a été changé.` : `${fichier} est abîmé ou incomplet. Rien n’a été changé.`);
    }
  });
}
