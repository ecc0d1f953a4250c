import { describe, expect, test } from 'vitest';
import { creerPaquet } from '#server/paquet/consultation.ts';
import { type Chiffres, unPaysChiffre } from './builders.ts';
import { APL_SOUS_DENSE, BORNES, PARTS_DU_PROFIL } from './constants.ts';
import { classeDe, mediane, moyenne, type Perimetre, perimetreDe, profilDe, repartir, sousDense, tendanceApl } from './rules.ts';

const perimetre = (communes: readonly Chiffres[]): Perimetre => {
  const paquet = creerPaquet(unPaysChiffre(communes));
  return perimetreDe(paquet, paquet.communes.map((c) => c.code));
};

describe('une commune est sous-dotée à 2,5 consultations ou moins', () => {
  test.each([[2.499, true], [2.5, true], [2.501, false]])('%f : %s', (apl, attendu) => expect(sousDense(apl)).toBe(attendu));
  test('la carte met la borne du même côté', () => expect(BORNES.apl.indexOf(APL_SOUS_DENSE)).toBe(classeDe(APL_SOUS_DENSE, BORNES.apl)));

  test('on compte ses habitants, et seulement parmi les communes publiées', () => {
    const r = repartir(perimetre([{ population: 100, apl_mg_2023: 2.5 }, { population: 300, apl_mg_2023: 2.51 }, { population: 1_000 }]), 'apl_mg_2023', sousDense);
    expect([r.habitantsSous, r.habitantsConnus, r.connues.length]).toEqual([100, 400, 2]);
  });
});

describe('la moyenne d’un chiffre par commune', () => {
  test('est pondérée par les habitants des communes connues', () => {
    expect(moyenne(perimetre([{ population: 100, part_75_ans: 0.2 }, { population: 300, part_75_ans: 0.1 }, { population: 900 }]), 'part_75_ans')?.valeur).toBeCloseTo(0.125, 6);
  });
  test('n’existe pas quand aucune n’est connue', () => expect(moyenne(perimetre([{ population: 100 }]), 'part_75_ans')).toBeUndefined());
  test('n’existe pas sans habitant', () => expect(moyenne(perimetre([{ population: 0, part_75_ans: 0.2 }]), 'part_75_ans')).toBeUndefined());
});

describe('la tendance de l’accessibilité', () => {
  const annees = (v: number): Chiffres => Object.fromEntries([2015, 2016, 2017, 2018, 2019, 2021, 2022, 2023].map((a) => [`apl_mg_${a}`, v]));
  test('une commune qui entre en cours de route ne compte dans aucune année', () => {
    const t = tendanceApl(perimetre([{ population: 100, ...annees(3) }, { population: 100, apl_mg_2023: 1 }]));
    expect([t.communes, t.annees.at(-1)?.valeur]).toEqual([1, 3]);
  });
  test('2020 n’existe pas', () => expect(tendanceApl(perimetre([{ ...annees(3) }])).annees.map((a) => a.annee)).not.toContain(2020));
});

describe('le profil du territoire', () => {
  const carre = (population: number): Chiffres => ({ population, superficie_km2: 1 });
  test.each<readonly [string, readonly Chiffres[], string]>([
    ['deux habitants sur trois à moins de 300 par km²', [carre(299), carre(299), carre(299)], 'rural'],
    ['300 habitants par km² n’est plus rural', [carre(300)], 'semi_rural'],
    ['un habitant sur deux à 1 500 par km²', [carre(1_500), { population: 1_500, superficie_km2: 2 }], 'urbain_dense'],
    ['1 499 par km² n’est pas dense', [carre(1_499)], 'semi_rural'],
    ['exactement deux tiers', [{ population: 200, superficie_km2: 1 }, { population: 200, superficie_km2: 1 }, { population: 200, superficie_km2: 0.5 }], 'rural'],
    ['juste sous deux tiers', [{ population: 199, superficie_km2: 1 }, { population: 200, superficie_km2: 1 }, { population: 200, superficie_km2: 0.5 }], 'semi_rural'],
  ])('%s', (_, communes, attendu) => {
    const p = profilDe(perimetre(communes));
    expect([p.profil, p.fondement]).toEqual([attendu, 'densite']);
  });
  test('sans surface, la population des communes décide, et c’est dit', () => {
    expect(profilDe(perimetre([{ population: 1_999 }]))).toMatchObject({ profil: 'rural', fondement: 'population' });
    expect(profilDe(perimetre([{ population: 2_000 }])).profil).toBe('semi_rural');
    expect(profilDe(perimetre([{ population: 50_000 }])).profil).toBe('urbain_dense');
  });
  test('les parts choisies sont un tiers contre deux, et une moitié', () => expect([PARTS_DU_PROFIL.rural, PARTS_DU_PROFIL.dense]).toEqual([2 / 3, 0.5]));
});

test.each([[[], undefined], [[3], 3], [[4, 1], 2.5], [[9, 1, 4], 4]] as const)('médiane de %j : %s', (valeurs, attendue) => expect(mediane(valeurs)).toBe(attendue));

test('un code que le paquet ne connaît plus est compté à part', () => {
  const paquet = creerPaquet(unPaysChiffre([{ population: 10 }]));
  expect(perimetreDe(paquet, ['01900', '99999'])).toMatchObject({ inconnues: 1, population: 10 });
});
