import type { Jour } from '#core/jour.ts';
import type { Chiffre, Provenance } from '#core/provenance.ts';
import { formaterPart } from '#core/texte.ts';
import { type CleIndicateur, type Commune, type Paquet, ZONAGES, type Zonage, type Zone } from '#modules/territoire/model.ts';
import { ANNEES_APL, APL_SOUS_DENSE, CIVIDIS, DENSITES, type OrigineImport, PARTS_DU_PROFIL, POPULATIONS_DE_COMMUNE, SEUILS_DE_MASQUAGE } from './constants.ts';
import type { ClasseDeCarte, Constat } from './model.ts';
import type { Imports } from './model-chiffres.ts';

/** The perimeter as the chapters read it. A code that the pack no longer knows is left out and counted in `inconnues`. */
export type Perimetre = Imports & {
  readonly paquet: Paquet;
  readonly communes: readonly Commune[];
  readonly inconnues: number;
  readonly population: number;
  /** Départements by decreasing residents. */
  readonly departements: readonly { readonly code: string; readonly nom: string; readonly region: string; readonly habitants: number }[];
};

const habitantsDe = (c: Commune): number => c.population ?? 0;
export const sommer = (liste: readonly Commune[]): number => liste.reduce((n, c) => n + habitantsDe(c), 0);

export function perimetreDe(paquet: Paquet, codes: readonly string[], imports: Imports = { lots: [] }): Perimetre {
  const communes = codes.map((c) => paquet.commune(c)).filter((c) => c !== undefined);
  const groupes = [...Map.groupBy(communes, (c) => c.departement)];
  const departements = groupes.map(([code, liste]) => ({ code, nom: paquet.departement(code)?.nom ?? code, region: paquet.departement(code)?.region ?? '', habitants: sommer(liste) }));
  return { ...imports, paquet, communes, inconnues: codes.length - communes.length, population: sommer(communes), departements: departements.sort((a, b) => b.habitants - a.habitants) };
}

/** The areas a territory is compared with: its départements, their regions, the country. */
export function comparaisons({ paquet, departements }: Perimetre): readonly { readonly zone: Zone; readonly nom: string }[] {
  const regions = [...new Set(departements.map((d) => d.region))];
  return [
    ...departements.map((d) => ({ zone: `dep:${d.code}` as const, nom: d.nom })),
    ...regions.map((r) => ({ zone: `reg:${r}` as const, nom: paquet.region(r)?.nom ?? r })),
    { zone: 'france', nom: 'France' },
  ];
}

export type Moyenne = { readonly valeur: number; readonly connues: readonly Commune[]; readonly habitantsCouverts: number };

/** Mean of a figure by commune, weighted by residents, over the communes for which it is known; `undefined` when it is known for none. */
export function moyenne(p: Perimetre, cle: CleIndicateur, parmi: readonly Commune[] = p.communes): Moyenne | undefined {
  const connues = parmi.filter((c) => p.paquet.indicateur(cle, c.code) !== undefined);
  const habitantsCouverts = sommer(connues);
  if (habitantsCouverts === 0) return undefined;
  const somme = connues.reduce((n, c) => n + habitantsDe(c) * (p.paquet.indicateur(cle, c.code) ?? 0), 0);
  return { valeur: somme / habitantsCouverts, connues, habitantsCouverts };
}

/** Sum of a count by commune; `undefined` when the pack does not have it. */
export function total(p: Perimetre, cle: CleIndicateur): number | undefined {
  const valeurs = p.communes.map((c) => p.paquet.indicateur(cle, c.code)).filter((v) => v !== undefined);
  return valeurs.length === 0 ? undefined : valeurs.reduce((n, v) => n + v, 0);
}

/**
 * APL of each year since 2015, weighted by today's residents over the communes that have every year: neither a commune that enters
 * nor a population that moves may look like a change of access. Years for which none of them is known are left out.
 */
export function tendanceApl(p: Perimetre): { readonly annees: readonly { readonly annee: number; readonly valeur: number }[]; readonly communes: number } {
  const cles = ANNEES_APL.map((annee) => ({ annee, cle: `apl_mg_${annee}` as CleIndicateur }));
  const suivies = p.communes.filter((c) => cles.every(({ cle }) => p.paquet.indicateur(cle, c.code) !== undefined));
  return { communes: suivies.length, annees: cles.flatMap(({ annee, cle }) => { const m = moyenne(p, cle, suivies); return m ? [{ annee, valeur: m.valeur }] : []; }) };
}

/** At the threshold a commune is under-served. */
export const sousDense = (apl: number): boolean => apl <= APL_SOUS_DENSE;

export type Repartition = { readonly sous: readonly Commune[]; readonly connues: readonly Commune[]; readonly habitantsSous: number; readonly habitantsConnus: number };

/** Communes for which a figure satisfies `critere`, among those where it is known. */
export function repartir(p: Perimetre, cle: CleIndicateur, critere: (v: number) => boolean): Repartition {
  const connues = p.communes.filter((c) => p.paquet.indicateur(cle, c.code) !== undefined);
  const sous = connues.filter((c) => critere(p.paquet.indicateur(cle, c.code) ?? Number.NaN));
  return { sous, connues, habitantsSous: sommer(sous), habitantsConnus: sommer(connues) };
}

export const zonageDe = (p: Perimetre, c: Commune): Zonage | undefined => { const i = p.paquet.indicateur('zonage_medecins', c.code); return i === undefined ? undefined : ZONAGES[i]; };

/** Rank of the class of a value; a value equal to a bound belongs to the class under it. */
export function classeDe(v: number, bornes: readonly number[]): number {
  const i = bornes.findIndex((b) => v <= b);
  return i < 0 ? bornes.length : i;
}

