import { expect, test } from 'vitest';
import { enMots, estCode, estNumeroInterne } from './mots.ts';

test.each([['recue_le', 'reçue le'], ['modifie_le', 'modifié le'], ['membreDepuis', 'membre depuis'], ['rpps', 'RPPS'], ['validee', 'validée'], ['signees', 'signées'], ['depot_remarques', 'dépôt remarques'], ['nom', 'nom']])('la colonne ou le code « %s » se lit « %s »', (code, mots) => {
  expect(enMots(code)).toBe(mots);
});

test('ce qu’une personne a écrit n’est pas pris pour un code', () => {
  expect(estCode('statut', 'validee')).toBe(true);
  expect(estCode('objet', 'en_discussion')).toBe(true);
  expect(estCode('nom', 'andree')).toBe(false);
  expect(estCode('statut', 'Validée le 3')).toBe(false);
});

test('les numéros de lignes ne se lisent pas, ceux qui ont un sens se lisent', () => {
  expect(['id', 'personne_id', 'adhesionId'].every(estNumeroInterne)).toBe(true);
  expect(['numero', 'version', 'rpps', 'valide'].some(estNumeroInterne)).toBe(false);
});
