import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cellule, type Effectif, masquerColonne, masquerTable, type TableMasquee, type Total } from './masquage.ts';

const SEUIL = 5;
const masque = { masque: true, seuil: SEUIL } as const;
const protege = { protege: true } as const;

describe('un petit effectif', () => {
  test.each<readonly [string, readonly Effectif[], readonly Cellule[]]>([
    ['zéro reste zéro', [0, 12, 30], [0, 12, 30]],
    ['un effectif au seuil est publié', [5, 12, 30], [5, 12, 30]],
    ['sous le seuil il est masqué, et le plus petit des autres avec lui', [4, 12, 30], [masque, protege, 30]],
    ['un masque de la source est protégé de la même façon, si elle donne le total', ['masque', 12, 30], [masque, protege, 30]],
    ['sans effectif petit rien n’est masqué', [9, 12, 30], [9, 12, 30]],
    ['une case absente le reste', [undefined, 12], [undefined, 12]],
  ])('%s', (_, valeurs, attendues) => {
    expect(masquerColonne(valeurs, SEUIL, valeurs.includes('masque') ? 45 : undefined).cellules).toEqual(attendues);
  });

  test('1 et 5 : leur somme dirait tout, c’est 40 que l’on masque avec 1', () => {
    expect(masquerColonne([1, 5, 40], SEUIL)).toEqual({ cellules: [masque, 5, protege], total: 46 });
  });

  test('seul de sa colonne, c’est le total qui est masqué', () => {
    expect(masquerColonne([3, 0, 0], SEUIL)).toEqual({ cellules: [masque, 0, 0], total: 'masque' });
  });

  test('un seuil de 2 dirait que c’est 1 : refusé', () => expect(() => masquerColonne([1, 8], 2)).toThrow(RangeError));
});

type Publie = ReturnType<typeof masquerColonne>;

/**
 * The attack: every way to fill the hidden cells with whole numbers that fits what is published, by trying them all. It shares nothing with the
 * rule: small counts are tried one by one, and what is left must be a sum of counts at or over the threshold.
 */
function possibles({ cellules, total }: Publie, cible: number, seuil: number): ReadonlySet<number> {
  const rangs = cellules.flatMap((c, i) => (typeof c === 'object' && 'masque' in c ? [i] : []));
  const secondaires = cellules.filter((c) => typeof c === 'object' && 'protege' in c).length;
  const publies = cellules.reduce<number>((s, c) => (typeof c === 'number' ? s + c : s), 0);
  const vus = new Set<number>();
  const essayer = (k: number, somme: number, dela: number): void => {
    if (k === rangs.length) {
      if (total === 'masque' || total === undefined) return void vus.add(dela);
      const reste = total - publies - somme;
      if (secondaires > 0 ? reste >= secondaires * seuil : reste === 0) vus.add(dela);
      return;
    }
    for (let v = 1; v < seuil; v++) essayer(k + 1, somme + v, rangs[k] === cible ? v : dela);
  };
  essayer(0, 0, -1);
  return vus;
}

describe('attaque par différence', () => {
  const petits = fc.array(fc.oneof({ weight: 2, arbitrary: fc.integer({ min: 0, max: 6 }) }, { weight: 1, arbitrary: fc.integer({ min: 5, max: 60 }) }), { minLength: 1, maxLength: 9 }).filter((l) => l.filter((v) => v > 0 && v < 6).length <= 6);

  test('aucune combinaison des cases et du total ne dit d’un effectif masqué plus que « moins de N »', () => {
    fc.assert(
      fc.property(petits, fc.integer({ min: 3, max: 6 }), (valeurs, seuil) => {
        const publie = masquerColonne(valeurs, seuil);
        valeurs.forEach((v, i) => {
          if (v > 0 && v < seuil) expect([...possibles(publie, i, seuil)].sort((a, b) => a - b)).toEqual(Array.from({ length: seuil - 1 }, (_, k) => k + 1));
        });
      }),
      { numRuns: 400 },
    );
  });

  test('rien n’est inventé : une case publiée est la vraie, un total publié est la vraie somme, un zéro n’est jamais masqué', () => {
    fc.assert(
      fc.property(petits, (valeurs) => {
        const { cellules, total } = masquerColonne(valeurs, SEUIL);
        cellules.forEach((c, i) => { if (typeof c === 'number') expect(c).toBe(valeurs[i]); if (valeurs[i] === 0) expect(c).toBe(0); });
        if (typeof total === 'number') expect(total).toBe(valeurs.reduce((a, b) => a + b, 0));
      }),
    );
  });

  test('sans protection l’attaque réussit : elle sait donc voir', () => {
    const nue: Publie = { cellules: [masque, 12, 30], total: 45 };
    expect([...possibles(nue, 0, SEUIL)]).toEqual([3]);
  });
});

