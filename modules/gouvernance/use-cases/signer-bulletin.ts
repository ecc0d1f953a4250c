import { createHash } from 'node:crypto';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { z } from 'zod';
import { ok, refuser, type Result } from '#core/result.ts';
import type { Contexte } from '#server/contexte.ts';
import type { AssembleeId, BulletinSecret, PointId } from '../model.ts';
import { depuisBase64Url, enBase64Url, messageDuBulletin } from '../moteur/aveugle.ts';
import { chargerAssemblee } from '../repository.ts';
import { chargerScrutin, ecrireEmargement } from '../repository-scrutins.ts';
import { electeurDe, type RefusAssemblee } from '../rules.ts';

const suite = RSABSSA.SHA384.PSS.Deterministic();
/** What this file wrote. */
const ClePrivee = z.custom<JsonWebKey>((v) => typeof v === 'object' && v !== null && 'kty' in v);
const ALGORITHME = { name: 'RSA-PSS', hash: 'SHA-384' } as const;

/** A pair of keys for one vote: the public one as SPKI in base64url, the private one as JSON, to be sealed. */
export async function nouvellesCles(): Promise<{ publique: string; signature: string }> {
  const { publicKey, privateKey } = await suite.generateKey({ modulusLength: 2048, publicExponent: Uint8Array.from([1, 0, 1]) });
  return { publique: enBase64Url(new Uint8Array(await crypto.subtle.exportKey('spki', publicKey))), signature: JSON.stringify(await crypto.subtle.exportKey('jwk', privateKey)) };
}

const lireClePublique = (publique: string): Promise<CryptoKey> => crypto.subtle.importKey('spki', new Uint8Array(depuisBase64Url(publique)), ALGORITHME, true, ['verify']);

/** True when this ballot was signed by this vote's key, as it stands. Never throws: what does not read is false. */
export async function bulletinAuthentique(publique: string, point: PointId, b: BulletinSecret): Promise<boolean> {
  try {
    return await suite.verify(await lireClePublique(publique), depuisBase64Url(b.signature), messageDuBulletin(point, b));
  } catch {
    return false;
  }
}

/**
 * Signs one blinded ballot for the person who asks, and marks the roll: once. The same blinded ballot asked again (a connection lost)
 * gets the same signature. What is signed cannot be read, and nothing is written in the journal: the roll has no order and no time.
 */
export async function signerBulletin(ctx: Contexte, { id, pointId, aveugle, secret }: { id: AssembleeId; pointId: PointId; aveugle: string; secret: string }): Promise<Result<string, RefusAssemblee>> {
  const a = await chargerAssemblee(ctx, id);
  const point = a?.points.find((p) => p.id === pointId);
  if (!a || !point) return refuser({ code: a ? 'point_inconnu' : 'assemblee_inconnue' });
  const electeur = electeurDe(a, ctx.qui.personneId);
  if (!electeur) return refuser({ code: 'electeur_inconnu' });
  const scrutin = await chargerScrutin(ctx, pointId, secret, { verrou: true });
  if (point.statut !== 'ouvert' || scrutin?.cles === undefined) return refuser({ code: 'vote_ferme' });
  const empreinte = createHash('sha256').update(aveugle).digest('base64url');
  const deja = scrutin.emargement[electeur.id];
  if (deja !== undefined && deja !== empreinte) return refuser({ code: 'deja_emarge' });
  const jwk = ClePrivee.parse(JSON.parse(scrutin.cles.signature));
  const cle = await crypto.subtle.importKey('jwk', jwk, ALGORITHME, true, ['sign']);
  let signature: Uint8Array;
  try {
    signature = await suite.blindSign(cle, depuisBase64Url(aveugle));
  } catch {
    return refuser({ code: 'bulletin_faux' });
  }
  if (deja === undefined) await ecrireEmargement(ctx, pointId, { ...scrutin.emargement, [electeur.id]: empreinte }, scrutin.cles.scellement);
  return ok(enBase64Url(signature));
}
