import { DemandeDeDate } from './demande.ts';
import { proposer } from './proposer.ts';
import { tirageDe } from './tirage.ts';

/*
 * A SIMULATED year: nothing here is a measure of real people. What is assumed is in `HYPOTHESES`, so that it can be argued with.
 * Each meeting is dated by three ways of choosing, each living its own year with the same people, groups, diaries and chance.
 */
export const HYPOTHESES = {
  personnes: 80,
  reunions: 60,
  /** People asked to a meeting, drawn with a weight: a fifth of the people belong to many groups. */
  invites: [12, 20],
  /** Dates an organiser puts in a poll: evenings at 20:00, and one lunch. */
  datesDuSondage: 6,
  /** Chance that somebody free and invited declines nevertheless, and what adds to it. */
  refusDeBase: 0.04,
  refusParSoiree: 0.015,
  refusDeuxSoirs: 0.2,
  refusVacances: 0.3,
} as const;

export type Methode = 'plus_de_voix' | 'moteur_memes_dates' | 'moteur';
/** People fewer than the best date that count as equal: chosen on seeds 1 to 20, to be read on others. */
const TOLERANCES: Readonly<Record<Methode, number>> = { plus_de_voix: 0, moteur_memes_dates: 1, moteur: 2 };
export type Bilan = { readonly methode: Methode; readonly tenues: number; readonly sansDate: number; readonly invitations: number; readonly declinees: number; readonly quorumsManques: number; readonly soirees: number; readonly ecartType: number; readonly maximum: number; readonly deuxSoirs: number };

type Personne = { readonly id: string; readonly profession: string; readonly poids: number; readonly consultations: readonly { readonly jours: number[]; readonly de: string; readonly a: string }[]; readonly conges: readonly { readonly du: string; readonly au: string }[]; readonly occupations: readonly { readonly debut: string; readonly fin: string }[] };
type Reunion = { readonly du: string; readonly au: string; readonly invites: readonly Personne[]; readonly dates: readonly string[]; readonly quorum: number; readonly hasards: ReadonlyMap<string, number> };
const VACANCES = [{ du: '2026-02-07', au: '2026-02-22' }, { du: '2026-04-04', au: '2026-04-19' }, { du: '2026-07-04', au: '2026-08-30' }, { du: '2026-10-17', au: '2026-11-01' }];
const PROFESSIONS = ['medecin', 'medecin', 'medecin', 'infirmier', 'infirmier', 'pharmacien', 'kinesitherapeute', 'sage-femme'];

const jour = (n: number): string => new Date(Date.UTC(2026, 0, 5 + n)).toISOString().slice(0, 10);
type Tirage = () => number;
const entier = (t: Tirage, n: number): number => Math.floor(t() * n);

function unePersonne(t: Tirage, i: number): Personne {
  const fin = 17 + entier(t, 4);
  const libre = 1 + entier(t, 5);
  return {
    id: `p${i}`, profession: PROFESSIONS[i % PROFESSIONS.length] ?? 'medecin', poids: i % 5 === 0 ? 5 : 1,
    consultations: [{ jours: [1, 2, 3, 4, 5].filter((j) => j !== libre), de: `0${8 + entier(t, 2)}:00`, a: `${12 + entier(t, 2)}:00` }, { jours: [1, 2, 3, 4, 5].filter((j) => j !== libre), de: '14:00', a: `${fin}:30` }],
    conges: Array.from({ length: 5 }, () => entier(t, 350)).map((d) => ({ du: jour(d), au: jour(d + 6) })),
    // About one evening in five is already taken by private life.
    occupations: Array.from({ length: 73 }, () => entier(t, 364)).map((d) => ({ debut: `${jour(d)}T18:30`, fin: `${jour(d)}T23:00` })),
  };
}

function uneReunion(t: Tirage, gens: readonly Personne[], rang: number): Reunion {
  const depart = Math.floor((rang * 320) / HYPOTHESES.reunions);
  const [mini, maxi] = HYPOTHESES.invites;
  const n = mini + entier(t, maxi - mini + 1);
  const tires = gens.map((p) => ({ p, cle: t() ** (1 / p.poids) })).sort((a, b) => b.cle - a.cle).slice(0, n).map((x) => x.p);
  const ouvres = Array.from({ length: 42 }, (_, i) => depart + 3 + i).filter((d) => ((d % 7) + 7) % 7 < 5);
  const melanges = ouvres.map((d) => ({ d, cle: t() })).sort((a, b) => a.cle - b.cle).slice(0, HYPOTHESES.datesDuSondage).map((x) => x.d).sort((a, b) => a - b);
  return { du: jour(depart + 3), au: jour(depart + 44), invites: tires, dates: melanges.map((d, i) => `${jour(d)}T${i === 0 ? '12:30' : '20:00'}`), quorum: Math.ceil(n / 2), hasards: new Map(gens.map((p) => [p.id, t()])) };
}

type Vecu = { soirees: number; soirs: string[] };

function demandeDe(r: Reunion, vecus: ReadonlyMap<string, Vecu>, creneaux: readonly string[] | undefined, methode: Methode): DemandeDeDate {
  return DemandeDeDate.parse({
    ...(creneaux ? { creneaux } : { fenetre: { du: r.du, au: r.au }, heures: { de: '12:00', a: '22:00' } }),
    dureeMinutes: 90, quorum: { presents: 0 }, periodesVacances: VACANCES, vacances: methode === 'plus_de_voix' ? 'permises' : 'evitees', tolerancePresents: TOLERANCES[methode], nombre: creneaux?.length ?? 1, unParJour: false,
    personnes: r.invites.map(({ poids: _, ...p }) => ({ ...p, soireesDeja: methode === 'plus_de_voix' ? 0 : (vecus.get(p.id)?.soirees ?? 0), soirsPris: methode === 'plus_de_voix' ? [] : (vecus.get(p.id)?.soirs ?? []) })),
  });
}

