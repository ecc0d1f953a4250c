import type { AncienneCommune, Colonne, Commune, Contour, DonneesPaquet, Paquet, Trace } from '#modules/territoire/model.ts';
import { creerRecherche } from './recherche.ts';

const RIEN: readonly never[] = [];

function grouper<T>(elements: readonly T[], cles: (e: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const groupes = new Map<string, T[]>();
  for (const e of elements) {
    for (const cle of cles(e)) {
      const groupe = groupes.get(cle);
      if (groupe) groupe.push(e);
      else groupes.set(cle, [e]);
    }
  }
  return groupes;
}

function point(t: Trace, i: number): readonly [number, number] {
  return [t.echelle[0] * (t.points[2 * i] ?? 0) + t.origine[0], t.echelle[1] * (t.points[2 * i + 1] ?? 0) + t.origine[1]];
}

function ajouterArc(t: Trace, arc: number, anneau: (readonly [number, number])[]): void {
  const a = arc < 0 ? ~arc : arc;
  const [debut, fin] = [t.departsArcs[a] ?? 0, t.departsArcs[a + 1] ?? 0];
  const suite = Array.from({ length: fin - debut }, (_, k) => point(t, arc < 0 ? fin - 1 - k : debut + k));
  // Two arcs that follow each other share their joint.
  anneau.push(...(anneau.length > 0 ? suite.slice(1) : suite));
}

/** The polygons of one commune, in degrees; `undefined` when the sources draw none. */
export function lireContour(t: Trace, rang: number): Contour | undefined {
  let i = t.departsFormes[rang] ?? 0;
  if (i === t.departsFormes[rang + 1]) return undefined;
  const polygones: (readonly [number, number])[][][] = [];
  for (let restants = t.formes[i++] ?? 0; restants > 0; restants--) {
    const anneaux: (readonly [number, number])[][] = [];
    for (let n = t.formes[i++] ?? 0; n > 0; n--) {
      const anneau: (readonly [number, number])[] = [];
      for (let arcs = t.formes[i++] ?? 0; arcs > 0; arcs--) ajouterArc(t, t.formes[i++] ?? 0, anneau);
      anneaux.push(anneau);
    }
    polygones.push(anneaux);
  }
  return polygones;
}

const lireColonne = (colonne: Colonne | undefined, rang: number): number | undefined => {
  const v = colonne?.valeurs[rang];
  if (colonne === undefined || v === undefined || Number.isNaN(v)) return undefined;
  const f = 10 ** colonne.decimales;
  return Math.round(v * f) / f;
};

/** Indexes the data of a pack. No copy is made: the communes handed out are those of `d`, shared and never modified. */
export function creerPaquet(d: DonneesPaquet): Paquet {
  const parCode = new Map<string, Commune>(d.communes.map((c) => [c.code, c]));
  const departements = new Map(d.departements.map((x) => [x.code, x]));
  const regions = new Map(d.regions.map((x) => [x.code, x]));
  const groupements = new Map(d.groupements.map((x) => [x.siren, x]));
  const anciennes: ReadonlyMap<string, readonly AncienneCommune[]> = grouper(d.anciennes, (a) => [a.code]);
  const parDepartement = grouper(d.communes, (c) => [c.departement]);
  const parVille = grouper(d.communes, (c) => (c.ville ? [c.ville] : RIEN));
  const colonnes = new Map(d.colonnes.map((c) => [c.cle, c]));
  const zones = new Map(d.zones.map((z) => [z.cle, z]));
  let parCodePostal: ReadonlyMap<string, readonly Commune[]> | undefined;

  return {
    empreinte: d.empreinte,
    communes: d.communes,
    departements: d.departements,
    regions: d.regions,
    groupements: d.groupements,
    voisinage: d.trace ? 'contours' : 'distance',
    provenance: (cle) => d.provenances[cle],
    commune: (code) => parCode.get(code),
    anciennes: (code) => anciennes.get(code) ?? RIEN,
    departement: (code) => departements.get(code),
    region: (code) => regions.get(code),
    groupement: (siren) => groupements.get(siren),
    communesDuDepartement: (code) => parDepartement.get(code) ?? RIEN,
    communesDuCodePostal: (cp) => (parCodePostal ??= grouper(d.communes, (c) => c.codesPostaux)).get(cp) ?? RIEN,
    arrondissements: (ville) => parVille.get(ville) ?? RIEN,
    voisines: (code) => {
      const c = parCode.get(code);
      if (!c) return RIEN;
      const rangs = d.voisinage.cibles.subarray(d.voisinage.departs[c.rang], d.voisinage.departs[c.rang + 1]);
      return Array.from(rangs, (r) => d.communes[r]).filter((v) => v !== undefined);
    },
    contour: (code) => {
      const c = parCode.get(code);
      return c && d.trace ? lireContour(d.trace, c.rang) : undefined;
    },
    indicateur: (cle, code) => {
      const c = parCode.get(code);
      return c && lireColonne(colonnes.get(cle), c.rang);
    },
    zone: (cle, zone) => {
      const table = zones.get(cle);
      const valeur = table?.valeurs[zone];
      return table && valeur !== undefined ? { valeur, provenance: table.provenance } : undefined;
    },
    clesDeZones: (prefixe) => [...zones.keys()].filter((cle) => cle.startsWith(prefixe)),
    chercher: creerRecherche(d.communes, d.anciennes, parCode),
  };
}
