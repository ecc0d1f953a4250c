import { ecartEnJours, type Jour, jourDans } from '#core/jour.ts';
import { accord, formaterJour } from '#core/texte.ts';
import { creneauDans, heureDans, momentDans } from './labels.ts';
import { jourEnLettres } from './moteur/serie.ts';

type DateDeSerie = { readonly id: string; readonly debut: Date; readonly fin: Date; readonly occurrence: Date; readonly statut: string; readonly arretee: boolean };
type Serie = { readonly id: string; readonly titre: string; readonly regle: string; readonly rythme: string; readonly debut: Date; readonly fuseau: string; readonly reunions: readonly DateDeSerie[]; readonly exceptions: readonly Date[] };
type Regles = Pick<Serie, 'regle' | 'rythme' | 'debut' | 'fuseau' | 'reunions'>;

/** Dates in a row that stand at the same distance from the rule, at the same hour. */
type Regime = { readonly ecart: number; readonly heure: string; readonly dates: readonly DateDeSerie[] };

const ecartALaRegle = (d: DateDeSerie, fuseau: string): number => ecartEnJours(jourDans(d.occurrence, fuseau), jourDans(d.debut, fuseau));

/** The rhythm as it was said, moved by some days: « le jeudi qui suit le 2e mardi de chaque mois ». */
function rythmeDecale({ regle, rythme, debut, fuseau }: Regles, ecart: number, jour: Jour): string {
  if (ecart === 0) return rythme;
  if (regle.startsWith('FREQ=WEEKLY')) return rythme.replace(jourEnLettres(jourDans(debut, fuseau)), jourEnLettres(jour));
  if (Math.abs(ecart) < 7 && !regle.includes('BYMONTHDAY')) return `le ${jourEnLettres(jour)} qui ${ecart > 0 ? 'suit' : 'précède'} ${rythme}`;
  return `${accord(Math.abs(ecart), 'jour')} ${ecart > 0 ? 'après' : 'avant'} ${rythme}`;
}

const accoler = (regimes: readonly Regime[]): Regime[] =>
  regimes.reduce<Regime[]>((suite, r) => {
    const dernier = suite.at(-1);
    return dernier?.ecart === r.ecart && dernier.heure === r.heure ? [...suite.slice(0, -1), { ...r, dates: [...dernier.dates, ...r.dates] }] : [...suite, r];
  }, []);

/** The rhythms that the dates follow, one after the other. A date alone elsewhere was moved, and makes no rhythm. */
function regimesDe(s: Regles): Regime[] {
  const heure = heureDans(s.debut, s.fuseau);
  const dates = s.reunions.filter((r) => r.statut !== 'annulee').toSorted((a, b) => a.occurrence.getTime() - b.occurrence.getTime());
  const suites = accoler(dates.map((d) => ({ ecart: ecartALaRegle(d, s.fuseau), heure: heureDans(d.debut, s.fuseau), dates: [d] })));
  return accoler(suites.filter((r) => r.dates.length > 1 || (r.ecart === 0 && r.heure === heure)));
}

const majuscule = (t: string): string => t.charAt(0).toUpperCase() + t.slice(1);

/** How the series comes back from now on: the rhythm in force, then the one that takes its place and from when. */
export function direRythmes(s: Regles, maintenant: Date): string {
  const regimes = regimesDe(s);
  const aVenir = regimes.filter((r) => r.dates.some((d) => d.debut > maintenant));
  const dits = aVenir.length > 0 ? aVenir : regimes.slice(-1);
  if (dits.length === 0) return `${majuscule(s.rythme)}, à ${heureDans(s.debut, s.fuseau)}.`;
  return dits.map((r, i) => {
    const jour = jourDans(r.dates[0]?.debut ?? s.debut, s.fuseau);
    const phrase = `${rythmeDecale(s, r.ecart, jour)}, à ${r.heure}.`;
    return i === 0 ? majuscule(phrase) : `À partir du ${formaterJour(jour)} : ${phrase}`;
  }).join(' ');
}

type Vue = { readonly titre: string; readonly phrase: string; readonly reunions: readonly { readonly href: string; readonly quand: string; readonly note: string; readonly annulee: boolean }[]; readonly sautees: readonly string[] };

function noteDe(r: DateDeSerie, { dansLeRythme, maintenant }: { readonly dansLeRythme: ReadonlySet<string>; readonly maintenant: Date }): string {
  if (r.statut === 'annulee') return 'Annulée';
  if (!dansLeRythme.has(r.id)) return 'Déplacée';
  return r.fin < maintenant ? 'Passée' : '';
}

/** A series as its page shows it: each meeting where it now is, and those that left the rhythm. */
export function presenterSerie(s: Serie, f: { readonly base: string; readonly fuseau: string; readonly maintenant: Date }): Vue {
  const dansLeRythme = new Set(regimesDe(s).flatMap((r) => r.dates.map((d) => d.id)));
  return {
    titre: s.titre, phrase: direRythmes(s, f.maintenant), sautees: s.exceptions.map((d) => momentDans(d, f.fuseau)),
    reunions: s.reunions.map((r) => ({ href: `${f.base}/agenda/reunions/${r.id}`, quand: creneauDans(r.debut, r.fin, f.fuseau), annulee: r.statut === 'annulee', note: noteDe(r, { dansLeRythme, maintenant: f.maintenant }) })),
  };
}
