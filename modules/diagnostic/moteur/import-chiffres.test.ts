import { describe, expect, test } from 'vitest';
import { attendUneLigne, defautDesRoles, lireCellule, lireChiffres, type Lieux, proposerRoles, rangDesTitres, type RoleColonne, signatureDe, titresDe } from './import-chiffres.ts';
import { decouper, type Grille, separateurDe } from './tableur.ts';

const grille = (...lignes: readonly (readonly (string | number | null)[])[]): Grille => ({ feuille: '', lignes });
const lieux: Lieux = {
  territoire: [{ code: '19031', nom: 'Brive-la-Gaillarde' }, { code: '19123', nom: 'Malemort' }, { code: '01004', nom: 'Ambérieu-en-Bugey' }, { code: '19001', nom: 'Saint-Jean' }, { code: '19002', nom: 'Saint-Jean' }],
  departements: [{ code: '19', nom: 'Corrèze' }, { code: '01', nom: 'Ain' }], existe: (code) => code === '75056',
};
const lire = (g: Grille, roles: readonly RoleColonne[], rang = 0) => lireChiffres(g, { rang, roles, lieux });

describe('une cellule', () => {
  test.each(['<11', '< 11', 's', 'S', 'n.c.', 'N.C', 'nc', '-', '–', 'secret', '*', '***', 'masqué', '≤10', '<= 10', 'moins de 11', '1 à 10', 'non communiqué'])('« %s » est un chiffre masqué, jamais zéro', (t) => expect(lireCellule(t).genre).toBe('masque'));
  test.each([['<11', 11], ['≤ 10', 11], ['moins de 6', 6], ['1 à 10', 11]])('« %s » dit un seuil de %i', (t, seuil) => expect(lireCellule(t)).toEqual({ genre: 'masque', seuil }));
  test.each(['', '  ', 'n.d.', 'ND', 'na', null, undefined])('« %s » n’est rien du tout', (t) => expect(lireCellule(t).genre).toBe('vide'));
  test.each([['0', 0], [0, 0], ['1 234', 1234], ['1\u202f234', 1234], ['1\u00a0234', 1234], ['12,5', 12.5], ['12.5', 12.5], [0.125, 0.125], ['+7', 7]])('« %s » est un nombre', (t, valeur) => expect(lireCellule(t)).toEqual({ genre: 'nombre', valeur, pourcent: false }));
  test('un pourcentage se reconnaît', () => expect(lireCellule('12,5 %')).toEqual({ genre: 'nombre', valeur: 12.5, pourcent: true }));
  test.each(['beaucoup', '-3', '1 23 4', '12,3,4', '#REF!', 'NaN', Number.NaN])('« %s » ne se lit pas', (t) => expect(lireCellule(t).genre).toBe('illisible'));
});

describe('les colonnes', () => {
  test.each<readonly [string, RoleColonne]>([
    ['Code INSEE', 'code'], ['CODGEO', 'code'], ['Commune de résidence', 'nom'], ['Patients 16+ sans MT', 'sans_mt'], ['Nb de patients en ALD sans médecin traitant', 'ald_sans_mt'], ['ALD', 'ald'],
    ['Bénéficiaires de la C2S sans MT', 'c2s_sans_mt'], ['70 ans et plus sans médecin traitant', 'plus_70_sans_mt'], ['C2S en ALD sans MT', 'c2s_ald_sans_mt'], ['Population de 70 ans et +', 'plus_70'], ['Code postal', 'ignorer'],
    ['Nombre de patients de 16 ans et plus', 'assures_16'], ['Part sans MT (%)', 'ignorer'], ['Taux de dépistage du cancer du sein', 'depistage_sein'], ['Dépistage colorectal', 'depistage_colorectal'], ['Médecins généralistes de 60 ans et plus', 'generalistes_60'],
  ])('« %s » : %s', (titre, role) => expect(proposerRoles([titre])).toEqual([role]));
  test('chacune des quatre du tableau de la caisse à sa place', () => {
    expect(proposerRoles(['Commune', 'Sans MT', 'ALD sans MT', 'C2S sans MT', '70 ans et + sans MT'])).toEqual(['nom', 'sans_mt', 'ald_sans_mt', 'c2s_sans_mt', 'plus_70_sans_mt']);
  });
  test('les titres se trouvent sous un intitulé', () => {
    const g = grille(['CPAM de la Corrèze'], ['Situation au 31/12/2025', null], [], ['Code', 'Commune', 'Sans MT'], ['19031', 'Brive', 's']);
    expect(rangDesTitres(g)).toBe(3);
    expect(titresDe(g, 3)).toEqual(['Code', 'Commune', 'Sans MT']);
  });
  test('les mêmes titres, autrement écrits, sont les mêmes', () => expect(signatureDe(['Code INSEE', 'Déjà'])).toBe(signatureDe(['code insee', 'DEJA'])));
  test('sans chiffre ou en double : dit', () => {
    expect(defautDesRoles(['code', 'ignorer'])).toEqual({ code: 'aucun_indicateur' });
    expect(defautDesRoles(['code', 'ald', 'ald'])).toEqual({ code: 'role_double', role: 'ald' });
  });
});

