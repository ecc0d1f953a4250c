import { cleDeRecherche } from '#core/texte.ts';

/** Where a text names somebody, and what would stand there instead. `certain`: two words of the name, or an address; one word alone may be somebody else. */
export type Mention = { readonly debut: number; readonly fin: number; readonly certain: boolean; readonly remplacement: string };

/** By what a person is known: names as they were written, addresses, numbers. */
export type Reperes = { readonly noms: readonly string[]; readonly courriels: readonly string[]; readonly numeros: readonly string[] };

const PARTICULES = new Set(['de', 'du', 'des', 'd', 'la', 'le', 'les', 'l', 'van', 'von', 'der', 'el', 'al', 'ben']);
const LETTRES_AU_MOINS = 3;
/** Words of one run: no name is longer, and a text of one word repeated is read in one go. */
const MOTS_AU_PLUS = 12;
const CHIFFRES_AU_MOINS = 8;

/** The words of a name that name: « Anne de La Tour » → anne, tour. */
export const motsDuNom = (nom: string): readonly string[] => [...new Set(cleDeRecherche(nom).split(' ').filter((m) => m.length >= 2 && !PARTICULES.has(m)))];

type Mot = { readonly debut: number; readonly fin: number; readonly cle: string; readonly capitale: boolean };
const motsDe = (texte: string): readonly Mot[] =>
  [...texte.matchAll(/[\p{L}\p{M}]+/gu)].map((m) => ({ debut: m.index, fin: m.index + m[0].length, cle: cleDeRecherche(m[0]), capitale: /^\p{Lu}/u.test(m[0]) }));

