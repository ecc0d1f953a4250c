import { type Horloge, horlogeDe } from './horloge.ts';

/** What iTIP says of a meeting. @source RFC 5546 */
export type MethodeIcs = 'PUBLISH' | 'REQUEST' | 'CANCEL' | 'REPLY';
export type ReponseIcs = 'NEEDS-ACTION' | 'ACCEPTED' | 'TENTATIVE' | 'DECLINED';
type Qui = { readonly nom: string; readonly courriel: string };
export type EvenementIcs = {
  readonly uid: string;
  readonly sequence: number;
  readonly titre: string;
  readonly debut: Date;
  readonly fin: Date;
  /** When this state of the event was written. */
  readonly ecritLe: Date;
  readonly lieu?: string;
  readonly description?: string;
  readonly url?: string;
  readonly statut: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
  readonly organisateur?: Qui;
  readonly invites?: readonly (Qui & { readonly reponse: ReponseIcs; readonly facultatif?: boolean })[];
  /** Written as local times of `fuseau`, which is then described in the calendar. */
  readonly recurrence?: { readonly regle: string; readonly exceptions: readonly Date[]; readonly fuseau: string };
  /** This event stands for the occurrence that the series of the same uid had at this instant. */
  readonly remplace?: { readonly occurrence: Date; readonly fuseau: string };
};

const OCTETS_PAR_LIGNE = 75;

