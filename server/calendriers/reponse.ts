import ICAL from 'ical.js';
import { type Horloge, horlogeDe } from '#modules/agenda/moteur/horloge.ts';

type Propriete = InstanceType<typeof ICAL.Property>;
type Evenement = InstanceType<typeof ICAL.Component>;

/** A date of a series as the answer names it: an instant, or a local time of the CPTS. */
export type Occurrence = { readonly instant: Date } | { readonly local: number };
export type ReponseRecue = { readonly uid: string; readonly sequence: number; readonly courriel: string; readonly partstat: string; /** When their program wrote it. */ readonly ecriteLe: Date; /** Of a series: the one meeting it is about; null for all of it. */ readonly occurrence: Occurrence | null };

const TEXTE_MAX = 200_000;
const EVENEMENTS_MAX = 100;

const horlogeConnue = (fuseau: string): Horloge | undefined => {
  try {
    return horlogeDe(fuseau);
  } catch {
    return undefined;
  }
};

/** We wrote it in the zone of the CPTS; a program that renames zones (« Romance Standard Time ») sends the same local time back. */
function occurrenceDe(p: Propriete): Occurrence {
  const t = p.getFirstValue();
  if (!(t instanceof ICAL.Time)) throw new Error('RECURRENCE-ID');
  const local = Date.UTC(t.year, t.month - 1, t.day, t.hour, t.minute, t.second);
  if (Number.isNaN(local)) throw new Error('RECURRENCE-ID');
  if (t.zone === ICAL.Timezone.utcTimezone) return { instant: new Date(local) };
  const fuseau = p.getParameter('tzid');
  const horloge = typeof fuseau === 'string' ? horlogeConnue(fuseau) : undefined;
  return horloge ? { instant: new Date(horloge.instant(local)) } : { local };
}

const adresseDe = (p: Propriete): string => String(p.getFirstValue() ?? '').replace(/^mailto:/i, '').trim().toLowerCase();

function lireEvenement(e: Evenement, de: string): ReponseRecue | undefined {
  const invites = e.getAllProperties('attendee');
  // One person answers for one; programs that list everybody are read for the sender only.
  const invite = invites.find((p) => adresseDe(p) === de) ?? invites[0];
  const [uid, partstat] = [e.getFirstPropertyValue('uid'), invite?.getParameter('partstat')];
  if (!invite || typeof uid !== 'string' || typeof partstat !== 'string' || !adresseDe(invite).includes('@')) return undefined;
  const tampon = e.getFirstPropertyValue('dtstamp');
  const ecriteLe = tampon instanceof ICAL.Time ? tampon.toJSDate() : new Date(Number.NaN);
  if (Number.isNaN(ecriteLe.getTime())) return undefined;
  const recurrence = e.getFirstProperty('recurrence-id');
  return { uid, occurrence: recurrence ? occurrenceDe(recurrence) : null, sequence: Number(e.getFirstPropertyValue('sequence') ?? 0), courriel: adresseDe(invite), partstat, ecriteLe };
}

const essayer = <T,>(faire: () => T): T | undefined => {
  try {
    return faire();
  } catch {
    return undefined;
  }
};

/**
 * What a REPLY from `de` says: which meetings, who, what. Nothing else of the message is believed; empty when it is no reply. The dates of
 * a series come before the series itself, which then answers for the dates that were not named. @source RFC 5546 §3.2.3
 */
export function lireReponses(texte: string, de: string): readonly ReponseRecue[] {
  if (texte.length > TEXTE_MAX) return [];
  const c = essayer(() => new ICAL.Component(ICAL.parse(texte)));
  if (!c || String(c.getFirstPropertyValue('method') ?? '').toUpperCase() !== 'REPLY') return [];
  const lues = c.getAllSubcomponents('vevent').slice(0, EVENEMENTS_MAX).flatMap((e) => essayer(() => lireEvenement(e, de)) ?? []);
  return [...lues.filter((r) => r.occurrence !== null), ...lues.filter((r) => r.occurrence === null)];
}
