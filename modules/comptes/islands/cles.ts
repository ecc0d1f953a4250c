/** Passkeys in the browser: WebAuthn speaks bytes, the server speaks base64url. @source W3C Web Authentication Level 3 §5.1 */

type Objet = Readonly<Record<string, unknown>>;
const estObjet = (v: unknown): v is Objet => typeof v === 'object' && v !== null;
const texte = (v: unknown): string => (typeof v === 'string' ? v : '');

function octets(base64url: string): Uint8Array<ArrayBuffer> {
  const binaire = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binaire, (c) => c.charCodeAt(0));
}

const enBase64url = (b: ArrayBuffer | null): string | undefined => (b ? btoa(String.fromCharCode(...new Uint8Array(b))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') : undefined);

const descripteurs = (v: unknown): PublicKeyCredentialDescriptor[] => (Array.isArray(v) ? v.filter(estObjet).map((d) => ({ type: 'public-key', id: octets(texte(d['id'])) })) : []);

export const clesPossibles = (): boolean => typeof window.PublicKeyCredential === 'function' && navigator.credentials !== undefined;

/** A refusal that has a sentence for the person; anything else is theirs to try again. */
export class RefusError extends Error {}

async function demander(adresse: string, corps?: unknown): Promise<Objet> {
  const reponse = await fetch(adresse, corps === undefined ? { headers: { Accept: 'application/json' } } : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(corps) });
  const lu: unknown = await reponse.json().catch(() => undefined);
  if (reponse.status === 429) throw new RefusError('Trop d’essais : cette porte se ferme un moment. Réessayez dans un quart d’heure.');
  if (reponse.status === 403) throw new RefusError('Ce geste demande une connexion récente. Déconnectez-vous, reconnectez-vous, puis recommencez.');
  if (!reponse.ok || !estObjet(lu)) throw new RefusError('Cette clé n’a pas été reconnue. Entrez avec votre courriel.');
  return lu;
}

const commun = (c: PublicKeyCredential) => ({ id: c.id, rawId: enBase64url(c.rawId), type: c.type, authenticatorAttachment: c.authenticatorAttachment ?? undefined, clientExtensionResults: c.getClientExtensionResults() });

/** Signs in with a passkey of this device: the device asks for its gesture or its code. */
export async function entrerParCle(): Promise<void> {
  const o = await demander('/api/auth/passkey/generate-authenticate-options');
  const cle = await navigator.credentials.get({
    publicKey: { challenge: octets(texte(o['challenge'])), rpId: texte(o['rpId']), allowCredentials: descripteurs(o['allowCredentials']), userVerification: 'required', timeout: 60_000 },
  });
  if (!(cle instanceof PublicKeyCredential) || !(cle.response instanceof AuthenticatorAssertionResponse)) throw new RefusError('Aucune clé n’a répondu.');
  const { authenticatorData, clientDataJSON, signature, userHandle } = cle.response;
  await demander('/api/auth/passkey/verify-authentication', {
    response: { ...commun(cle), response: { authenticatorData: enBase64url(authenticatorData), clientDataJSON: enBase64url(clientDataJSON), signature: enBase64url(signature), userHandle: enBase64url(userHandle) } },
  });
}

/** Makes a passkey on this device and gives its public half to the account. */
export async function ajouterCle(nom: string): Promise<void> {
  const o = await demander('/api/auth/passkey/generate-register-options');
  const [rp, user] = [o['rp'], o['user']];
  if (!estObjet(rp) || !estObjet(user)) throw new RefusError('La demande n’a pas abouti. Réessayez.');
  const algorithmes = Array.isArray(o['pubKeyCredParams']) ? o['pubKeyCredParams'].filter(estObjet).map((p) => ({ type: 'public-key' as const, alg: Number(p['alg']) })) : [];
  const cle = await navigator.credentials.create({
    publicKey: {
      challenge: octets(texte(o['challenge'])),
      rp: { id: texte(rp['id']), name: texte(rp['name']) },
      user: { id: octets(texte(user['id'])), name: texte(user['name']), displayName: texte(user['displayName']) },
      pubKeyCredParams: algorithmes,
      excludeCredentials: descripteurs(o['excludeCredentials']),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      timeout: 60_000,
    },
  });
  if (!(cle instanceof PublicKeyCredential) || !(cle.response instanceof AuthenticatorAttestationResponse)) throw new RefusError('Aucune clé n’a été créée.');
  const { attestationObject, clientDataJSON } = cle.response;
  await demander('/api/auth/passkey/verify-registration', {
    name: nom,
    response: { ...commun(cle), response: { attestationObject: enBase64url(attestationObject), clientDataJSON: enBase64url(clientDataJSON), transports: cle.response.getTransports() } },
  });
}

/** What to say when it fails: who closes the window of their device has only changed their mind. */
export const phraseEchec = (e: unknown): string => (e instanceof RefusError ? e.message : 'La clé n’a pas été utilisée. Réessayez, ou choisissez une autre façon.');
