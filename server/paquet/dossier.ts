import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Provenance } from '#core/provenance.ts';
import { type CleIndicateur, type CleProvenance, type Colonne, type TableDeZones, type Trace, ZONAGES } from '#modules/territoire/model.ts';
import { type Ligne, lireCsv, nombre } from './csv.ts';
import type { Point } from './integre.ts';
import { lireZones } from './zones.ts';

/** Files of the reference folder that the pack reads; each may be missing. */
export const FICHIERS_DU_DOSSIER = [
  'communes/communes.csv.gz',
  'communes/communes.topo.json.gz',
  'population_precarite/communes_population_age_pauvrete.csv.gz',
  'zonage_medecins/zonage_medecins_communes.csv.gz',
  'apl/apl_mg_communes_2015_2023.csv.gz',
  'temps_acces_urgences/temps_su_smur_communes.csv.gz',
  'offre_soins/medecins_communes_2026.csv.gz',
  'offre_soins/bpe2020_equipements_sante_communes.csv.gz',
  'bassins_de_vie/indicateurs_sante_sociaux_bv.csv.gz',
] as const;

type Fichier = (typeof FICHIERS_DU_DOSSIER)[number];

type Source = {
  readonly fichier: Fichier; readonly champ: string; readonly cle: CleIndicateur; readonly decimales: number; readonly provenance: Provenance;
  readonly lire?: (t: string | undefined) => number;
  /** A count of equipment in the codes of 2020: communes merged since add up, and a commune that is not listed has none. */
  readonly compte?: true;
};

const officielle = (origine: string, millesime: string, note?: string): Provenance => ({ origine, millesime, nature: 'officielle', ...(note !== undefined && { note }) });

const APL = [2015, 2016, 2017, 2018, 2019, 2021, 2022, 2023].map((annee): Source => ({
  fichier: 'apl/apl_mg_communes_2015_2023.csv.gz', champ: `apl_mg_${annee}`, cle: `apl_mg_${annee}` as CleIndicateur, decimales: annee === 2023 ? 3 : 2,
  provenance: officielle('DREES, accessibilité potentielle localisée aux médecins généralistes', String(annee), 'consultations ou visites accessibles par an et par habitant standardisé'),
}));

/** @source SOURCE.md of each folder: origin, vintage and reservations are theirs. */
const SOURCES: readonly Source[] = [
  { fichier: 'communes/communes.csv.gz', champ: 'superficie_km2', cle: 'superficie_km2', decimales: 3, provenance: { origine: 'IGN, Admin Express', millesime: '2018', nature: 'estimee', note: 'mesurée sur le contour simplifié' } },
  { fichier: 'population_precarite/communes_population_age_pauvrete.csv.gz', champ: 'part_75_ans_et_plus_2020', cle: 'part_75_ans', decimales: 5, provenance: officielle('INSEE, recensement', '2020') },
  { fichier: 'population_precarite/communes_population_age_pauvrete.csv.gz', champ: 'taux_pauvrete_2018', cle: 'taux_pauvrete', decimales: 5, provenance: officielle('INSEE, Filosofi', '2018', 'secret statistique dans la plupart des communes') },
  { fichier: 'zonage_medecins/zonage_medecins_communes.csv.gz', champ: 'zonage', cle: 'zonage_medecins', decimales: 0, provenance: officielle('ARS, zonage médecins', 'situation 2025', 'à vérifier auprès de l’ARS'), lire: (t) => { const i = ZONAGES.findIndex((zone) => zone === t); return i < 0 ? Number.NaN : i; } },
  ...APL,
  { fichier: 'temps_acces_urgences/temps_su_smur_communes.csv.gz', champ: 'minutes_su_smur_2019', cle: 'minutes_urgences', decimales: 0, provenance: officielle('DREES, diagnostic d’accès aux soins urgents', '2019', 'minutes par la route vers le service d’urgences ou le SMUR le plus proche, cinquante départements') },
  { fichier: 'offre_soins/medecins_communes_2026.csv.gz', champ: 'generalistes_liberaux_estimes', cle: 'generalistes_estimes', decimales: 2, provenance: { origine: 'Estimation d’après RPPS, SIRENE, CartoSanté et CNAM', millesime: '2024-2026', nature: 'estimee', note: 'généralistes libéraux par commune, à défaut de table publiée' } },
  ...([['etab_sante_court_sejour', 'hopitaux'], ['urgences', 'services_urgences'], ['maternite', 'maternites'], ['centre_de_sante', 'centres_sante'], ['maison_sante_pluri', 'maisons_sante'], ['laboratoire', 'laboratoires'], ['pharmacie', 'pharmacies']] as const).map(([champ, cle]): Source => ({
    fichier: 'offre_soins/bpe2020_equipements_sante_communes.csv.gz', champ, cle, decimales: 0, compte: true, provenance: officielle('INSEE, base permanente des équipements', '2020'),
  })),
];

