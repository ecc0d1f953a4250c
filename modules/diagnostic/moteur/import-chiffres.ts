import { cleDeRecherche } from '#core/texte.ts';
import { CLES_INDICATEURS, INDICATEURS, type Indicateur } from '../constants.ts';
import type { Cellule, Grille } from './tableur.ts';

/** What a column of the file holds. */
export type RoleColonne = 'ignorer' | 'code' | 'nom' | Indicateur;
export const ROLES: readonly RoleColonne[] = ['ignorer', 'code', 'nom', ...CLES_INDICATEURS];

/** Where a figure is: a commune of the territory, the whole CPTS, a département, France. */
export type ZoneImportee = 'cpts' | 'france' | `dep:${string}` | `com:${string}`;
export type ValeurImportee = { readonly indicateur: Indicateur; readonly zone: ZoneImportee; /** `undefined`: hidden by the source. */ readonly valeur: number | undefined };

export type Rejet = { readonly ligne: number; readonly raison: RaisonRejet };
export type RaisonRejet =
  | { readonly code: 'lieu_absent' }
  | { readonly code: 'lieu_inconnu'; readonly texte: string }
  | { readonly code: 'lieu_ambigu'; readonly texte: string }
  | { readonly code: 'hors_territoire'; readonly texte: string }
  | { readonly code: 'deja_lu'; readonly texte: string; readonly ligne: number }
  | { readonly code: 'nombre_illisible'; readonly texte: string; readonly colonne: string }
  | { readonly code: 'pas_un_effectif'; readonly texte: string; readonly colonne: string }
  | { readonly code: 'part_impossible'; readonly texte: string; readonly colonne: string }
  | { readonly code: 'ligne_non_choisie'; readonly choisie: number };

export type LectureImport = {
  readonly valeurs: readonly ValeurImportee[];
  readonly rejets: readonly Rejet[];
  /** Rows of figures read, and cells hidden by the source. */
  readonly lignes: number;
  readonly masques: number;
  /** The highest threshold that the file itself writes (`<11`), if any. */
  readonly seuilEcrit?: number;
  /** Rows of figures that no column places: with several of them and none chosen, none is read. */
  readonly sansLieu: readonly number[];
};

const texteDe = (c: Cellule | undefined): string => (c === null || c === undefined ? '' : String(c).replace(/[\u00a0\u202f]/g, ' ').trim());

const estNombre = (t: string): boolean => t !== '' && /^[-+]?[\d .,]*\d[\d .,]*\s*%?$/.test(t);

/** The row of titles: among the first thirty, the first one with the most words and no figure under half of them. */
export function rangDesTitres({ lignes }: Grille): number {
  const mots = lignes.slice(0, 30).map((l) => l.filter((c) => { const t = texteDe(c); return t !== '' && !estNombre(t); }).length);
  const plus = Math.max(...mots, 0);
  // A table of communes has words in its rows too (a name, a mask): the titles come first.
  const assez = Math.max(2, Math.ceil(plus * 0.6));
  const rang = mots.findIndex((n) => n >= assez);
  return rang < 0 ? 0 : rang;
}

export const titresDe = (g: Grille, rang: number): readonly string[] => {
  const largeur = Math.max(...g.lignes.map((l) => l.length), 0);
  return Array.from({ length: largeur }, (_, j) => texteDe(g.lignes[rang]?.[j]).replace(/\s+/g, ' '));
};

/** What tells a file from another: its titles, in order, accents and case apart. */
export const signatureDe = (titres: readonly string[]): string => titres.map(cleDeRecherche).join('|');

type Indice = { readonly role: RoleColonne; readonly avec: readonly RegExp[]; readonly sans?: readonly RegExp[] };
const SANS_MT = /(sans|pas de) (mt|medecin)|\bsmt\b|non mt/;
const ALD = /\bald\b|longue duree/;
const C2S = /\bc2s\b|\bcss\b|cmu|complementaire sante|solidaire/;
const PLUS_70 = /\b70\b/;
const INDICES: readonly Indice[] = [
  { role: 'code', avec: [/insee|code (commune|geo|com)|^code$|codgeo|depcom/], sans: [/postal/] },
  { role: 'c2s_ald_sans_mt', avec: [SANS_MT, ALD, C2S] },
  { role: 'ald_sans_mt', avec: [SANS_MT, ALD] },
  { role: 'c2s_sans_mt', avec: [SANS_MT, C2S] },
  { role: 'plus_70_sans_mt', avec: [SANS_MT, PLUS_70] },
  { role: 'sans_mt', avec: [SANS_MT] },
  { role: 'depistage_sein', avec: [/sein|mammo/] },
  { role: 'depistage_colorectal', avec: [/colorectal|colo rectal|\bccr\b/] },
  { role: 'depistage_col', avec: [/\bcol\b|uterus|frottis|\bccu\b/] },
  { role: 'vaccin_grippe_65', avec: [/grippe|antigrippal/] },
  { role: 'generalistes_60', avec: [/generaliste|medecin|\bmg\b/, /\b60\b/] },
  { role: 'generalistes', avec: [/generalistes?\b|\bmg\b/], sans: [/60|part|taux|densite/] },
  { role: 'plus_70', avec: [PLUS_70], sans: [ALD, C2S] },
  { role: 'ald', avec: [ALD], sans: [/part|taux|%/] },
  { role: 'c2s', avec: [C2S], sans: [/part|taux|%/] },
  { role: 'assures_16', avec: [/assures|patients|beneficiaires|population protegee|consommants/], sans: [/part|taux|%/] },
  { role: 'nom', avec: [/commune|libelle|territoire|nom|departement|zone|ville/], sans: [/code|insee|postal/] },
];

