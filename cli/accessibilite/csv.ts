import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** A line of a CSV file as bytes: field `c` goes from `debuts[c]` to `fins[c]` in `octets`, spaces around it left out. */
export type Ligne = { octets: Uint8Array; readonly debuts: Int32Array; readonly fins: Int32Array; champs: number; numero: number };

/** What the reader of a file does. Each returns a refusal (a French sentence) or nothing. */
export type Lecteur = {
  readonly surEntete: (colonnes: readonly string[], separateur: string) => string | undefined;
  readonly surLigne: (ligne: Ligne) => string | undefined;
};

const SAUT = 10;
const GUILLEMET = 34;
const COLONNES_AU_PLUS = 256;
const MORCEAU = 1 << 20;
/** Bytes after which a line without an end is not one (an archive made to fill the memory unfolds into a single line). */
const LIGNE_AU_PLUS = 8 << 20;

const ligneVide = (): Ligne => ({ octets: new Uint8Array(), debuts: new Int32Array(COLONNES_AU_PLUS + 1), fins: new Int32Array(COLONNES_AU_PLUS + 1), champs: 0, numero: 0 });

/** The name by which messages call a file. */
export const nommer = (chemin: string): string => `« ${basename(chemin)} »`;

const commencePar = (t: Uint8Array, ...octets: number[]): boolean => octets.every((o, k) => t[k] === o);

/** What is visibly not a CSV file, from its first bytes (once unzipped). */
function refuserNature(debut: Uint8Array, nom: string): string | undefined {
  if (commencePar(debut, 0x50, 0x4b, 3, 4)) return `${nom} est un classeur ou une archive ZIP, pas un fichier CSV : enregistrez-le au format CSV, ou décompressez-le.`;
  if (commencePar(debut, 0xff, 0xfe) || commencePar(debut, 0xfe, 0xff)) return `${nom} est en UTF-16 : enregistrez-le en CSV UTF-8.`;
  if (commencePar(debut, 0x25, 0x50, 0x44, 0x46)) return `${nom} est un PDF, pas un fichier CSV.`;
  const texte = Buffer.from(debut.subarray(0, 512)).toString('latin1').replace(/^ï»¿/, '').trimStart();
  if (texte.startsWith('<')) return `${nom} est une page web (HTML ou XML), pas un fichier CSV : le téléchargement a sans doute rendu une page d’erreur.`;
  if (texte.startsWith('{') || texte.startsWith('[')) return `${nom} est du JSON, pas un fichier CSV.`;
  if (debut.subarray(0, 512).includes(0)) return `${nom} est un fichier binaire, pas un fichier CSV.`;
  return undefined;
}

const enTexte = (t: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(t);
  } catch {
    return undefined;
  }
};

/** Text of a field, or `undefined` when it is not UTF-8. */
export const texteDuChamp = (l: Ligne, champ: number): string | undefined => enTexte(l.octets.subarray(l.debuts[champ], l.fins[champ]));

/** Spaces around the field `c` are not part of it. */
function rogner({ octets, debuts, fins }: Ligne, c: number): void {
  let [d, f] = [debuts[c] ?? 0, fins[c] ?? 0];
  while (d < f && octets[d] === 32) d++;
  while (f > d && octets[f - 1] === 32) f--;
  debuts[c] = d;
  fins[c] = f;
}

/** Fields of a line with quotes in it: rare, so read slowly into bytes of its own. */
function decouperCite(t: Uint8Array, debut: number, fin: number, separateur: number, l: Ligne): boolean {
  const propre = new Uint8Array(fin - debut);
  let n = 0;
  let cite = false;
  l.octets = propre;
  l.champs = 0;
  l.debuts[0] = 0;
  for (let k = debut; k <= fin; k++) {
    const o = t[k] ?? 0;
    if (k === fin || (!cite && o === separateur)) {
      l.fins[l.champs++] = n;
      if (l.champs < COLONNES_AU_PLUS) l.debuts[l.champs] = n;
    } else if (o === GUILLEMET && cite && t[k + 1] === GUILLEMET && k + 1 < fin) propre[n++] = t[k++] ?? 0;
    else if (o === GUILLEMET) cite = !cite;
    else propre[n++] = o;
  }
  for (let c = 0; c < l.champs; c++) rogner(l, c);
  return !cite;
}