/** Newlines become `\n`, what has a meaning is escaped. @source RFC 5545 §3.3.11 */
const texte = (t: string): string => t.replace(/\\/g, '\\\\').replace(/;/g, '\\;').replace(/,/g, '\\,').replace(/\r\n|\r|\n/g, '\\n').replace(/\p{Cc}/gu, '');
/** A parameter value in quotes, which cannot hold any itself. @source RFC 5545 §3.2, RFC 6868 */
const parametre = (t: string): string => `"${t.replace(/\^/g, '^^').replace(/"/g, "^'").replace(/[\r\n]+/g, '^n').replace(/\p{Cc}/gu, '')}"`;
const utc = (d: Date): string => `${d.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

const octetsDe = (c: string): number => {
  const point = c.codePointAt(0) ?? 0;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
};

/** Lines of at most 75 bytes, never cut inside a character. @source RFC 5545 §3.1 */
export function plier(ligne: string): string {
  let sortie = '';
  let octets = 0;
  for (const c of ligne) {
    const n = octetsDe(c);
    if (octets + n > OCTETS_PAR_LIGNE) {
      sortie += '\r\n ';
      octets = 1;
    }
    sortie += c;
    octets += n;
  }
  return sortie;
}

/** One clock a zone: making one costs as much as reading a thousand offsets, and a series is written once for each person. */
const horloges = new Map<string, Horloge>();
function horloge(fuseau: string): Horloge {
  const connue = horloges.get(fuseau) ?? horlogeDe(fuseau);
  horloges.set(fuseau, connue);
  return connue;
}

const local = (d: Date, fuseau: string): string => new Date(horloge(fuseau).local(d.getTime())).toISOString().slice(0, 19).replace(/[-:]/g, '');

const signe = (minutes: number): string => `${minutes < 0 ? '-' : '+'}${String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0')}${String(Math.abs(minutes) % 60).padStart(2, '0')}`;
const decalage = (d: Date, fuseau: string): number => Math.round(horloge(fuseau).decalage(d.getTime()) / 60_000);

const zones = new Map<string, readonly string[]>();
/** The zone as it is from a year before the first occurrence to ten after, written once a year and a zone. */
function zone(fuseau: string, depuis: Date): readonly string[] {
  const cle = `${fuseau} ${depuis.getUTCFullYear()}`;
  const ecrite = zones.get(cle) ?? ecrireZone(fuseau, depuis);
  zones.set(cle, ecrite);
  return ecrite;
}

/** One observance per change of the clock. */
function ecrireZone(fuseau: string, depuis: Date): readonly string[] {
  const debut = Date.UTC(depuis.getUTCFullYear() - 1, 0, 1);
  const fin = Date.UTC(depuis.getUTCFullYear() + 10, 0, 1);
  const lignes = ['BEGIN:VTIMEZONE', `TZID:${fuseau}`];
  const observance = (instant: number, avant: number, apres: number): void => {
    const genre = apres > avant ? 'DAYLIGHT' : 'STANDARD';
    lignes.push(`BEGIN:${genre}`, `DTSTART:${new Date(instant + avant * 60_000).toISOString().slice(0, 19).replace(/[-:]/g, '')}`, `TZOFFSETFROM:${signe(avant)}`, `TZOFFSETTO:${signe(apres)}`, `END:${genre}`);
  };
  let precedent = decalage(new Date(debut), fuseau);
  observance(debut, precedent, precedent);
  for (let t = debut; t < fin; t += 86_400_000) {
    const suivant = decalage(new Date(t + 86_400_000), fuseau);
    if (suivant === precedent) continue;
    let [bas, haut] = [t, t + 86_400_000];
    while (haut - bas > 60_000) {
      const milieu = Math.floor((bas + haut) / 120_000) * 60_000;
      if (decalage(new Date(milieu), fuseau) === precedent) bas = milieu;
      else haut = milieu;
    }
    observance(haut, precedent, suivant);
    precedent = suivant;
  }
  return [...lignes, 'END:VTIMEZONE'];
}

function evenement(e: EvenementIcs, methode: MethodeIcs): string[] {
  const r = e.recurrence;
  const fuseau = r?.fuseau ?? e.remplace?.fuseau;
  const date = (nom: string, d: Date): string => (fuseau ? `${nom};TZID=${fuseau}:${local(d, fuseau)}` : `${nom}:${utc(d)}`);
  return [
    'BEGIN:VEVENT',
    `UID:${texte(e.uid)}`,
    `DTSTAMP:${utc(e.ecritLe)}`,
    `SEQUENCE:${e.sequence}`,
    ...(e.remplace ? [date('RECURRENCE-ID', e.remplace.occurrence)] : []),
    date('DTSTART', e.debut),
    date('DTEND', e.fin),
    ...(r ? [`RRULE:${r.regle}`, ...r.exceptions.map((x) => date('EXDATE', x))] : []),
    `SUMMARY:${texte(e.titre)}`,
    ...(e.lieu ? [`LOCATION:${texte(e.lieu)}`] : []),
    ...(e.description ? [`DESCRIPTION:${texte(e.description)}`] : []),
    ...(e.url ? [`URL:${e.url.replace(/[\r\n]/g, '')}`] : []),
    `STATUS:${e.statut}`,
    ...(e.organisateur ? [`ORGANIZER;CN=${parametre(e.organisateur.nom)}:mailto:${e.organisateur.courriel}`] : []),
    ...(e.invites ?? []).map((i) => `ATTENDEE;CN=${parametre(i.nom)};ROLE=${i.facultatif ? 'OPT' : 'REQ'}-PARTICIPANT;PARTSTAT=${i.reponse}${methode === 'REQUEST' ? ';RSVP=TRUE' : ''}:mailto:${i.courriel}`),
    'END:VEVENT',
  ];
}

/** A calendar as text, CRLF and folded. One event per invitation; as many as one wants in a feed. Throws nothing: what cannot be written is left out. */
export function ecrireCalendrier(c: { readonly methode: MethodeIcs; readonly nom?: string; readonly evenements: readonly EvenementIcs[] }): string {
  const fuseaux = new Map(c.evenements.toReversed().flatMap((e) => { const f = e.recurrence?.fuseau ?? e.remplace?.fuseau; return f ? [[f, e.debut] as const] : []; }));
  const lignes = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Maillage//Agenda//FR', 'CALSCALE:GREGORIAN', `METHOD:${c.methode}`,
    ...(c.nom ? [`X-WR-CALNAME:${texte(c.nom)}`, `NAME:${texte(c.nom)}`] : []),
    ...[...fuseaux].flatMap(([f, d]) => zone(f, d)),
    ...c.evenements.flatMap((e) => evenement(e, c.methode)),
    'END:VCALENDAR',
  ];
  return `${lignes.map(plier).join('\r\n')}\r\n`;
}
