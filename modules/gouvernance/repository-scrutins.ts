import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { chiffrer, dechiffrer } from '#server/authentification/coffre.ts';
import type { Contexte } from '#server/contexte.ts';
import { BulletinSecret, type PointId } from './model.ts';

/*
 * Secret ballots: one row for the roll, one for the urn, each rewritten whole, in sorted order, and sealed while the vote is open.
 * PostgreSQL keeps the old images of a row and a log of what it wrote: sealed, with every ballot of one length, they tell neither who
 * came, nor what was put in. The key of the vote is itself sealed with the secret of the instance, which no copy of the database holds,
 * and goes when the vote is closed: what was written before is then read by nobody.
 */

const Emargement = z.record(z.string(), z.string());
type Emargement = Readonly<Record<string, string>>;
/** `signature`: the private key that signs envelopes, as JSON. `scellement`: what seals the roll and the urn of this vote. */
const Cles = z.strictObject({ signature: z.string(), scellement: z.string() });
export type ScrutinSecret = { readonly clePublique: string; /** Undefined once the vote is closed. */ readonly cles?: z.infer<typeof Cles>; readonly emargement: Emargement };

type Ici = Pick<Contexte, 'tx' | 'cpts'>;
const USAGE = 'scrutin';

export async function ouvrirScrutin({ tx, cpts }: Contexte, point_id: PointId, { publique, signature, secret }: { publique: string; signature: string; secret: string }): Promise<void> {
  const scellement = randomBytes(32).toString('base64url');
  await tx.insertInto('scrutins_emargements').values({ point_id, cpts_id: cpts, cle_publique: publique, cle_privee: chiffrer(JSON.stringify({ signature, scellement }), secret, USAGE), emargement: JSON.stringify(chiffrer('{}', scellement, 'emargement')) }).execute();
  await tx.insertInto('scrutins_urnes').values({ point_id, cpts_id: cpts, bulletins: JSON.stringify(chiffrer('[]', scellement, 'urne')) }).execute();
}

export async function chargerScrutin({ tx, cpts }: Ici, point: PointId, secret: string, { verrou = false } = {}): Promise<ScrutinSecret | undefined> {
  const r = await tx.selectFrom('scrutins_emargements').select(['cle_publique', 'cle_privee', 'emargement']).where('cpts_id', '=', cpts).where('point_id', '=', point).$if(verrou, (q) => q.forUpdate()).executeTakeFirst();
  if (!r) return undefined;
  if (r.cle_privee === null) return { clePublique: r.cle_publique, emargement: Emargement.parse(r.emargement) };
  const cles = Cles.parse(JSON.parse(dechiffrer(r.cle_privee, secret, USAGE)));
  return { clePublique: r.cle_publique, cles, emargement: Emargement.parse(JSON.parse(dechiffrer(z.string().parse(r.emargement), cles.scellement, 'emargement'))) };
}

const parCle = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
const enOrdre = (e: Emargement): string => JSON.stringify(Object.fromEntries(Object.entries(e).sort(parCle)));

export async function ecrireEmargement({ tx, cpts }: Contexte, point: PointId, emargement: Emargement, scellement: string): Promise<void> {
  await tx.updateTable('scrutins_emargements').set({ emargement: JSON.stringify(chiffrer(enOrdre(emargement), scellement, 'emargement')) }).where('cpts_id', '=', cpts).where('point_id', '=', point).execute();
}

const Urne = z.array(BulletinSecret.extend({ choix: z.string().trim().min(1).max(400) }));

export const verrouillerUrne = async ({ tx, cpts }: Ici, point: PointId): Promise<void> => {
  await tx.selectFrom('scrutins_urnes').select('point_id').where('cpts_id', '=', cpts).where('point_id', '=', point).forUpdate().execute();
};

/** The urn of a vote that is open (`scellement`), or of one that is closed. */
export async function chargerUrne({ tx, cpts }: Ici, point: PointId, scellement: string | undefined): Promise<readonly BulletinSecret[]> {
  const r = await tx.selectFrom('scrutins_urnes').select('bulletins').where('cpts_id', '=', cpts).where('point_id', '=', point).executeTakeFirst();
  if (!r) return [];
  return Urne.parse(typeof r.bulletins === 'string' && scellement !== undefined ? JSON.parse(dechiffrer(r.bulletins, scellement, 'urne')) : r.bulletins);
}

const trier = (bulletins: readonly BulletinSecret[]): BulletinSecret[] => [...bulletins].sort((a, b) => (a.jeton < b.jeton ? -1 : 1));

/** `largeur`: characters of the longest choice that this vote admits. The urn's length says how many came, never what they chose. */
export async function ecrireUrne({ tx, cpts }: Ici, point: PointId, { bulletins, scellement, largeur }: { bulletins: readonly BulletinSecret[]; scellement: string; largeur: number }): Promise<void> {
  const memes = trier(bulletins).map((b) => ({ ...b, choix: b.choix.padEnd(largeur) }));
  await tx.updateTable('scrutins_urnes').set({ bulletins: JSON.stringify(chiffrer(JSON.stringify(memes), scellement, 'urne')) }).where('cpts_id', '=', cpts).where('point_id', '=', point).execute();
}

/** Once the vote is closed: nobody signs any more, the keys go, the roll and the urn are there to be read. */
export async function publierScrutin({ tx, cpts }: Contexte, point: PointId, { emargement, bulletins }: { emargement: Emargement; bulletins: readonly BulletinSecret[] }): Promise<void> {
  await tx.updateTable('scrutins_emargements').set({ cle_privee: null, emargement: enOrdre(emargement) }).where('cpts_id', '=', cpts).where('point_id', '=', point).execute();
  await tx.updateTable('scrutins_urnes').set({ bulletins: JSON.stringify(trier(bulletins)) }).where('cpts_id', '=', cpts).where('point_id', '=', point).execute();
}
