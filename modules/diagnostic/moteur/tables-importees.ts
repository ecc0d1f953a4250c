import { CLES_INDICATEURS, ENGLOBANTS, INDICATEURS, type Indicateur } from '../constants.ts';
import { libelleIndicateur } from '../labels-chiffres.ts';
import type { Table, Valeur } from '../model.ts';
import type { Lot } from '../model-chiffres.ts';
import type { Perimetre } from '../rules.ts';
import { type Cellule, type Effectif, masquerTable, type Total } from './masquage.ts';

/** The latest file that has one of these figures somewhere. */
export const lotDe = (p: Perimetre, indicateurs: readonly Indicateur[]): Lot | undefined => p.lots.find((l) => indicateurs.some((i) => l.indicateurs.includes(i)));

export type TableImportee = {
  readonly table: Table;
  /** Total of each figure as it may be shown. */
  readonly totaux: ReadonlyMap<Indicateur, Valeur>;
  /** Figures of a commune as they may be shown. */
  readonly dans: (code: string, indicateur: Indicateur) => Valeur;
};

const enValeur = (c: Cellule | Total): Valeur => (c === 'masque' ? { protege: true } : c);

/** What the other counts of a commune say of one: at least those it holds, at most those that hold it. A figure that the file does not give says nothing. */
const limitesDe = (lire: (i: Indicateur) => Effectif, i: Indicateur): readonly [number, number] => {
  const connus = (liste: readonly Indicateur[]): readonly number[] => liste.map(lire).filter((v) => typeof v === 'number');
  return [Math.max(0, ...connus(CLES_INDICATEURS.filter((k) => ENGLOBANTS[k]?.includes(i)))), Math.min(Number.POSITIVE_INFINITY, ...connus(ENGLOBANTS[i] ?? []))];
};

/**
 * Counts of a file by commune, with their total, and what must be hidden hidden. A commune that the source left out, where it gives the total, could be read
 * by subtraction as well as a masked one: it is protected alike.
 */
export function tableDuLot(p: Perimetre, lot: Lot, { cle, legende, indicateurs }: { readonly cle: string; readonly legende: string; readonly indicateurs: readonly Indicateur[] }): TableImportee {
  const presents = indicateurs.filter((i) => lot.indicateurs.includes(i));
  const lire = (code: string, i: Indicateur): Effectif => lot.lire(i, `com:${code}`);
  const communes = [...p.communes].filter((c) => presents.some((i) => lire(c.code, i) !== undefined)).sort((a, b) => (b.population ?? 0) - (a.population ?? 0));
  const effectifs = presents.filter((i) => INDICATEURS[i] === 'effectif');
  const donnes = effectifs.map((i) => lot.lire(i, 'cpts'));
  // Communes of the territory that are in no row count as hidden ones, all together, where the source's total holds them.
  const brut = effectifs.map((i, j) => {
    const su = p.communes.map((c) => lire(c.code, i));
    const total = donnes[j];
    const manque = typeof total === 'number' && total > su.reduce<number>((n, v) => (typeof v === 'number' ? n + v : n), 0);
    return su.map((v) => (manque ? (v ?? 'masque') : v));
  });
  const m = masquerTable({ lignes: p.communes.map((_, k) => brut.map((colonne) => colonne[k])), seuil: lot.seuil, totauxColonnes: donnes.map((t) => (typeof t === 'number' ? t : undefined)), limites: (k, j) => { const [c, i] = [p.communes[k], effectifs[j]]; return c && i ? limitesDe((x) => lire(c.code, x), i) : [0, Number.POSITIVE_INFINITY]; } });
  const rangs = new Map<string, number>(p.communes.map((c, k) => [c.code, k]));
  const dans = (code: string, i: Indicateur): Valeur => {
    const [k, j] = [rangs.get(code), effectifs.indexOf(i)];
    const source = lire(code, i);
    if (source === undefined || k === undefined) return undefined;
    return j < 0 ? (source === 'masque' ? { masque: true, seuil: lot.seuil } : source) : enValeur(m.lignes[k]?.[j]);
  };
  const totalDe = (i: Indicateur): Valeur => {
    const [j, donne] = [effectifs.indexOf(i), lot.lire(i, 'cpts')];
    if (donne === 'masque') return { masque: true, seuil: lot.seuil };
    if (j < 0) return donne;
    if (communes.length === 0) return donne !== undefined && donne > 0 && donne < lot.seuil ? { masque: true, seuil: lot.seuil } : donne;
    return enValeur(m.totauxColonnes[j]);
  };
  const totaux = new Map(presents.map((i) => [i, totalDe(i)] as const));
  // A département that the territory covers whole is no wider: its row would be one more total to subtract from.
  const plusLarges = p.departements.filter((d) => p.paquet.communesDuDepartement(d.code).some((c) => !rangs.has(c.code)));
  const seule = p.departements.length === 1;
  const zones = plusLarges.map((d) => ({ nom: d.nom, valeurs: presents.map((i) => { const v = ailleurs(lot, i, `dep:${d.code}`); return seule && laisseUnPetitReste(v, totaux.get(i), lot.seuil) ? { masque: true as const, seuil: lot.seuil } : v; }) }));
  const france = { nom: 'France', valeurs: presents.map((i) => ailleurs(lot, i, 'france')) };
  const pied: readonly (readonly Valeur[])[] = [
    ...(presents.some((i) => totaux.get(i) !== undefined) ? [['Territoire', ...presents.map((i) => totaux.get(i))]] : []),
    ...[...zones, france].filter((z) => z.valeurs.some((v) => v !== undefined)).map((z) => [z.nom, ...z.valeurs]),
  ];
  return {
    totaux, dans,
    table: {
      cle, legende, colonnes: [{ titre: 'Commune', format: 'texte' }, ...presents.map((i) => ({ titre: libelleIndicateur[i], format: INDICATEURS[i] === 'part' ? ('part' as const) : ('entier' as const) }))],
      lignes: [...communes.map((c) => [c.nom, ...presents.map((i) => dans(c.code, i))]), ...pied], pied: pied.length,
      provenances: [lot.provenance],
    },
  };
}

/** What is left of the département outside a territory that it holds whole would be under the threshold: a few communes, perhaps one. */
function laisseUnPetitReste(departement: Valeur, territoire: Valeur, seuil: number): boolean {
  return typeof departement === 'number' && typeof territoire === 'number' && departement > territoire && departement - territoire < seuil;
}

/** A figure of an area wider than the territory: no subtraction from a row leads to it. */
function ailleurs(lot: Lot, i: Indicateur, zone: `dep:${string}` | 'france'): Valeur {
  const v = lot.lire(i, zone);
  return v === 'masque' || (INDICATEURS[i] === 'effectif' && v !== undefined && v > 0 && v < lot.seuil) ? { masque: true, seuil: lot.seuil } : v;
}
