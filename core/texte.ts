import type { Jour } from './jour.ts';
import type { Montant, Unite } from './money.ts';

const FINE = '\u202f';
const NBSP = '\u00a0';

const nombreFr = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 });
const jourLong = new Intl.DateTimeFormat('fr-FR', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
const jourComplet = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const montantFr = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Small counts, the most frequent numbers of a page, need not ask `Intl`. */
const petit = (n: number): boolean => n > 0 && n < 1000 && Number.isInteger(n);

/** `1234.5` → `1 234,5` with a narrow no-break space. */
export const formaterNombre = (n: number, decimales = 2): string =>
  petit(n) ? String(n) : decimales === 2 ? nombreFr.format(n) : new Intl.NumberFormat('fr-FR', { maximumFractionDigits: decimales }).format(n);

/** A share between 0 and 1 → `12,5 %`. */
export const formaterPart = (part: number, decimales = 1): string => `${formaterNombre(part * 100, decimales)}${NBSP}%`;

/** `1 250,00 €`. */
export const formaterMontant = (m: Montant<Unite>): string => `${montantFr.format(m.centimes / 100)}${NBSP}${m.unite}`;

/** The first of the month is an ordinal in French, the other days are not. @source Imprimerie nationale, Lexique des règles typographiques, « Dates » */
const quantieme = (jour: number): string => (jour === 1 ? '1er' : String(jour));
const premier = (date: string): string => date.replace(/(^|\s)1 /, '$11er ');

/** `mardi 24 novembre`, `mardi 1er décembre`. */
export const formaterJour = (j: Jour): string => premier(jourLong.format(new Date(`${j}T00:00:00Z`)));
/** `24 novembre 2026`, `1er mai 2026`. */
export const formaterDate = (j: Jour): string => premier(jourComplet.format(new Date(`${j}T00:00:00Z`)));

const MOIS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'] as const;
const QUART_MS = 900_000;
const DECALAGES_MAX = 50_000;
const zones = new Map<string, { readonly horloge: Intl.DateTimeFormat; readonly decalages: Map<number, number> }>();

/**
 * Milliseconds between civil time and universal time in a zone, at an instant. Asked of `Intl` once per quarter of an hour (no zone
 * changes its clock inside one), then remembered: `Intl` costs twenty times the rest of a date.
 */
function decalage(ms: number, fuseau: string): number {
  let zone = zones.get(fuseau);
  if (!zone) {
    zone = { horloge: new Intl.DateTimeFormat('en-CA', { timeZone: fuseau, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }), decalages: new Map() };
    zones.set(fuseau, zone);
  }
  const quart = Math.floor(ms / QUART_MS);
  const connu = zone.decalages.get(quart);
  if (connu !== undefined) return connu;
  const debut = quart * QUART_MS;
  const civil = Date.parse(`${zone.horloge.format(debut).replace(', ', 'T')}Z`);
  if (zone.decalages.size >= DECALAGES_MAX) zone.decalages.clear();
  zone.decalages.set(quart, civil - debut);
  return civil - debut;
}

const deuxChiffres = (n: number): string => String(n).padStart(2, '0');

/** `24 novembre 2026 à 12 h 30`, in the time zone of the CPTS. Years of four digits. */
export function formaterInstant(instant: Date, fuseau: string): string {
  const ms = instant.getTime();
  const civil = new Date(ms + decalage(ms, fuseau));
  return `${quantieme(civil.getUTCDate())} ${MOIS[civil.getUTCMonth()]} ${civil.getUTCFullYear()} à ${civil.getUTCHours()}${NBSP}h${NBSP}${deuxChiffres(civil.getUTCMinutes())}`;
}

/** `accord(0, 'commune')` → `0 commune`; French plural starts at 2. */
export const accord = (n: number, singulier: string, pluriel = `${singulier}s`): string =>
  `${formaterNombre(n)}${NBSP}${Math.abs(n) >= 2 ? pluriel : singulier}`;

/** Words that one writes the same for one as for several. */
const INVARIABLES: ReadonlySet<string> = new Set(['mois', 'fois', 'cas', 'avis', 'temps', 'rendez-vous', 'relais', 'accès', 'inclus', 'acquis', 'soumis', 'permis', 'corps', 'bus']);
/** A common noun or its adjective, written for several, as it is written for one. */
function auSingulier(mot: string): string {
  if (mot === 'ans') return 'an';
  if (INVARIABLES.has(mot.toLowerCase()) || mot.length < 4) return mot;
  if (/(eau|lieu|jeu)x$/.test(mot)) return mot.slice(0, -1);
  return mot.endsWith('aux') ? `${mot.slice(0, -3)}al` : mot.replace(/([^s])s$/, '$1');
}
/** What follows belongs to another noun: « créneaux de soins », « consultations par jour ». */
const LIEN = /^(de|du|des|à|au|aux|en|par|pour|sur|sous|sans|avec|dans|dont|chez|et|ou|[dl]’.*|[dl]'.*)$/i;

/** `1 créneau`, `3 créneaux`, `12,5 %`: a number and what it counts, which pages and people write for several. */
export function avecUnite(n: number, unite: string | null | undefined): string {
  if (!unite) return formaterNombre(n);
  const mots = unite.split(' ');
  const lien = mots.findIndex((m) => LIEN.test(m));
  const accordes = Math.abs(n) >= 2 ? mots : mots.map((m, i) => (lien === -1 || i < lien ? auSingulier(m) : m));
  return `${formaterNombre(n)}${NBSP}${accordes.join(' ')}`;
}

/** Lower case, no accents, ligatures opened, everything that is not a letter or a digit becomes one space: the form in which names are compared. */
export const cleDeRecherche = (s: string): string =>
  s
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

export { FINE, NBSP };

/**
 * French spacing of a sentence written with plain spaces: no-break before `:` and inside « », narrow no-break before `; ! ?`,
 * no-break before `%` and `€`, typographic apostrophe. For the program's own sentences: what a person typed is never touched.
 */
export const typographier = (phrase: string): string =>
  phrase
    .replace(/'/g, '’')
    .replace(/ (?=[:»%€])/g, NBSP)
    .replace(/« /g, `«${NBSP}`)
    .replace(/ (?=[;!?])/g, FINE);

/** The name of a CPTS inside a sentence: `la CPTS des Trois Rivières`, `Santé en Ariège`. */
export const avecArticle = (cpts: string): string => (/^CPTS\b/i.test(cpts) ? `la ${cpts}` : cpts);

/** `['a', 'b', 'c']` → `a, b et c`. */
export const enumerer = (mots: readonly string[]): string => (mots.length > 1 ? `${mots.slice(0, -1).join(', ')} et ${mots.at(-1)}` : (mots[0] ?? ''));

/** `dans 12 minutes`, `dans 40 secondes`. */
export function phraseDelai(secondes: number): string {
  if (secondes < 60) return `dans ${secondes}${NBSP}seconde${secondes >= 2 ? 's' : ''}`;
  const minutes = Math.ceil(secondes / 60);
  return `dans ${minutes}${NBSP}minute${minutes >= 2 ? 's' : ''}`;
}

/** What every letter says of a link that writes in somebody's name: it belongs to the first browser that answers with it (docs/liens.md). */
export const LIEN_PERSONNEL = 'Ce lien est le vôtre : dès votre première réponse, il ne sert plus que dans votre navigateur ; ailleurs, un code vous sera envoyé.';