/**
 * The attack on rows and columns: can this count be `vise`? Every way to fill the hidden cells is tried, depth first, whole number by whole number; a
 * published total must be the sum of its line. It shares nothing with the rule, which follows flows.
 */
function peutEtre({ lignes, totauxLignes, totauxColonnes, total }: TableMasquee, vraies: readonly (readonly number[])[], { ligne, colonne, vise, seuil }: { readonly ligne: number; readonly colonne: number; readonly vise: number; readonly seuil: number }): boolean {
  const [n, m] = [lignes.length, lignes[0]?.length ?? 0];
  const cases = lignes.flatMap((l, i) => l.map((c, j) => ({ i, j, c, vraie: vraies[i]?.[j] ?? 0 })));
  const sommesL = Array.from({ length: n }, () => 0);
  const sommesC = Array.from({ length: m }, () => 0);
  const permis = (t: Total, somme: number, finie: boolean): boolean => typeof t !== 'number' || (finie ? somme === t : somme <= t);
  const domaine = ({ i, j, c, vraie }: (typeof cases)[number]): readonly number[] => {
    if (i === ligne && j === colonne) return [vise];
    if (c === undefined) return [0];
    if (typeof c === 'number') return [c];
    // The true value first: most fills differ from the truth by one cycle.
    const bornes = 'masque' in c ? { bas: 1, haut: seuil - 1 } : { bas: seuil, haut: vraie + 2 * seuil };
    return Array.from({ length: bornes.haut - bornes.bas + 1 }, (_, k) => bornes.bas + k).sort((a, b) => Math.abs(a - vraie) - Math.abs(b - vraie));
  };
  const essayer = (k: number): boolean => {
    const x = cases[k];
    if (!x) {
      const toutes = sommesL.reduce((a, b) => a + b, 0);
      return permis(total, toutes, true);
    }
    return domaine(x).some((v) => {
      sommesL[x.i] = (sommesL[x.i] ?? 0) + v;
      sommesC[x.j] = (sommesC[x.j] ?? 0) + v;
      const bon = permis(totauxLignes[x.i], sommesL[x.i] ?? 0, x.j === m - 1) && permis(totauxColonnes[x.j], sommesC[x.j] ?? 0, x.i === n - 1) && essayer(k + 1);
      sommesL[x.i] = (sommesL[x.i] ?? 0) - v;
      sommesC[x.j] = (sommesC[x.j] ?? 0) - v;
      return bon;
    });
  };
  return essayer(0);
}

describe('attaque par différence, lignes et colonnes', () => {
  const tableau = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })).chain(([n, m]) => fc.array(fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 3, max: 25 })), { minLength: m, maxLength: m }), { minLength: n, maxLength: n }));
  const tous = (seuil: number) => Array.from({ length: seuil - 1 }, (_, k) => k + 1);
  const croire = (t: TableMasquee, lignes: readonly (readonly number[])[], i: number, j: number, seuil: number) => tous(seuil).filter((vise) => peutEtre(t, lignes, { ligne: i, colonne: j, vise, seuil }));

  test.each([true, false])('totaux de lignes montrés : %s ; aucun effectif masqué n’est mieux connu que « moins de N »', (avecTotauxLignes) => {
    fc.assert(
      fc.property(tableau, fc.integer({ min: 3, max: 4 }), (lignes, seuil) => {
        const t = masquerTable({ lignes, seuil, avecTotauxLignes });
        lignes.forEach((l, i) => l.forEach((v, j) => { if (v > 0 && v < seuil) expect(croire(t, lignes, i, j, seuil)).toEqual(tous(seuil)); }));
      }),
      { numRuns: 300 },
    );
  });

  test('colonne par colonne ne suffit pas : les lignes disent ce que les colonnes cachent, l’attaque le voit', () => {
    const lignes = [[2, 30, 40], [20, 30, 50], [25, 35, 45]];
    const parColonne = masquerTable({ lignes, seuil: SEUIL });
    const nue: TableMasquee = { ...parColonne, totauxLignes: lignes.map((l) => l.reduce((a, b) => a + b, 0)), total: 277 };
    expect(croire(nue, lignes, 0, 0, SEUIL)).toEqual([2]);
    expect(croire(masquerTable({ lignes, seuil: SEUIL, avecTotauxLignes: true }), lignes, 0, 0, SEUIL)).toEqual([1, 2, 3, 4]);
  });

  test('rien n’est inventé, aucun zéro n’est masqué, les petits sont tous masqués', () => {
    fc.assert(
      fc.property(tableau, fc.integer({ min: 3, max: 6 }), (lignes, seuil) => {
        const t = masquerTable({ lignes, seuil, avecTotauxLignes: true });
        lignes.forEach((l, i) => l.forEach((v, j) => {
          const c = t.lignes[i]?.[j];
          if (typeof c === 'number') expect(c).toBe(v);
          if (v === 0) expect(c).toBe(0);
          if (v > 0 && v < seuil) expect(c).toEqual({ masque: true, seuil });
        }));
        t.totauxLignes.forEach((x, i) => { if (typeof x === 'number') expect(x).toBe(lignes[i]?.reduce((a, b) => a + b, 0)); });
        if (typeof t.total === 'number') expect(t.total).toBe(lignes.flat().reduce((a, b) => a + b, 0));
      }),
    );
  });

  test('un masque de la source sans total de la source : le total reste inconnu', () => {
    expect(masquerTable({ lignes: [['masque'], [12]], seuil: SEUIL }).totauxColonnes).toEqual([undefined]);
  });
});

