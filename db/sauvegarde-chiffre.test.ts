import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { chiffrer, dechiffrer, enteteChiffree, type Secret } from './sauvegarde-chiffre.ts';

const phrase: Secret = { phrase: 'une phrase assez longue' };
const cle: Secret = { cle: randomBytes(64) };
const MORCEAU = 65_536;

const sceller = (clair: Buffer, secret: Secret): Promise<Buffer> => buffer(Readable.from([clair.subarray(0, 1000), clair.subarray(1000)]).pipe(chiffrer(secret)));
async function ouvrir(scelle: Buffer, secret: Secret | undefined): Promise<Buffer> {
  const entete = enteteChiffree(scelle);
  if (!entete) throw new Error('no header');
  const flux = dechiffrer(entete, secret, 'le fichier');
  Readable.from([scelle.subarray(entete.octets.length)]).pipe(flux);
  return buffer(flux);
}

test.each([0, 1, 999, MORCEAU - 1, MORCEAU, MORCEAU + 1, 3 * MORCEAU, 200_000])('%i octets reviennent les mêmes, et n’étaient pas lisibles', async (taille) => {
  const clair = Buffer.alloc(taille, 'données de santé ');
  const scelle = await sceller(clair, cle);
  expect((await ouvrir(scelle, cle)).equals(clair)).toBe(true);
  expect(scelle.includes('santé')).toBe(false);
});

test('la phrase ouvre, une autre non ; la clé ouvre, la phrase à sa place non', async () => {
  const clair = randomBytes(100_000);
  const scelle = await sceller(clair, phrase);
  expect((await ouvrir(scelle, phrase)).equals(clair)).toBe(true);
  await expect(ouvrir(scelle, { phrase: 'une phrase assez longuE' })).rejects.toThrow(/ne s’ouvre pas : ce n’est pas sa phrase de passe/);
  await expect(ouvrir(scelle, undefined)).rejects.toThrow(/est chiffré : donnez sa phrase de passe/);
  await expect(ouvrir(await sceller(clair, cle), phrase)).rejects.toThrow(/donnez son fichier de clé/);
});

test('coupé, retouché, réordonné ou recousu, il est refusé', async () => {
  const clair = randomBytes(3 * MORCEAU + 5);
  const scelle = await sceller(clair, cle);
  const debut = enteteChiffree(scelle)?.octets.length ?? 0;
  const morceau = MORCEAU + 16;
  const retouche = (n: number): Buffer => {
    const copie = Buffer.from(scelle);
    copie[n] = (copie[n] ?? 0) ^ 1;
    return copie;
  };
  const m = (i: number): Buffer => scelle.subarray(debut + i * morceau, debut + (i + 1) * morceau);
  const entete = scelle.subarray(0, debut);
  const faux = {
    'coupé au bord d’un morceau': scelle.subarray(0, debut + 2 * morceau),
    'coupé au milieu': scelle.subarray(0, debut + morceau + 7),
    'réduit à son en-tête': entete,
    'retouché au début': retouche(debut),
    'retouché à la fin': retouche(scelle.length - 1),
    'réordonné': Buffer.concat([entete, m(1), m(0), m(2), m(3)]),
    'un morceau répété': Buffer.concat([entete, m(0), m(0), m(1), m(2), m(3)]),
    'un morceau ôté': Buffer.concat([entete, m(0), m(2), m(3)]),
  };
  for (const [quoi, octets] of Object.entries(faux)) await expect(ouvrir(octets, cle), quoi).rejects.toThrow(/ne s’ouvre pas|abîmé/);
});

test.each([[{ phrase: 'onze lettre' }], [{ cle: randomBytes(31) }]] as const)('un secret trop court est refusé avant d’écrire', (secret) => expect(() => chiffrer(secret)).toThrow(/moins de/));

test('deux sauvegardes des mêmes données ne se ressemblent pas', async () => {
  const clair = Buffer.alloc(50_000);
  const [a, b] = [await sceller(clair, cle), await sceller(clair, cle)];
  expect(a.subarray(200, 1000).equals(b.subarray(200, 1000))).toBe(false);
});
