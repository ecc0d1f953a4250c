import { joursFeries } from '#core/calendrier.ts';
import { VACANCES_SCOLAIRES } from '../constants.ts';
import type { DemandeDeDate, Intervalle, Plage } from './demande.ts';
import { type Horloge, horlogeDe, jourDeSemaine, jourEnLocal, lireMoment, minutesDe, MS_PAR_JOUR, MS_PAR_MINUTE } from './horloge.ts';

/** Why a slot cannot be, one bit each; the group thresholds follow from `PREMIER_GROUPE` on. */
export const INTERDIT = 1;
export const FERIE = 2;
export const VACANCES = 4;
export const PRESENTS = 8;
export const ESSENTIELS = 16;
export const SALLE = 32;
export const PREMIER_GROUPE = 64;

/** [debut, fin[ in ms. */
export type Temps = { readonly debut: number; readonly fin: number };
export type PeriodeNommee = Temps & { readonly nom: string };

/** Every candidate start, sorted, with what does not depend on people. `n` slots of `dureeMs`; arrays are of length `n`. */
export type Grille = {
  readonly horloge: Horloge;
  readonly n: number;
  readonly dureeMs: number;
  readonly debuts: Float64Array;
  /** Local day of each slot, as days since 1970. */
  readonly jours: Int32Array;
  readonly soirees: Uint8Array;
  readonly enVacances: Uint8Array;
  readonly masques: Uint32Array;
  /** Rooms by growing size (ties: order of the input), with the slots at which each is taken. */
  readonly salles: readonly { readonly nom: string; readonly places: number; readonly prise: Uint8Array }[];
  /** From the earliest local midnight to the latest that any slot may touch, for weekly hours. */
  readonly etendue: { readonly du: number; readonly au: number };
  readonly vacances: readonly PeriodeNommee[];
  readonly feries: readonly PeriodeNommee[];
};

/** First index of a sorted array whose value is at least `x`. */
function premierAuMoins(valeurs: Float64Array | Int32Array, x: number): number {
  let bas = 0;
  let haut = valeurs.length;
  while (bas < haut) {
    const milieu = (bas + haut) >>> 1;
    if ((valeurs[milieu] ?? Number.POSITIVE_INFINITY) < x) bas = milieu + 1;
    else haut = milieu;
  }
  return bas;
}
export const rangDe = (debuts: Float64Array, instant: number): number => premierAuMoins(debuts, instant);
export const premierDuJour = (jours: Int32Array, jour: number): number => premierAuMoins(jours, jour);

/** Slots that overlap [debut − marge, fin + marge[: a contiguous run, since all last the same. */
export const creneauxQuiTouchent = (g: Pick<Grille, 'debuts' | 'dureeMs'>, t: Temps, marge = 0): readonly [number, number] =>
  t.fin <= t.debut ? [0, 0] : [rangDe(g.debuts, t.debut - marge - g.dureeMs + 1), rangDe(g.debuts, t.fin + marge)];

export const lireIntervalle = (i: Intervalle, h: Horloge): Temps => ({ debut: lireMoment(i.debut, h), fin: lireMoment(i.fin, h) });
export const joursEntiers = (p: { readonly du: string; readonly au: string }, h: Horloge): Temps => ({ debut: h.instant(jourEnLocal(p.du)), fin: h.instant(jourEnLocal(p.au) + MS_PAR_JOUR) });

/** The weekly hours of [etendue.du, etendue.au] as instants, day by day. */
export function deplier(plages: readonly Plage[], g: Pick<Grille, 'horloge' | 'etendue'>): Temps[] {
  const temps: Temps[] = [];
  for (const p of plages) {
    const [de, a] = [minutesDe(p.de) * MS_PAR_MINUTE, minutesDe(p.a) * MS_PAR_MINUTE];
    const jours = new Set(p.jours);
    for (let local = g.etendue.du; local <= g.etendue.au; local += MS_PAR_JOUR) {
      if (jours.has(jourDeSemaine(local))) temps.push({ debut: g.horloge.instant(local + de), fin: g.horloge.instant(local + a) });
    }
  }
  return temps;
}