const estUnEffectif = (r: RoleColonne): boolean => { const i = indicateurDe(r); return i !== undefined && INDICATEURS[i] === 'effectif'; };

/** A first guess for each column, each role once; the person corrects it once, and it is remembered. */
export function proposerRoles(titres: readonly string[]): readonly RoleColonne[] {
  const pris = new Set<RoleColonne>();
  const roles = titres.map((): RoleColonne => 'ignorer');
  for (const { role, avec, sans = [] } of INDICES) {
    const j = titres.findIndex((t, k) => { const m = cleDeRecherche(t); return m !== '' && roles[k] === 'ignorer' && !pris.has(role) && avec.every((r) => r.test(m)) && !sans.some((r) => r.test(m)) && !(/\bpart\b|\btaux\b|%/.test(t.toLowerCase()) && estUnEffectif(role)); });
    if (j < 0) continue;
    roles[j] = role;
    pris.add(role);
  }
  return roles;
}

export type Lu = { readonly genre: 'nombre'; readonly valeur: number; readonly pourcent: boolean } | { readonly genre: 'masque'; readonly seuil?: number } | { readonly genre: 'vide' } | { readonly genre: 'illisible' };

const MASQUES = /^(s|ss|sec|secret|secret stat(istique)?|masque|masquee?s?|n ?\.? ?c ?\.?|nc|c|confidentiel|non communique|non communicable|non diffusable|non significatif|ns|n\.s\.|\*+|[-–—]+)$/;
const VIDES = /^(|n ?\.? ?d ?\.?|nd|na|n\/a|#n\/a|…|\.\.\.|non disponible|sans objet|so)$/;

/** A cell of figures. `<11`, `s`, `n.c.`, `-` are hidden figures, never zero; an empty cell is nothing at all. */
export function lireCellule(c: Cellule | undefined): Lu {
  if (typeof c === 'number') return Number.isFinite(c) ? { genre: 'nombre', valeur: c, pourcent: false } : { genre: 'illisible' };
  const t = texteDe(c).toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/\s+/g, ' ');
  if (VIDES.test(t)) return { genre: 'vide' };
  if (MASQUES.test(t)) return { genre: 'masque' };
  const [, signe, borne] = /^(<=|<|≤|moins de|inferieur a|inf a|1 a|entre 1 et|1-|de 1 a)\s*(\d{1,3})$/.exec(t) ?? [];
  if (signe !== undefined) return { genre: 'masque', seuil: Number(borne) + (['<', 'moins de', 'inferieur a', 'inf a'].includes(signe) ? 0 : 1) };
  const nombre = /^\+?(\d{1,3}(?: \d{3})+|\d+)(?:[.,](\d+))?\s*(%?)$/.exec(t);
  if (!nombre) return { genre: 'illisible' };
  return { genre: 'nombre', valeur: Number(`${(nombre[1] ?? '').replaceAll(' ', '')}.${nombre[2] ?? '0'}`), pourcent: nombre[3] === '%' };
}

export type Lieux = {
  /** Communes of the territory by code; a name that several bear is ambiguous. */
  readonly territoire: readonly { readonly code: string; readonly nom: string }[];
  readonly departements: readonly { readonly code: string; readonly nom: string }[];
  /** Does this code exist outside the territory? */
  readonly existe: (code: string) => boolean;
};

type LieuLu = { readonly zone: ZoneImportee } | { readonly raison: RaisonRejet };
const TOTAL = /^(total|ensemble|cpts|territoire|tout le territoire|total general|total cpts|total territoire)\b/;

/** A spreadsheet that took a code for a number lost its first zero. */
const codeComplet = (t: string): string => (/^\d{4}$/.test(t) ? `0${t}` : t.toUpperCase());