describe('les lignes', () => {
  const titres = ['Code', 'Commune', 'Sans MT'];
  const roles: readonly RoleColonne[] = ['code', 'nom', 'sans_mt'];
  test('par code, par nom, un zéro perdu, un total', () => {
    const lu = lire(grille(titres, ['19031', 'Brive', 100], ['', 'malemort', '<11'], [1004, '', 12], ['', 'Total', '1 120']), roles);
    expect(lu.rejets).toEqual([]);
    expect(lu.valeurs.map((v) => [v.zone, v.valeur])).toEqual([['com:19031', 100], ['com:19123', undefined], ['com:01004', 12], ['cpts', 1120]]);
    expect([lu.masques, lu.seuilEcrit]).toEqual([1, 11]);
  });
  test.each([
    [['75056', 'Paris', 1], 'hors_territoire'], [['99999', '', 1], 'lieu_inconnu'], [['', 'Ailleurs', 1], 'lieu_inconnu'], [['', 'Saint-Jean', 1], 'lieu_ambigu'], [['', '', 1], 'lieu_absent'],
    [['19031', '', 'cent'], 'nombre_illisible'], [['19031', '', '12,5'], 'pas_un_effectif'], [['19031', '', '-4'], 'nombre_illisible'],
  ])('%j est laissée de côté : %s', (ligne, code) => expect(lire(grille(titres, ligne), roles).rejets).toEqual([{ ligne: 2, raison: expect.objectContaining({ code }) }]));
  test('la même commune deux fois : la seconde est laissée de côté, et dit laquelle est lue', () => expect(lire(grille(titres, ['19031', '', 5], ['19031', '', 6]), roles).rejets).toEqual([{ ligne: 3, raison: { code: 'deja_lu', texte: '19031', ligne: 2 } }]));
  test('une ligne mauvaise n’emporte pas les autres, une note de bas de page n’est pas une ligne', () => {
    const lu = lire(grille(titres, ['19031', '', 'x'], ['19123', '', 7], ['Source : CPAM', null, null]), roles);
    expect([lu.lignes, lu.rejets.length]).toEqual([1, 1]);
  });
  describe('sans colonne de lieu', () => {
    const sansLieu = (ligne: number | undefined, ...lignes: readonly (readonly (string | number | null)[])[]) => lireChiffres(grille(['Sans MT', 'ALD'], ...lignes), { rang: 0, roles: ['sans_mt', 'ald'], lieux, ligne });
    test('la seule ligne de chiffres vaut pour toute la CPTS, note de bas de page comprise', () => {
      const lu = sansLieu(undefined, [100, 20], ['', ''], [null]);
      expect([lu.valeurs.map((v) => [v.zone, v.valeur]), lu.rejets, attendUneLigne(lu)]).toEqual([[['cpts', 100], ['cpts', 20]], [], false]);
    });
    test('de plusieurs lignes, aucune n’est lue tant que personne n’a choisi', () => {
      const lu = sansLieu(undefined, [100, 20], [], [3, 4]);
      expect([lu.valeurs, lu.sansLieu, attendUneLigne(lu)]).toEqual([[], [2, 4], true]);
    });
    test('la première illisible ne fait pas lire la seconde à sa place', () => expect(sansLieu(undefined, ['cent', 20], [3, 4]).valeurs).toEqual([]));
    test('la ligne choisie est lue, les autres disent laquelle l’est', () => {
      const lu = sansLieu(3, [100, 20], [3, 4]);
      expect([lu.valeurs.map((v) => [v.zone, v.valeur]), lu.rejets, attendUneLigne(lu)]).toEqual([[['cpts', 3], ['cpts', 4]], [{ ligne: 2, raison: { code: 'ligne_non_choisie', choisie: 3 } }], false]);
    });
    test.each([1, 4, 99])('la ligne %i n’a pas de chiffre : on redemande', (n) => expect(attendUneLigne(sansLieu(n, [100, 20], [3, 4]))).toBe(true));
    test('la ligne choisie et illisible est dite, rien d’autre n’est lu', () => {
      const lu = sansLieu(2, ['cent', 20], [3, 4]);
      expect([lu.valeurs, lu.rejets[0]?.raison.code, attendUneLigne(lu)]).toEqual([[], 'nombre_illisible', false]);
    });
  });
  test.each([[['12,5', '3'], [0.125, 0.03]], [['0,125', '0,03'], [0.125, 0.03]], [['12,5 %', '3 %'], [0.125, 0.03]], [[0.125, 1], [0.125, 1]]])('des parts %j se lisent %j', (cellules, attendues) => {
    const g = grille(['Code', 'Sein'], ['19031', cellules[0] ?? null], ['19123', cellules[1] ?? null]);
    expect(lire(g, ['code', 'depistage_sein']).valeurs.map((v) => v.valeur)).toEqual(attendues);
  });
  test('un département se lit par son code ou son nom', () => {
    expect(lire(grille(['Zone', 'Sein'], ['19', 50], ['Ain', 51]), ['nom', 'depistage_sein']).valeurs.map((v) => v.zone)).toEqual(['dep:19', 'dep:01']);
  });
});

describe('un texte', () => {
  test.each([['a;b\n1;2\n', ';'], ['a,b\r\n1,2', ','], ['a\tb\n1\t2', '\t'], ['Commune;Taux\n"Brive, la";1,5\nX;2,5', ';'], ['a|b|c\n1|2|3', '|']])('%j se coupe à %j', (t, s) => expect(separateurDe(t)).toBe(s));
  test('guillemets, retours à la ligne et guillemets doublés dans une cellule', () => expect(decouper('a;"b;c";"d""e"\r\n"f\ng";h;', ';')).toEqual([['a', 'b;c', 'd"e'], ['f\ng', 'h', '']]));
});
