import { runInNewContext } from 'node:vm';
import ICAL from 'ical.js';
import { ok, refuser, type Result } from '#core/result.ts';
import { type Horloge, horlogeDe } from '#modules/agenda/moteur/horloge.ts';

/** Busy time and nothing else: no title, no place, nobody's name leaves this file. */
export type Occupation = { readonly debut: Date; readonly fin: Date };
export type Lecture = { readonly occupations: readonly Occupation[]; readonly evenements: number; /** Events that could not be understood: left out, and counted. */ readonly ignores: number; /** True when a bound stopped the reading. */ readonly coupe: boolean };
export type RefusCalendrier = { readonly code: 'trop_grand' | 'pas_un_calendrier' | 'trop_long_a_lire' };
type Demande = { readonly fuseau: string; readonly du: Date; readonly au: Date };

export const OCTETS_MAX = 5 * 1024 * 1024;
const EVENEMENTS_MAX = 20_000;
const OCCURRENCES_MAX = 20_000;
const PAS_MAX = 100_000;
const DELAI_MS = 2_000;
const DUREE_MAX_MS = 62 * 86_400_000;
const JOUR_MS = 86_400_000;

export const phraseRefusCalendrier = ({ code }: RefusCalendrier): string => {
  switch (code) {
    case 'trop_grand': return 'Ce calendrier dépasse 5 Mo : exportez-en une partie, ou une période plus courte.';
    case 'pas_un_calendrier': return 'Ce fichier n’est pas un calendrier (ICS) : vérifiez l’adresse ou le fichier.';
    case 'trop_long_a_lire': return 'Ce calendrier contient une répétition sans fin utile : sa lecture a été arrêtée, rien n’a changé.';
  }
};

type Bloc = { readonly nom: string; readonly lignes: string[] };

/** Logical lines, then the outermost VEVENT, VFREEBUSY and VTIMEZONE; lines that are no property are dropped, so that one broken line costs itself only. */
function decouper(texte: string): { blocs: Bloc[]; reconnu: boolean; coupe: boolean } {
  const blocs: Bloc[] = [];
  let reconnu = false;
  let profondeur = 0;
  let courant: Bloc | undefined;
  for (const ligne of texte.replace(/\r\n?/g, '\n').replace(/\n[ \t]/g, '').split('\n')) {
    const [, geste, nom] = /^(BEGIN|END):\s*([A-Za-z0-9-]+)\s*$/i.exec(ligne) ?? [];
    reconnu ||= /^BEGIN:/i.test(ligne);
    if (geste?.toUpperCase() === 'BEGIN') {
      if (courant) profondeur++;
      else if (/^(VEVENT|VFREEBUSY|VTIMEZONE)$/i.test(nom ?? '')) courant = { nom: (nom ?? '').toUpperCase(), lignes: [] };
    }
    if (courant && /^[A-Za-z0-9-]+[;:]/.test(ligne)) courant.lignes.push(ligne);
    if (geste?.toUpperCase() !== 'END' || !courant) continue;
    if (profondeur > 0) profondeur--;
    else {
      blocs.push(courant);
      courant = undefined;
      if (blocs.length > EVENEMENTS_MAX) return { blocs, reconnu, coupe: true };
    }
  }
  return { blocs, reconnu, coupe: false };
}

type Temps = InstanceType<typeof ICAL.Time>;
type Zones = { readonly declarees: ReadonlyMap<string, InstanceType<typeof ICAL.Timezone>>; readonly horloges: Map<string, Horloge | undefined>; readonly ici: Horloge };

const local = (t: Temps): number => Date.UTC(t.year, t.month - 1, t.day, t.isDate ? 0 : t.hour, t.isDate ? 0 : t.minute, t.isDate ? 0 : t.second);

function horloge(z: Zones, tzid: string): Horloge | undefined {
  if (!z.horloges.has(tzid)) {
    try {
      z.horloges.set(tzid, horlogeDe(tzid));
    } catch {
      z.horloges.set(tzid, undefined);
    }
  }
  return z.horloges.get(tzid);
}

/** The instant of a time: universal, of a zone known to the system, of one described in the file, or of the CPTS when it says nothing. */
function instantDe(t: Temps, tzid: string | undefined, z: Zones): number {
  if (t.isDate) return z.ici.instant(local(t));
  if (t.zone === ICAL.Timezone.utcTimezone) return local(t);
  const nom = tzid?.replace(/^"|"$/g, '');
  if (nom === undefined) return z.ici.instant(local(t));
  const connue = horloge(z, nom);
  if (connue) return connue.instant(local(t));
  const declaree = z.declarees.get(nom);
  return declaree ? local(t) - declaree.utcOffset(t) * 1000 : z.ici.instant(local(t));
}