const UN_CODE = /^(\d{5}|2[AB]\d{3})$/;

function parCode(complet: string, nom: string, lieux: Lieux): LieuLu {
  if (lieux.territoire.some((c) => c.code === complet)) return { zone: `com:${complet}` };
  return { raison: { code: lieux.existe(complet) ? 'hors_territoire' : 'lieu_inconnu', texte: nom === '' ? complet : `${nom} (${complet})` } };
}

/** The whole CPTS and the country, by what people call them. */
function zoneLarge(...cles: readonly string[]): ZoneImportee | undefined {
  if (cles.some((c) => TOTAL.test(c))) return 'cpts';
  return cles.some((c) => c === 'france' || c === 'france entiere') ? 'france' : undefined;
}

function lireLieu(code: string, nom: string, lieux: Lieux): LieuLu {
  const dit = code || nom;
  if (dit === '') return { raison: { code: 'lieu_absent' } };
  const cle = cleDeRecherche(nom || code);
  const large = zoneLarge(cle, cleDeRecherche(code));
  if (large) return { zone: large };
  const complet = codeComplet(code);
  if (UN_CODE.test(complet)) return parCode(complet, nom, lieux);
  const [seule, ...autres] = lieux.territoire.filter((c) => cleDeRecherche(c.nom) === cle);
  if (autres.length > 0) return { raison: { code: 'lieu_ambigu', texte: dit } };
  if (seule) return { zone: `com:${seule.code}` };
  const departement = lieux.departements.find((d) => d.code === dit.toUpperCase().padStart(2, '0') || cleDeRecherche(d.nom) === cle);
  return departement ? { zone: `dep:${departement.code}` } : { raison: { code: 'lieu_inconnu', texte: dit } };
}

type Colonne = { readonly j: number; readonly indicateur: Indicateur; readonly titre: string; /** Shares written as 12,3 rather than 0,123. */ readonly enCentiemes: boolean };

const indicateurDe = (r: RoleColonne): Indicateur | undefined => (r === 'ignorer' || r === 'code' || r === 'nom' ? undefined : r);

function colonnesDe(g: Grille, titres: readonly string[], { rang, roles }: { readonly rang: number; readonly roles: readonly RoleColonne[] }): readonly Colonne[] {
  return roles.flatMap((r, j): readonly Colonne[] => {
    const indicateur = indicateurDe(r);
    if (!indicateur) return [];
    const enCentiemes = INDICATEURS[indicateur] === 'part' && g.lignes.slice(rang + 1).some((l) => { const lu = lireCellule(l[j]); return lu.genre === 'nombre' && lu.valeur > 1; });
    return [{ j, indicateur, titre: titres[j] ?? '', enCentiemes }];
  });
}

function lireValeur(cellule: Cellule | undefined, c: Colonne): { readonly valeur: number | undefined } | { readonly raison: RaisonRejet } | 'vide' {
  const lu = lireCellule(cellule);
  const [texte, colonne] = [texteDe(cellule), c.titre];
  if (lu.genre === 'vide') return 'vide';
  if (lu.genre === 'masque') return { valeur: undefined };
  if (lu.genre === 'illisible') return { raison: { code: 'nombre_illisible', texte, colonne } };
  if (INDICATEURS[c.indicateur] === 'effectif') return Number.isInteger(lu.valeur) && lu.valeur >= 0 && !lu.pourcent ? { valeur: lu.valeur } : { raison: { code: 'pas_un_effectif', texte, colonne } };
  const part = lu.pourcent || c.enCentiemes ? lu.valeur / 100 : lu.valeur;
  return part >= 0 && part <= 1 ? { valeur: part } : { raison: { code: 'part_impossible', texte, colonne } };
}

const ecrireLieu = (zone: ZoneImportee, nom: string, code: string): string => (zone === 'cpts' ? 'le total' : nom || code);

type Lecture = { readonly colonnes: readonly Colonne[]; readonly roles: readonly RoleColonne[]; readonly lieux: Lieux; /** Without a column for the place: the row that stands for the whole CPTS. */ readonly choisie: number | undefined };

const aUnLieu = (roles: readonly RoleColonne[]): boolean => roles.includes('code') || roles.includes('nom');

function lieuDeLigne(l: readonly Cellule[], ligne: number, { roles, lieux, choisie }: Lecture): LieuLu {
  if (!aUnLieu(roles)) return ligne === choisie ? { zone: 'cpts' } : { raison: choisie === undefined ? { code: 'lieu_absent' } : { code: 'ligne_non_choisie', choisie } };
  const [jCode, jNom] = [roles.indexOf('code'), roles.indexOf('nom')];
  return lireLieu(jCode < 0 ? '' : texteDe(l[jCode]), jNom < 0 ? '' : texteDe(l[jNom]), lieux);
}

