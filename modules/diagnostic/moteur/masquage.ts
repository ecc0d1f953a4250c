import type { Masque } from '../model.ts';
import { type Arc, cheminLeMoinsCher } from './flot.ts';

/** A count as its source gives it: known, hidden by the source itself, or absent. */
export type Effectif = number | 'masque' | undefined;

/** `protege`: hidden only because it would give away another one by subtraction; at or over the threshold. */
export type Cellule = number | Masque | { readonly protege: true } | undefined;
export type Total = number | 'masque' | undefined;
export type ColonneMasquee = { readonly cellules: readonly Cellule[]; readonly total: Total };

/** Counts in rows and columns. Column totals are the source's where it gives them (`undefined`: their sum, when every cell is known). */
export type TableAMasquer = {
  readonly lignes: readonly (readonly Effectif[])[];
  readonly seuil: number;
  readonly totauxColonnes?: readonly (number | undefined)[];
  /** Is a total of each row shown, and then the total of totals? */
  readonly avecTotauxLignes?: boolean;
  /** The least and the most that another figure of the same row says of a count, as they truly are: of forty patients, no more than forty are over seventy. */
  readonly limites?: (ligne: number, colonne: number) => readonly [number, number];
};
export type TableMasquee = { readonly lignes: readonly (readonly Cellule[])[]; readonly totauxColonnes: readonly Total[]; readonly totauxLignes: readonly Total[]; readonly total: Total };

/** Under three, "less than the threshold and not zero" would itself give the figure. */
export const SEUIL_MINIMAL = 3;

type Etat = 'publiee' | 'primaire' | 'secondaire';

/**
 * A count or a total, as an arc between the two equations it appears in. What one equation adds the other takes away, so that every fill
 * of the hidden cells that fits the published ones is a circulation, and the ways to move from one to another are the cycles.
 */
type Case = { readonly de: number; readonly vers: number; readonly genre: 'cellule' | 'total'; readonly connue: boolean; readonly limites: readonly [number, number]; valeur: number; etat: Etat };

/**
 * What a reader knows of a hidden cell before any subtraction. Its limits are the true ones, shown or not: counts that move stay between figures that do not,
 * and one that must follow (of no patient, none is over seventy) has its own room, by its own column.
 */
function bornes(c: Case, seuil: number): readonly [number, number] {
  const [bas, haut] = c.limites;
  if (c.etat === 'primaire') return [Math.max(1, bas), Math.min(seuil - 1, haut)];
  return [Math.max(c.genre === 'cellule' ? seuil : 0, bas), haut];
}

/** A hidden total costs more than any cell: people look at totals first. */
const PRIX_D_UN_TOTAL = 1e9;

/** Both directions of each case, with the room left in them. A published one may be taken, at the price of hiding it, when `aussiPubliees`. */
function arcsDe(cases: readonly Case[], valeurs: readonly number[], { seuil, sauf, aussiPubliees }: { readonly seuil: number; readonly sauf: number; readonly aussiPubliees: boolean }): readonly Arc[] {
  return cases.flatMap((c, cle): readonly Arc[] => {
    const fixe = c.etat === 'publiee' && (!aussiPubliees || (c.genre === 'cellule' && c.valeur < seuil));
    if (cle === sauf || fixe) return [];
    const v = valeurs[cle] ?? 0;
    const [bas, haut] = bornes(c, seuil);
    const cout = c.etat === 'publiee' ? c.valeur + 1 + (c.genre === 'total' ? PRIX_D_UN_TOTAL : 0) : 0;
    return [{ de: c.de, vers: c.vers, capacite: haut - v, cout, cle }, { de: c.vers, vers: c.de, capacite: v - bas, cout, cle }];
  });
}

/**
 * Moves a hidden count by `ecart` and lets the others make up for it, hiding published ones where `aussiPubliees`. Returns how far it could go, and
 * what was hidden on the way. Flows of whole numbers: what is reached is reached by whole counts.
 */
