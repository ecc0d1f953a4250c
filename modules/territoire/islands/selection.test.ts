import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ajouter, annuler, debuter, faire, memesCodes, retablir, retirer } from './selection.ts';

describe('composer pas à pas', () => {
  const depart = debuter(['01901'], '01901');

  test('ajouter, annuler, rétablir', () => {
    const h = faire(depart, ajouter(depart.present, ['01902', '01901'], 'ajout'));
    expect(h.present.codes).toEqual(['01901', '01902']);
    expect(annuler(h).present.codes).toEqual(['01901']);
    expect(retablir(annuler(h)).present.codes).toEqual(['01901', '01902']);
  });

  test('retirer la commune du siège retire le siège', () => {
    expect(retirer(depart.present, ['01901'], 'retrait')).toEqual({ codes: [], siege: '', geste: 'retrait' });
  });

  test('un geste sans effet ne s’annule pas', () => {
    expect(faire(depart, ajouter(depart.present, ['01901'], 'rien'))).toBe(depart);
  });

  test('un nouveau geste oublie ce qui était à rétablir', () => {
    const h = faire(annuler(faire(depart, ajouter(depart.present, ['01902'], 'a'))), ajouter(depart.present, ['01903'], 'b'));
    expect(h.futur).toEqual([]);
    expect(retablir(h)).toBe(h);
  });

  test('tout annuler ramène toujours au départ', () => {
    const code = fc.integer({ min: 1900, max: 1950 }).map((n) => String(n).padStart(5, '0'));
    fc.assert(fc.property(fc.array(fc.tuple(fc.boolean(), fc.array(code, { maxLength: 5 })), { maxLength: 60 }), (gestes) => {
      let h = depart;
      for (const [plus, codes] of gestes) h = faire(h, (plus ? ajouter : retirer)(h.present, codes, ''));
      for (let i = 0; i < 60; i++) h = annuler(h);
      expect(memesCodes(h.present.codes, depart.present.codes)).toBe(true);
    }));
  });
});
