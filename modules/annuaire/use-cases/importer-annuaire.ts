import type { Pool, PoolClient } from 'pg';
import { ok, refuser, type Result } from '#core/result.ts';
import type { Copie } from '#db/copie.ts';
import { deviner, type EnTete, lireEnTete, type RefusFichier } from '../moteur/colonnes.ts';
import { type Bilan, creerExtraction, type Extraction } from '../moteur/extraction.ts';
import type { Reglages } from '../moteur/lieux.ts';
import { creerDecoupeur, type Decoupeur, type FauteDeLigne } from '../moteur/lignes.ts';
import { abandonner, connexionDeTravail, copierDans, type Differences, dernierImport, executer, insererLibelles, ordresDIndex, prendreLeTour, preparer, publier, rendreLeTour, TABLES_ANNUAIRE } from '../repository.ts';
import { FichierTronque, ouvrirFichier, type Source } from './ouvrir-fichier.ts';

export type Faute = { readonly numero: number; readonly faute: FauteDeLigne };
export type Etape = 'lecture' | 'ecriture' | 'index' | 'comparaison';
export type Progres = { readonly etape: Etape; readonly part: number; readonly lignes: number };

export type ImportFait = Bilan & {
  readonly fichier: string;
  readonly fautives: number;
  /** The first bad lines, at most a hundred. */
  readonly fautes: readonly Faute[];
  readonly colonnesAbsentes: readonly string[];
  /** Undefined when the file says exactly what is already there: nothing was changed. */
  readonly differences: Differences | undefined;
  readonly premier: boolean;
};

export type RefusImport = RefusFichier | { readonly code: 'import_en_cours' };

export type Demande = {
  readonly chemin: string;
  readonly departements?: readonly string[] | undefined;
  readonly resoudre: Reglages['resoudre'];
  readonly fictif?: boolean;
  readonly surProgres?: (p: Progres) => void;
  readonly signal?: AbortSignal | undefined;
};

export const ATTENDU = /Personne_activite.*\.(txt|csv)$/i;
const FAUTES_GARDEES = 100;
/** Beyond this share of bad lines the file is not what it claims to be. */
const PART_FAUTIVE_MAX = 0.1;
const VIDAGE = 1 << 18;
const PERSONNES_PREVUES = 1_400_000;
const OCTETS_PAR_PERSONNE = 620;

/** Reads the first bytes up to the end of the header line. */
export async function lireTete(morceaux: AsyncIterator<Uint8Array>): Promise<Result<{ readonly entete: EnTete; readonly reste: Uint8Array }, RefusFichier>> {
  let tete = Buffer.alloc(0);
  for (;;) {
    const { value, done } = await morceaux.next();
    if (!done) tete = Buffer.concat([tete, value]);
    const devine = deviner(tete);
    if (devine) return refuser(devine);
    const fin = tete.indexOf(10);
    if (fin < 0 && !done && tete.length < 1 << 20) continue;
    const ligne = tete.subarray(0, fin < 0 ? tete.length : fin);
    let texte: string;
    try {
      texte = new TextDecoder('utf-8', { fatal: true }).decode(ligne);
    } catch {
      return refuser({ code: 'encodage', encodage: 'Windows-1252' });
    }
    const entete = lireEnTete(texte);
    if ('code' in entete) return refuser(entete);
    return ok({ entete, reste: tete.subarray(fin < 0 ? tete.length : fin + 1) });
  }
}

/** `…_202609150800.txt` → `2026-09-15`. */
export function editionDuNom(nom: string): string | null {
  const m = /(20\d{2})(\d{2})(\d{2})\d{0,6}\.[a-z]+$/i.exec(nom);
  return m ? `${m[1]}-${m[2]}-${m[3]}` : null;
}

type Travail = { readonly principal: PoolClient; readonly secondaire: PoolClient; readonly source: Source; readonly demande: Demande };

async function copierTout(client: PoolClient, table: 'professionnels' | 'mots' | 'profils', rendre: (recevoir: (t: Uint8Array) => Promise<void>) => Promise<void>): Promise<void> {
  const copie = copierDans(client, table);
  try {
    await rendre(copie.ecrire);
    await copie.finir();
  } catch (e) {
    await copie.abandonner();
    throw e;
  }
}

type Fautes = { readonly liste: Faute[]; nombre: number };
type Dire = (etape: Etape, part: number) => void;

/** Reads to the end, feeding the two copies as rows come. False when the person stopped it. */
async function alimenter(t: Travail, { decoupeur, extraction, dire, morceaux }: { readonly decoupeur: Decoupeur; readonly extraction: Extraction; readonly dire: Dire; readonly morceaux: AsyncIterator<Uint8Array> }, [activites, structures]: readonly [Copie, Copie]): Promise<boolean> {
  for (let m = await morceaux.next(); !m.done; m = await morceaux.next()) {
    if (t.demande.signal?.aborted) return false;
    decoupeur.lire(m.value);
    if (extraction.activites.taille() > VIDAGE) await activites.ecrire(extraction.activites.prendre());
    if (extraction.structures.taille() > VIDAGE) await structures.ecrire(extraction.structures.prendre());
    dire('lecture', t.source.lus() / t.source.taille);
  }
  decoupeur.finir();
  return t.demande.signal?.aborted !== true;
}

function juger(b: Bilan, fautes: Fautes): RefusImport | undefined {
  const lues = b.lignes + fautes.nombre;
  if (fautes.nombre > lues * PART_FAUTIVE_MAX) return { code: 'trop_de_lignes_fautives', fautives: fautes.nombre, lues, premiere: fautes.liste[0]?.numero ?? 0 };
  return b.activites === 0 ? { code: 'aucune_ligne' } : undefined;
}

