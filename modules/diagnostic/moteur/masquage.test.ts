import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cellule, type Effectif, masquerColonne } from './masquage.ts';

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

  test('1 et 5 : leur somme dirait tout, un troisième est masqué', () => {
    expect(masquerColonne([1, 5, 40], SEUIL)).toEqual({ cellules: [masque, protege, protege], total: 46 });
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
