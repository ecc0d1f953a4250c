import { expect, test } from 'vitest';
import { renderToString } from 'preact-render-to-string';
import { GraphiqueBarres } from './barres.tsx';
import { etaler, GraphiqueLignes, poserEtiquettes } from './lignes.tsx';

test('les barres partent de zéro : la moitié de la valeur a la moitié de la longueur', () => {
  const html = renderToString(<GraphiqueBarres titre="Médecins" quoi="Effectif" barres={[{ libelle: 'A', valeur: 10 }, { libelle: 'B', valeur: 5 }]} />);
  expect([...html.matchAll(/<rect[^>]*width="([\d.]+)%"/g)].map((m) => Number(m[1]))).toEqual([100, 50]);
});

test('derrière chaque courbe, le tableau de ses chiffres, trous compris', () => {
  const html = renderToString(<GraphiqueLignes titre="Adhérents" quoi="Adhérents" abscisses={['2023', '2024', '2025']} series={[{ libelle: 'CPTS', valeurs: [12, undefined, 40] }]} />);
  expect([...html.matchAll(/<td>([^<]*)<\/td>/g)].map((m) => m[1])).toEqual(['12', '—', '40']);
  expect(html).toMatch(/role="img" aria-labelledby/);
  // A hole: two separate moves, no line across the missing year.
  expect(/ d="([^"]*)"/.exec(html)?.[1]?.match(/M/g)).toHaveLength(2);
});

test('le nom d’une ligne qui finit juste sous une autre se pose dessous', () => {
  const [haute = 0, basse = 0] = poserEtiquettes([100, 110]);
  expect(haute).toBeLessThan(100);
  expect(basse).toBeGreaterThan(110);
});

test('deux étiquettes proches s’écartent sans changer d’ordre', () => {
  const places = etaler([100, 102, 60], 20, 0);
  expect(places[2]).toBe(60);
  expect((places[1] ?? 0) - (places[0] ?? 0)).toBeGreaterThanOrEqual(20);
});
