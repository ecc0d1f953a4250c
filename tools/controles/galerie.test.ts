import { expect, test } from 'vitest';
import { ETATS, galerie } from './galerie.ts';

const page = { chemin: 'modules/aci/pages/contrat.tsx', contenu: 'export const PageContrat = () => <p />;' };
const avec = (...etats: string[]) => ({ chemin: 'modules/aci/pages/contrat.galerie.tsx', contenu: etats.map((e) => `export const ${e} = () => <PageContrat />;`).join('\n') });

test('une page sans galerie', () => {
  expect(galerie([page]).map((p) => p.detail)).toEqual(['absente']);
});

test('une page dont un état manque', () => {
  expect(galerie([page, avec('vide', 'pleine', 'longue', 'refusee')]).map((p) => p.detail)).toEqual(['interdite']);
});

test('une page et ses cinq états', () => {
  expect(galerie([page, avec(...ETATS)])).toEqual([]);
});

test('un morceau de page n’a pas besoin de galerie', () => {
  expect(galerie([{ chemin: 'modules/aci/pages/ligne.tsx', contenu: 'export const Ligne = () => <tr />;' }])).toEqual([]);
});