const nomDuLieu = (l: readonly Cellule[], { roles }: Lecture, zone: ZoneImportee): string => ecrireLieu(zone, texteDe(l[roles.indexOf('nom')]), texteDe(l[roles.indexOf('code')]));

/** The figures of one row, all of them, or why it is rejected whole. */
function lireLigne(l: readonly Cellule[], zone: ZoneImportee, { colonnes }: Lecture): { readonly valeurs: readonly ValeurImportee[]; readonly seuils: readonly number[] } | { readonly raison: RaisonRejet } {
  const valeurs: ValeurImportee[] = [];
  for (const c of colonnes) {
    const lu = lireValeur(l[c.j], c);
    if (lu === 'vide') continue;
    if ('raison' in lu) return lu;
    valeurs.push({ indicateur: c.indicateur, zone, valeur: lu.valeur });
  }
  return { valeurs, seuils: colonnes.flatMap((c) => { const lu = lireCellule(l[c.j]); return lu.genre === 'masque' ? (lu.seuil ?? []) : []; }) };
}

export type ConsigneImport = { readonly rang: number; readonly roles: readonly RoleColonne[]; readonly lieux: Lieux; /** The row chosen by the person, when no column says the place. */ readonly ligne?: number | undefined };

/** Numbers, as a spreadsheet shows them, of the rows that hold a figure: neither a blank row nor a note under the table. */
const lignesDeChiffres = (g: Grille, rang: number, colonnes: readonly Colonne[]): readonly number[] =>
  g.lignes.flatMap((l, i) => (i <= rang || colonnes.every((c) => texteDe(l[c.j]) === '') ? [] : [i + 1]));

/** The row of the whole CPTS when no column says the place: the only one, else the one that was chosen, else none. */
const ligneDeLaCpts = (lignes: readonly number[], demandee: number | undefined): number | undefined => (lignes.length === 1 ? lignes[0] : lignes.find((n) => n === demandee));

/**
 * Reads the figures of a sheet with a role for each column. A row with one cell that cannot be read is rejected whole, and said; the others stay.
 * Without a column for the place, the only row of figures is that of the whole CPTS; of several, the one that was chosen; and none as long as nobody chose.
 */
export function lireChiffres(g: Grille, { rang, roles, lieux, ligne: demandee }: ConsigneImport): LectureImport {
  const colonnes = colonnesDe(g, titresDe(g, rang), { rang, roles });
  const lignes = lignesDeChiffres(g, rang, colonnes);
  const lecture: Lecture = { roles, lieux, colonnes, choisie: ligneDeLaCpts(lignes, demandee) };
  const [valeurs, rejets, seuils, vues]: [ValeurImportee[], Rejet[], number[], Map<ZoneImportee, number>] = [[], [], [], new Map()];
  const lireUne = (l: readonly Cellule[], ligne: number): RaisonRejet | undefined => {
    const lieu = lieuDeLigne(l, ligne, lecture);
    if ('raison' in lieu) return lieu.raison;
    const deja = vues.get(lieu.zone);
    if (deja !== undefined) return { code: 'deja_lu', texte: nomDuLieu(l, lecture, lieu.zone), ligne: deja };
    const lue = lireLigne(l, lieu.zone, lecture);
    if ('raison' in lue) return lue.raison;
    vues.set(lieu.zone, ligne);
    valeurs.push(...lue.valeurs);
    seuils.push(...lue.seuils);
    return undefined;
  };
  for (const ligne of lignes) {
    const raison = lireUne(g.lignes[ligne - 1] ?? [], ligne);
    if (raison) rejets.push({ ligne, raison });
  }
  return { valeurs, rejets, lignes: vues.size, masques: valeurs.filter((v) => v.valeur === undefined).length, sansLieu: aUnLieu(roles) ? [] : lignes, ...(seuils.length > 0 && { seuilEcrit: Math.max(...seuils) }) };
}

/** Several rows, no place, and nobody said which one stands for the CPTS. */
export const attendUneLigne = ({ sansLieu, rejets }: LectureImport): boolean => sansLieu.length > 1 && rejets.some((r) => r.raison.code === 'lieu_absent');

/** What stops an import before it begins: no figure, or a role given to two columns. */
export function defautDesRoles(roles: readonly RoleColonne[]): { readonly code: 'aucun_indicateur' } | { readonly code: 'role_double'; readonly role: RoleColonne } | undefined {
  if (!roles.some((r) => indicateurDe(r))) return { code: 'aucun_indicateur' };
  const double = roles.find((r, j) => r !== 'ignorer' && roles.indexOf(r) !== j);
  return double === undefined ? undefined : { code: 'role_double', role: double };
}