/** Regular starts of a window: every `pas` from `heures.de`, those that end the same local day at `heures.a` at the latest. */
function debutsReguliers(d: DemandeDeDate, h: Horloge): number[] {
  if (!d.fenetre) return [];
  const [de, a] = [minutesDe(d.heures.de), minutesDe(d.heures.a)];
  const semaine = new Set(d.joursSemaine);
  const debuts: number[] = [];
  for (let local = jourEnLocal(d.fenetre.du); local <= jourEnLocal(d.fenetre.au); local += MS_PAR_JOUR) {
    if (!semaine.has(jourDeSemaine(local))) continue;
    const limite = local + a * MS_PAR_MINUTE;
    for (let minutes = de; minutes < a; minutes += d.pasMinutes) {
      const debut = h.existant(local + minutes * MS_PAR_MINUTE);
      if (debut !== undefined && h.local(debut + d.dureeMinutes * MS_PAR_MINUTE) <= limite) debuts.push(debut);
    }
  }
  return debuts;
}

function periodesDe(d: DemandeDeDate, h: Horloge): PeriodeNommee[] {
  const zone = d.zoneScolaire;
  const connues = zone === null ? [] : VACANCES_SCOLAIRES.flatMap((annee) => annee.zones[zone]);
  return [...connues, ...d.periodesVacances].map((p) => ({ ...joursEntiers(p, h), nom: p.nom ?? 'vacances' }));
}

function feriesDe(d: DemandeDeDate, h: Horloge, etendue: Grille['etendue']): PeriodeNommee[] {
  const zone = d.feries;
  const [premiere, derniere] = [new Date(etendue.du).getUTCFullYear(), new Date(etendue.au).getUTCFullYear()];
  const legaux = zone === 'aucun' ? [] : Array.from({ length: derniere - premiere + 1 }, (_, i) => joursFeries(premiere + i, zone)).flat();
  return [...legaux, ...d.feriesAjoutes].map((f) => ({ ...joursEntiers({ du: f.jour, au: f.jour }, h), nom: f.nom ?? 'jour férié' }));
}

const marquer = (cible: Uint8Array | Uint32Array, [de, a]: readonly [number, number], bit: number): void => {
  for (let i = de; i < a; i++) cible[i] = (cible[i] ?? 0) | bit;
};

/** Candidate slots of a request and everything about them that does not depend on people. */
export function tracerGrille(d: DemandeDeDate): Grille {
  const horloge = horlogeDe(d.fuseau);
  const bruts = d.creneaux ? d.creneaux.map((c) => lireMoment(c, horloge)) : debutsReguliers(d, horloge);
  const debuts = Float64Array.from(new Set(bruts)).sort();
  const n = debuts.length;
  const dureeMs = d.dureeMinutes * MS_PAR_MINUTE;
  const jours = new Int32Array(n);
  const soirees = new Uint8Array(n);
  const limite = minutesDe(d.soireeApres) * MS_PAR_MINUTE;
  for (let i = 0; i < n; i++) {
    const jour = Math.floor(horloge.local(debuts[i] ?? 0) / MS_PAR_JOUR);
    jours[i] = jour;
    soirees[i] = horloge.local((debuts[i] ?? 0) + dureeMs) > jour * MS_PAR_JOUR + limite ? 1 : 0;
  }
  const etendue = { du: ((jours[0] ?? 0) - 2) * MS_PAR_JOUR, au: ((jours[n - 1] ?? 0) + 2) * MS_PAR_JOUR };
  const base = { horloge, dureeMs, debuts, etendue };
  const [vacances, feries] = [periodesDe(d, horloge), feriesDe(d, horloge, etendue)];
  const enVacances = new Uint8Array(n);
  const masques = new Uint32Array(n);
  for (const p of vacances) marquer(enVacances, creneauxQuiTouchent(base, p), 1);
  if (d.vacances === 'interdites') for (const p of vacances) marquer(masques, creneauxQuiTouchent(base, p), VACANCES);
  if (d.joursFeries === 'interdits') for (const p of feries) marquer(masques, creneauxQuiTouchent(base, p), FERIE);
  for (const t of [...d.interdits.map((i) => lireIntervalle(i, horloge)), ...deplier(d.plagesInterdites, base)]) marquer(masques, creneauxQuiTouchent(base, t), INTERDIT);
  const salles = d.salles
    .map((s) => {
      const prise = new Uint8Array(n);
      for (const o of s.occupations) marquer(prise, creneauxQuiTouchent(base, lireIntervalle(o, horloge)), 1);
      return { nom: s.nom, places: s.places, prise };
    })
    .sort((a, b) => a.places - b.places);
  return { ...base, n, jours, soirees, enVacances, masques, salles, vacances, feries };
}
