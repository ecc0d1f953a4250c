import { describe, expect, test } from 'vitest';
import type { Contenu } from '../model-valeurs.ts';
import { aRetenir, type Ligne, lireRangees, proposerColonnes } from './import-releves.ts';

const LIGNES: readonly Ligne[] = [
  { id: 'ald-2', libelle: 'Patients en ALD sans médecin traitant', unite: 'patients', connue: 171 },
  { id: 'sein-2', libelle: 'Dépistage du cancer du sein', unite: '%', connue: 69.2 },
  { id: 'colo-2', libelle: 'Dépistage du cancer colorectal', unite: '%', connue: 24.6 },
];
const feuille = (...rangees: Contenu['lignes']): Contenu => ({ feuille: 'F', rang: 1, lignes: [['Requête CPAM', null, null], ['Code', 'Indicateur', 'Novembre 2026'], ...rangees] });
const CPAM = feuille(['A1', 'Nombre de patients ALD sans médecin traitant', 99], ['B1', 'Taux de dépistage cancer du sein', 0.7012], ['B2', 'Dépistage colorectal', '25,1 %'], ['C', 'Population protégée', 84_512]);
const lire = (c: Contenu, options: Partial<Parameters<typeof lireRangees>[1]> = {}) => lireRangees(c, { colonnes: proposerColonnes(c), lignes: LIGNES, ...options });

describe('un tableur de la caisse', () => {
  test('se lit : noms, valeurs, et la ligne de chaque nom', () => {
    expect(lire(CPAM).map((r) => [r.nom, r.valeur, r.ligne])).toEqual([
      ['Nombre de patients ALD sans médecin traitant', 99, 'ald-2'],
      ['Taux de dépistage cancer du sein', 70.12, 'sein-2'],
      ['Dépistage colorectal', 25.1, 'colo-2'],
      ['Population protégée', 84_512, ''],
    ]);
  });

  test.each<readonly [string, string | number | null, number | undefined, string | undefined]>([
    ['un effectif masqué n’est jamais zéro', '<11', undefined, 'masquee'],
    ['une cellule vide', null, undefined, 'vide'],
    ['un commentaire', 'voir note', undefined, 'illisible'],
    ['un zéro écrit', 0, 0, undefined],
    ['un nombre à la française', '1 234,5', 1234.5, undefined],
  ])('%s', (_, cellule, valeur, rejet) => {
    expect(lire(feuille(['A1', 'Patients en ALD sans médecin traitant', cellule], ['B', 'Autre chose', 3]), { colonnes: { libelle: 1, valeur: 2 } })[0]).toMatchObject({ valeur, rejet });
  });

  test('une part n’est changée en pour-cent que si la ligne compte en pour-cent et se connaît au-dessus de 2', () => {
    const en = (ligne: Ligne, v: number) => lire(feuille(['A', ligne.libelle, v], ['B', 'x y', 1]), { colonnes: { libelle: 1, valeur: 2 }, lignes: [ligne] })[0]?.valeur;
    const [ald, sein] = [LIGNES[0], LIGNES[1]];
    if (!ald || !sein) throw new Error('lines');
    expect([en(sein, 0.7), en(sein, 1), en(sein, 1.01), en({ ...sein, connue: 1.9 }, 0.7), en({ ...sein, connue: undefined }, 0.7), en(ald, 0.7)]).toEqual([70, 100, 1.01, 0.7, 0.7, 0.7]);
  });

  test('ce que la personne a dit une fois se retrouve l’année suivante, par le nom des lignes', () => {
    const colonnes = proposerColonnes(CPAM);
    const dites = lire(CPAM, { choix: new Map([[2, ''], [3, 'sein-2'], [5, 'ald-2']]) });
    const retenue = aRetenir(dites, LIGNES, colonnes);
    const suivantes = LIGNES.map((l) => ({ ...l, id: l.id.replace('2', '3') }));
    expect(lire(CPAM, { lignes: suivantes, retenue }).map((r) => r.ligne)).toEqual(['', 'sein-3', '', 'ald-3']);
  });
});
