import { expect, test } from 'vitest';
import { avecParametres, parametresDe } from './adresse.ts';

test('change, ajoute et retire un paramètre sans toucher aux autres', () => {
  expect(avecParametres('/annuaire?q=infirmi%C3%A8re&page=3', { page: undefined, tri: 'nom' })).toBe('/annuaire?q=infirmi%C3%A8re&tri=nom');
  expect(avecParametres('/annuaire?page=3', { page: undefined })).toBe('/annuaire');
  expect(avecParametres('/annuaire', { page: 2 })).toBe('/annuaire?page=2');
});

test('rend les paramètres à répéter dans un formulaire, valeurs multiples comprises', () => {
  expect(parametresDe('/annuaire?role=a&role=b&page=2', ['page'])).toEqual([['role', 'a'], ['role', 'b']]);
});