const PART_ALD: Provenance = { origine: 'CartoSanté, par bassin de vie', millesime: '2024', nature: 'estimee', note: 'part des bénéficiaires d’une affection de longue durée dans le bassin de vie de la commune ; le rattachement de la commune au bassin est approché' };

/** The share of people with a long-term illness is published by bassin de vie: each commune carries that of its own. */
function colonneAld(communes: readonly Ligne[], bassins: readonly Ligne[], rangs: ReadonlyMap<string, number>): readonly Colonne[] {
  if (communes.length === 0 || bassins.length === 0) return [];
  const parts = new Map(bassins.map((l) => [l['code_bv2022'] ?? '', nombre(l['Part des bénéf. en ALD dans la pop 2024']) / 100]));
  const valeurs = new Float32Array(rangs.size).fill(Number.NaN);
  for (const l of communes) {
    const rang = rangs.get(l['code_insee'] ?? '');
    if (rang !== undefined) valeurs[rang] = parts.get(l['bassin_vie_approx'] ?? '') ?? Number.NaN;
  }
  return [{ cle: 'part_ald_bassin', decimales: 5, valeurs }];
}

function colonneDe(s: Source, lignes: readonly Ligne[], rangs: ReadonlyMap<string, number>, devenues: ReadonlyMap<string, string>): Colonne {
  if (s.compte) return compterEquipements(s, lignes, rangs, devenues);
  const valeurs = new Float32Array(rangs.size).fill(Number.NaN);
  for (const l of lignes) {
    const rang = rangs.get(l['code_insee'] ?? '');
    if (rang !== undefined) valeurs[rang] = (s.lire ?? nombre)(l[s.champ]);
  }
  return { cle: s.cle, decimales: s.decimales, valeurs };
}

function compterEquipements(s: Source, lignes: readonly Ligne[], rangs: ReadonlyMap<string, number>, devenues: ReadonlyMap<string, string>): Colonne {
  const valeurs = new Float32Array(rangs.size);
  for (const l of lignes) {
    const code = l['code_insee_2020'] ?? '';
    const rang = rangs.get(code) ?? rangs.get(devenues.get(code) ?? '');
    if (rang !== undefined) valeurs[rang] = (valeurs[rang] ?? 0) + (nombre(l[s.champ]) || 0);
  }
  return { cle: s.cle, decimales: s.decimales, valeurs };
}

const Arcs = z.array(z.int());
const Geometrie = z.object({
  type: z.enum(['Polygon', 'MultiPolygon']).nullish(),
  arcs: z.union([z.array(Arcs), z.array(z.array(Arcs))]).optional(),
  properties: z.object({ code: z.string() }),
});
const Topologie = z.object({
  arcs: z.custom<readonly (readonly (readonly [number, number])[])[]>(Array.isArray),
  transform: z.object({ scale: z.tuple([z.number(), z.number()]), translate: z.tuple([z.number(), z.number()]) }),
  objects: z.record(z.string(), z.object({ geometries: z.array(Geometrie) })),
});

const estMulti = (arcs: number[][] | number[][][]): arcs is number[][][] => Array.isArray(arcs[0]?.[0]);

/** Twice the signed area of a ring of arcs, on the grid. */
function doubleAire(anneau: readonly number[], departs: Int32Array, points: Int32Array): number {
  let somme = 0;
  for (const arc of anneau) {
    const a = arc < 0 ? ~arc : arc;
    let aire = 0;
    for (let i = departs[a] ?? 0; i < (departs[a + 1] ?? 0) - 1; i++) aire += (points[2 * i] ?? 0) * (points[2 * i + 3] ?? 0) - (points[2 * i + 2] ?? 0) * (points[2 * i + 1] ?? 0);
    somme += arc < 0 ? -aire : aire;
  }
  return somme;
}