/** One figure held in another, commune by commune: `dedans` never exceeds `tout`. */
type Emboites = { readonly tout: readonly number[]; readonly dedans: readonly number[] };

const masquerEmboites = ({ tout, dedans }: Emboites, seuil: number, limites: boolean): TableMasquee =>
  masquerTable({ lignes: tout.map((v, i) => [v, dedans[i] ?? 0]), seuil, ...(limites && { limites: (i, j) => (j === 0 ? [dedans[i] ?? 0, Number.POSITIVE_INFINITY] : [0, tout[i] ?? 0]) }) });

/** Every pair of columns that fits the page and where the part never exceeds the whole, tried row by row. What is kept: the values of one hidden count. */
function possiblesEmboites(t: TableMasquee, ligne: number, colonne: 0 | 1, seuil: number): readonly number[] {
  const domaine = (c: Cellule): readonly number[] => (typeof c === 'number' ? [c] : c === undefined ? [0] : Array.from({ length: 'masque' in c ? seuil - 1 : 4 * seuil }, (_, k) => k + ('masque' in c ? 1 : seuil)));
  const vus = new Set<number>();
  const essayer = (i: number, sommes: readonly [number, number], vu: number): void => {
    const [grand, petit] = [t.lignes[i]?.[0], t.lignes[i]?.[1]];
    if (i === t.lignes.length) {
      if (sommes.every((s, j) => typeof t.totauxColonnes[j] !== 'number' || t.totauxColonnes[j] === s)) vus.add(vu);
      return;
    }
    for (const a of domaine(grand)) for (const b of domaine(petit)) {
      const suite = [sommes[0] + a, sommes[1] + b] as const;
      if (b <= a && suite.every((s, j) => { const x = t.totauxColonnes[j]; return typeof x !== 'number' || s <= x; })) essayer(i + 1, suite, i === ligne ? (colonne === 0 ? a : b) : vu);
    }
  };
  essayer(0, [0, 0], -1);
  return [...vus].sort((a, b) => a - b);
}

describe('attaque par une colonne qui en contient une autre', () => {
  const communes = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: 3 }).map((l): Emboites => ({ tout: l.map(([a, b]) => Math.max(a, b)), dedans: l.map(([a, b]) => Math.min(a, b)) }));

  test('ni la partie ni le tout ne disent d’un effectif masqué plus que « moins de N »', () => {
    fc.assert(
      fc.property(communes, fc.integer({ min: 3, max: 4 }), (e, seuil) => {
        const t = masquerEmboites(e, seuil, true);
        [e.tout, e.dedans].forEach((colonne, j) => colonne.forEach((v, i) => {
          if (v > 0 && v < seuil) expect(possiblesEmboites(t, i, j === 0 ? 0 : 1, seuil)).toEqual(Array.from({ length: seuil - 1 }, (_, k) => k + 1));
        }));
      }),
      { numRuns: 400 },
    );
  });

  test('3 généralistes à côté de 8 dont 7 de 60 ans et plus : sans la partie, l’attaque en sait trop', () => {
    const e: Emboites = { tout: [3, 8, 30], dedans: [0, 7, 20] };
    expect(possiblesEmboites(masquerEmboites(e, 6, false), 0, 0, 6)).toEqual([1, 2, 3, 4]);
    expect(masquerEmboites(e, 6, true).lignes.map((l) => l[0])).toEqual([{ masque: true, seuil: 6 }, 8, protege]);
  });
});
