import ICAL from 'ical.js';
import { horlogeDe } from '#modules/agenda/moteur/horloge.ts';

export type ReponseRecue = { readonly uid: string; readonly sequence: number; readonly courriel: string; readonly partstat: string; /** When their program wrote it. */ readonly ecriteLe: Date; /** Of a series: the one meeting it is about; null for all of it. */ readonly occurrence: Date | null };

function instantDe(p: InstanceType<typeof ICAL.Property>): Date {
  const t = p.getFirstValue();
  if (!(t instanceof ICAL.Time)) throw new Error('RECURRENCE-ID');
  const fuseau = p.getParameter('tzid');
  const local = Date.UTC(t.year, t.month - 1, t.day, t.hour, t.minute, t.second);
  return new Date(typeof fuseau === 'string' ? horlogeDe(fuseau).instant(local) : local);
}

/** What a REPLY says: which meeting, who, what. Nothing else of the message is believed; `undefined` when it is no reply. @source RFC 5546 §3.2.3 */
export function lireReponse(texte: string): ReponseRecue | undefined {
  if (texte.length > 200_000) return undefined;
  try {
    const c = new ICAL.Component(ICAL.parse(texte));
    if (String(c.getFirstPropertyValue('method') ?? '').toUpperCase() !== 'REPLY') return undefined;
    const e = c.getFirstSubcomponent('vevent');
    const invite = e?.getFirstProperty('attendee');
    const [uid, partstat] = [e?.getFirstPropertyValue('uid'), invite?.getParameter('partstat')];
    const courriel = String(invite?.getFirstValue() ?? '').replace(/^mailto:/i, '').trim().toLowerCase();
    if (typeof uid !== 'string' || typeof partstat !== 'string' || !courriel.includes('@')) return undefined;
    const tampon = e?.getFirstPropertyValue('dtstamp');
    const ecriteLe = tampon instanceof ICAL.Time ? tampon.toJSDate() : new Date(Number.NaN);
    if (Number.isNaN(ecriteLe.getTime())) return undefined;
    const recurrence = e?.getFirstProperty('recurrence-id');
    const occurrence = recurrence ? instantDe(recurrence) : null;
    return { uid, occurrence, sequence: Number(e?.getFirstPropertyValue('sequence') ?? 0), courriel, partstat, ecriteLe };
  } catch {
    return undefined;
  }
}