type Propriete = InstanceType<typeof ICAL.Property>;
const tzidDe = (p: Propriete): string | undefined => {
  const v = p.getParameter('tzid');
  return typeof v === 'string' ? v : undefined;
};
const estTemps = (v: unknown): v is Temps => v instanceof ICAL.Time && Number.isInteger(v.year) && v.year > 0;
const tempsDe = (c: InstanceType<typeof ICAL.Component>, nom: string): { t: Temps; tzid: string | undefined } | undefined => {
  const p = c.getFirstProperty(nom);
  const t = p?.getFirstValue();
  return p && estTemps(t) ? { t, tzid: tzidDe(p) } : undefined;
};

type Evenement = { readonly uid: string; readonly c: InstanceType<typeof ICAL.Component>; readonly debut: { t: Temps; tzid: string | undefined }; readonly depart: number; readonly duree: number; readonly remplace: number | undefined };

function dureeDe(c: InstanceType<typeof ICAL.Component>, t: Temps, depart: number, z: Zones): number {
  const fin = tempsDe(c, 'dtend');
  if (fin) return Math.max(0, instantDe(fin.t, fin.tzid, z) - depart);
  const duree = c.getFirstPropertyValue('duration');
  if (duree instanceof ICAL.Duration) return Math.max(0, duree.toSeconds() * 1000);
  return t.isDate ? JOUR_MS : 0;
}

function lireEvenement(b: Bloc, z: Zones): Evenement | undefined {
  const c = new ICAL.Component(ICAL.parse(b.lignes.join('\r\n')));
  const debut = tempsDe(c, 'dtstart');
  if (!debut) return undefined;
  const depart = instantDe(debut.t, debut.tzid, z);
  const remplace = tempsDe(c, 'recurrence-id');
  return { uid: String(c.getFirstPropertyValue('uid') ?? ''), c, debut, depart, duree: dureeDe(c, debut.t, depart, z), remplace: remplace && instantDe(remplace.t, remplace.tzid ?? debut.tzid, z) };
}

const libre = (c: InstanceType<typeof ICAL.Component>): boolean => /^TRANSPARENT$/i.test(String(c.getFirstPropertyValue('transp') ?? '')) || /^CANCELLED$/i.test(String(c.getFirstPropertyValue('status') ?? ''));

/** The occurrences of one rule, walked in local time, into `departs`; true when a bound stopped the walk. */
function suivreRegle(regle: InstanceType<typeof ICAL.Recur>, { e, d, z, departs }: { readonly e: Evenement; readonly d: Demande; readonly z: Zones; readonly departs: Set<number> }): boolean {
  const { t, tzid } = e.debut;
  const flottant = new ICAL.Time({ year: t.year, month: t.month, day: t.day, hour: t.hour, minute: t.minute, second: t.second, isDate: t.isDate }, ICAL.Timezone.localTimezone);
  const limite = estTemps(regle.until) ? instantDe(regle.until, tzid, z) + (regle.until.isDate ? JOUR_MS - 1 : 0) : Number.POSITIVE_INFINITY;
  regle.until = null;
  const iterateur = regle.iterator(flottant);
  for (let pas = 0; pas <= PAS_MAX && departs.size <= OCCURRENCES_MAX; pas++) {
    const suivant = iterateur.next();
    if (!suivant) return false;
    const instant = instantDe(Object.assign(suivant, { zone: t.zone }), tzid, z);
    if (instant > limite || instant > d.au.getTime()) return false;
    if (instant + e.duree > d.du.getTime()) departs.add(instant);
  }
  return true;
}

const valeursDe = (e: Evenement, nom: string): { readonly t: Temps; readonly tzid: string | undefined }[] =>
  e.c.getAllProperties(nom).flatMap((p) => p.getValues().flatMap((v: unknown) => {
    const t = v instanceof ICAL.Period ? v.start : v;
    return estTemps(t) ? [{ t, tzid: tzidDe(p) ?? e.debut.tzid }] : [];
  }));

/** An exception written as a day takes that day's occurrence away, whatever its hour. */
function retirer(departs: Set<number>, x: { readonly t: Temps; readonly tzid: string | undefined }, { e, z }: { readonly e: Evenement; readonly z: Zones }): void {
  if (!x.t.isDate || e.debut.t.isDate) departs.delete(instantDe(x.t, x.tzid, z));
  else for (const depart of departs) if (Math.floor(z.ici.local(depart) / JOUR_MS) === Math.floor(local(x.t) / JOUR_MS)) departs.delete(depart);
}

