import { setImmediate } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { ok, refuser, type Result } from '#core/result.ts';
import type { Copie } from '#db/copie.ts';
import { deviner, type EnTete, lireEnTete, type RefusFichier } from '../moteur/colonnes.ts';
import { type Bilan, creerExtraction, type Extraction, type TableFinale } from '../moteur/extraction.ts';
import type { Reglages } from '../moteur/lieux.ts';
import type { FauteDeLigne } from '../moteur/lignes.ts';
import { abandonner, connexionDeTravail, construire, type Differences, dernierImport, executer, type ImportConnu, insererLibelles, ordresDIndex, prendreLeTour, preparer, publier, rendreLeTour, seCompare, TABLES_ANNUAIRE } from '../repository.ts';
import { decouperEnParallele, decouperIci, type Receveur, TAILLE_PARALLELE } from './decouper-fichier.ts';
import { memesDepartements } from '../rules.ts';
import { FichierTronque, ouvrirFichier, type Source } from './ouvrir-fichier.ts';

export type Faute = { readonly numero: number; readonly faute: FauteDeLigne };
export type Etape = 'lecture' | 'ecriture' | 'comparaison';
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

export type RefusImport = RefusFichier | { readonly code: 'import_en_cours' } | { readonly code: 'bien_plus_petit'; readonly avant: number; readonly maintenant: number };

export type Demande = {
  readonly chemin: string;
  readonly departements?: readonly string[] | undefined;
  readonly resoudre: Reglages['resoudre'];
  readonly fictif?: boolean;
  /** An edition half as large as the one it replaces is most often a download cut short: taken only when it is said so. */
  readonly memePlusPetit?: boolean;
  /** Why: kept with the import, when its size would have had it refused. */
  readonly raison?: string | undefined;
  /** A second thread reads the file; by default, when it is large. */
  readonly enParallele?: boolean;
  readonly surProgres?: (p: Progres) => void;
  readonly signal?: AbortSignal | undefined;
};

export const ATTENDU = /Personne_activite.*\.(txt|csv)$/i;
const FAUTES_GARDEES = 100;
/** Beyond this share of bad lines the file is not what it claims to be. */
const PART_FAUTIVE_MAX = 0.1;
/** An edition is compared to the former one in size when that one is large enough for halves to mean something. */
const PERSONNES_A_COMPARER = 1000;
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

type Fautes = { readonly liste: Faute[]; nombre: number; /** The row where the file stops. */ coupee?: number };
type Dire = (etape: Etape, part: number) => void;

/** Reads to the end, feeding the copy of structures as rows come. False when the person stopped it. */
async function alimenter({ demande, source }: Travail, lecture: AsyncIterable<number>, { extraction, dire }: { readonly extraction: Extraction; readonly dire: Dire }, structures: Copie): Promise<boolean> {
  for await (const lus of lecture) {
    if (demande.signal?.aborted) return false;
    if (extraction.structures.taille() > VIDAGE) await structures.ecrire(extraction.structures.prendre());
    dire('lecture', lus / source.taille);
  }
  return demande.signal?.aborted !== true;
}

function juger(b: Bilan, fautes: Fautes): RefusImport | undefined {
  const lues = b.lignes + fautes.nombre;
  if (fautes.coupee !== undefined) return { code: 'texte_coupe', ligne: fautes.coupee };
  if (fautes.nombre > lues * PART_FAUTIVE_MAX) return { code: 'trop_de_lignes_fautives', fautives: fautes.nombre, lues, premiere: fautes.liste[0]?.numero ?? 0 };
  return b.activites === 0 ? { code: 'aucune_ligne', lues } : undefined;
}

/** A plain text cut between two rows ends like any other: only its size tells. */
function jugerTaille(b: Bilan, { fictif = false, departements }: Demande, precedent: ImportConnu | undefined): RefusImport | undefined {
  if (!seCompare(precedent, fictif) || !memesDepartements(precedent.departements, departements) || precedent.personnes < PERSONNES_A_COMPARER) return undefined;
  return b.personnes * 2 < precedent.personnes ? { code: 'bien_plus_petit', avant: precedent.personnes, maintenant: b.personnes } : undefined;
}

/** While the server indexes the places on one connection, the persons go by the other, then the lists by whichever is free. */
async function achever({ principal, secondaire }: Travail, extraction: Extraction, structures: Promise<void>, dire: Dire): Promise<void> {
  dire('ecriture', 0);
  const tables = extraction.achever();
  const restantes: TableFinale[] = ['mots', 'presences', 'equipes', 'profils'];
  let faites = 0;
  const ecrire = async (client: PoolClient, table: TableFinale): Promise<void> => {
    await construire(client, table, (copie) => tables[table](copie.ecrire));
    dire('ecriture', ++faites / 5);
  };
  const vider = async (client: PoolClient): Promise<void> => {
    for (let t = restantes.shift(); t !== undefined; t = restantes.shift()) await ecrire(client, t);
  };
  await toutes([structures.then(() => vider(principal)), ecrire(secondaire, 'professionnels').then(() => vider(secondaire))]);
  await preparer(secondaire, ['libelles']);
  await insererLibelles(secondaire, extraction.libelles());
  await executer(secondaire, await ordresDIndex(secondaire, 'libelles'));
}

