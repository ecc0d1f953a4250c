import { describe, expect, test } from 'vitest';
import { structure } from './structure.ts';

const MODULE = { chemin: 'modules/aci/README.md', contenu: '# aci' };
const fautes = (chemin: string, contenu = 'export const x = 1;'): (string | undefined)[] => structure([MODULE, { chemin, contenu }]).map((p) => p.detail);

describe('dans un module, la liste des noms est fermée', () => {
  test.each(['modules/aci/calculs.ts', 'modules/aci/routes-missions-et-paliers.tsx', 'modules/aci/transitions-missions.ts', 'modules/aci/pages/contrat.ts', 'modules/aci/moteur/a/b.ts', 'modules/aci/donnees.json'])('%s est refusé', (chemin) => {
    expect(fautes(chemin)).toContain('nom-de-fichier');
  });
  test.each([
    'modules/aci/model.ts', 'modules/aci/rules.test.ts', 'modules/aci/queries.base.test.ts', 'modules/aci/routes.tsx', 'modules/aci/pages/contrat.galerie.tsx',
    'modules/aci/pages/contrat.test.tsx', 'modules/aci/islands/carte.tsx', 'modules/aci/moteur/paliers.ts', 'modules/aci/moteur/paliers.test.ts',
    'modules/aci/routes-missions.tsx', 'modules/aci/view-missions.ts', 'modules/aci/use-cases/signer-contrat.ts', 'modules/aci/use-cases/signer-contrat.base.test.ts', 'modules/aci/use-cases/inscrire-un-membre.ts', 'modules/aci/use-cases/conclure-contrat.ts',
  ])('%s est admis', (chemin) => {
    expect(fautes(chemin)).toEqual([]);
  });
});

describe('un cas d’usage commence par un verbe à l’infinitif', () => {
  test.each(['signature-contrat.ts', 'signer.ts', 'signerContrat.ts'])('%s est refusé', (nom) => {
    expect(fautes(`modules/aci/use-cases/${nom}`)).toContain('cas-d-usage');
  });
});

test('un module sans README.md le dit', () => {
  expect(structure([{ chemin: 'modules/crise/model.ts', contenu: 'export const x = 1;' }]).map((p) => p.detail)).toEqual(['lisez-moi']);
});

test.each([
  ['core/été.ts', 'nom'],
  ['core/MonFichier.ts', 'nom'],
  ['core/utils.ts', 'fourre-tout'],
  ['server/helpers/http.ts', 'fourre-tout'],
  ['core/index.ts', 'baril'],
  ['docs/communes.csv', 'donnees'],
])('%s : %s', (chemin, detail) => {
  expect(fautes(chemin)).toContain(detail);
});

test('un fichier qui ne fait que réexporter est un baril, même sous un autre nom', () => {
  expect(fautes('core/tout.ts', `export { a } from './a.ts';\nexport * from './b.ts';`)).toEqual(['baril']);
  expect(fautes('core/tout.ts', `export { a } from './a.ts';\nexport const b = 1;`)).toEqual([]);
});
