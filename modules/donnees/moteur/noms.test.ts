import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mentionsDe, motifDe, reecrire, type Reperes, sansMentions, textesDe } from './noms.ts';

const camille: Reperes = { noms: ['Camille Durand'], courriels: ['camille@exemple.invalid'], numeros: ['05 55 00 11 22'] };
const effacer = (texte: string, r: Reperes = camille): string => sansMentions(texte, mentionsDe(texte, r));

describe('un nom dans un texte libre', () => {
  test.each([
    ['Camille Durand propose une date.', 'Une personne propose une date.'],
    ['On remercie DURAND Camille.', 'On remercie une personne.'],
    ['Avis de Camille DURAND, puis vote.', 'Avis d’une personne, puis vote.'],
    ['Le projet du Dr Durand avance.', 'Le projet d’une personne avance.'],
    ['Confié au docteur C. Durand.', 'Confié à une personne.'],
    ['Il faut que Mme Durand rappelle.', 'Il faut qu’une personne rappelle.'],
    ['D’après Camille-Durand (maire)', 'D’après une personne (maire)'],
    ['Écrire à camille@exemple.invalid ou au 05.55.00.11.22', 'Écrire à adresse effacée ou au numéro effacé'],
    ['Fin. Mme Durand préside. Camille signe.', 'Fin. Une personne préside. Une personne signe.'],
    ['La Durance, Mme Durable et des camions', 'La Durance, Mme Durable et des camions'],
  ])('« %s » → « %s »', (avant, apres) => expect(effacer(avant)).toBe(apres));

  test('les accents et l’ordre ne comptent pas ; les particules suivent le nom', () => {
    const zoe: Reperes = { noms: ['Zoé de La Forêt-Noël'], courriels: [], numeros: [] };
    expect(effacer('Vu zoe de la foret noel hier', zoe)).toBe('Vu une personne hier');
    expect(effacer('Vu NOËL-FORÊT Zoé hier', zoe)).toBe('Vu une personne hier');
    expect(effacer('Vu la forêt de Malemort', zoe), 'un nom commun reste').toBe('Vu la forêt de Malemort');
  });

  test('deux mots du nom sont certains, un seul ne l’est pas ; un mot sans majuscule n’est pas un nom', () => {
    expect(mentionsDe('Camille Durand et Camille Petit', camille).map((m) => m.certain)).toEqual([true, false]);
    expect(mentionsDe('C. Durand', camille).map((m) => m.certain)).toEqual([true]);
    expect(mentionsDe('P. Durand', camille).map((m) => m.certain)).toEqual([false]);
    expect(mentionsDe('un petit effort', { noms: ['Ana Petit'], courriels: [], numeros: [] })).toEqual([]);
  });

  test('un numéro plus long n’est pas celui de la personne', () => expect(mentionsDe('905550011223', camille)).toEqual([]));
});

test('ce qui remplace un nom ne nomme plus personne, dans n’importe quel texte', () => {
  const nom = fc.constantFrom('Camille Durand', 'DURAND Camille', 'Dr Camille Durand', 'camille durand', 'Mme C. Durand', 'Durand', 'd’Camille');
  fc.assert(fc.property(fc.array(fc.oneof(nom, fc.constantFrom(' de ', '. ', ', ', ' le ', 'à ', '\n', ' réunion '), fc.string({ maxLength: 6 })), { maxLength: 12 }), (morceaux) => {
    const texte = morceaux.join(' ');
    expect(mentionsDe(effacer(texte), camille)).toEqual([]);
  }), { numRuns: 500 });
});

test('le motif de la base lit tout ce que le programme trouve', () => {
  const motif = new RegExp(motifDe({ noms: ['Zoé Cœur-Forêt'], courriels: ['z@x.fr'], numeros: ['0555001122'] }), 'u');
  for (const t of ['ZOÉ', 'zoe', 'Coeur', 'CŒUR', 'Foret', 'z@x.fr', '05 55-00.11 22']) expect(motif.test(t), t).toBe(true);
  expect(motif.test('Zo Cur')).toBe(false);
});

test('les textes d’un enregistrement se lisent et se réécrivent à leur place', () => {
  const valeur = { a: 'Camille Durand', b: [1, 'x', { c: 'Durand' }], d: null };
  expect(textesDe(valeur)).toEqual(['Camille Durand', 'x', 'Durand']);
  expect(reecrire(valeur, (t) => (t === 'x' ? t : '—'))).toEqual({ a: '—', b: [1, 'x', { c: '—' }], d: null });
});
