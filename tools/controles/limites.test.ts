import { describe, expect, test } from 'vitest';
import { limites } from './limites.ts';
import type { Fichier } from './depot.ts';

const fichier = (chemin: string, ...imports: string[]): Fichier => ({ chemin, contenu: imports.map((i) => `import { x } from '${i}';`).join('\n') });
const regles = (...fichiers: Fichier[]): (string | undefined)[] => limites(fichiers).map((p) => p.detail);

describe('chaque règle mord sur une faute et laisse passer ce qui est juste', () => {
  test.each([
    ['pure-stays-pure', fichier('modules/aci/rules.ts', 'node:fs'), fichier('modules/aci/rules.ts', './model.ts', '#core/jour.ts', 'zod')],
    ['pure-stays-pure', fichier('modules/aci/moteur/calcul.ts', '../queries.ts'), fichier('modules/aci/moteur/calcul.ts', 'd3-geo', '../model.ts')],
    ['core-knows-nobody', fichier('core/jour.ts', '#modules/aci/model.ts'), fichier('core/jour.ts', './result.ts', 'zod')],
    ['sql-lives-in-repository-and-queries', fichier('modules/aci/use-cases/signer-contrat.ts', 'kysely'), fichier('modules/aci/repository.ts', 'kysely')],
    ['modules-meet-at-the-front-door', fichier('modules/aci/queries.ts', '#modules/actions/repository.ts'), fichier('modules/aci/queries.ts', '#modules/actions/queries.ts')],
    ['nobody-depends-on-pilotage', fichier('modules/aci/queries.ts', '#modules/pilotage/queries.ts'), fichier('modules/pilotage/queries.ts', '#modules/aci/queries.ts')],
    ['look-knows-no-cpts-word', fichier('web/composants/bouton.tsx', '#modules/aci/labels.ts'), fichier('web/composants/bouton.tsx', '#core/texte.ts')],
    ['routes-go-through-use-cases', fichier('modules/aci/routes.tsx', './repository.ts'), fichier('modules/aci/routes.tsx', './queries.ts', './use-cases/signer-contrat.ts')],
    ['fhir-maps-reads-and-asks', fichier('fhir/location.ts', '#modules/aci/rules.ts'), fichier('fhir/location.ts', '#modules/aci/fhir.ts', '#modules/aci/use-cases/signer-contrat.ts')],
    ['builders-stay-in-tests-demo-gallery', fichier('modules/aci/routes.tsx', './builders.ts'), fichier('modules/aci/rules.test.ts', './builders.ts', '#modules/actions/builders.ts')],
    ['product-ignores-tests', fichier('server/http.ts', '#modules/aci/pages/contrat.galerie.tsx'), fichier('server/http.ts', '#modules/aci/pages/contrat.tsx')],
  ])('%s', (nom, faute, juste) => {
    expect(regles(faute)).toContain(nom);
    expect(regles(juste)).toEqual([]);
  });
});

test('un cas d’usage peut nommer le type d’une connexion qu’il transmet', () => {
  expect(regles({ chemin: 'modules/aci/use-cases/signer-contrat.ts', contenu: `import type { Pool } from 'pg';` })).toEqual([]);
});

describe('le navigateur n’atteint jamais le serveur', () => {
  const ile = fichier('modules/territoire/islands/carte.tsx', '../view.ts');
  test('même par un intermédiaire', () => {
    const faute = regles(ile, fichier('modules/territoire/view.ts', './model.ts'), fichier('modules/territoire/model.ts', '#web/format.ts'), fichier('web/format.ts', '#db/base.ts'));
    expect(faute).toContain('browser-never-reaches-the-server');
  });
  test('un import de type s’efface', () => {
    const type: Fichier = { chemin: 'modules/territoire/islands/carte.tsx', contenu: `import type { Vue } from '../queries.ts';` };
    expect(regles(type)).toEqual([]);
  });
  test('un import() compte', () => {
    const dynamique: Fichier = { chemin: 'modules/territoire/islands/carte.tsx', contenu: `export const f = () => import('../queries.ts');` };
    expect(regles(dynamique)).toEqual(['browser-never-reaches-the-server']);
  });
});

describe('pas de cycle', () => {
  test('entre deux fichiers', () => {
    expect(regles(fichier('core/a.ts', './b.ts'), fichier('core/b.ts', './a.ts'))).toEqual(['no-cycles']);
    expect(regles(fichier('core/a.ts', './b.ts'), fichier('core/b.ts'))).toEqual([]);
  });
  test('un fichier qui réexporte compte comme un import', () => {
    const reexporte: Fichier = { chemin: 'core/a.ts', contenu: `export { x } from './b.ts';` };
    expect(regles(reexporte, fichier('core/b.ts', './a.ts'))).toEqual(['no-cycles']);
  });
  test('entre deux modules, par des fichiers différents', () => {
    const aller = fichier('modules/aci/queries.ts', '#modules/actions/model.ts');
    const retour = fichier('modules/actions/queries.ts', '#modules/aci/model.ts');
    expect(regles(aller, retour)).toEqual(['no-module-cycles']);
    expect(regles(aller)).toEqual([]);
  });
});
