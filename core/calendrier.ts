import { z } from 'zod';
import { Jour, plusJours, plusMois } from './jour.ts';

/**
 * Where a bank holiday is one. Alsace and Moselle keep two more (Good Friday in the communes that have a Protestant church, and
 * 26 December); each overseas department keeps the day slavery was abolished there.
 * @source code du travail, L3133-1 (list), L3134-13 (Alsace and Moselle), L3422-2 (overseas); compared in the tests with the file of etalab/jours-feries-france-data
 */
export const ZoneFeries = z.enum(['metropole', 'alsace_moselle', 'guadeloupe', 'guyane', 'martinique', 'mayotte', 'la_reunion', 'saint_barthelemy', 'saint_martin']);
export type ZoneFeries = z.infer<typeof ZoneFeries>;

export type JourFerie = { readonly jour: Jour; readonly nom: string };

const deuxChiffres = (n: number): string => String(n).padStart(2, '0');
const jourDe = (annee: number, mois: number, quantieme: number): Jour => Jour.parse(`${String(annee).padStart(4, '0')}-${deuxChiffres(mois)}-${deuxChiffres(quantieme)}`);

/** Easter Sunday, Gregorian calendar. @source the algorithm published in Nature on 20 April 1876 */
export function dimancheDePaques(annee: number): Jour {
  const a = annee % 19;
  const siecle = Math.floor(annee / 100);
  const reste = annee % 100;
  const g = Math.floor((8 * siecle + 13) / 25);
  const h = (19 * a + siecle - Math.floor(siecle / 4) - g + 15) % 30;
  const m = Math.floor((a + 11 * h) / 319);
  const r = (2 * (siecle % 4) + 2 * Math.floor(reste / 4) - (reste % 4) - h + m + 32) % 7;
  const mois = Math.floor((h - m + r + 90) / 25);
  return jourDe(annee, mois, (h - m + r + mois + 19) % 32);
}

const FIXES: readonly (readonly [mois: number, quantieme: number, nom: string])[] = [
  [1, 1, 'jour de l’an'],
  [5, 1, 'fête du Travail'],
  [5, 8, 'victoire de 1945'],
  [7, 14, 'fête nationale'],
  [8, 15, 'Assomption'],
  [11, 1, 'Toussaint'],
  [11, 11, 'armistice de 1918'],
  [12, 25, 'Noël'],
];
const MOBILES: readonly (readonly [ecart: number, nom: string])[] = [
  [1, 'lundi de Pâques'],
  [39, 'Ascension'],
  [50, 'lundi de Pentecôte'],
];
/** @source décret 83-1003 du 23 novembre 1983, as amended (Saint-Martin: 28 May) */
const ABOLITION: Partial<Record<ZoneFeries, readonly [mois: number, quantieme: number]>> = {
  mayotte: [4, 27],
  martinique: [5, 22],
  guadeloupe: [5, 27],
  saint_martin: [5, 28],
  guyane: [6, 10],
  saint_barthelemy: [10, 9],
  la_reunion: [12, 20],
};

function calculer(annee: number, zone: ZoneFeries): readonly JourFerie[] {
  const paques = dimancheDePaques(annee);
  const abolition = ABOLITION[zone];
  return [
    ...FIXES.map(([mois, quantieme, nom]) => ({ jour: jourDe(annee, mois, quantieme), nom })),
    ...MOBILES.map(([ecart, nom]) => ({ jour: plusJours(paques, ecart), nom })),
    ...(zone === 'alsace_moselle' ? [{ jour: plusJours(paques, -2), nom: 'Vendredi saint' }, { jour: jourDe(annee, 12, 26), nom: 'lendemain de Noël' }] : []),
    ...(abolition ? [{ jour: jourDe(annee, ...abolition), nom: 'abolition de l’esclavage' }] : []),
  ].sort((x, y) => (x.jour < y.jour ? -1 : x.jour > y.jour ? 1 : 0));
}

type Annee = { readonly liste: readonly JourFerie[]; readonly noms: ReadonlyMap<Jour, string> };
const annees = new Map<string, Annee>();

function anneeDe(annee: number, zone: ZoneFeries): Annee {
  const cle = `${zone} ${annee}`;
  const connue = annees.get(cle);
  if (connue) return connue;
  const liste = calculer(annee, zone);
  const calculee = { liste, noms: new Map(liste.map((f) => [f.jour, f.nom])) };
  annees.set(cle, calculee);
  return calculee;
}

/** The bank holidays of a civil year, in order. Two may fall on the same day (8 May and Ascension in 2008). Law as it stands since 2012. */
export const joursFeries = (annee: number, zone: ZoneFeries = 'metropole'): readonly JourFerie[] => anneeDe(annee, zone).liste;

/** The name of the bank holiday, or `undefined` on any other day. */
export const nomDuFerie = (j: Jour, zone: ZoneFeries = 'metropole'): string | undefined => anneeDe(Number(j.slice(0, 4)), zone).noms.get(j);

/** 1 on Monday to 7 on Sunday. */
export const jourDeLaSemaine = (j: Jour): number => ((Math.floor(Date.parse(`${j}T00:00:00Z`) / 86_400_000) + 3) % 7 + 7) % 7 + 1;