/** The activities are indexed by the server while the persons, known only at the end, are written by us. */
async function acheverEtIndexer({ principal, secondaire }: Travail, extraction: Extraction, dire: Dire): Promise<void> {
  dire('ecriture', 1);
  const ordres = [...(await ordresDIndex(principal, 'activites')), ...(await ordresDIndex(principal, 'structures'))];
  const indexes = executer(principal, ordres);
  await copierTout(secondaire, 'professionnels', extraction.rendrePersonnes);
  dire('index', 0);
  ordres.unshift(...(await ordresDIndex(secondaire, 'professionnels')));
  const suite = indexes.then(() => executer(principal, ordres));
  await copierTout(secondaire, 'mots', extraction.rendreMots);
  await copierTout(secondaire, 'profils', (recevoir) => recevoir(extraction.profils()));
  await insererLibelles(secondaire, extraction.libelles());
  for (const t of ['mots', 'profils', 'libelles'] as const) ordres.push(...(await ordresDIndex(secondaire, t)));
  await Promise.all([executer(secondaire, ordres), suite]);
  await executer(principal, ordres);
}

async function lireEtEcrire(t: Travail): Promise<Result<ImportFait, RefusImport>> {
  const { principal, secondaire, source, demande } = t;
  const morceaux = source.morceaux[Symbol.asyncIterator]();
  const tete = await lireTete(morceaux);
  if (!tete.ok) return tete;
  const { entete, reste } = tete.valeur;
  const precedent = await dernierImport(principal, 'annuaire_sante');
  await preparer(principal, TABLES_ANNUAIRE);

  const fautes: Fautes = { liste: [], nombre: 0 };
  const prevus = Math.min(PERSONNES_PREVUES, Math.max(4096, Math.ceil(source.taille / OCTETS_PAR_PERSONNE)));
  const extraction = creerExtraction({ entete, resoudre: demande.resoudre, ...(demande.departements ? { departements: demande.departements } : {}), prevus });
  const decoupeur = creerDecoupeur(entete.nombre, extraction.surLigne, (numero, faute) => {
    fautes.nombre++;
    if (fautes.liste.length < FAUTES_GARDEES) fautes.liste.push({ numero, faute });
  }, 2);
  const copies = [copierDans(principal, 'activites'), copierDans(secondaire, 'structures')] as const;
  const renoncer = (): Promise<unknown> => Promise.all(copies.map((c) => c.abandonner().catch(() => undefined)));
  const dire: Dire = (etape, part) => demande.surProgres?.({ etape, part, lignes: extraction.lues() });
  try {
    decoupeur.lire(reste);
    const arrive = await alimenter(t, { decoupeur, extraction, dire, morceaux }, copies);
    const b = extraction.bilan();
    const refus = arrive ? juger(b, fautes) : ({ code: 'arrete' } as const);
    const fait = { ...b, fichier: source.nom, fautives: fautes.nombre, fautes: fautes.liste, colonnesAbsentes: entete.absentes, premier: precedent === undefined };
    const identique = precedent?.empreinte === b.empreinte && memesDepartements(precedent.departements, demande.departements);
    if (refus || identique) {
      await renoncer();
      return refus ? refuser(refus) : ok({ ...fait, differences: undefined });
    }
    await copies[0].ecrire(extraction.activites.prendre());
    await copies[1].ecrire(extraction.structures.prendre());
    await Promise.all(copies.map((c) => c.finir()));
    await acheverEtIndexer(t, extraction, dire);
    if (demande.signal?.aborted) return refuser({ code: 'arrete' });
    dire('comparaison', 1);
    const differences = await publier(principal, TABLES_ANNUAIRE, {
      source: 'annuaire_sante', fichier: source.nom, edition: editionDuNom(source.nom), departements: demande.departements ?? null, fictif: demande.fictif ?? false,
      lignes: b.lignes + fautes.nombre, fautives: fautes.nombre, personnes: b.personnes, activites: b.activites, structures: b.structures, empreinte: b.empreinte,
    }, precedent);
    return ok({ ...fait, differences });
  } catch (e) {
    await renoncer();
    if (e instanceof FichierTronque) return refuser({ code: 'compression_tronquee', lues: extraction.lues() });
    throw e;
  }
}

const memesDepartements = (a: readonly string[] | null, b: readonly string[] | undefined): boolean => (a ? [...a].sort().join() : '') === (b ? [...b].sort().join() : '');

/**
 * Replaces the directory by an edition of the national extract, or refuses the file and leaves everything as it was.
 * The pool must be opened as `maillage_donnees`, with at least two connections.
 */
export async function importerAnnuaire(pool: Pool, demande: Demande): Promise<Result<ImportFait, RefusImport>> {
  const ouvert = await ouvrirFichier(demande.chemin, ATTENDU);
  if (!ouvert.ok) return ouvert;
  const [principal, secondaire] = await Promise.all([connexionDeTravail(pool), connexionDeTravail(pool)]);
  try {
    if (!(await prendreLeTour(principal))) return refuser({ code: 'import_en_cours' });
    try {
      const fait = await lireEtEcrire({ principal, secondaire, source: ouvert.valeur, demande });
      await abandonner(principal, TABLES_ANNUAIRE);
      return fait;
    } catch (e) {
      await abandonner(principal, TABLES_ANNUAIRE).catch(() => undefined);
      if (e instanceof FichierTronque) return refuser({ code: 'compression_tronquee', lues: 0 });
      throw e;
    } finally {
      await rendreLeTour(principal).catch(() => undefined);
    }
  } finally {
    principal.release();
    secondaire.release();
  }
}
