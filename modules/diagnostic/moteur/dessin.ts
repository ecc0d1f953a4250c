import { ecrireNombre } from '../labels.ts';
import type { ClasseDeCarte, ImageBarres, ImageLignes } from '../model.ts';

/** Charts as self-contained SVG, for documents: a page draws its own. */
export type Dessin = { readonly svg: string; readonly largeur: number; readonly hauteur: number };

const LARGEUR = 720;
const POLICE = `font-family="'Atkinson Hyperlegible Next',sans-serif"`;
const ENCRE = '#1b2426';
const ACCENT = '#11606b';
const RETRAIT = '#9bb8b8';
const echapper = (t: string): string => t.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);
const abreger = (t: string, n: number): string => (t.length <= n ? t : `${t.slice(0, n - 1).trimEnd()}…`);
const ouvrir = (hauteur: number): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LARGEUR} ${hauteur}" width="${LARGEUR}" height="${hauteur}">`;

export function dessinerBarres({ barres, format, decimales }: ImageBarres): Dessin {
  const [pas, gauche, droite] = [30, 270, 620];
  const maximum = Math.max(1e-9, ...barres.map((b) => b.valeur));
  const hauteur = barres.length * pas + 10;
  const uneRetenue = barres.some((b) => b.retenue);
  const lignes = barres.map((b, i) => {
    const [y, l] = [i * pas + 20, (Math.max(0, b.valeur) / maximum) * (droite - gauche)];
    return `<text x="${gauche - 10}" y="${y + 5}" text-anchor="end">${echapper(abreger(b.libelle, 40))}</text><rect x="${gauche}" y="${y - 9}" width="${l.toFixed(1)}" height="18" rx="2" fill="${uneRetenue && !b.retenue ? RETRAIT : ACCENT}"/><text x="${(gauche + l + 8).toFixed(1)}" y="${y + 5}">${echapper(ecrireNombre(b.valeur, format, decimales))}</text>`;
  });
  return { svg: `${ouvrir(hauteur)}<g ${POLICE} font-size="14" fill="${ENCRE}">${lignes.join('')}</g></svg>`, largeur: LARGEUR, hauteur };
}

export function dessinerLignes({ abscisses, series }: ImageLignes): Dessin {
  const [hauteur, haut, bas, gauche, droite] = [300, 30, 250, 60, 660];
  const toutes = series.flatMap((s) => s.valeurs.filter((v) => v !== undefined));
  const [mini, maxi] = [Math.min(0, ...toutes), Math.max(1e-9, ...toutes)];
  const x = (i: number): number => (abscisses.length < 2 ? (gauche + droite) / 2 : gauche + (i / (abscisses.length - 1)) * (droite - gauche));
  const y = (v: number): number => bas - ((v - mini) / (maxi - mini)) * (bas - haut);
  const traits = series.map((s) => {
    const points = s.valeurs.flatMap((v, i) => (v === undefined ? [] : [{ x: x(i), y: y(v), v }]));
    const trace = points.map((p, i) => `${i === 0 ? 'M' : 'L'}${p.x.toFixed(1)} ${p.y.toFixed(1)}`).join('');
    return `<path d="${trace}" fill="none" stroke="${ACCENT}" stroke-width="2.5"/>${points.map((p) => `<circle cx="${p.x.toFixed(1)}" cy="${p.y.toFixed(1)}" r="4" fill="${ACCENT}"/><text x="${p.x.toFixed(1)}" y="${(p.y - 10).toFixed(1)}" text-anchor="middle">${ecrireNombre(p.v, 'decimal')}</text>`).join('')}`;
  });
  const annees = abscisses.map((a, i) => `<text x="${x(i).toFixed(1)}" y="${bas + 22}" text-anchor="middle">${echapper(a)}</text>`);
  return { svg: `${ouvrir(hauteur)}<g ${POLICE} font-size="14" fill="${ENCRE}"><path d="M${gauche} ${bas}H${droite}" stroke="#c9c4b8"/>${traits.join('')}${annees.join('')}</g></svg>`, largeur: LARGEUR, hauteur };
}

/** A map and, under it, what each of its colours says. */
export function legender(carte: Dessin, classes: readonly ClasseDeCarte[]): Dessin {
  const visibles = classes.filter((c) => c.codes.length > 0);
  const lignes = Math.ceil(visibles.length / 3);
  const hauteur = carte.hauteur + lignes * 26 + 10;
  const cases = visibles.map((c, i) => {
    const [x, y] = [20 + (i % 3) * 232, carte.hauteur + 18 + Math.floor(i / 3) * 26];
    return `<rect x="${x}" y="${y - 12}" width="18" height="14" fill="${c.teinte}" stroke="${ENCRE}" stroke-width="0.5"/><text x="${x + 26}" y="${y}">${echapper(abreger(c.libelle, 28))} (${c.codes.length})</text>`;
  });
  return { svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${carte.largeur} ${hauteur}" width="${carte.largeur}" height="${hauteur}"><rect width="${carte.largeur}" height="${hauteur}" fill="#ffffff"/>${carte.svg}<g ${POLICE} font-size="13.5" fill="${ENCRE}">${cases.join('')}</g></svg>`, largeur: carte.largeur, hauteur };
}
