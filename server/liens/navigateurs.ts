import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { ok, refuser, type Result } from '#core/result.ts';
import type { PersonneId } from '#core/tenancy.ts';
import type { Contexte } from '../contexte.ts';
import type { Lien } from './jeton-lien.ts';

/** Where a link stands for the browser that presents it: nobody answered yet, answered here, answered elsewhere. */
export type Tenue = 'libre' | 'ici' | 'ailleurs';
export type RefusNavigateur = { readonly code: 'autre_navigateur' | 'autre_compte' };
type Moyen = 'premier_geste' | 'session' | 'code';

/** The same link whatever its deadline: a meeting that moves keeps the browsers that answered for it. */
export const cleDuLien = (l: Pick<Lien, 'usage' | 'cptsId' | 'personneId' | 'objet'>, secret: string): string =>
  createHmac('sha256', secret).update(`navigateur:${l.usage}\n${l.cptsId}\n${l.personneId ?? ''}\n${l.objet}`).digest().subarray(0, 18).toString('base64url');

/** What the database keeps of a browser: with it alone, no cookie can be made. */
export const empreinteDe = (cle: string, jeton: string): string => createHash('sha256').update(`${cle}:${jeton}`).digest('base64url');

export const nouveauJeton = (): string => randomBytes(24).toString('base64url');

type Question = { readonly tenue: Tenue; /** Whose link it is: an outsider has no account. */ readonly personneId: PersonneId | undefined; /** Who is signed in here. */ readonly lecteur: PersonneId | undefined; /** In a demonstration one browser plays everybody. */ readonly demo: boolean };

/**
 * Who may write with a link: the browser it already knows, its owner signed in, or the first that answers, unless somebody else is signed in there.
 * Reading asks the same, save that nobody needs to be first to read.
 */
export function admettre({ tenue, personneId, lecteur, demo }: Question): Result<Moyen | 'deja', RefusNavigateur> {
  if (tenue === 'ici') return ok('deja');
  if (personneId !== undefined && lecteur === personneId) return ok('session');
  if (tenue === 'ailleurs') return refuser({ code: 'autre_navigateur' });
  return personneId !== undefined && lecteur !== undefined && !demo ? refuser({ code: 'autre_compte' }) : ok('premier_geste');
}

/** How long a browser is remembered once its link has died: a meeting may be put off. */
export const GARDE_MS = 30 * 86_400_000;

type Attache = { readonly cle: string; readonly jeton: string; readonly expire: Date };

/** Ties a link to a browser. False when two first answers came together and this one is the second. */
export async function tenirIci({ tx, cpts, maintenant }: Contexte, { cle, jeton, expire }: Attache, moyen: Moyen | 'deja'): Promise<boolean> {
  const ici = { cpts_id: cpts, lien: cle, empreinte: empreinteDe(cle, jeton) };
  if (moyen === 'deja') {
    await tx.updateTable('liens_navigateurs').set({ expire_le: expire }).where('cpts_id', '=', cpts).where('lien', '=', cle).where('empreinte', '=', ici.empreinte).where('expire_le', '<', expire).execute();
    return true;
  }
  const ligne = tx.insertInto('liens_navigateurs').values({ ...ici, moyen, reconnu_le: maintenant, expire_le: expire });
  if (moyen === 'premier_geste') return (await ligne.onConflict((c) => c.doNothing()).returning('id').executeTakeFirst()) !== undefined;
  await ligne.onConflict((c) => c.columns(['cpts_id', 'lien', 'empreinte']).doUpdateSet({ moyen, expire_le: expire })).execute();
  return true;
}

export const MINUTES_DU_CODE = 15;
const ESSAIS_MAX = 5;
const sceauDuCode = (cle: string, code: string, secret: string): string => createHmac('sha256', secret).update(`code:${cle}:${code}`).digest('base64url');

/** Draws the code of a link; the one before stops counting. */
export async function tirerCode({ tx, cpts, maintenant }: Contexte, cle: string, secret: string): Promise<string> {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const ligne = { empreinte: sceauDuCode(cle, code, secret), essais: 0, expire_le: new Date(maintenant.getTime() + MINUTES_DU_CODE * 60_000) };
  await tx.insertInto('liens_codes').values({ cpts_id: cpts, lien: cle, ...ligne }).onConflict((c) => c.columns(['cpts_id', 'lien']).doUpdateSet(ligne)).execute();
  return code;
}

export type RefusCode = { readonly code: 'code_faux'; readonly restent: number } | { readonly code: 'code_mort' };

/** Counts the try before it is judged; a right code serves once. The caller commits whatever the answer. */
export async function essayerCode({ tx, cpts, maintenant }: Contexte, { cle, code, secret }: { readonly cle: string; readonly code: string; readonly secret: string }): Promise<Result<true, RefusCode>> {
  const vu = await tx.updateTable('liens_codes').set((eb) => ({ essais: eb('essais', '+', 1) })).where('cpts_id', '=', cpts).where('lien', '=', cle).where('essais', '<', ESSAIS_MAX).where('expire_le', '>', maintenant).returning(['empreinte', 'essais']).executeTakeFirst();
  if (!vu) return refuser({ code: 'code_mort' });
  const [attendu, recu] = [Buffer.from(vu.empreinte), Buffer.from(sceauDuCode(cle, code, secret))];
  if (attendu.length !== recu.length || !timingSafeEqual(attendu, recu)) return vu.essais >= ESSAIS_MAX ? refuser({ code: 'code_mort' }) : refuser({ code: 'code_faux', restent: ESSAIS_MAX - vu.essais });
  await tx.deleteFrom('liens_codes').where('cpts_id', '=', cpts).where('lien', '=', cle).execute();
  return ok(true);
}

/** The owner says that the others were not them. */
export const oublierLesAutres = async ({ tx, cpts }: Pick<Contexte, 'tx' | 'cpts'>, cle: string): Promise<void> => {
  await tx.deleteFrom('liens_navigateurs').where('cpts_id', '=', cpts).where('lien', '=', cle).execute();
};

/** What no living link asks about any more. */
export async function purgerNavigateurs({ tx, cpts, maintenant }: Contexte): Promise<number> {
  await tx.deleteFrom('liens_codes').where('cpts_id', '=', cpts).where('expire_le', '<', maintenant).execute();
  const morts = await tx.deleteFrom('liens_navigateurs').where('cpts_id', '=', cpts).where('expire_le', '<', new Date(maintenant.getTime() - GARDE_MS)).executeTakeFirst();
  return Number(morts.numDeletedRows);
}
