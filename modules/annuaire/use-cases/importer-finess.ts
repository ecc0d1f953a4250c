import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { ok, refuser, type Result } from '#core/result.ts';
import { ATTENDU_FINESS } from '../constants.ts';
import { deviner, type RefusFichier } from '../moteur/colonnes.ts';
import { ligneFiness, lireFiness } from '../moteur/finess.ts';
import { abandonner, connexionDeTravail, copierDans, type Differences, dernierImport, executer, ordresDIndex, prendreLeTour, preparer, publier, rendreLeTour, seCompare } from '../repository.ts';
import { editionDuNom } from './importer-annuaire.ts';
import { FichierTronque, ouvrirFichier } from './ouvrir-fichier.ts';

export type FinessImporte = { readonly fichier: string; readonly etablissements: number; readonly lignes: number; readonly fautes: readonly { readonly numero: number; readonly faute: string }[]; readonly differences: Differences | undefined; readonly premier: boolean };

const TABLES = ['etablissements'] as const;

/** The whole file as text: UTF-8 when it is, else Windows-1252 as the old national file is. */
async function lireTexte(chemin: string): Promise<Result<{ readonly nom: string; readonly texte: string }, RefusFichier>> {
  const ouvert = await ouvrirFichier(chemin, ATTENDU_FINESS);
  if (!ouvert.ok) return ouvert;
  const morceaux: Uint8Array[] = [];
  try {
    for await (const m of ouvert.valeur.morceaux) morceaux.push(Buffer.from(m));
  } catch (e) {
    if (e instanceof FichierTronque) return refuser({ code: 'compression_tronquee', lues: 0 });
    throw e;
  }
  const octets = Buffer.concat(morceaux);
  const devine = deviner(octets);
  if (devine) return refuser(devine);
  try {
    return ok({ nom: ouvert.valeur.nom, texte: new TextDecoder('utf-8', { fatal: true }).decode(octets) });
  } catch {
    return ok({ nom: ouvert.valeur.nom, texte: new TextDecoder('windows-1252').decode(octets) });
  }
}

/** Replaces the establishments by those of a FINESS extract, or refuses the file and leaves everything as it was. Pool opened as `maillage_donnees`. */
export async function importerFiness(pool: Pool, chemin: string): Promise<Result<FinessImporte, RefusFichier | { readonly code: 'import_en_cours' }>> {
  const lu = await lireTexte(chemin);
  if (!lu.ok) return lu;
  const f = lireFiness(lu.valeur.texte);
  if ('code' in f) return refuser(f);
  const lignes = f.etablissements.map(ligneFiness).sort();
  const empreinte = createHash('sha256').update(lignes.join('\n')).digest('hex');
  const client = await connexionDeTravail(pool);
  try {
    if (!(await prendreLeTour(client))) return refuser({ code: 'import_en_cours' });
    try {
      const precedent = await dernierImport(client, 'finess');
      const fait = { fichier: lu.valeur.nom, etablissements: f.etablissements.length, lignes: f.lignes, fautes: f.fautes, premier: !seCompare(precedent, false) };
      if (precedent?.empreinte === empreinte) return ok({ ...fait, differences: undefined });
      await preparer(client, TABLES);
      const copie = copierDans(client, 'etablissements');
      await copie.ecrire(Buffer.from(`${lignes.join('\n')}\n`));
      await copie.finir();
      await executer(client, await ordresDIndex(client, 'etablissements'));
      const differences = await publier(client, TABLES, {
        source: 'finess', fichier: lu.valeur.nom, edition: editionDuNom(lu.valeur.nom), departements: null, fictif: false, lignes: f.lignes, fautives: f.fautes.length,
        personnes: 0, activites: 0, structures: f.etablissements.length, empreinte,
      }, precedent);
      return ok({ ...fait, differences });
    } finally {
      await abandonner(client, TABLES).catch(() => undefined);
      await rendreLeTour(client).catch(() => undefined);
    }
  } finally {
    client.release();
  }
}