/** Communes by class of a figure, and those for which it is not published. `mots` names each class, from low to high. */
export function classer(p: Perimetre, cle: CleIndicateur, { bornes, mots, inverser = false }: { readonly bornes: readonly number[]; readonly mots: readonly string[]; readonly inverser?: boolean }): readonly ClasseDeCarte[] {
  const teintes = inverser ? [...CIVIDIS].reverse() : CIVIDIS;
  const codes = mots.map((): string[] => []);
  const sans: string[] = [];
  for (const c of p.communes) {
    const v = p.paquet.indicateur(cle, c.code);
    if (v === undefined) sans.push(c.code);
    else codes[classeDe(v, bornes)]?.push(c.code);
  }
  return [
    ...mots.map((libelle, i) => ({ libelle, teinte: teintes[i] ?? SANS_DONNEE, codes: codes[i] ?? [] })),
    ...(sans.length > 0 ? [{ libelle: 'non publié', teinte: SANS_DONNEE, codes: sans }] : []),
  ];
}
export const SANS_DONNEE = '#d8d4ca';

export type Profil = 'rural' | 'semi_rural' | 'urbain_dense';
export type ProfilCalcule = { readonly profil: Profil; readonly fondement: 'densite' | 'population'; readonly partRurale: number; readonly partDense: number; readonly provenances: readonly Provenance[] };

/**
 * Profile among the three that IGAS names. Two residents in three in sparse communes: rural; one in two in dense ones: dense urban; else between.
 * Sparse and dense are read from the density of the commune, or from its population when surfaces are missing.
 */
export function profilDe(p: Perimetre): ProfilCalcule {
  const surface = (c: Commune): number | undefined => p.paquet.indicateur('superficie_km2', c.code);
  const parDensite = p.communes.length > 0 && p.communes.every((c) => (surface(c) ?? 0) > 0);
  const rurale = (c: Commune): boolean => (parDensite ? habitantsDe(c) / (surface(c) ?? 1) < DENSITES.urbaine : habitantsDe(c) < POPULATIONS_DE_COMMUNE.rurale);
  const dense = (c: Commune): boolean => (parDensite ? habitantsDe(c) / (surface(c) ?? 1) >= DENSITES.dense : habitantsDe(c) >= POPULATIONS_DE_COMMUNE.grande);
  const part = (critere: (c: Commune) => boolean): number => (p.population === 0 ? 0 : sommer(p.communes.filter(critere)) / p.population);
  const [partRurale, partDense] = [part(rurale), part(dense)];
  const profil: Profil = partRurale >= PARTS_DU_PROFIL.rural ? 'rural' : partDense >= PARTS_DU_PROFIL.dense ? 'urbain_dense' : 'semi_rural';
  const provenances = [p.paquet.provenance('population'), ...(parDensite ? [p.paquet.provenance('superficie_km2')] : [])].filter((x) => x !== undefined);
  return { profil, fondement: parDensite ? 'densite' : 'population', partRurale, partDense, provenances };
}

/** The figure of an area with the latest vintage among keys `prefixe:année`. */
export function dernier(paquet: Paquet, prefixe: string, zone: Zone): (Chiffre & { readonly annee: string }) | undefined {
  const cle = paquet.clesDeZones(`${prefixe}:`).filter((c) => paquet.zone(c, zone) !== undefined).sort().at(-1);
  const chiffre = cle === undefined ? undefined : paquet.zone(cle, zone);
  return chiffre && cle !== undefined ? { ...chiffre, annee: cle.slice(prefixe.length + 1) } : undefined;
}

/** Middle value: half of the départements above, half under. */
export function mediane(valeurs: readonly number[]): number | undefined {
  const tri = [...valeurs].sort((a, b) => a - b);
  const m = Math.floor(tri.length / 2);
  const [bas, haut] = [tri[m - 1], tri[m]];
  if (haut === undefined) return undefined;
  return tri.length % 2 === 1 || bas === undefined ? haut : (bas + haut) / 2;
}

/** A figure computed here from official ones: said to be an estimate, with the reason. */
export const calculee = (p: Provenance | undefined, note: string): Provenance => ({ origine: p?.origine ?? 'source inconnue', millesime: p?.millesime ?? '', nature: 'estimee', note });

/** Order of findings: best mean priority first, then most voices, then those nobody has judged, oldest first. */
export const ordonner = (constats: readonly Constat[]): readonly Constat[] =>
  [...constats].sort((a, b) => (a.moyenne ?? 4) - (b.moyenne ?? 4) || b.voix - a.voix || (a.id < b.id ? -1 : 1));

/** The threshold that stands on a day for figures of an origin, and what says so. */
export const seuilDe = (origine: OrigineImport, jour: Jour): (typeof SEUILS_DE_MASQUAGE)[number] =>
  SEUILS_DE_MASQUAGE.filter((s) => s.origine === origine && s.depuis <= jour).at(-1) ?? SEUILS_DE_MASQUAGE.find((s) => s.origine === origine) ?? SEUILS_DE_MASQUAGE[0];

/** `12 % de moins que`, `autant que` within three hundredths. */
export function motEcart(ici: number, autre: number): string {
  const ecart = ici / autre - 1;
  if (Math.abs(ecart) < 0.03) return 'autant que';
  return `${formaterPart(Math.abs(ecart), 0)} de ${ecart < 0 ? 'moins que' : 'plus que'}`;
}

/** `le département (Ariège)`, `la région (Occitanie)`, `la France`. */
export function motZone(p: Perimetre, zone: Zone): string {
  if (zone === 'france') return 'la France';
  const nom = comparaisons(p).find((z) => z.zone === zone)?.nom ?? '';
  return zone.startsWith('dep:') ? `le département (${nom})` : `la région (${nom})`;
}
