import type { Jour } from './jour.ts';
import type { Montant, Unite } from './money.ts';

const FINE = '\u202f';
const NBSP = '\u00a0';

const nombreFr = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 });
const jourLong = new Intl.DateTimeFormat('fr-FR', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
const jourComplet = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const jourCourt = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
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

/** `24 nov. 2026`, for the column of a table: it never breaks. Short months are written whole, as `Intl` does: `3 mars 2026`. */
export const formaterDateCourte = (j: Jour): string => premier(jourCourt.format(new Date(`${j}T00:00:00Z`))).replaceAll(' ', NBSP);

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

/** Endings in a consonant and « s » that already stand for one. After a vowel other than « e » or « é », « s » is left: too many words (mois, avis, cas, bus) end so. */
const INVARIABLES: ReadonlySet<string> = new Set(
  'sens contresens encens suspens dépens gens moins sans dans temps contretemps longtemps printemps corps anticorps laps biceps triceps quadriceps forceps cours parcours concours secours télésecours recours discours encours rebours velours ours hors alors lors toujours plusieurs tiers vers envers travers revers univers divers pervers mars mets entremets rets puits poids surpoids contrepoids fonds tréfonds remords fils pouls legs entrelacs débours omnisports messieurs gars mœurs confins siemens pacs ailleurs certes volontiers'.split(' '),
);
/** Words that end in « s » after a vowel, and do stand for several. */
const EN_VOYELLE: ReadonlySet<string> = new Set(
  'suivis réunis définis établis fournis remplis garantis choisis servis guéris essais délais appuis emplois envois tournois convois reçus vus connus rendus tenus prévus retenus obtenus maintenus perdus élus venus lus individus contenus revenus menus agendas schémas médias quotas caméras extras euros kilos photos vidéos numéros scénarios ratios audios radios infos'.split(' '),
);
/** The nouns in « -aux » whose singular is not in « -al ». */
const EN_AIL: ReadonlySet<string> = new Set('baux coraux émaux soupiraux travaux télétravaux vantaux ventaux vitraux fermaux gemmaux'.split(' '));
const EN_AU: ReadonlySet<string> = new Set('tuyaux noyaux boyaux joyaux matériaux biomatériaux fabliaux préaux fléaux étaux gruaux gluaux hoyaux aloyaux esquimaux bestiaux'.split(' '));
const SANS_PLURIEL: ReadonlySet<string> = new Set('taux surtaux faux chaux aux'.split(' '));
/** The words in « -eux » and « -oux » that stand for several; the others (nombreux, doux) are written the same for one. */
const EN_EU_OU: ReadonlySet<string> = new Set('jeux enjeux lieux milieux feux vœux aveux cheveux neveux adieux essieux moyeux bijoux cailloux choux genoux hiboux joujoux'.split(' '));

function motAuSingulier(mot: string): string {
  const cle = mot.toLowerCase();
  if (cle === 'ans') return 'an';
  // An acronym, a figure, an oblique: what the person typed stays.
  if (!/^\p{L}\p{Ll}{3,}$/u.test(mot)) return mot;
  if (/eaux$/.test(cle) || EN_AU.has(cle) || EN_EU_OU.has(cle)) return mot.slice(0, -1);
  if (/aux$/.test(cle)) return SANS_PLURIEL.has(cle) ? mot : `${mot.slice(0, -3)}${EN_AIL.has(cle) ? 'ail' : 'al'}`;
  return (/[b-hk-nprtvwé]s$/.test(cle) && !INVARIABLES.has(cle)) || EN_VOYELLE.has(cle) ? mot.slice(0, -1) : mot;
}

/** A common noun or its adjective, written for several, as it is written for one: by the known regular forms only, any other word stays as typed. */
const auSingulier = (mot: string): string => mot.split('-').map(motAuSingulier).join('-');
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