/** Starts of an event between two instants: its own, those of its rules, its added dates, less its exceptions. */
function departsDe(e: Evenement, d: Demande, z: Zones): { departs: number[]; coupe: boolean } {
  const departs = new Set<number>([e.depart]);
  let coupe = false;
  for (const p of e.c.getAllProperties('rrule')) {
    const regle: unknown = p.getFirstValue();
    if (regle instanceof ICAL.Recur && suivreRegle(regle, { e, d, z, departs })) coupe = true;
  }
  for (const x of valeursDe(e, 'rdate')) departs.add(instantDe(x.t, x.tzid, z));
  for (const x of valeursDe(e, 'exdate')) retirer(departs, x, { e, z });
  return { departs: [...departs], coupe };
}

function lireLibreOccupe(b: Bloc): Occupation[] {
  const c = new ICAL.Component(ICAL.parse(b.lignes.join('\r\n')));
  return c.getAllProperties('freebusy').filter((p) => !/^FREE$/i.test(String(p.getParameter('fbtype') ?? 'BUSY'))).flatMap((p) => p.getValues().flatMap((v): Occupation[] => {
    if (!(v instanceof ICAL.Period) || !estTemps(v.start)) return [];
    const fin = v.getEnd();
    return [{ debut: new Date(local(v.start)), fin: new Date(local(fin)) }];
  }));
}

const essayer = <T,>(faire: () => T): T | undefined => {
  try {
    return faire();
  } catch {
    return undefined;
  }
};

function zonesDe(blocs: readonly Bloc[], fuseau: string): Zones {
  const declarees = new Map<string, InstanceType<typeof ICAL.Timezone>>();
  for (const b of blocs) if (b.nom === 'VTIMEZONE') essayer(() => {
    const zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(b.lignes.join('\r\n'))));
    declarees.set(zone.tzid, zone);
  });
  return { declarees, horloges: new Map(), ici: horlogeDe(fuseau) };
}

function lireTout(texte: string, d: Demande): Result<Lecture, RefusCalendrier> {
  const { blocs, reconnu, coupe } = decouper(texte);
  if (!reconnu) return refuser({ code: 'pas_un_calendrier' });
  const z = zonesDe(blocs, d.fuseau);
  const brutes: Occupation[] = [];
  let [ignores, arrete] = [0, coupe];
  const evenements: Evenement[] = [];
  for (const b of blocs) {
    if (b.nom === 'VFREEBUSY') brutes.push(...(essayer(() => lireLibreOccupe(b)) ?? []));
    if (b.nom !== 'VEVENT') continue;
    const e = essayer(() => lireEvenement(b, z));
    if (e) evenements.push(e);
    else ignores++;
  }
  const remplaces = new Set(evenements.filter((e) => e.remplace !== undefined).map((e) => `${e.uid} ${e.remplace}`));
  for (const e of evenements) {
    if (libre(e.c)) continue;
    const vus = essayer(() => departsDe(e, d, z)) ?? { departs: [e.depart], coupe: true };
    arrete ||= vus.coupe;
    for (const depart of vus.departs) if (e.remplace !== undefined || !remplaces.has(`${e.uid} ${depart}`)) brutes.push({ debut: new Date(depart), fin: new Date(depart + Math.min(e.duree, DUREE_MAX_MS)) });
    if (brutes.length > OCCURRENCES_MAX) return ok({ occupations: fondre(brutes, d), evenements: evenements.length, ignores, coupe: true });
  }
  return ok({ occupations: fondre(brutes, d), evenements: evenements.length, ignores, coupe: arrete });
}

/** What touches the window, sorted, overlapping times made one. */
function fondre(brutes: readonly Occupation[], d: Demande): Occupation[] {
  const fondues: { debut: Date; fin: Date }[] = [];
  for (const o of brutes.filter((x) => x.fin > x.debut && x.fin > d.du && x.debut < d.au).toSorted((a, b) => a.debut.getTime() - b.debut.getTime())) {
    const derniere = fondues.at(-1);
    if (derniere && o.debut <= derniere.fin) derniere.fin = o.fin > derniere.fin ? o.fin : derniere.fin;
    else fondues.push({ ...o });
  }
  return fondues;
}

/**
 * Busy times of a calendar between two instants. Bounded in size, in events, in occurrences and in time: a rule that never finds its
 * next occurrence makes the library loop, so the whole reading runs under a clock that stops it.
 */
export function lireCalendrier(texte: string, d: Demande): Result<Lecture, RefusCalendrier> {
  if (texte.length > OCTETS_MAX) return refuser({ code: 'trop_grand' });
  let lue: Result<Lecture, RefusCalendrier> | undefined;
  try {
    runInNewContext('lire()', { lire: () => { lue = lireTout(texte, d); } }, { timeout: DELAI_MS });
  } catch (e) {
    // Thrown in another realm: no `instanceof` holds.
    if (typeof e !== 'object' || e === null || !('code' in e) || e.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw e;
    return refuser({ code: 'trop_long_a_lire' });
  }
  return lue ?? refuser({ code: 'trop_long_a_lire' });
}
