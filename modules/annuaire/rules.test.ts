import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleDeLuhn, cleDuNir, rppsDe, verifierFiness, verifierIdentificationNationale, verifierNir, verifierRna, verifierRpps, verifierSiren, verifierSiret } from './rules.ts';

describe('RPPS', () => {
  test('le numéro d’essai de l’ANS est conforme, espaces compris', () => {
    expect(verifierRpps('99700366240').etat).toBe('conforme');
    expect(verifierRpps(' 997 0036 6240 ').etat).toBe('conforme');
  });
  test.each(['10001234567', '10003456780'])('%s, pris dans une documentation, est signalé et non refusé', (n) => {
    expect(verifierRpps(n)).toEqual({ etat: 'a_verifier', motif: 'cle_fausse' });
  });
  test.each(['9970036624', '997003662401', '9970036624A', ''])('« %s » n’a pas la forme d’un RPPS', (n) => {
    expect(verifierRpps(n).etat).toBe('refusee');
  });
});

describe('Identification nationale PP', () => {
  test('8 suivi du RPPS : la clé porte sur les onze chiffres', () => {
    expect(verifierIdentificationNationale('899700366240').etat).toBe('conforme');
    expect(cleDeLuhn('899700366240')).toBe(false);
    expect(rppsDe('899700366240')).toBe('99700366240');
  });
  test('0 suivi d’un ADELI : la règle n’est pas connue, rien n’est refusé', () => {
    expect(verifierIdentificationNationale('0691234567').etat).toBe('a_verifier');
    expect(verifierIdentificationNationale('02A1234567').etat).toBe('a_verifier');
    expect(rppsDe('0691234567')).toBeUndefined();
  });
  test('8 suivi de dix chiffres est refusé', () => {
    expect(verifierIdentificationNationale('89970036624').etat).toBe('refusee');
  });
});

describe('FINESS', () => {
  test('le numéro de la CPTS Axe Majeur est conforme', () => {
    expect(verifierFiness('950047225').etat).toBe('conforme');
  });
  test('une clé fausse est signalée, les lettres de Corse ne sont jamais refusées', () => {
    expect(verifierFiness('950047226').etat).toBe('a_verifier');
    expect(verifierFiness('2A0000014')).toEqual({ etat: 'a_verifier', motif: 'regle_inconnue' });
  });
  test('huit chiffres ne font pas un FINESS', () => {
    expect(verifierFiness('95004722').etat).toBe('refusee');
  });
});

describe('SIREN et SIRET', () => {
  test('le siège de La Poste suit Luhn, ses bureaux sont à vérifier', () => {
    expect(verifierSiren('356000000').etat).toBe('conforme');
    expect(verifierSiret('35600000000048').etat).toBe('conforme');
    // 3+5+6 then 8+2+1 more: digits add up to 25.
    expect(verifierSiret('35600000000821')).toEqual({ etat: 'a_verifier', motif: 'exception_la_poste' });
  });
  test('une clé fausse est signalée ; treize chiffres sont refusés', () => {
    expect(verifierSiret('35600000100048').etat).toBe('a_verifier');
    expect(verifierSiret('3560000000004').etat).toBe('refusee');
  });
});

describe('NIR', () => {
  test.each([
    ['2690549588157', '80'],
    ['180052A004001', '35'],
    ['180052B004001', '62'],
  ])('la clé de %s est %s', (treize, cle) => {
    expect(cleDuNir(treize)).toBe(cle);
    expect(verifierNir(treize + cle).etat).toBe('conforme');
  });
  test('une clé fausse est refusée : la règle est ferme', () => {
    expect(verifierNir('269054958815781')).toEqual({ etat: 'refusee', motif: 'cle_fausse' });
  });
  test.each(['2690549588157', '26905495881578A', '269052C58815780'])('« %s » n’a pas la forme d’un NIR', (n) => {
    expect(verifierNir(n)).toEqual({ etat: 'refusee', motif: 'forme' });
  });
});

test('un numéro RNA est un W et neuf chiffres', () => {
  expect(verifierRna('W091002345').etat).toBe('conforme');
  expect(verifierRna('091002345').etat).toBe('refusee');
});

test('changer un seul chiffre se voit toujours', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{10}$/), fc.nat(10), fc.integer({ min: 1, max: 9 }), (dix, rang, ecart) => {
      const cle = [...Array(10).keys()].find((k) => cleDeLuhn(dix + String(k)));
      const juste = dix + String(cle);
      const faux = [...juste].map((c, i) => (i === rang ? String((Number(c) + ecart) % 10) : c)).join('');
      expect(verifierRpps(juste).etat).toBe('conforme');
      expect(verifierRpps(faux).etat).toBe('a_verifier');
    }),
  );
});
