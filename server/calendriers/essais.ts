import { spawnSync } from 'node:child_process';
import nodeIcal, { type VEvent } from 'node-ical';
import { z } from 'zod';

/** One event of a calendar as another program understood it. Instants are ISO, in universal time. */
export type EvenementLu = {
  readonly uid: string;
  readonly titre: string;
  readonly statut: string;
  readonly sequence: number;
  readonly debut: string;
  /** The date of the series that this event stands for. */
  readonly remplace: string | null;
  /** The dates of its rule, less its exceptions; null without a rule. */
  readonly dates: readonly string[] | null;
  readonly invites: readonly string[];
};

/** node-ical says little of the type of an event that leaves its series: it is read as the others are. */
const Evenement = z.object({
  uid: z.string(), summary: z.string(), status: z.string().default(''), sequence: z.coerce.number(), start: z.date(), recurrenceid: z.date().optional(),
  attendee: z.preprocess((a) => [a ?? []].flat(), z.array(z.object({ val: z.string(), params: z.object({ PARTSTAT: z.string() }) }))),
});
const luParNode = (brut: unknown, dates: EvenementLu['dates']): EvenementLu => {
  const e = Evenement.parse(brut);
  return { uid: e.uid, titre: e.summary, statut: e.status, sequence: e.sequence, debut: e.start.toISOString(), remplace: e.recurrenceid?.toISOString() ?? null, dates, invites: e.attendee.map((a) => `${a.val} ${a.params.PARTSTAT}`) };
};

/** node-ical, from npm: it keeps the dates that leave their series under it. */
export function lireAvecNodeIcal(texte: string): EvenementLu[] {
  const evenements = Object.values(nodeIcal.sync.parseICS(texte)).filter((c): c is VEvent => c?.type === 'VEVENT');
  return evenements.flatMap((e) => {
    const sautees = new Set(Object.values(e.exdate ?? {}).map((d) => d.toISOString()));
    const regle = luParNode(e, e.rrule?.all().map((d) => new Date(d).toISOString()).filter((d) => !sautees.has(d)) ?? null);
    return [regle, ...[...new Set(Object.values(e.recurrences ?? {}))].map((r) => luParNode(r, null)).filter((r) => r.remplace !== regle.remplace)];
  });
}

/** icalendar reads, vobject reads and checks, dateutil expands: written in Python by other people. */
const PYTHON = `
import sys, json, datetime
from icalendar import Calendar
import vobject
UTC = datetime.timezone.utc
def iso(d): return d.astimezone(UTC).strftime('%Y-%m-%dT%H:%M:%S.000Z')
def liste(x): return [] if x is None else (x if isinstance(x, list) else [x])
sortie = {}
for nom, texte in json.load(sys.stdin).items():
    c = Calendar.from_ical(texte)
    es = [{'uid': str(e['UID']), 'debut': iso(e.decoded('DTSTART')), 'sequence': int(e['SEQUENCE']), 'titre': str(e['SUMMARY']), 'statut': str(e['STATUS']),
           'remplace': iso(e.decoded('RECURRENCE-ID')) if 'RECURRENCE-ID' in e else None, 'invites': [str(a) + ' ' + str(a.params['PARTSTAT']) for a in liste(e.get('ATTENDEE'))]} for e in c.walk('VEVENT')]
    v = vobject.readOne(texte)
    v.validate(raiseException=True)
    for x, e in zip(v.vevent_list, es, strict=True):
        e['dates'] = [iso(d) for d in x.getrruleset(addRDate=True)] if hasattr(x, 'rrule') else None
        if [x.uid.value, iso(x.dtstart.value)] != [e['uid'], e['debut']]: raise SystemExit('vobject et icalendar ne lisent pas la meme chose : ' + nom)
    sortie[nom] = {'methode': str(c['METHOD']), 'evenements': es}
print(json.dumps(sortie))
`;

type LuParPython = { readonly methode: string; readonly evenements: readonly EvenementLu[] };

/** True when Debian's python3-icalendar and python3-vobject are there; says so when they are not. */
export function pythonPresent(): boolean {
  const present = spawnSync('/usr/bin/python3', ['-c', 'import icalendar, vobject'], { encoding: 'utf8' }).status === 0;
  if (!present) console.log('Les paquets python3-icalendar et python3-vobject sont absents : l’aller-retour avec Python n’est pas essayé.');
  return present;
}

/** Reads calendars by their name. Throws what Python reproaches them. */
export function lireAvecPython<T extends string>(textes: Readonly<Record<T, string>>): Readonly<Record<T, LuParPython>> {
  const r = spawnSync('/usr/bin/python3', ['-c', PYTHON], { input: JSON.stringify(textes), encoding: 'utf8', timeout: 60_000 });
  if (r.status !== 0 || r.stderr !== '') throw new Error(r.stderr || 'Python n’a rien répondu.');
  return JSON.parse(r.stdout);
}

/** What a calendar shows, in order: each date of a rule, unless an event stands for it; what is called off is not shown. */
export function agendaAffiche(evenements: readonly EvenementLu[]): { readonly debut: string; readonly titre: string; readonly statut: string }[] {
  const remplacees = new Set(evenements.map((e) => `${e.uid} ${e.remplace}`));
  return evenements
    .flatMap((e) => (e.dates ?? [e.debut]).filter((d) => e.dates === null || !remplacees.has(`${e.uid} ${d}`)).map((debut) => ({ debut, titre: e.titre, statut: e.statut })))
    .filter((x) => x.statut !== 'CANCELLED')
    .toSorted((a, b) => (a.debut < b.debut ? -1 : 1));
}
