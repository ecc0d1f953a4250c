import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import KDBush from 'kdbush';
import { around } from 'geokdbush';
import { deuxEtapesPonderees } from '#modules/territoire/moteur/aires.ts';
import { PALIERS_APL } from '#modules/territoire/moteur/apl.ts';
import { compresser, type TempsCreux } from '#modules/territoire/moteur/creux.ts';
import { peser, type Poids } from '#modules/territoire/moteur/poids.ts';
import { pairesProches, type Points } from '#modules/territoire/moteur/proximite.ts';
import { agentsRationnels } from '#modules/territoire/moteur/raam.ts';
import { appliquerChangements, preparerScenario } from '#modules/territoire/moteur/scenario.ts';
import { tempsEstimes } from '#modules/territoire/moteur/temps-estime.ts';

/** What issue 3 asks, milliseconds and megabytes. */
const SEUILS = { e2sfca: 90, france: 1500, memoire: 1024, scenario: 20 };
const PAIRES = 932_544;

/** Reproducible numbers in [0, 1[: mulberry32. */
function alea(graine: number): () => number {
  let a = graine;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const mediane = (v: readonly number[]): number => [...v].sort((a, b) => a - b)[Math.floor(v.length / 2)] ?? Number.NaN;
const ms = (v: number): string => `${v.toFixed(v < 10 ? 2 : 0).replace('.', ',')} ms`;
const memoire = (): number => process.memoryUsage().rss / 2 ** 20;

/** Elapsed time, and the processor time of all the threads of this process: the second does not count what other programs take. */
type Duree = { readonly ms: number; readonly cpu: number };

function chronometrer<T>(f: () => T): Duree & { readonly valeur: T } {
  const avant = process.cpuUsage();
  const debut = performance.now();
  const valeur = f();
  const ms = performance.now() - debut;
  const { user, system } = process.cpuUsage(avant);
  return { ms, cpu: (user + system) / 1000, valeur };
}

/** First run (cold code), then the median of nine. */
function repeter<T>(f: () => T): { readonly premiere: Duree; readonly mediane: Duree; readonly valeur: T } {
  const premiere = chronometrer(f);
  const suivantes = Array.from({ length: 9 }, () => chronometrer(f));
  return { premiere, mediane: { ms: mediane(suivantes.map((d) => d.ms)), cpu: mediane(suivantes.map((d) => d.cpu)) }, valeur: premiere.valeur };
}

let echecs = 0;
/** On a busy machine the elapsed time measures the others: the threshold then holds for the processor time, and both are said. */
function dire(quoi: string, mesure: Duree, seuil: number, suite = ''): void {
  const bon = Math.min(mesure.ms, mesure.cpu) <= seuil;
  if (!bon) echecs++;
  console.log(`  ${bon ? '✓' : '✗'} ${quoi} : ${ms(mesure.ms)}, dont ${ms(mesure.cpu)} de processeur (au plus ${seuil} ms)${suite === '' ? '' : ` — ${suite}`}`);
}

type Cas = { readonly demande: Float64Array; readonly offre: Float64Array; readonly temps: TempsCreux };

/** As many pairs as the reference case, between places drawn on a square: the cost does not depend on where they are. */
function casDeReference(): Cas {
  const hasard = alea(1);
  const n = 1_930;
  const cle = new Set<number>();
  while (cle.size < PAIRES) cle.add(Math.floor(hasard() * n) * n + Math.floor(hasard() * n));
  const ordre = Float64Array.from(cle).sort();
  const temps = compresser({ origine: Uint32Array.from(ordre, (k) => k / n), destination: Uint32Array.from(ordre, (k) => k % n), temps: Float64Array.from(ordre, () => hasard() * 60) }, n, n);
  return { demande: Float64Array.from({ length: n }, () => Math.floor(hasard() * 8000)), offre: Float64Array.from({ length: n }, () => Math.floor(hasard() * 20)), temps };
}

/** The same method as one writes it first: a table of rows, look-ups by key. The peer of this run. */
function e2sfcaParMaps(lignes: readonly { o: string; d: string; t: number }[], demande: ReadonlyMap<string, number>, offre: ReadonlyMap<string, number>, paliers: readonly { jusqua: number; poids: number }[]): Map<string, number> {
  const poids = (t: number): number => paliers.find((p) => t <= p.jusqua)?.poids ?? 0;
  const demandes = new Map<string, number>();
  for (const { o, d, t } of lignes) demandes.set(d, (demandes.get(d) ?? 0) + poids(t) * (demande.get(o) ?? 0));
  const valeurs = new Map<string, number>();
  for (const { o, d, t } of lignes) valeurs.set(o, (valeurs.get(o) ?? 0) + (poids(t) * (offre.get(d) ?? 0)) / (demandes.get(d) ?? 1));
  return valeurs;
}

function mesurerE2sfca(): void {
  const cas = casDeReference();
  const poids = { forme: 'paliers', paliers: [{ jusqua: 20, poids: 1 }, { jusqua: 40, poids: 0.68 }, { jusqua: 60, poids: 0.22 }] } as const satisfies Poids;
  const nous = repeter(() => deuxEtapesPonderees(cas, poids).valeurs);
  const lignes: { o: string; d: string; t: number }[] = [];
  for (let i = 0; i < cas.temps.origines; i++) for (let k = cas.temps.debuts[i] ?? 0; k < (cas.temps.debuts[i + 1] ?? 0); k++) lignes.push({ o: `o${i}`, d: `d${cas.temps.cibles[k]}`, t: cas.temps.temps[k] ?? 0 });
  const parCle = (v: Float64Array, lettre: string): Map<string, number> => new Map(Array.from(v, (x, i) => [lettre + i, x]));
  const [demande, offre] = [parCle(cas.demande, 'o'), parCle(cas.offre, 'd')];
  const eux = repeter(() => e2sfcaParMaps(lignes, demande, offre, poids.paliers));
  const ecart = Math.max(...nous.valeur.map((v, i) => Math.abs(v / (eux.valeur.get(`o${i}`) ?? Number.NaN) - 1)));
  dire(`E2SFCA, ${PAIRES.toLocaleString('fr-FR')} paires, premier appel`, nous.premiere, SEUILS.e2sfca);
  dire('E2SFCA, appels suivants (médiane de 9)', nous.mediane, SEUILS.e2sfca, `avec des Map, même calcul : ${ms(eux.mediane.ms)}, dont ${ms(eux.mediane.cpu)} de processeur, ${(eux.mediane.cpu / nous.mediane.cpu).toFixed(0)} fois plus ; plus grand écart relatif ${ecart.toExponential(1)}`);
  const raam = chronometrer(() => agentsRationnels(cas, { tau: 60 }));
  console.log(`    RAAM sur les mêmes paires, 150 tours : ${ms(raam.ms)}`);
}

type France = { readonly lieux: Points; readonly demande: Float64Array; readonly offre: Float64Array; readonly origine: string };

/** The communes of the reference folder; without it, as many places drawn at random over the same land. */
function laFrance(): France {
  const dossier = process.env['MAILLAGE_DONNEES'];
  const chemin = (f: string): string => join(dossier ?? '', f);
  if (dossier === undefined || !existsSync(chemin('offre_soins/medecins_communes_2026.csv.gz'))) {
    const hasard = alea(2);
    const n = 34_969;
    const tirer = (f: () => number): Float64Array => Float64Array.from({ length: n }, f);
    return { lieux: { lat: tirer(() => 42.5 + hasard() * 8), lon: tirer(() => -1 + hasard() * 8) }, demande: tirer(() => Math.floor(hasard() ** 4 * 12_000)), offre: tirer(() => (hasard() < 0.25 ? Math.floor(hasard() * 12) * 4973 : 0)), origine: 'lieux tirés au hasard (MAILLAGE_DONNEES absent)' };
  }
  const lire = (f: string): string[][] => gunzipSync(readFileSync(chemin(f))).toString('utf8').trim().split('\n').slice(1).map((l) => l.split(','));
  const communes = lire('communes/communes.csv.gz');
  const medecins = new Map(lire('offre_soins/medecins_communes_2026.csv.gz').map((l) => [l[0], Number(l[4])]));
  const degres = (k: number): Float64Array => Float64Array.from(communes, (l) => (l[k] === '' ? Number.NaN : Number(l[k])));
  return { lieux: { lat: degres(7), lon: degres(8) }, demande: Float64Array.from(communes, (l) => Number(l[5])), offre: Float64Array.from(communes, (l) => (medecins.get(l[0] ?? '') ?? 0) * 4973), origine: 'communes de MAILLAGE_DONNEES' };
}

/** From positions to values: neighbours, times, both stages. */
function toutCalculer(f: France): { readonly valeurs: Float64Array; readonly paires: number } {
  const avec = Uint32Array.from(f.offre.keys()).filter((i) => (f.offre[i] ?? 0) > 0);
  const prendre = (v: Float64Array): Float64Array => Float64Array.from(avec, (i) => v[i] ?? Number.NaN);
  const temps = tempsEstimes(f.lieux, { lat: prendre(f.lieux.lat), lon: prendre(f.lieux.lon) }, 20, { memeLieu: Int32Array.from(avec) });
  return { valeurs: deuxEtapesPonderees({ demande: f.demande, offre: prendre(f.offre), temps }, PALIERS_APL).valeurs, paires: temps.temps.length };
}

function mesurerFrance(f: France): void {
  const r = repeter(() => toutCalculer(f));
  console.log(`  France entière, une profession : ${f.origine}, ${r.valeur.paires.toLocaleString('fr-FR')} trajets d’au plus 20 min`);
  dire('premier calcul, voisinage et temps compris', r.premiere, SEUILS.france);
  dire('calculs suivants (médiane de 9)', r.mediane, SEUILS.france);
  const mo = memoire();
  if (mo > SEUILS.memoire) echecs++;
  console.log(`  ${mo <= SEUILS.memoire ? '✓' : '✗'} mémoire du processus : ${mo.toFixed(0)} Mo (au plus ${SEUILS.memoire} Mo)`);
}

function mesurerVoisinage(f: France): void {
  const places = Uint32Array.from(f.lieux.lat.keys()).filter((i) => !Number.isNaN(f.lieux.lat[i] ?? Number.NaN));
  const nous = chronometrer(() => pairesProches(f.lieux, f.lieux, 12.8));
  const eux = chronometrer(() => {
    const index = new KDBush(places.length);
    for (const i of places) index.add(f.lieux.lon[i] ?? 0, f.lieux.lat[i] ?? 0);
    index.finish();
    let n = 0;
    for (const i of places) n += around(index, f.lieux.lon[i] ?? 0, f.lieux.lat[i] ?? 0, Number.POSITIVE_INFINITY, 12.8).length;
    return n;
  });
  console.log(`    voisins à moins de 12,8 km de chaque commune : ${ms(nous.ms)} pour ${nous.valeur.temps.length.toLocaleString('fr-FR')} paires et leurs distances ; kdbush et geokdbush : ${ms(eux.ms)} pour ${eux.valeur.toLocaleString('fr-FR')} (sans les distances)`);
}

function mesurerScenario(f: France): void {
  const temps = tempsEstimes(f.lieux, f.lieux, 20, { memeLieu: Int32Array.from(f.offre.keys()) });
  const { valeur: depart, ms: preparation } = chronometrer(() => preparerScenario({ demande: f.demande, offre: f.offre, temps }, peser(temps.temps, PALIERS_APL)));
  const hasard = alea(3);
  const durees: Duree[] = [];
  let touchees = 0;
  let ecart = 0;
  for (let essai = 0; essai < 200; essai++) {
    const destination = Math.floor(hasard() * f.offre.length);
    const quantite = (f.offre[destination] ?? 0) + 3 * 4973;
    const { valeur: effet, ...duree } = chronometrer(() => appliquerChangements(depart, [{ genre: 'offre', destination, quantite }]));
    durees.push(duree);
    touchees += effet.touchees.length / 200;
    if (essai % 40 > 0) continue;
    const entier = preparerScenario({ demande: f.demande, offre: effet.scenario.offre, temps }, depart.poids);
    ecart = Math.max(ecart, ...entier.valeurs.map((v, i) => Math.abs(v - (effet.scenario.valeurs[i] ?? Number.NaN))));
  }
  const centile = (lire: (d: Duree) => number, rang: number): number => durees.map(lire).sort((a, b) => a - b)[rang] ?? Number.NaN;
  const a95 = { ms: centile((d) => d.ms, 189), cpu: centile((d) => d.cpu, 189) };
  console.log(`  « Et si » : France entière, toute commune peut recevoir une offre (${temps.temps.length.toLocaleString('fr-FR')} trajets), préparé en ${ms(preparation)}`);
  dire('un lieu d’offre change, 95e centile de 200', a95, SEUILS.scenario, `médiane ${ms(centile((d) => d.ms, 100))}, pire ${ms(centile((d) => d.ms, 199))}, ${touchees.toFixed(0)} communes recalculées en moyenne ; écart au recalcul entier ${ecart}`);
}

/** Figures of the accessibility engine, on the machine that `npm run bench` names. */
export async function mesurer(): Promise<void> {
  await Promise.resolve();
  mesurerE2sfca();
  const f = laFrance();
  mesurerFrance(f);
  mesurerScenario(f);
  mesurerVoisinage(f);
  console.log(`    mémoire à la fin, scénario et comparaison compris : ${memoire().toFixed(0)} Mo`);
  if (echecs > 0) process.exitCode = 1;
}