/** What may stand between two words of one name: a space, a hyphen, an apostrophe, the full stop of an initial. */
const lies = (entre: string, initiale: boolean): boolean => (initiale ? /^\.?[\s-]?$/ : /^(\s|[-’'])$/).test(entre);

type Suite = { readonly debut: number; readonly fin: number; readonly certain: boolean };

/** The words by which a name is said in a text, and its initials. */
type Nomme = { readonly cles: readonly string[]; readonly initiales: ReadonlySet<string> };
const ditInitiale = (m: Mot, { initiales }: Nomme): boolean => m.cle.length === 1 && m.capitale && initiales.has(m.cle);

type Lecture = { readonly fin: number; readonly entiers: readonly string[]; readonly initiales: readonly string[] };

type Role = 'nom' | 'initiale' | 'particule' | 'autre';
function roleDe(m: Mot, n: Nomme): Role {
  if (n.cles.includes(m.cle)) return 'nom';
  if (ditInitiale(m, n)) return 'initiale';
  return PARTICULES.has(m.cle) ? 'particule' : 'autre';
}

/** From one word on, as long as the words belong to the name: the last that names, and what was said. */
function lireDepuis(texte: string, mots: readonly Mot[], i: number, n: Nomme): Lecture {
  const dits: { readonly rang: number; readonly cle: string; readonly role: Role }[] = [];
  for (const [pas, m] of mots.slice(i, i + MOTS_AU_PLUS).entries()) {
    const avant = pas === 0 ? undefined : mots[i + pas - 1];
    const role = roleDe(m, n);
    if ((avant && !lies(texte.slice(avant.fin, m.debut), avant.cle.length === 1)) || role === 'autre' || (pas === 0 && role === 'particule')) break;
    if (role !== 'particule') dits.push({ rang: i + pas, cle: m.cle, role });
  }
  const de = (role: Role): readonly string[] => [...new Set(dits.filter((d) => d.role === role).map((d) => d.cle))];
  return { fin: dits.at(-1)?.rang ?? i, entiers: de('nom'), initiales: de('initiale') };
}

/** Two words of the name, or one and the initial of another. */
const estCertain = ({ entiers, initiales }: Lecture, { cles }: Nomme): boolean => cles.length === 1 || entiers.length >= 2 || initiales.some((x) => !(entiers[0] ?? '').startsWith(x));

/** Runs of words of one name, in any order: « Camille Durand », « DURAND Camille », « C. Durand », « Durand ». */
function suitesDe(texte: string, nom: string): readonly Suite[] {
  const cles = motsDuNom(nom);
  const n: Nomme = { cles, initiales: new Set(cles.map((c) => c.charAt(0))) };
  const mots = motsDe(texte);
  const suites: Suite[] = [];
  for (let i = 0; i < mots.length; i++) {
    const lu = lireDepuis(texte, mots, i, n);
    const [premier, dernier, seul] = [mots[i], mots[lu.fin], lu.entiers[0]];
    if (!premier || !dernier || seul === undefined) continue;
    const certain = estCertain(lu, n);
    // A word alone is a name when it is written as one: « petit » is not Mme Petit.
    if (certain || (seul.length >= LETTRES_AU_MOINS && dernier.capitale)) suites.push({ debut: premier.debut, fin: dernier.fin, certain });
    i = lu.fin;
  }
  return suites;
}

const TITRE = String.raw`(?:(?:M|Mr|Mme|Mlle|Dr|Dre|Pr|Me)\.?|Monsieur|Madame|Mademoiselle|Docteur|Docteure|Professeur|Professeure)[\s]+`;
const AVANT = new RegExp(String.raw`(?:^|(?<=[\s(«“"'’–-]))(?:(?<de>de|du|de la|de l[’']|d[’'])\s*(?<t1>${TITRE})?|(?<a>à la|au|à l[’'])\s*(?<t2>${TITRE})|(?<que>que)\s+(?<t3>${TITRE})?|(?:le|la)\s+(?<t4>${TITRE})|(?<t5>${TITRE}))$`, 'iu');

/** « du Dr Durand » → « d’une personne »: the little words before a name follow what replaces it. */
function remplacer(texte: string, s: Suite): Mention {
  const avant = texte.slice(Math.max(0, s.debut - 40), s.debut);
  const lu = AVANT.exec(avant);
  const g = lu?.groups ?? {};
  // « du Durand » without a title is not a way of speaking of somebody: its word stays.
  const pris = lu && !(g['de'] !== undefined && /^(du|de la|de l.)$/iu.test(g['de']) && g['t1'] === undefined) ? lu[0].length : 0;
  const debut = s.debut - pris;
  const mots = pris === 0 ? 'une personne' : g['de'] !== undefined ? 'd’une personne' : g['a'] !== undefined ? 'à une personne' : g['que'] !== undefined ? 'qu’une personne' : 'une personne';
  const enTete = /(^|[.!?…]\s+|\n\s*)$/u.test(texte.slice(0, debut)) && /^\p{Lu}/u.test(texte.slice(debut));
  return { debut, fin: s.fin, certain: s.certain, remplacement: enTete ? mots.charAt(0).toUpperCase() + mots.slice(1) : mots };
}

const echapper = (mot: string): string => mot.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
const exacts = (texte: string, motif: string, remplacement: string): readonly Mention[] => [...texte.matchAll(new RegExp(motif, 'giu'))].map((m) => ({ debut: m.index, fin: m.index + m[0].length, certain: true, remplacement }));

/** Every place of a text that names a person, in order, none over another. */
export function mentionsDe(texte: string, { noms, courriels, numeros }: Reperes): readonly Mention[] {
  const chiffres = numeros.map((n) => n.replace(/\D/g, '')).filter((n) => n.length >= CHIFFRES_AU_MOINS);
  const toutes = [
    ...courriels.filter((c) => c !== '').flatMap((c) => exacts(texte, echapper(c), 'adresse effacée')),
    ...chiffres.flatMap((n) => exacts(texte, String.raw`(?<!\d)${[...n].join(String.raw`[\s.-]?`)}(?!\d)`, 'numéro effacé')),
    ...noms.flatMap((n) => suitesDe(texte, n)).map((s) => remplacer(texte, s)),
  ];
  const rangees = toutes.toSorted((x, y) => Number(y.certain) - Number(x.certain) || y.fin - y.debut - (x.fin - x.debut) || x.debut - y.debut);
  const gardees: Mention[] = [];
  for (const m of rangees) if (gardees.every((g) => m.fin <= g.debut || m.debut >= g.fin)) gardees.push(m);
  return gardees.toSorted((x, y) => x.debut - y.debut);
}

/** The text without these mentions. */
export const sansMentions = (texte: string, mentions: readonly Mention[]): string => mentions.toReversed().reduce((t, m) => t.slice(0, m.debut) + m.remplacement + t.slice(m.fin), texte);

/** Each text of a value of the database, which may be a record of texts, rewritten. */
export function reecrire(valeur: unknown, faire: (texte: string) => string): unknown {
  if (typeof valeur === 'string') return faire(valeur);
  if (Array.isArray(valeur)) return valeur.map((v) => reecrire(v, faire));
  if (typeof valeur === 'object' && valeur !== null) return Object.fromEntries(Object.entries(valeur).map(([c, v]) => [c, reecrire(v, faire)]));
  return valeur;
}

/** The texts of a value, in their order. */
export function textesDe(valeur: unknown): readonly string[] {
  if (typeof valeur === 'string') return [valeur];
  return typeof valeur === 'object' && valeur !== null ? Object.values(valeur).flatMap(textesDe) : [];
}

/** Spellings of one letter, which a search in the database must accept: é and È for e. */
const ACCENTUEES = Array.from({ length: 32 }, (_, i) => String.fromCodePoint(0xe0 + i));
const enLettre = (l: string): string => { const f = [l, ...ACCENTUEES.filter((x) => cleDeRecherche(x) === l)].join(''); return `[${f}${f.toUpperCase()}]`; };
/** A regular expression of the database that reads one of these words under any accent or capital: wide on purpose, the rest is read again here. */
export function motifDe({ noms, courriels, numeros }: Reperes): string {
  const tous = noms.flatMap(motsDuNom);
  const longs = tous.filter((m) => m.length >= LETTRES_AU_MOINS);
  const mots = (longs.length > 0 ? longs : tous).map((m) => m.replace(/oe/g, 'œ').replace(/ae/g, 'æ').replace(/[a-z]/g, enLettre).replace(/œ/g, `(${enLettre('o')}${enLettre('e')}|[œŒ])`).replace(/æ/g, `(${enLettre('a')}${enLettre('e')}|[æÆ])`));
  const chiffres = numeros.map((n) => n.replace(/\D/g, '')).filter((n) => n.length >= CHIFFRES_AU_MOINS).map((n) => [...n].join('[^0-9a-zA-Z]?'));
  return [...new Set([...mots, ...courriels.filter((c) => c !== '').map(echapper), ...chiffres])].join('|');
}
