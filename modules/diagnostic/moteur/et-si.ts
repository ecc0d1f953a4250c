import { z } from 'zod';
import type { CodeCommune, Commune } from '#modules/territoire/model.ts';
import { ACTIVITE_MOYENNE, demandeStandardisee, POIDS_AGE } from '#modules/territoire/moteur/apl.ts';
import { changementsDe, preparerScenarioApl } from '#modules/territoire/moteur/gestes.ts';
import { appliquerChangements, extraireVoisinage, type Scenario, SEUIL_SOUS_DENSE } from '#modules/territoire/moteur/scenario.ts';
import type { ResultatScenario } from '../model.ts';
import type { Perimetre } from '../rules.ts';

export const GENRES = ['part', 'part_dans_deux_ans', 's_installe', 'centre'] as const;
export type Genre = (typeof GENRES)[number];

/** What one imagines, in a commune: `etp` full-time equivalents leave, settle or open. */
export const GesteImagine = z.object({ commune: z.string().regex(/^(\d{5}|2[AB]\d{3})$/), genre: z.enum(GENRES), etp: z.number().min(0.1).max(20) });
export type GesteImagine = z.infer<typeof GesteImagine>;

/** A geste in an address: `19031.part.1.5`. */
export const ecrireGeste = (g: GesteImagine): string => `${g.commune}.${g.genre}.${g.etp}`;

export const GESTES_AU_PLUS = 12;

/** Gestes read from an address; what cannot be read is left out and counted. */
export function lireGestes(textes: readonly string[]): { readonly gestes: readonly GesteImagine[]; readonly illisibles: number } {
  const lus = textes.map((t) => {
    const [, commune, genre, etp] = /^(\w{5})\.([a-z_]+)\.(\d{1,2}(?:[.,]\d{1,2})?)$/.exec(t) ?? [];
    return GesteImagine.safeParse({ commune, genre, etp: Number(etp?.replace(',', '.')) });
  });
  const gestes = lus.flatMap((l) => (l.success ? [l.data] : []));
  return { gestes: gestes.slice(0, GESTES_AU_PLUS), illisibles: textes.length - Math.min(gestes.length, GESTES_AU_PLUS) };
}

/**
 * Kilometres around the perimeter that its accessibility depends on: a commune reaches doctors some 20 km away at most (20 minutes and the error of
 * the estimate), who serve residents 20 km further. Beyond, a commune changes nothing in it.
 */
const MARGE_KM = 45;
const KM_PAR_DEGRE = 111.2;

function autour({ paquet, communes }: Perimetre): readonly Commune[] {
  const points = communes.flatMap((c) => (c.position ? [c.position] : []));
  const [sud, nord] = [Math.min(...points.map((p) => p.lat)), Math.max(...points.map((p) => p.lat))];
  const [ouest, est] = [Math.min(...points.map((p) => p.lon)), Math.max(...points.map((p) => p.lon))];
  const lat = MARGE_KM / KM_PAR_DEGRE;
  const lon = lat / Math.cos((Math.max(Math.abs(sud), Math.abs(nord)) * Math.PI) / 180);
  const dedans = (c: Commune): boolean => c.position !== undefined && c.position.lat >= sud - lat && c.position.lat <= nord + lat && c.position.lon >= ouest - lon && c.position.lon <= est + lon;
  const avecArrondissements = new Set(communes.flatMap((c) => (c.ville ? [c.ville as string] : [])));
  // A city and its arrondissements would count twice: the city, unless the perimeter is made of its arrondissements.
  return paquet.communes.filter((c) => dedans(c) && (c.genre === 'commune' ? !avecArrondissements.has(c.code) : avecArrondissements.has(c.ville ?? '')));
}

const moyennePoids = (debut: number, fin?: number): number => { const p = POIDS_AGE.slice(debut, fin); return p.reduce((n, x) => n + x.poids, 0) / p.length; };
/** Relative use under 75 and from 75 on: plain means of the five-year classes, since a commune is known by these two groups only. */
const RECOURS = [moyennePoids(0, 15), moyennePoids(15)] as const;

/** The part of the country that the perimeter's accessibility depends on, ready to play. Origins are the communes of the perimeter. */
export type Voisinage = { readonly scenario: Scenario; readonly origines: readonly CodeCommune[]; readonly destinations: readonly CodeCommune[] };

