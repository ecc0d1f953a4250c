import { z } from 'zod';
import type { CodeCommune, Commune, Paquet, Zone } from '#modules/territoire/model.ts';
import { ACTIVITE_MOYENNE, activiteMoyenneBornee } from '#modules/territoire/moteur/apl.ts';
import { CLASSES_AGE, indiceAge, indicesMortalite } from '#modules/territoire/moteur/besoin.ts';
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

/**
 * What the documented model of docs/accessibilite.md asks beyond supply: residents standardised by age against the country, and acts of a doctor where
 * the need is. Without the pyramids of the pack everybody counts one; without its mortality every doctor does the mean activity.
 */
function besoinsDe(paquet: Paquet): { readonly age: (c: Commune) => number; readonly actes: (c: Commune) => number } {
  const pyramide = (zone: Zone): readonly number[] => CLASSES_AGE.map(([classe]) => (['F', 'H'] as const).reduce((n, s) => n + (paquet.zone(`age:${s}:${classe}`, zone)?.valeur ?? 0), 0));
  const pleine = (p: readonly number[]): boolean => p.every((n) => n > 0);
  const france = pyramide('france');
  const parDepartement = new Map(paquet.departements.map((d) => { const p = pyramide(`dep:${d.code}`); return [d.code, pleine(p) ? p : france] as const; }));
  const taux = new Map(paquet.departements.flatMap((d) => {
    const connus = paquet.clesDeZones('mortalite:').flatMap((cle) => paquet.zone(cle, `dep:${d.code}`)?.valeur ?? []);
    return connus.length > 0 ? [[d.code, connus.reduce((a, b) => a + b, 0)] as const] : [];
  }));
  const indice = indicesMortalite(paquet.communes.filter((c) => c.genre === 'commune').map((c) => ({ zone: c.departement, habitants: c.population ?? 0 })), taux);
  const actes = new Map(paquet.departements.map((d) => [d.code, indice ? activiteMoyenneBornee(ACTIVITE_MOYENNE * indice(d.code), DISPERSION_DES_ACTIVITES) : ACTIVITE_MOYENNE]));
  return {
    age: (c) => (pleine(france) ? indiceAge(parDepartement.get(c.departement) ?? france, france, paquet.indicateur('part_75_ans', c.code)) : 1),
    actes: (c) => actes.get(c.departement) ?? ACTIVITE_MOYENNE,
  };
}

/** Spread of the activities around their mean, in logarithm. @source docs/accessibilite.md, §4 */
const DISPERSION_DES_ACTIVITES = 0.5;

/** The part of the country that the perimeter's accessibility depends on, ready to play. Origins are the communes of the perimeter. */
export type Voisinage = { readonly scenario: Scenario; readonly origines: readonly CodeCommune[]; readonly destinations: readonly CodeCommune[] };

/**
 * Prepares the what-if of a perimeter: the documented model but for the detour by relief, which the pack does not hold. Supply from the estimate of general
 * practitioners and one per health centre. `undefined` when the pack has no supply by commune, or no commune of the perimeter has a position.
 */
export function preparerVoisinage(p: Perimetre): Voisinage | undefined {
  const lire = (cle: 'generalistes_estimes' | 'centres_sante', c: Commune): number => p.paquet.indicateur(cle, c.code) ?? 0;
  if (p.communes.every((c) => p.paquet.indicateur('generalistes_estimes', c.code) === undefined || !c.position)) return undefined;
  const lieux = autour(p);
  const besoins = besoinsDe(p.paquet);
  const scenario = preparerScenarioApl({
    lieux: { lat: Float64Array.from(lieux, (c) => c.position?.lat ?? 0), lon: Float64Array.from(lieux, (c) => c.position?.lon ?? 0) },
    habitants: Float64Array.from(lieux, (c) => c.population ?? 0), demande: Float64Array.from(lieux, (c) => (c.population ?? 0) * besoins.age(c)),
    offre: Float64Array.from(lieux, (c) => (lire('generalistes_estimes', c) + lire('centres_sante', c)) * besoins.actes(c)),
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
