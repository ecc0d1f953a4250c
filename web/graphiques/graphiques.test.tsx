import { expect, test } from 'vitest';
import { renderToString } from 'preact-render-to-string';
import { GraphiqueBarres } from './barres.tsx';
import { placer, quiTiennent } from './axe.ts';
import { etaler, GraphiqueLignes, poserEtiquettes } from './lignes.tsx';

const MOIS = ['nov. 2025', 'déc. 2025', 'janv. 2026', 'févr. 2026', 'mars 2026', 'avril 2026'];
test('une ligne qui s’arrête avant les autres porte son nom à sa fin', () => {
  const html = renderToString(<GraphiqueLignes titre="Trésorerie" quoi="Mois" abscisses={MOIS} series={[{ libelle: 'Attendu', valeurs: [1, 2, 3, 4, 5, 6] }, { libelle: 'Reçu', valeurs: [1, 2, 2, undefined, undefined, undefined] }]} />);
  // Third of six points: 9 + 2/5 × 90.
  expect(html).toMatch(/<text x="45.00%" y="[\d.]+" text-anchor="middle"[^>]*>Reçu/);
  expect(html).toMatch(/<text x="99.5%" y="[\d.]+" text-anchor="end"[^>]*>Attendu/);
});

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

test('sur un téléphone, les dates d’un axe ne se recouvrent pas et ne sortent pas du dessin', () => {
  const dates = ['25 mai 2026', '25 juin 2026', '25 juillet 2026', '24 août 2026'];
  const mots = dates.map((mot, i) => ({ mot, x: 9 + i * 30 }));
  // Letters of 6.6 px on 320 px: from 0 to 73, 85 to 165, 171 to 270, 241 to 320; the third is under the last.
  expect(quiTiennent(mots, 320).map((m) => m.mot)).toEqual(['25 mai 2026', '25 juin 2026', '24 août 2026']);
  expect(quiTiennent(mots, 640)).toEqual(mots);
  expect(mots.map((m) => placer(m))).toEqual([{ x: 0, ancre: 'start' }, { x: 39, ancre: 'middle' }, { x: 69, ancre: 'middle' }, { x: 100, ancre: 'end' }]);
});

test('les chiffres d’un axe ont le même nombre de décimales', () => {
  const html = renderToString(<GraphiqueLignes titre="Dépistage" quoi="Part" abscisses={['a', 'b']} series={[{ libelle: '%', valeurs: [22.8, 23.5] }]} />);
  const axe = [...html.matchAll(/<text x="0"[^>]*>([^<]*)</g)].map((m) => m[1] ?? '');
  expect(axe).toContain('23,0');
  expect(axe.every((t) => /^\d\d,\d$/.test(t))).toBe(true);
});

test('le nom d’une ligne seule qui descend se pose sous sa fin, celui d’une ligne qui monte au-dessus', () => {
  const nom = (valeurs: readonly number[]): { y: number; fin: number } => {
    const html = renderToString(<GraphiqueLignes titre="Patients" quoi="Patients" abscisses={['a', 'b']} depuisZero series={[{ libelle: 'patients', valeurs }]} />);
    return { y: Number(/<text x="99.5%" y="([\d.]+)"/.exec(html)?.[1]), fin: Number([...html.matchAll(/cy="([\d.]+)"/g)].at(-1)?.[1]) };
  };
  const [descend, monte] = [nom([80, 40]), nom([40, 80])];
  expect(descend.y).toBeGreaterThan(descend.fin);
  expect(monte.y).toBeLessThan(monte.fin);
});