/**
 * Prepares the what-if of a perimeter: supply from the estimate of general practitioners and one per health centre, demand standardised by two age groups.
 * `undefined` when the pack has no supply by commune, or no commune of the perimeter has a position.
 */
export function preparerVoisinage(p: Perimetre): Voisinage | undefined {
  const lire = (cle: 'generalistes_estimes' | 'centres_sante' | 'part_75_ans', c: Commune): number => p.paquet.indicateur(cle, c.code) ?? 0;
  if (p.communes.every((c) => p.paquet.indicateur('generalistes_estimes', c.code) === undefined || !c.position)) return undefined;
  const lieux = autour(p);
  const habitants = Float64Array.from(lieux, (c) => c.population ?? 0);
  const ages = [habitants.map((n, i) => { const c = lieux[i]; return c ? n * (1 - lire('part_75_ans', c)) : 0; }), habitants.map((n, i) => { const c = lieux[i]; return c ? n * lire('part_75_ans', c) : 0; })];
  const scenario = preparerScenarioApl({
    lieux: { lat: Float64Array.from(lieux, (c) => c.position?.lat ?? 0), lon: Float64Array.from(lieux, (c) => c.position?.lon ?? 0) },
    demande: demandeStandardisee(ages, RECOURS), habitants,
    offre: Float64Array.from(lieux, (c) => (lire('generalistes_estimes', c) + lire('centres_sante', c)) * ACTIVITE_MOYENNE),
  }, SEUIL_SOUS_DENSE);
  const rangs = new Map(lieux.map((c, i) => [c.code, i]));
  const extrait = extraireVoisinage(scenario, p.communes.flatMap((c) => rangs.get(c.code) ?? []));
  const codes = (r: Uint32Array): readonly CodeCommune[] => [...r].flatMap((i) => lieux[i]?.code ?? []);
  return { scenario: extrait.scenario, origines: codes(extrait.origines), destinations: codes(extrait.destinations) };
}

export type Effets = { readonly avant: number; readonly apres: number; readonly valeurs: readonly number[]; readonly ignores: readonly GesteImagine[] };

/** Plays gestes on the starting scenario: residents under the threshold before and after, values after, gestes whose commune is out of reach. */
export function jouer({ scenario, destinations }: { readonly scenario: Scenario; readonly destinations: readonly string[] }, gestes: readonly GesteImagine[]): Effets {
  const rangs = new Map<string, number>(destinations.map((c, i) => [c, i]));
  const joues = gestes.flatMap((g) => { const destination = rangs.get(g.commune); return destination === undefined ? [] : [{ destination, medecins: g.genre === 'part' || g.genre === 'part_dans_deux_ans' ? -g.etp : g.etp }]; });
  const effet = appliquerChangements(scenario, changementsDe(scenario, joues));
  return { avant: effet.sousSeuil.avant, apres: effet.sousSeuil.apres, valeurs: [...effet.scenario.valeurs], ignores: gestes.filter((g) => !rangs.has(g.commune)) };
}

/** Gestes already there on the day asked: those of in two years are not, today. */
export const gestesDe = (gestes: readonly GesteImagine[], quand: 'maintenant' | 'dans_deux_ans'): readonly GesteImagine[] => (quand === 'dans_deux_ans' ? gestes : gestes.filter((g) => g.genre !== 'part_dans_deux_ans'));

/** What gestes amount to, in two years' time: residents under the threshold, mean access weighted by residents, and access by commune. */
export function resumer(voisinage: Voisinage, gestes: readonly GesteImagine[]): Omit<ResultatScenario, 'calculeLe' | 'empreinte'> {
  const { scenario, origines } = voisinage;
  const { avant, apres, valeurs } = jouer(voisinage, gestes);
  const tous = scenario.habitants.reduce((a, b) => a + b, 0);
  const moyenne = (v: (i: number) => number): number => (tous === 0 ? 0 : scenario.habitants.reduce((s, h, i) => s + h * v(i), 0) / tous);
  return {
    sousSeuilAvant: avant, sousSeuilApres: apres, aplAvant: moyenne((i) => scenario.valeurs[i] ?? 0), aplApres: moyenne((i) => valeurs[i] ?? 0),
    communes: origines.map((code, i) => ({ code, avant: scenario.valeurs[i] ?? 0, apres: valeurs[i] ?? 0 })),
  };
}