/** Cuts one line; false when a quote is not closed. */
function decouper(t: Uint8Array, debut: number, fin: number, separateur: number, l: Ligne): boolean {
  l.octets = t;
  l.champs = 0;
  let d = debut;
  for (let k = debut; k <= fin; k++) {
    const o = t[k];
    if (k < fin && o === GUILLEMET) return decouperCite(t, debut, fin, separateur, l);
    if (k < fin && o !== separateur) continue;
    if (l.champs === COLONNES_AU_PLUS) return true;
    l.debuts[l.champs] = d;
    l.fins[l.champs] = k;
    rogner(l, l.champs++);
    d = k + 1;
  }
  return true;
}

/** Is there nothing at all from this field on? */
function vide({ debuts, fins, champs }: Ligne, depuis: number): boolean {
  for (let c = depuis; c < champs; c++) if ((fins[c] ?? 0) > (debuts[c] ?? 0)) return false;
  return true;
}

/** The mark that cuts the header most. */
function separateurDe(entete: string): string {
  const compter = (s: string): number => entete.split(s).length;
  return [',', ';', '\t'].reduce((meilleur, s) => (compter(s) > compter(meilleur) ? s : meilleur), ',');
}

/** Titles without case nor accents: « Quantité » is `quantite`. A separator between quotes does not separate. */
function titresDe(entete: string, separateur: string): string[] {
  const t = new TextEncoder().encode(entete);
  const ligne = ligneVide();
  decouper(t, 0, t.length, separateur.charCodeAt(0), ligne);
  return Array.from({ length: ligne.champs }, (_, c) => (texteDuChamp(ligne, c) ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase());
}

function lireEntete(t: Uint8Array, nom: string, lecteur: Lecteur): { refus: string } | { separateur: string; colonnes: number } {
  const texte = enTexte(t);
  if (texte === undefined) return { refus: `${nom} n’est pas en UTF-8 : enregistrez-le en CSV UTF-8.` };
  const propre = texte.replace(/^\ufeff/, '').trim();
  if (propre === '') return { refus: `${nom} commence par une ligne vide : la première ligne doit nommer les colonnes.` };
  if (propre.includes('\r')) return { refus: `${nom} a des fins de ligne d’anciens Macintosh (CR seul) : enregistrez-le avec des fins de ligne LF ou CRLF.` };
  const separateur = separateurDe(propre);
  const colonnes = titresDe(propre, separateur);
  const double = colonnes.find((c, k) => c !== '' && colonnes.indexOf(c) < k);
  const refus = double === undefined ? lecteur.surEntete(colonnes, separateur) : `${nom} : deux colonnes s’appellent « ${double} ». Gardez-en une.`;
  return refus === undefined ? { separateur, colonnes: colonnes.length } : { refus };
}

/** State of a reading between two chunks. */
type Lecture = { readonly nom: string; readonly lecteur: Lecteur; readonly ligne: Ligne; separateur: number; colonnes: number; reste: Uint8Array };

/** Reads the whole lines of a block; returns a refusal or nothing, and keeps what is left of the last line. */
function lireBloc(bloc: Uint8Array, dernier: boolean, e: Lecture): string | undefined {
  let debut = 0;
  while (debut < bloc.length) {
    const saut = bloc.indexOf(SAUT, debut);
    if (saut < 0 && !dernier) break;
    const suite = saut < 0 ? bloc.length : saut + 1;
    let fin = saut < 0 ? bloc.length : saut;
    if (fin > debut && bloc[fin - 1] === 13) fin--;
    const refus = lireLigne(bloc, debut, fin, e);
    if (refus !== undefined) return refus;
    debut = suite;
  }
  e.reste = bloc.subarray(debut);
  return e.reste.length > LIGNE_AU_PLUS ? `${e.nom}, ligne ${e.ligne.numero + 1} : une seule ligne dépasse 8 Mo, ce n’est pas un fichier CSV.` : undefined;
}

function lireLigne(bloc: Uint8Array, debut: number, fin: number, e: Lecture): string | undefined {
  e.ligne.numero++;
  if (e.ligne.numero === 1) {
    const lu = lireEntete(bloc.subarray(debut, fin), e.nom, e.lecteur);
    if ('refus' in lu) return lu.refus;
    e.separateur = lu.separateur.charCodeAt(0);
    e.colonnes = lu.colonnes;
    return undefined;
  }
  if (fin === debut) return undefined;
  const { ligne } = e;
  if (!decouper(bloc, debut, fin, e.separateur, ligne)) return `${e.nom}, ligne ${ligne.numero} : un guillemet n’est pas fermé sur sa ligne.`;
  // « A,12,5 » with two titles: a decimal comma that also separates would silently lose its decimals.
  if (ligne.champs > e.colonnes && !vide(ligne, e.colonnes)) return `${e.nom}, ligne ${ligne.numero} : ${ligne.champs} champs pour ${e.colonnes} colonnes. Une virgule décimale, ou un texte à mettre entre guillemets ?`;
  return vide(ligne, 0) ? undefined : e.lecteur.surLigne(ligne);
}

const codeDe = (e: unknown): string => (e instanceof Error && 'code' in e ? String(e.code) : '');

/** The sentence for what the system or the decompression says; anything else is a bug and goes on. */
function phrasePanne(e: unknown, nom: string): string {
  const phrases: Readonly<Record<string, string>> = {
    ENOENT: `${nom} n’existe pas.`,
    EISDIR: `${nom} est un dossier, pas un fichier.`,
    EACCES: `${nom} ne peut pas être lu : droits insuffisants.`,
    Z_BUF_ERROR: `${nom} est un fichier gzip tronqué : sa fin manque, téléchargez-le de nouveau.`,
    Z_DATA_ERROR: `${nom} est un fichier gzip abîmé : téléchargez-le de nouveau.`,
  };
  const phrase = phrases[codeDe(e)];
  if (phrase === undefined) throw e;
  return phrase;
}

function estGzip(chemin: string): boolean {
  const fichier = openSync(chemin, 'r');
  try {
    const tete = new Uint8Array(2);
    readSync(fichier, tete, 0, 2, 0);
    return commencePar(tete, 0x1f, 0x8b);
  } finally {
    closeSync(fichier);
  }
}

function ouvrir(chemin: string): Readable {
  const gzip = estGzip(chemin);
  const fichier = createReadStream(chemin, { highWaterMark: MORCEAU });
  if (!gzip) return fichier;
  const clair = createGunzip({ chunkSize: MORCEAU });
  fichier.on('error', (e) => clair.destroy(e));
  return fichier.pipe(clair);
}

/**
 * Reads a CSV file (UTF-8, first line names the columns, separated by commas, semicolons or tabs, plain or gzipped), line by line
 * and in bounded memory.
 * @returns a refusal, or nothing when the whole file was read
 */
export async function parcourirCsv(chemin: string, lecteur: Lecteur): Promise<string | undefined> {
  const nom = nommer(chemin);
  const e: Lecture = { nom, lecteur, ligne: ligneVide(), separateur: 44, colonnes: 0, reste: new Uint8Array() };
  let premier = true;
  try {
    for await (const lu of ouvrir(chemin)) {
      const morceau: Uint8Array = lu;
      if (premier) {
        const refus = refuserNature(morceau, nom);
        if (refus !== undefined) return refus;
        premier = false;
      }
      const bloc = e.reste.length === 0 ? morceau : Buffer.concat([e.reste, morceau]);
      const refus = lireBloc(bloc, false, e);
      if (refus !== undefined) return refus;
    }
  } catch (panne) {
    return phrasePanne(panne, nom);
  }
  if (premier) return `${nom} est vide.`;
  return lireBloc(e.reste, true, e);
}