function deplacer(cases: readonly Case[], noeuds: number, k: number, { ecart, seuil, aussiPubliees }: { readonly ecart: number; readonly seuil: number; readonly aussiPubliees: boolean }): { readonly fait: number; readonly prises: ReadonlySet<number> } {
  const cible = cases[k];
  const prises = new Set<number>();
  if (!cible || cible.de === cible.vers) return { fait: Math.abs(ecart), prises };
  const valeurs = cases.map((c) => c.valeur);
  const [depart, arrivee] = ecart > 0 ? [cible.vers, cible.de] : [cible.de, cible.vers];
  let fait = 0;
  while (fait < Math.abs(ecart)) {
    // What has just been hidden costs nothing more.
    const arcs = arcsDe(cases, valeurs, { seuil, sauf: k, aussiPubliees }).map((a) => (prises.has(a.cle) ? { ...a, cout: 0 } : a));
    const chemin = cheminLeMoinsCher(noeuds, arcs, depart, arrivee);
    if (!chemin) break;
    const pas = Math.min(Math.abs(ecart) - fait, chemin.capacite);
    for (const rang of chemin.arcs) {
      const a = arcs[rang];
      if (!a) continue;
      valeurs[a.cle] = (valeurs[a.cle] ?? 0) + (a.de === cases[a.cle]?.de ? pas : -pas);
      if (cases[a.cle]?.etat === 'publiee') prises.add(a.cle);
    }
    fait += pas;
  }
  return { fait, prises };
}

const ecartsDe = (c: Case, seuil: number): readonly number[] => [seuil - 1 - c.valeur, 1 - c.valeur].filter((e) => e !== 0);

/** Does every small count keep the whole range that its mask says, whatever is subtracted from what? */
const protege = (cases: readonly Case[], noeuds: number, seuil: number): boolean =>
  cases.every((c, k) => c.etat !== 'primaire' || ecartsDe(c, seuil).every((ecart) => deplacer(cases, noeuds, k, { ecart, seuil, aussiPubliees: false }).fait === Math.abs(ecart)));

const RELECTURES_AU_PLUS = 40;

function proteger(cases: readonly Case[], noeuds: number, seuil: number): void {
  cases.forEach((c, k) => {
    if (c.etat !== 'primaire') return;
    for (const ecart of ecartsDe(c, seuil)) for (const p of deplacer(cases, noeuds, k, { ecart, seuil, aussiPubliees: true }).prises) { const prise = cases[p]; if (prise) prise.etat = 'secondaire'; }
  });
  // What a later choice made useless shows again, dearest first.
  const cachees = cases.filter((c) => c.etat === 'secondaire' && c.connue).sort((a, b) => Number(b.genre === 'total') - Number(a.genre === 'total') || b.valeur - a.valeur);
  for (const c of cachees.slice(0, RELECTURES_AU_PLUS)) {
    c.etat = 'publiee';
    if (!protege(cases, noeuds, seuil)) c.etat = 'secondaire';
  }
}

/**
 * Whole counts that the source's own masks may hold: as even as its total allows. A total that its cells cannot make (it counts people that no row
 * holds, or it is wrong) is no equation: the column is then protected as if it were their sum.
 */
function completer(colonne: readonly Effectif[], seuil: number, total: number | undefined): readonly number[] {
  const caches = colonne.filter((v) => v === 'masque').length;
  const su = colonne.reduce<number>((n, v) => (typeof v === 'number' ? n + v : n), 0);
  let reste = total === undefined ? caches : total - su;
  if (reste < caches || reste > caches * (seuil - 1)) reste = caches;
  let places = caches;
  return colonne.map((v) => {
    if (v !== 'masque') return v ?? 0;
    const part = Math.min(seuil - 1, Math.ceil(reste / places));
    reste -= part;
    places--;
    return part;
  });
}

const etatDe = (v: Effectif, seuil: number): Etat => (v === 'masque' || (typeof v === 'number' && v > 0 && v < seuil) ? 'primaire' : 'publiee');

const ecrire = (c: Case, source: Effectif, seuil: number): Cellule => {
  if (c.etat === 'primaire') return { masque: true, seuil };
  if (c.etat === 'secondaire') return { protege: true };
  return typeof source === 'number' ? source : undefined;
};

const LIBRE = [0, Number.POSITIVE_INFINITY] as const;

/** A count that its own limits contradict (two sources, two days) is taken as they are. */
const autour = (v: number, [bas, haut]: readonly [number, number]): readonly [number, number] => [Math.min(bas, v), Math.max(haut, v)];

