import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { version } from '../../package.json' with { type: 'json' };
import { lireConfiguration } from '../configuration.ts';
import { PageAPropos } from './a-propos.tsx';

const vue = { version, sources: undefined, contact: undefined, demo: false, hebergeurHds: undefined };

describe('la page « à propos »', () => {
  test('donne la version, la licence, les sources des données et leur attribution', () => {
    const html = renderToString(<PageAPropos vue={vue} />);
    for (const mot of [version, 'Affero', 'INSEE, La Poste, IGN', 'Licence Ouverte 2.0', 'GeoNames', 'CC BY 4.0']) expect(html).toContain(mot);
  });

  test('le code source est un lien quand l’exploitant l’a donné, une promesse sinon', () => {
    const config = lireConfiguration({ MAILLAGE_SECRET: 'x'.repeat(32), MAILLAGE_SOURCES: 'https://exemple.invalid/maillage' });
    expect(renderToString(<PageAPropos vue={{ ...vue, sources: config.sources }} />)).toContain('href="https://exemple.invalid/maillage"');
    expect(renderToString(<PageAPropos vue={vue} />)).toContain('sur demande');
  });
});

test.each(['MAILLAGE_SOURCES', 'MAILLAGE_CONTACT'])('%s mal écrit est refusé au démarrage, par son nom', (nom) => {
  expect(() => lireConfiguration({ MAILLAGE_SECRET: 'x'.repeat(32), [nom]: 'pas cela' })).toThrow(nom);
});
