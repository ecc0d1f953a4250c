import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const sha256 = (octets: Buffer | string): Buffer => createHash('sha256').update(octets).digest();
const enJson = (type: 'webauthn.create' | 'webauthn.get', challenge: string, origin: string): Buffer => Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

/** What the device lies about, or forgets: for tests of what the server must refuse. */
type Ecarts = { readonly origine?: string; readonly domaine?: string; readonly sansGeste?: boolean; readonly compteur?: number };

const PRESENCE = 0b0000_0001;
const GESTE = 0b0000_0100;
const CLE_JOINTE = 0b0100_0000;

/**
 * A passkey in software, for tests: an ES256 pair that answers a challenge as a device does, without attestation. Like those that are kept in
 * several devices, it does not count its signatures unless asked to.
 * @source W3C Web Authentication Level 3, §5.8.1 (client data), §6.1 (authenticator data), §6.5.1.1 (COSE key), §8.7 (attestation « none »)
 */
export function cleEssai(domaine: string, origine: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const identifiant = randomBytes(16);
  const id = identifiant.toString('base64url');
  const commun = { id, rawId: id, type: 'public-key', clientExtensionResults: {} };

  const donnees = (e: Ecarts, drapeaux: number, suite: Buffer = Buffer.alloc(0)): Buffer => {
    const nombre = Buffer.alloc(4);
    nombre.writeUInt32BE(e.compteur ?? 0);
    return Buffer.concat([sha256(e.domaine ?? domaine), Buffer.from([drapeaux | PRESENCE | (e.sansGeste ? 0 : GESTE)]), nombre, suite]);
  };
  /** {1: EC2, 3: ES256, -1: P-256, -2: x, -3: y} */
  const cose = Buffer.concat([Buffer.from('a5010203262001215820', 'hex'), Buffer.from(x, 'base64url'), Buffer.from('225820', 'hex'), Buffer.from(y, 'base64url')]);

  return {
    id,
    /** What `navigator.credentials.create` gives for this challenge. */
    creer: (defi: string, e: Ecarts = {}) => {
      const auth = donnees(e, CLE_JOINTE, Buffer.concat([Buffer.alloc(16), Buffer.from([0, identifiant.length]), identifiant, cose]));
      // {"fmt": "none", "attStmt": {}, "authData": bytes}
      const attestation = Buffer.concat([Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'), Buffer.from([auth.length]), auth]);
      return { ...commun, response: { attestationObject: attestation.toString('base64url'), clientDataJSON: enJson('webauthn.create', defi, e.origine ?? origine).toString('base64url'), transports: ['internal'] } };
    },
    /** What `navigator.credentials.get` gives for this challenge. */
    signer: (defi: string, e: Ecarts = {}) => {
      const client = enJson('webauthn.get', defi, e.origine ?? origine);
      const auth = donnees(e, 0);
      const signature = sign('sha256', Buffer.concat([auth, sha256(client)]), privateKey);
      return { ...commun, response: { authenticatorData: auth.toString('base64url'), clientDataJSON: client.toString('base64url'), signature: signature.toString('base64url') } };
    },
  };
}
