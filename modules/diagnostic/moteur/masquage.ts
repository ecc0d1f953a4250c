import type { Masque } from '../model.ts';

/** A count as its source gives it: known, hidden by the source itself, or absent. */
export type Effectif = number | 'masque' | undefined;

/** `protege`: hidden only because it would give away another one by subtraction; at or over the threshold. */
export type Cellule = number | Masque | { readonly protege: true } | undefined;
export type ColonneMasquee = { readonly cellules: readonly Cellule[]; readonly total: number | 'masque' | undefined };

/** Under three, "less than the threshold and not zero" would itself give the figure. */
export const SEUIL_MINIMAL = 3;

type Intervalle = { readonly bas: number; readonly haut: number };
type Etat = 'publiee' | 'primaire' | 'secondaire' | 'absente';

/** What a reader knows of a hidden cell before any subtraction. */
const connu = (etat: Etat, seuil: number): Intervalle =>
  etat === 'primaire' ? { bas: 1, haut: seuil - 1 } : { bas: etat === 'secondaire' ? seuil : 0, haut: Number.POSITIVE_INFINITY };

const nul = (e: Etat): boolean => e !== 'publiee';

/**
 * What a reader can still believe of each hidden cell, knowing the published ones and the total: the narrowest whole-number interval,
 * `bas` and `haut` included. Cells are whole numbers, so the interval is reached at both ends.
 */
export function croyances(valeurs: readonly Effectif[], etats: readonly Etat[], { total, seuil }: { readonly total: number; readonly seuil: number }): readonly (Intervalle | undefined)[] {
  const reste = valeurs.reduce<number>((r, v, i) => (etats[i] === 'publiee' && typeof v === 'number' ? r - v : r), total);
  const caches = etats.map((e) => (nul(e) ? connu(e, seuil) : undefined));
  const sommeBas = caches.reduce((s, c) => s + (c?.bas ?? 0), 0);
  const sommeHaut = caches.reduce((s, c) => s + (c?.haut ?? 0), 0);
  const infinis = caches.filter((c) => c?.haut === Number.POSITIVE_INFINITY).length;
  return caches.map((c) => {
    if (!c) return undefined;
    const autresInfinis = infinis - (c.haut === Number.POSITIVE_INFINITY ? 1 : 0);
    const autresHaut = autresInfinis > 0 ? Number.POSITIVE_INFINITY : infinis > 0 ? caches.reduce((s, d) => s + (d && d !== c ? d.haut : 0), 0) : sommeHaut - c.haut;
    return { bas: Math.max(c.bas, reste - autresHaut), haut: Math.min(c.haut, reste - (sommeBas - c.bas)) };
  });
}

/** A subtraction teaches nothing when every small count keeps the whole range that its mask says. */
const protege = (etats: readonly Etat[], lues: readonly (Intervalle | undefined)[], seuil: number): boolean =>
  etats.every((e, i) => e !== 'primaire' || (lues[i] !== undefined && lues[i].bas <= 1 && lues[i].haut >= seuil - 1));

const etatDe = (v: Effectif, seuil: number): Etat => (v === 'masque' || (typeof v === 'number' && v > 0 && v < seuil) ? 'primaire' : v === undefined ? 'absente' : 'publiee');

const ecrire = (v: Effectif, etat: Etat, seuil: number): Cellule => {
  switch (etat) {
    case 'publiee': return typeof v === 'number' ? v : undefined;
    case 'primaire': return { masque: true, seuil };
    case 'secondaire': return { protege: true };
    case 'absente': return undefined;
  }
};

/** The total that the cells allow, when none is hidden or absent. */
function sommeConnue(valeurs: readonly Effectif[]): number | undefined {
  let somme = 0;
  for (const v of valeurs) {
    if (typeof v !== 'number') return undefined;
    somme += v;
  }
  return somme;
}

/**
 * Hides the counts from 1 to `seuil - 1` of a column published with its total, then as many others, smallest first, as needed for no
 * subtraction to say more of a hidden count than its mask does; when all others would not do, the total is hidden too. Zero stays zero.
 * @param total the one of the source, when it gives one; the sum otherwise, when every cell is known
 * @throws RangeError when `seuil` is under 3
 */
export function masquerColonne(valeurs: readonly Effectif[], seuil: number, total = sommeConnue(valeurs)): ColonneMasquee {
  if (seuil < SEUIL_MINIMAL) throw new RangeError(`Un seuil de masquage vaut au moins ${SEUIL_MINIMAL}.`);
  const etats = valeurs.map((v) => etatDe(v, seuil));
  const rendre = (t: ColonneMasquee['total']): ColonneMasquee => ({ cellules: valeurs.map((v, i) => ecrire(v, etats[i] ?? 'absente', seuil)), total: t });
  if (total === undefined) return rendre(undefined);
  const candidates = valeurs.flatMap((v, i) => (typeof v === 'number' && v >= seuil ? [{ v, i }] : [])).sort((a, b) => a.v - b.v);
  for (;;) {
    if (protege(etats, croyances(valeurs, etats, { total, seuil }), seuil)) return rendre(total);
    const suivante = candidates.shift();
    if (!suivante) break;
    etats[suivante.i] = 'secondaire';
  }
  // Nothing left to hide but the total: without it no subtraction is possible, so the cells at or over the threshold may show again.
  for (const [i, e] of etats.entries()) if (e === 'secondaire') etats[i] = 'publiee';
  return rendre('masque');
}