/** Waits for all, then fails with the first failure: a connection still at work cannot be given back. */
async function toutes(travaux: readonly Promise<void>[]): Promise<void> {
  for (const r of await Promise.allSettled(travaux)) if (r.status === 'rejected') throw r.reason;
}

/** Thrown through the transaction under way, which then leaves nothing. */
class Renoncement extends Error {
  readonly issue: Result<ImportFait, RefusImport>;
  constructor(issue: Result<ImportFait, RefusImport>) {
    super('renoncement');
    this.issue = issue;
  }
}

async function lireEtEcrire(t: Travail): Promise<Result<ImportFait, RefusImport>> {
  const morceaux = t.source.morceaux[Symbol.asyncIterator]();
  try {
    const tete = await lireTete(morceaux);
    return tete.ok ? await lireLaSuite(t, morceaux, tete.valeur) : tete;
  } finally {
    await morceaux.return?.();
  }
}

async function lireLaSuite(t: Travail, morceaux: AsyncIterator<Uint8Array>, { entete, reste }: { readonly entete: EnTete; readonly reste: Uint8Array }): Promise<Result<ImportFait, RefusImport>> {
  const { principal, source, demande } = t;
  const precedent = await dernierImport(principal, 'annuaire_sante');

  const fautes: Fautes = { liste: [], nombre: 0 };
  const prevus = Math.min(PERSONNES_PREVUES, Math.max(4096, Math.ceil(source.taille / OCTETS_PAR_PERSONNE)));
  const extraction = creerExtraction({ entete, resoudre: demande.resoudre, ...(demande.departements ? { departements: demande.departements } : {}), prevus });
  const vers: Receveur = {
    surLigne: extraction.surLigne,
    surFaute: (numero, faute) => {
      fautes.nombre++;
      if (faute === 'coupee') fautes.coupee = numero;
      if (fautes.liste.length < FAUTES_GARDEES) fautes.liste.push({ numero, faute });
    },
  };
  const enParallele = demande.enParallele ?? source.taille > TAILLE_PARALLELE;
  const lignes = enParallele ? decouperEnParallele({ chemin: demande.chemin, attendu: ATTENDU, separateurs: entete.nombre }, vers) : decouperIci(source, morceaux, { separateurs: entete.nombre, reste }, vers);
  const dire: Dire = (etape, part) => demande.surProgres?.({ etape, part, lignes: extraction.lues() });
  let lu: (fait: Omit<ImportFait, 'differences'>) => void = () => {};
  const lecture = new Promise<Omit<ImportFait, 'differences'>>((oui) => (lu = oui));
  const structures = construire(principal, 'structures', async (copie) => {
    const arrive = await alimenter(t, lignes, { extraction, dire }, copie);
    const b = extraction.bilan();
    const refus = arrive ? (juger(b, fautes) ?? (demande.memePlusPetit ? undefined : jugerTaille(b, demande, precedent))) : ({ code: 'arrete' } as const);
    if (refus) throw new Renoncement(refuser(refus));
    const fait = { ...b, fichier: source.nom, fautives: fautes.nombre, fautes: fautes.liste, colonnesAbsentes: entete.absentes, premier: !seCompare(precedent, demande.fictif ?? false) };
    if (precedent?.empreinte === b.empreinte && memesDepartements(precedent.departements, demande.departements)) throw new Renoncement(ok({ ...fait, differences: undefined }));
    await copie.ecrire(extraction.structures.prendre());
    lu(fait);
  });
  try {
    // Either the file is read to its end, or the copy failed.
    const fait = await Promise.race([lecture, structures.then(() => lecture)]);
    await setImmediate();
    await achever(t, extraction, structures, dire);
    if (demande.signal?.aborted) return refuser({ code: 'arrete' });
    dire('comparaison', 1);
    const differences = await publier(principal, TABLES_ANNUAIRE, {
      source: 'annuaire_sante', fichier: source.nom, edition: editionDuNom(source.nom), departements: demande.departements ?? null, fictif: demande.fictif ?? false,
      lignes: fait.lignes + fautes.nombre, fautives: fautes.nombre, personnes: fait.personnes, activites: fait.activites, structures: fait.structures, empreinte: fait.empreinte,
      raison: jugerTaille(fait, demande, precedent) && demande.raison,
    }, precedent);
    return ok({ ...fait, differences });
  } catch (e) {
    await structures.catch(() => undefined);
    if (e instanceof Renoncement) return e.issue;
    if (e instanceof FichierTronque) return refuser({ code: 'compression_tronquee', lues: extraction.lues() });
    throw e;
  }
}

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
