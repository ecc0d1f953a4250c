import { describe, expect, test } from 'vitest';
import { creerPaquet } from '#server/paquet/consultation.ts';
import { uneCommune, unPays } from './builders.ts';
import { classeSelonPopulation } from './rules.ts';
import { carteDuTerritoire, ligneDe, phraseEcart, presenterFond, trierLignes } from './view.ts';

const paquet = creerPaquet(unPays([
  uneCommune({ code: '01901', nom: 'L’Île <d’Amont>', population: 30_000, position: { lat: 46.1, lon: 5.4, approximative: false } }),
  uneCommune({ code: '01902', nom: 'Milieu', population: 20_000, position: { lat: 46.2, lon: 5.5, approximative: true } }),
  uneCommune({ code: '01903', nom: 'Ailleurs', population: 100 }),
]));

describe('la carte du territoire', () => {
  const carte = carteDuTerritoire(paquet, ['01901', '01902', '99999'], { siege: '01901' });

  test('est un SVG qui se suffit, sans style ni script', () => {
    expect(carte.svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 720 480"/);
    expect(carte.svg).not.toMatch(/style=|<script|<style|href/);
    expect(carte.svg.match(/<circle/g)).toHaveLength(3);
  });

  test('échappe les noms', () => {
    expect(carte.svg).toContain('L’Île &lt;d’Amont&gt;');
    expect(carte.svg).not.toContain('<d’Amont>');
  });

  test('se dit en mots et nomme sa source', () => {
    expect(carte.alternative).toMatch(/^Carte du territoire : 2\scommunes et 50\s000\shabitants/);
    expect(carte.source).toContain('Exemple');
    expect(carte.source).toMatch(/1\scommune placée approximativement/);
  });

  test('marque en tirets ce qui est placé approximativement', () => {
    expect(carte.svg.match(/stroke-dasharray/g)).toHaveLength(1);
  });

  test('garde sur un téléphone les noms les plus peuplés qui tiennent en grand, parmi ceux d’un écran large', () => {
    const serrees = creerPaquet(unPays(Array.from({ length: 12 }, (_, i) => uneCommune({ code: `019${10 + i}`, nom: `Commune numéro ${i}`, population: 9_000 - i, position: { lat: 46 + i * 0.012, lon: 5.4, approximative: false } }))));
    const { svg } = carteDuTerritoire(serrees, Array.from({ length: 12 }, (_, i) => `019${10 + i}`));
    const noms = (classe: string): readonly string[] => [...svg.matchAll(new RegExp(`<text${classe} x="[^>]*>Commune numéro (\\d+)<`, 'g'))].map((m) => m[1] ?? '');
    // 36 units between two names: room for letters of 11.5, for every other one in letters of 28. The first falls below the map.
    expect(noms('')).toEqual(['1', '3', '5', '7', '9', '11']);
    expect(noms(' class="carte-nom-fin"')).toEqual(['2', '4', '6', '8', '10']);
  });

  test('vide, ou sans position, reste une image', () => {
    for (const codes of [[], ['01903']]) expect(carteDuTerritoire(paquet, codes).svg).toMatch(/^<svg.*<\/svg>$/);
  });
});

describe('l’écart à la taille voisine', () => {
  test.each([
    [39_999, /^1\shabitant de plus\s: taille 2$/], [40_000, /^1\shabitant de moins\s: taille 1$/], [79_999, /^1\shabitant de plus\s: taille 3$/],
    [175_000, /^1\shabitant de plus\s: taille 4$/], [200_000, /de moins\s: taille 3$/], [0, /^$/],
  ])('%i habitants', (n, attendu) => {
    expect(phraseEcart(n, classeSelonPopulation(n))).toMatch(attendu);
  });

  test.each([39_999, 40_000, 79_999, 80_000, 120_000, 174_999, 175_001, 300_000])('l’écart annoncé depuis %i habitants change bien la taille', (n) => {
    const phrase = phraseEcart(n, classeSelonPopulation(n));
    const [, ecart = '', sens, taille] = /^([\d\s]+)\shabitants? de (plus|moins)\s: taille (\d)$/.exec(phrase) ?? [];
    const k = Number(ecart.replace(/\s/g, '')) * (sens === 'plus' ? 1 : -1);
    expect(classeSelonPopulation(n + k).taille).toBe(Number(taille));
    expect(classeSelonPopulation(n + k - Math.sign(k)).taille).toBe(classeSelonPopulation(n).taille);
  });
});

describe('le tableau des communes', () => {
  const lignes = paquet.communes.map((c) => ligneDe(paquet, c, '01902'));
  test('se trie par nom et par population', () => {
    expect(trierLignes(lignes, { cle: 'nom', sens: 'asc' }).map((l) => l.nom)).toEqual(['Ailleurs', 'L’Île <d’Amont>', 'Milieu']);
    expect(trierLignes(lignes, { cle: 'population', sens: 'desc' }).map((l) => l.population)).toEqual([30_000, 20_000, 100]);
  });
  test('marque le siège', () => expect(lignes.map((l) => l.mention)).toEqual([undefined, 'siège', undefined]));
});

test('le fond de carte d’un département inconnu n’existe pas', () => {
  expect(presenterFond(paquet, '99')).toBeUndefined();
});