/** Turns a quantised TopoJSON (property `code`) into the flat arrays of the pack. */
export function lireTopologie(brut: unknown, rangs: ReadonlyMap<string, number>): Trace {
  const t = Topologie.parse(brut);
  const departsArcs = new Int32Array(t.arcs.length + 1);
  t.arcs.forEach((a, i) => { departsArcs[i + 1] = (departsArcs[i] ?? 0) + a.length; });
  const points = new Int32Array(2 * (departsArcs[t.arcs.length] ?? 0));
  let k = 0;
  for (const arc of t.arcs) {
    let [x, y] = [0, 0];
    for (const [dx, dy] of arc) {
      points[k++] = x += dx;
      points[k++] = y += dy;
    }
  }
  const parRang: (readonly number[] | undefined)[] = Array.from({ length: rangs.size });
  for (const g of Object.values(t.objects).flatMap((o) => o.geometries)) {
    const rang = rangs.get(g.properties.code);
    if (rang === undefined || g.arcs === undefined) continue;
    // Simplification may flatten an island to a line: nothing to draw nor to click, its point will do.
    const polygones = (estMulti(g.arcs) ? g.arcs : [g.arcs]).filter((p) => p[0] !== undefined && doubleAire(p[0], departsArcs, points) !== 0);
    if (polygones.length === 0) continue;
    parRang[rang] = [polygones.length, ...polygones.flatMap((p) => [p.length, ...p.flatMap((anneau) => [anneau.length, ...anneau])])];
  }
  const departsFormes = new Int32Array(rangs.size + 1);
  parRang.forEach((f, i) => { departsFormes[i + 1] = (departsFormes[i] ?? 0) + (f?.length ?? 0); });
  return { echelle: t.transform.scale, origine: t.transform.translate, departsArcs, points, departsFormes, formes: Int32Array.from(parRang.flatMap((f) => f ?? [])) };
}

export type Enrichissement = {
  readonly points: ReadonlyMap<string, Point>;
  readonly colonnes: readonly Colonne[];
  readonly zones: readonly TableDeZones[];
  readonly trace?: Trace;
  readonly provenances: Readonly<Partial<Record<CleProvenance, Provenance>>>;
};

/** Old codes of communes with the present one; the region of each département. */
export type Rattachements = { readonly devenues: ReadonlyMap<string, string>; readonly regions: ReadonlyMap<string, string> };

/** What the reference folder (`MAILLAGE_DONNEES`) adds to the built-in pack: points, contours, figures. Read in place, never copied. */
export function lireDossier(dossier: string, rangs: ReadonlyMap<string, number>, { devenues, regions }: Rattachements): Enrichissement {
  const csv = new Map(FICHIERS_DU_DOSSIER.filter((f) => f.endsWith('.csv.gz')).map((f) => [f as string, lireCsv(dossier, f)]));
  const ald = colonneAld(csv.get('offre_soins/medecins_communes_2026.csv.gz') ?? [], csv.get('bassins_de_vie/indicateurs_sante_sociaux_bv.csv.gz') ?? [], rangs);
  const colonnes = [...SOURCES.filter((s) => (csv.get(s.fichier)?.length ?? 0) > 0).map((s) => colonneDe(s, csv.get(s.fichier) ?? [], rangs, devenues)), ...ald];
  const presentes = new Set(colonnes.map((c) => c.cle));
  const points = new Map((csv.get('communes/communes.csv.gz') ?? []).filter((l) => l['lat'] && l['lon']).map((l) => [l['code_insee'] ?? '', { lat: nombre(l['lat']), lon: nombre(l['lon']) }]));
  const contours = join(dossier, 'communes/communes.topo.json.gz' satisfies Fichier);
  const trace = existsSync(contours) ? lireTopologie(JSON.parse(gunzipSync(readFileSync(contours)).toString('utf8')), rangs) : undefined;
  const ign = officielle('IGN, Admin Express COG (Licence Ouverte 2.0)', '2018', 'contours simplifiés, réunis selon les communes de 2026');
  return {
    points, colonnes, zones: lireZones(dossier, regions), ...(trace && { trace }),
    provenances: {
      ...Object.fromEntries(SOURCES.filter((s) => presentes.has(s.cle)).map((s) => [s.cle, s.provenance])),
      ...(ald.length > 0 && { part_ald_bassin: PART_ALD }),
      ...(points.size > 0 && { positions: { ...ign, note: 'un point à l’intérieur de la commune' } }),
      ...(trace && { contours: ign }),
    },
  };
}