type Choix = { readonly debut: string; readonly jour: string; readonly soiree: boolean; readonly presents: readonly string[] };

function choisir(r: Reunion, vecus: ReadonlyMap<string, Vecu>, methode: Methode): Choix | undefined {
  const issue = proposer(demandeDe(r, vecus, methode === 'moteur' ? undefined : r.dates, methode));
  if (!issue.ok) return undefined;
  // « Most votes »: as many as possible, then the earliest; nothing else is looked at.
  return methode === 'plus_de_voix' ? [...issue.valeur.dates].sort((a, b) => b.presents.length - a.presents.length || (a.debut < b.debut ? -1 : 1))[0] : issue.valeur.dates[0];
}

const voisin = (soirs: readonly string[], j: string): boolean => soirs.some((s) => Math.abs(Date.parse(s) - Date.parse(j)) === 86_400_000);

function vient(r: Reunion, c: Choix, { p, vecu }: { readonly p: Personne; readonly vecu: Vecu }): boolean {
  if (!c.presents.includes(p.id)) return false;
  const risque = HYPOTHESES.refusDeBase + (c.soiree ? HYPOTHESES.refusParSoiree * vecu.soirees + (voisin(vecu.soirs, c.jour) ? HYPOTHESES.refusDeuxSoirs : 0) : 0) + (VACANCES.some((v) => v.du <= c.jour && c.jour <= v.au) ? HYPOTHESES.refusVacances : 0);
  return (r.hasards.get(p.id) ?? 0) >= risque;
}

function vivre(gens: readonly Personne[], reunions: readonly Reunion[], methode: Methode): Bilan {
  const vecus = new Map<string, Vecu>(gens.map((p) => [p.id, { soirees: 0, soirs: [] }]));
  const b = { tenues: 0, sansDate: 0, invitations: 0, declinees: 0, quorumsManques: 0, soirees: 0, deuxSoirs: 0 };
  for (const r of reunions) {
    b.invitations += r.invites.length;
    const choix = choisir(r, vecus, methode);
    if (!choix) {
      b.sansDate += 1;
      b.declinees += r.invites.length;
      continue;
    }
    const venus = r.invites.filter((p) => vient(r, choix, { p, vecu: vecus.get(p.id) ?? { soirees: 0, soirs: [] } }));
    b.tenues += 1;
    b.declinees += r.invites.length - venus.length;
    if (venus.length < r.quorum || venus.filter((p) => p.profession === 'medecin').length < 2) b.quorumsManques += 1;
    if (!choix.soiree) continue;
    b.soirees += 1;
    for (const p of venus) {
      const v = vecus.get(p.id);
      if (!v) continue;
      if (voisin(v.soirs, choix.jour)) b.deuxSoirs += 1;
      v.soirees += 1;
      v.soirs.push(choix.jour);
    }
  }
  const donnees = [...vecus.values()].map((v) => v.soirees);
  const moyenne = donnees.reduce((s, n) => s + n, 0) / donnees.length;
  return { methode, ...b, ecartType: Math.sqrt(donnees.reduce((s, n) => s + (n - moyenne) ** 2, 0) / donnees.length), maximum: Math.max(...donnees) };
}

/** One simulated year from one seed, lived three times; a smaller year only shows that it replays. */
export function simulerAnnee(graine: number, taille: { readonly personnes: number; readonly reunions: number } = HYPOTHESES): readonly Bilan[] {
  const t = tirageDe(graine);
  const gens = Array.from({ length: taille.personnes }, (_, i) => unePersonne(t, i));
  const reunions = Array.from({ length: taille.reunions }, (_, i) => uneReunion(t, gens, i));
  return (['plus_de_voix', 'moteur_memes_dates', 'moteur'] as const).map((m) => vivre(gens, reunions, m));
}

const NOMS: Readonly<Record<Methode, string>> = { plus_de_voix: 'la date qui a le plus de voix', moteur_memes_dates: 'le moteur, mêmes six dates', moteur: 'le moteur, toutes les dates' };

/** Means over several seeds, as a table. */
export function tableauDeSimulation(graines: readonly number[]): string {
  const annees = graines.map((g) => simulerAnnee(g));
  const lignes = (['plus_de_voix', 'moteur_memes_dates', 'moteur'] as const).map((m, i) => {
    const moyenne = (lire: (b: Bilan) => number): string => (annees.reduce((s, a) => s + (a[i] ? lire(a[i]) : 0), 0) / annees.length).toFixed(1);
    return `| ${NOMS[m]} | ${moyenne((b) => (100 * b.declinees) / b.invitations)} % | ${moyenne((b) => b.quorumsManques + b.sansDate)} | ${moyenne((b) => b.soirees)} | ${moyenne((b) => b.ecartType)} | ${moyenne((b) => b.maximum)} | ${moyenne((b) => b.deuxSoirs)} |`;
  });
  return ['| choix de la date | invitations déclinées | quorums manqués sur 60 | réunions du soir | écart-type des soirées | maximum par personne | deux soirs de suite |', '|---|---|---|---|---|---|---|', ...lignes].join('\n');
}
