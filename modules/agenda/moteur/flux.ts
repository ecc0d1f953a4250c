import type { EvenementIcs } from './calendrier-ics.ts';

/** A line of a feed: a meeting, or a date of a poll that is not settled yet. `lien` is a path inside the CPTS. */
export type LigneDeFlux = {
  readonly uid: string;
  readonly sequence: number;
  readonly titre: string;
  readonly debut: Date;
  readonly fin: Date;
  readonly lieu: string;
  readonly lienVisio: string;
  readonly lien: string;
  readonly etat: EvenementIcs['statut'];
  /** The series it belongs to, and the instant that the rule gave it. */
  readonly serieId: string | null;
  readonly occurrence: Date | null;
  /** False for a date of a series that this feed does not show: the person declined it, or another group meets. */
  readonly visible: boolean;
};
type SerieDeFlux = { readonly id: string; readonly uid: string; readonly titre: string; readonly regle: string; readonly debut: Date; readonly minutes: number; readonly fuseau: string; readonly lieu: string; readonly lienVisio: string; readonly exceptions: readonly Date[] };
export type Flux = { /** The group it speaks of; null for everything that concerns a person. */ readonly groupe: string | null; readonly lignes: readonly LigneDeFlux[]; readonly series: readonly SerieDeFlux[] };

type Ecrit = { /** Address of the CPTS, before the path of a line. */ readonly base: string; readonly ecritLe: Date };
type Ou = Pick<LigneDeFlux, 'lieu' | 'lienVisio' | 'lien'>;

const autour = (o: Ou, { base, ecritLe }: Ecrit): Pick<EvenementIcs, 'ecritLe' | 'lieu' | 'url' | 'description'> => {
  const url = `${base}/${o.lien}`;
  return { ecritLe, lieu: o.lieu, url, description: [...(o.lienVisio ? [`À distance : ${o.lienVisio}`] : []), url].join('\n') };
};

const seule = (l: LigneDeFlux, e: Ecrit): EvenementIcs => ({ uid: l.uid, sequence: l.sequence, titre: l.titre, debut: l.debut, fin: l.fin, statut: l.etat, ...autour(l, e) });

/**
 * A series as its invitation wrote it: one event under the same UID with its rule, then one event, tied by RECURRENCE-ID, for each date
 * that was touched since. Whoever received the invitation and reads the feed thus has each meeting once. What the feed does not show is
 * an exception of the rule. @source RFC 5545 §3.8.4.4, §3.8.5.1
 */
function deLaSerie(s: SerieDeFlux, lignes: readonly LigneDeFlux[], e: Ecrit): EvenementIcs[] {
  if (!lignes.some((l) => l.visible)) return [];
  const cachees = lignes.flatMap((l) => (l.visible || !l.occurrence ? [] : [l.occurrence]));
  const regle: EvenementIcs = {
    uid: s.uid, sequence: 0, titre: s.titre, debut: s.debut, fin: new Date(s.debut.getTime() + s.minutes * 60_000), statut: 'CONFIRMED', ...autour({ ...s, lien: `series/${s.id}` }, e),
    recurrence: { regle: s.regle, exceptions: [...s.exceptions, ...cachees].toSorted((a, b) => a.getTime() - b.getTime()), fuseau: s.fuseau },
  };
  // The number of order grows with every change: at zero, the date is where the rule puts it.
  const touchees = lignes.flatMap((l): EvenementIcs[] => (l.visible && l.occurrence && l.sequence > 0 ? [{ ...seule(l, e), uid: s.uid, remplace: { occurrence: l.occurrence, fuseau: s.fuseau } }] : []));
  return [regle, ...touchees];
}

/** What a feed says, ready to be written as a calendar. */
export function evenementsDuFlux({ lignes, series }: Pick<Flux, 'lignes' | 'series'>, e: Ecrit): EvenementIcs[] {
  const parSerie = Map.groupBy(lignes.filter((l) => l.serieId !== null), (l) => l.serieId);
  return [...series.flatMap((s) => deLaSerie(s, parSerie.get(s.id) ?? [], e)), ...lignes.filter((l) => l.serieId === null).map((l) => seule(l, e))];
}
