import ICAL from 'ical.js';

export type ReponseRecue = { readonly uid: string; readonly sequence: number; readonly courriel: string; readonly partstat: string; /** When their program wrote it. */ readonly ecriteLe: Date };

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
    return { uid, sequence: Number(e?.getFirstPropertyValue('sequence') ?? 0), courriel, partstat, ecriteLe };
  } catch {
    return undefined;
  }
}
