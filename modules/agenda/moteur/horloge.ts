const MS_PAR_JOUR = 86_400_000;
const MS_PAR_MINUTE = 60_000;
const QUART_MS = 900_000;
/** Offsets are asked between these two instants only: before 1970 and after 2200, a date is a bound (« until further notice »), never a meeting. */
const [PREMIER_DECALAGE, DERNIER_DECALAGE] = [0, Date.UTC(2200, 0, 1)];

/**
 * Civil time of one zone. `decalage` is local minus universal, in ms. A day whose two ends (in universal time) share their offset is
 * taken as having no change inside: no zone changes twice in 24 hours.
 */
export type Horloge = {
  readonly decalage: (instant: number) => number;
  /** Instant of a local time written as if it were universal (`Date.UTC(…)`); `undefined` when the clock jumps over it. A repeated hour is its first passage. */
  readonly existant: (local: number) => number | undefined;
  /** The same, a skipped time being moved forward by the jump, as calendars do. */
  readonly instant: (local: number) => number;
  readonly local: (instant: number) => number;
};

export function horlogeDe(fuseau: string): Horloge {
  const intl = new Intl.DateTimeFormat('en-CA', { timeZone: fuseau, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const quarts = new Map<number, number>();
  const jours = new Map<number, number>();
  const exact = (instant: number): number => {
    const quart = Math.floor(Math.min(Math.max(instant, PREMIER_DECALAGE), DERNIER_DECALAGE) / QUART_MS);
    const connu = quarts.get(quart);
    if (connu !== undefined) return connu;
    const valeur = Date.parse(`${intl.format(quart * QUART_MS).replace(', ', 'T')}Z`) - quart * QUART_MS;
    quarts.set(quart, valeur);
    return valeur;
  };
  const decalage = (instant: number): number => {
    const jour = Math.floor(instant / MS_PAR_JOUR);
    let simple = jours.get(jour);
    if (simple === undefined) {
      const [debut, fin] = [exact(jour * MS_PAR_JOUR), exact((jour + 1) * MS_PAR_JOUR)];
      simple = debut === fin ? debut : Number.NaN;
      jours.set(jour, simple);
    }
    return Number.isNaN(simple) ? exact(instant) : simple;
  };
  const existant = (local: number): number | undefined => {
    const avant = local - decalage(local - MS_PAR_JOUR);
    const apres = local - decalage(local + MS_PAR_JOUR);
    const [tot, tard] = avant <= apres ? [avant, apres] : [apres, avant];
    if (tot + decalage(tot) === local) return tot;
    return tard + decalage(tard) === local ? tard : undefined;
  };
  // Most local days see no change from the eve to the morrow: one look-up gives their offset.
  const ordinaires = new Map<number, number>();
  const instant = (local: number): number => {
    const jour = Math.floor(local / MS_PAR_JOUR);
    let ordinaire = ordinaires.get(jour);
    if (ordinaire === undefined) {
      const [avant, apres] = [decalage((jour - 1) * MS_PAR_JOUR), decalage((jour + 2) * MS_PAR_JOUR)];
      ordinaire = avant === apres ? avant : Number.NaN;
      ordinaires.set(jour, ordinaire);
    }
    return Number.isNaN(ordinaire) ? (existant(local) ?? local - decalage(local - MS_PAR_JOUR)) : local - ordinaire;
  };
  return { decalage, existant, instant, local: (instant) => instant + decalage(instant) };
}

export const minutesDe = (heure: string): number => Number(heure.slice(0, 2)) * 60 + Number(heure.slice(3, 5));
export const jourEnLocal = (jour: string): number => Date.parse(`${jour}T00:00:00Z`);
/** 1 = Monday … 7 = Sunday, of a local time. */
export const jourDeSemaine = (local: number): number => ((Math.floor(local / MS_PAR_JOUR) + 3) % 7) + 1;

/** Carries its own offset: six characters, `+01:00`, or `Z`. No local time has a sign there. */
export function situe(moment: string): boolean {
  const sixieme = moment[moment.length - 6];
  return moment.endsWith('Z') || sixieme === '+' || sixieme === '-';
}

/** Instant of a moment of the input: local to the zone, or carrying its own offset. */
export const lireMoment = (moment: string, horloge: Horloge): number => (situe(moment) ? Date.parse(moment) : horloge.instant(Date.parse(`${moment}Z`)));

const deux = (n: number): string => String(n).padStart(2, '0');

/** `2027-01-12T19:30:00+01:00`. */
export function ecrireMoment(instant: number, horloge: Horloge): string {
  const decalage = horloge.decalage(instant);
  const minutes = Math.abs(decalage) / MS_PAR_MINUTE;
  return `${new Date(instant + decalage).toISOString().slice(0, 19)}${decalage < 0 ? '-' : '+'}${deux(Math.floor(minutes / 60))}:${deux(minutes % 60)}`;
}

export { MS_PAR_JOUR, MS_PAR_MINUTE };
