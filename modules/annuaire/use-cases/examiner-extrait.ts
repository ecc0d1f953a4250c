import { ATTENDU_FINESS } from '../constants.ts';
import { deviner, type RefusFichier } from '../moteur/colonnes.ts';
import { lireFiness } from '../moteur/finess.ts';
import { ATTENDU, lireTete } from './importer-annuaire.ts';
import { FichierTronque, ouvrirFichier } from './ouvrir-fichier.ts';

const TETE_MAX = 1 << 20;

async function teteDeFiness(morceaux: AsyncIterator<Uint8Array>): Promise<RefusFichier | undefined> {
  let tete = Buffer.alloc(0);
  let tout = false;
  while (!tout && tete.length < TETE_MAX) {
    const { value, done } = await morceaux.next();
    if (done) tout = true;
    else tete = Buffer.concat([tete, value]);
  }
  const devine = deviner(tete);
  if (devine) return devine;
  // Whole lines only; accents do not matter to what the lines are.
  const texte = new TextDecoder('windows-1252').decode(tout ? tete : tete.subarray(0, tete.lastIndexOf(10) + 1));
  const lu = lireFiness(texte);
  return 'code' in lu ? lu : undefined;
}

/** What is wrong at the beginning of a file that has just arrived, before it is imported; `undefined` when it looks like what it should be. */
export async function examinerExtrait(genre: 'annuaire' | 'finess', chemin: string): Promise<RefusFichier | undefined> {
  const ouvert = await ouvrirFichier(chemin, genre === 'annuaire' ? ATTENDU : ATTENDU_FINESS);
  if (!ouvert.ok) return ouvert.refus;
  const morceaux = ouvert.valeur.morceaux[Symbol.asyncIterator]();
  try {
    if (genre === 'finess') return await teteDeFiness(morceaux);
    const tete = await lireTete(morceaux);
    return tete.ok ? undefined : tete.refus;
  } catch (e) {
    if (e instanceof FichierTronque) return { code: 'compression_tronquee', lues: 0 };
    throw e;
  } finally {
    await morceaux.return?.();
  }
}