/** *Jour ouvré*: Monday to Friday, but bank holidays. */
export const estOuvre = (j: Jour, zone: ZoneFeries = 'metropole'): boolean => jourDeLaSemaine(j) <= 5 && nomDuFerie(j, zone) === undefined;

/** *Jour ouvrable*: Monday to Saturday, but bank holidays. */
export const estOuvrable = (j: Jour, zone: ZoneFeries = 'metropole'): boolean => jourDeLaSemaine(j) <= 6 && nomDuFerie(j, zone) === undefined;

/** The `n`-th working day after `j` (before it when `n` is negative); `j` itself when `n` is 0, working day or not. */
export function plusJoursOuvres(j: Jour, n: number, zone: ZoneFeries = 'metropole'): Jour {
  const pas = n < 0 ? -1 : 1;
  let courant = j;
  for (let restants = Math.abs(n); restants > 0; ) {
    courant = plusJours(courant, pas);
    if (estOuvre(courant, zone)) restants -= 1;
  }
  return courant;
}

/** Working days after `debut`, up to `fin` included; negative when `fin` comes first. */
export function joursOuvresEntre(debut: Jour, fin: Jour, zone: ZoneFeries = 'metropole'): number {
  if (fin < debut) return -joursOuvresEntre(fin, debut, zone);
  let n = 0;
  for (let j = debut; j < fin; ) {
    j = plusJours(j, 1);
    if (estOuvre(j, zone)) n += 1;
  }
  return n;
}

/**
 * What becomes of a deadline that falls on a Saturday, a Sunday or a bank holiday. `jour_ouvre_suivant` is the rule of procedure before
 * the courts (code de procédure civile, art. 642). No text read here says that it holds for the silence of an administration nor for the
 * target durations of the CPTS journey: whoever uses it keeps it as a setting, shown « à vérifier ».
 */
export const Report = z.enum(['aucun', 'jour_ouvre_suivant', 'jour_ouvre_precedent']);
export type Report = z.infer<typeof Report>;

export function reporter(j: Jour, report: Report, zone: ZoneFeries = 'metropole'): Jour {
  if (report === 'aucun' || estOuvre(j, zone)) return j;
  return plusJoursOuvres(j, report === 'jour_ouvre_suivant' ? 1 : -1, zone);
}

/** A length of time in the units texts use. Negative counts backwards. */
export const Duree = z.strictObject({ n: z.number().int().min(-3_660).max(3_660), unite: z.enum(['jours', 'jours_ouvres', 'mois', 'annees']) });
export type Duree = z.infer<typeof Duree>;

export type ReglesDelai = { readonly report?: Report; readonly zone?: ZoneFeries; /** *Délai franc*: the day it ends does not count, it may still be done on the next. */ readonly franc?: boolean };

/**
 * The last day of a delay that starts on `depart`. The starting day does not count; months go from quantième to quantième, the last day of
 * the month standing for one that does not exist (31 January and one month: 28 or 29 February). Then, and only then, the report.
 * @source code de procédure civile, art. 640, 641 and 642 (the ordinary way to count)
 */
export function echeance(depart: Jour, { n, unite }: Duree, { report = 'aucun', zone = 'metropole', franc = false }: ReglesDelai = {}): Jour {
  const brute = unite === 'jours' ? plusJours(depart, n) : unite === 'jours_ouvres' ? plusJoursOuvres(depart, n, zone) : plusMois(depart, unite === 'annees' ? n * 12 : n);
  return reporter(franc ? plusJours(brute, n < 0 ? -1 : 1) : brute, report, zone);
}

const UNITES = { jours: ['jour', 'jours'], jours_ouvres: ['jour ouvré', 'jours ouvrés'], mois: ['mois', 'mois'], annees: ['an', 'ans'] } as const satisfies Record<Duree['unite'], readonly [string, string]>;

/** `2 mois`, `15 jours`, `1 an`. */
export const dureeEnTexte = ({ n, unite }: Duree): string => `${Math.abs(n)}\u00a0${UNITES[unite][Math.abs(n) > 1 ? 1 : 0]}`;

const DEPARTEMENTS: Readonly<Record<string, ZoneFeries>> = { 57: 'alsace_moselle', 67: 'alsace_moselle', 68: 'alsace_moselle', 971: 'guadeloupe', 972: 'martinique', 973: 'guyane', 974: 'la_reunion', 976: 'mayotte', 977: 'saint_barthelemy', 978: 'saint_martin' };
const FUSEAUX: Readonly<Record<string, ZoneFeries>> = { 'America/Guadeloupe': 'guadeloupe', 'America/Martinique': 'martinique', 'America/Cayenne': 'guyane', 'Indian/Reunion': 'la_reunion', 'Indian/Mayotte': 'mayotte', 'America/St_Barthelemy': 'saint_barthelemy', 'America/Marigot': 'saint_martin' };

/** The zone of a department (INSEE code) when it is known, otherwise of a time zone, otherwise mainland France. */
export const zoneFeries = ({ departement, fuseau }: { readonly departement?: string | undefined; readonly fuseau?: string | undefined }): ZoneFeries => DEPARTEMENTS[departement ?? ''] ?? FUSEAUX[fuseau ?? ''] ?? 'metropole';