const somme = (l: readonly number[]): number => l.reduce((a, b) => a + b, 0);

/**
 * Hides the counts from 1 to `seuil - 1` of a table published with its totals, then others, the smallest that do, until no combination of published
 * cells and totals says more of a hidden count than its mask does: each could still be any whole number from 1 to `seuil - 1`. Totals are hidden
 * last. Zero stays zero; what is absent counts as zero, as a reader would try. Exact: rows and columns make a network, where intervals are flows.
 * @throws RangeError when `seuil` is under 3, or rows differ in length
 */
export function masquerTable({ lignes, seuil, totauxColonnes = [], avecTotauxLignes = false, limites = () => LIBRE }: TableAMasquer): TableMasquee {
  if (seuil < SEUIL_MINIMAL) throw new RangeError(`Un seuil de masquage vaut au moins ${SEUIL_MINIMAL}.`);
  const largeur = lignes[0]?.length ?? 0;
  if (lignes.some((l) => l.length !== largeur)) throw new RangeError('Les lignes du tableau n’ont pas toutes la même longueur.');
  const colonnes = Array.from({ length: largeur }, (_, j) => lignes.map((l) => l[j]));
  const complets = colonnes.map((c, j) => completer(c, seuil, totauxColonnes[j]));
  // Nodes: one per column, one per row when rows have totals, the two equations of the grand total, and the outside.
  const [dehors, totalDesColonnes, totalDesLignes] = [largeur, largeur + 1, largeur + 2];
  const noeudLigne = (i: number): number => (avecTotauxLignes ? largeur + 3 + i : dehors);
  const noeuds = largeur + 3 + (avecTotauxLignes ? lignes.length : 0);
  const valeur = (i: number, j: number): number => complets[j]?.[i] ?? 0;
  const interieur = lignes.map((l, i) => l.map((v, j): Case => ({ de: noeudLigne(i), vers: j, genre: 'cellule', connue: v !== 'masque', limites: autour(valeur(i, j), limites(i, j)), valeur: valeur(i, j), etat: etatDe(v, seuil) })));
  const total = (de: number, vers: number, v: number, connu: boolean): Case => ({ de, vers, genre: 'total', connue: connu, limites: LIBRE, valeur: v, etat: connu ? 'publiee' : 'secondaire' });
  const inconnue = (l: readonly Effectif[]): boolean => l.includes('masque');
  const enColonnes = colonnes.map((c, j) => total(j, avecTotauxLignes ? totalDesColonnes : dehors, somme(complets[j] ?? []), totauxColonnes[j] !== undefined || !inconnue(c)));
  const enLignes = avecTotauxLignes ? lignes.map((l, i) => total(totalDesLignes, noeudLigne(i), somme(l.map((_, j) => valeur(i, j))), !inconnue(l))) : [];
  const general = avecTotauxLignes ? [total(totalDesColonnes, totalDesLignes, somme(enColonnes.map((c) => c.valeur)), lignes.every((l) => !inconnue(l)) || totauxColonnes.length === largeur && totauxColonnes.every((t) => t !== undefined))] : [];
  if (avecTotauxLignes) proteger([...interieur.flat(), ...enColonnes, ...enLignes, ...general], noeuds, seuil);
  else enColonnes.forEach((t, j) => proteger([...interieur.flatMap((l) => l[j] ?? []), t], noeuds, seuil));
  const montrer = (c: Case | undefined, source?: number): Total => (!c?.connue ? undefined : c.etat === 'publiee' ? (source ?? c.valeur) : 'masque');
  return {
    lignes: interieur.map((l, i) => l.map((c, j) => ecrire(c, lignes[i]?.[j], seuil))),
    totauxColonnes: enColonnes.map((c, j) => montrer(c, totauxColonnes[j])), totauxLignes: enLignes.map((c) => montrer(c)), total: montrer(general[0]),
  };
}

/** The same for one column and its total. */
export function masquerColonne(valeurs: readonly Effectif[], seuil: number, total?: number): ColonneMasquee {
  const t = masquerTable({ lignes: valeurs.map((v) => [v]), seuil, totauxColonnes: [total] });
  return { cellules: t.lignes.map((l) => l[0]), total: t.totauxColonnes[0] };
}
