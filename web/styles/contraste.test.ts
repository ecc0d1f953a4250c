import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./app.css', import.meta.url), 'utf8');

/** Relative luminance and contrast ratio. @source WCAG 2.2, definitions "relative luminance" and "contrast ratio" */
const luminance = (hex: string): number => {
  const [r, v, b] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (v ?? 0) + 0.0722 * (b ?? 0);
};
const contraste = (a: string, b: string): number => {
  const [clair, sombre] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((clair ?? 0) + 0.05) / ((sombre ?? 0) + 0.05);
};

const themes = [...css.matchAll(/@plugin "daisyui\/theme" \{([^}]*)\}/g)].map((m) => {
  const corps = m[1] ?? '';
  const nom = /name: '(\w+)'/.exec(corps)?.[1] ?? '';
  return [nom, new Map([...corps.matchAll(/--(?:color|couleur)-([\w-]+): (#[0-9a-f]{6});/g)].map((c) => [c[1] ?? '', c[2] ?? '']))] as const;
});

const FONDS = ['base-100', 'base-200', 'carte', 'flottant'];
const PAIRES: (readonly [texte: string, fond: string, minimum: number])[] = [
  ...FONDS.flatMap((fond) => [
    ['base-content', fond, 7] as const,
    ['douce', fond, 4.5] as const,
    ['lien', fond, 4.5] as const,
    ['primary', fond, 4.5] as const,
    ['error', fond, 4.5] as const,
    ['accent', fond, 4.5] as const,
    // 1.4.11: what draws the edge of a control.
    ['bord', fond, 3] as const,
  ]),
  ...['base-100', 'carte'].flatMap((fond) => [1, 2, 3, 4, 5, 6].map((n) => [`serie-${n}`, fond, 4.5] as const)),
  ['douce', 'teinte', 4.5],
  ['douce', 'base-100', 7],
  ['douce', 'carte', 7],
  ...['primary', 'secondary', 'accent', 'neutral', 'info', 'success', 'warning', 'error'].map((t) => [`${t}-content`, t, 4.5] as const),
  ...['teinte', 'du', 'refus', 'note'].flatMap((t) => [[`${t}-texte`, t, 7] as const, ['base-content', t, 7] as const]),
];

test('le calcul du contraste donne les valeurs connues', () => {
  expect(contraste('#000000', '#ffffff')).toBeCloseTo(21, 5);
  // The classic limit of AA on white.
  expect(contraste('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

test('deux thèmes, avec les mêmes couleurs nommées', () => {
  expect(themes.map(([nom]) => nom)).toEqual(['clair', 'sombre']);
  const [clair, sombre] = themes.map(([, c]) => [...c.keys()]);
  expect(clair).toEqual(sombre);
  expect(clair?.length).toBeGreaterThan(25);
});

describe.each(themes)('thème %s', (_nom, couleurs) => {
  test.each(PAIRES)('%s sur %s : au moins %d', (texte, fond, minimum) => {
    expect(contraste(couleurs.get(texte) ?? '', couleurs.get(fond) ?? '')).toBeGreaterThanOrEqual(minimum);
  });
});
