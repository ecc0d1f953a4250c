import { accord, formaterNombre } from '#core/texte.ts';
import { habitants } from './labels.ts';
import type { Commune, Paquet } from './model.ts';
import { resumer } from './rules.ts';

type XY = readonly [number, number];
type Cadre = { readonly x: number; readonly y: number; readonly l: number; readonly h: number };

/** Colours of the map as SVG paint: plain hexadecimal for documents, CSS variables for pages. */
export type Palette = { readonly fond: string; readonly contexte: string; readonly limite: string; readonly territoire: string; readonly trait: string; readonly encre: string; readonly siege: string };

export const PALETTE_DOCUMENT: Palette = { fond: '#ffffff', contexte: '#f1efe9', limite: '#c9c4b8', territoire: '#a9d3cf', trait: '#11606b', encre: '#1b2426', siege: '#b45309' };
export const PALETTE_PAGE: Palette = {
  fond: 'var(--color-base-100)', contexte: 'var(--color-base-200)', limite: 'var(--color-base-300)',
  territoire: 'color-mix(in oklab, var(--color-primary) 30%, var(--color-base-100))', trait: 'var(--color-primary)', encre: 'var(--color-base-content)', siege: 'var(--color-warning)',
};

export type OptionsCarte = { readonly largeur?: number; readonly hauteur?: number; readonly siege?: string; readonly palette?: Palette };
export type Carte = { readonly svg: string; readonly largeur: number; readonly hauteur: number; readonly alternative: string; readonly source: string };

const MARGE = 30;
const PIED = 26;
const KM_PAR_DEGRE = 111.2;

const echapper = (t: string): string => t.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);
const arrondi = (n: number): string => n.toFixed(1).replace(/\.0$/, '');

type Projection = { readonly versXY: (lon: number, lat: number) => XY; readonly pixelsParKm: number };

/** Plate carrée squeezed at the mean latitude: within 0.1 % of true shapes over a CPTS. `zoom` frames the given points. */
function projeter(points: readonly XY[], largeur: number, hauteur: number): Projection {
  const lons = points.map((p) => p[0]);
  const lats = points.map((p) => p[1]);
  const [o, e] = [Math.min(...lons), Math.max(...lons)];
  const [s, n] = [Math.min(...lats), Math.max(...lats)];
  const k = Math.cos((((s + n) / 2) * Math.PI) / 180);
  // A single point would give an infinite scale: a CPTS map never shows less than six kilometres.
  const [etendueX, etendueY] = [Math.max((e - o) * k, 0.055), Math.max(n - s, 0.055)];
  const f = Math.min((largeur - 2 * MARGE) / etendueX, (hauteur - 2 * MARGE - PIED) / etendueY);
  const [cx, cy] = [largeur / 2, (hauteur - PIED) / 2];
  return { versXY: (lon, lat) => [cx + (lon - (o + e) / 2) * k * f, cy - (lat - (s + n) / 2) * f], pixelsParKm: f / KM_PAR_DEGRE };
}

const positionDe = (c: Commune): XY | undefined => c.position && [c.position.lon, c.position.lat];

function emprise(paquet: Paquet, communes: readonly Commune[]): readonly XY[] {
  return communes.flatMap((c) => {
    const contour = paquet.contour(c.code);
    const p = positionDe(c);
    return contour ? contour.flatMap((polygone) => polygone[0] ?? []) : p ? [p] : [];
  });
}

function chemin(paquet: Paquet, code: string, p: Projection): string | undefined {
  return paquet.contour(code)
    ?.flat()
    .map((anneau) => `M${anneau.map(([lon, lat]) => p.versXY(lon, lat).map(arrondi).join(' ')).join('L')}Z`)
    .join('');
}

const visible = ([x, y]: XY, largeur: number, hauteur: number): boolean => x > 0 && y > 0 && x < largeur && y < hauteur - PIED;

/** Area of the disc proportional to the population; the largest takes a fixed radius. */
const rayon = (c: Commune, maximum: number, rmax = 22): number => Math.max(3.5, rmax * Math.sqrt((c.population ?? 0) / Math.max(maximum, 1)));

function forme(paquet: Paquet, c: Commune, p: Projection, peinture: string, maximum: number): string {
  const d = chemin(paquet, c.code, p);
  if (d !== undefined) return `<path d="${d}" ${peinture}/>`;
  const xy = positionDe(c);
  if (!xy) return '';
  const [x, y] = p.versXY(xy[0], xy[1]);
  const tirets = c.position?.approximative ? ' stroke-dasharray="2 2"' : '';
  return `<circle cx="${arrondi(x)}" cy="${arrondi(y)}" r="${arrondi(rayon(c, maximum))}" ${peinture}${tirets}/>`;
}

const seTouchent = (a: Cadre, b: Cadre): boolean => a.x < b.x + b.l && b.x < a.x + a.l && a.y < b.y + b.h && b.y < a.y + a.h;

/** Names of the most populous communes first, each only where it covers no other name and stays on the map. */
function etiquettes(paquet: Paquet, communes: readonly Commune[], p: Projection, largeur: number, hauteur: number, palette: Palette): string {
  const maximum = Math.max(...communes.map((c) => c.population ?? 0));
  const poses: Cadre[] = [];
  const textes: string[] = [];
  for (const c of [...communes].sort((a, b) => (b.population ?? 0) - (a.population ?? 0))) {
    const xy = positionDe(c);
    if (!xy || textes.length >= 28) continue;
    const [x, milieu] = p.versXY(xy[0], xy[1]);
    // Inside a contour, under a disc.
    const y = paquet.contour(c.code) ? milieu : milieu + rayon(c, maximum) + 9;
    const l = c.nom.length * 6.2 + 6;
    const cadre = { x: x - l / 2, y: y - 8, l, h: 16 };
    if (cadre.x < 0 || cadre.x + l > largeur || cadre.y < 0 || cadre.y + 16 > hauteur - PIED || poses.some((q) => seTouchent(q, cadre))) continue;
    poses.push(cadre);
    textes.push(`<text x="${arrondi(x)}" y="${arrondi(y + 4)}">${echapper(c.nom)}</text>`);
  }
  return `<g font-family="'Atkinson Hyperlegible Next Variable','Atkinson Hyperlegible Next',sans-serif" font-size="11.5" text-anchor="middle" fill="${palette.encre}" stroke="${palette.fond}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${textes.join('')}</g>`;
}

function echelle(p: Projection, hauteur: number, palette: Palette): string {
  const km = [1, 2, 5, 10, 20, 50, 100].findLast((d) => d * p.pixelsParKm <= 120) ?? 1;
  const [y, l] = [hauteur - 12, km * p.pixelsParKm];
  return `<path d="M${MARGE} ${y - 5}V${y}H${arrondi(MARGE + l)}V${y - 5}" fill="none" stroke="${palette.encre}" stroke-width="1"/><text x="${arrondi(MARGE + l + 6)}" y="${y}" font-family="sans-serif" font-size="10.5" fill="${palette.encre}">${km} km</text>`;
}

/** What a person who does not see the map must know of it. */
function alternativeDe(paquet: Paquet, communes: readonly Commune[]): string {
  const r = resumer(paquet, { communes });
  const grandes = [...communes].sort((a, b) => (b.population ?? 0) - (a.population ?? 0)).slice(0, 3).map((c) => c.nom);
  const ou = r.departements.map((d) => d.nom).join(', ');
  return `Carte du territoire : ${accord(communes.length, 'commune')} et ${habitants(r.population)} (${ou}). Les plus peuplées : ${grandes.join(', ')}.`;
}

function sourceDe(paquet: Paquet, communes: readonly Commune[]): string {
  const cle = communes.some((c) => paquet.contour(c.code)) ? 'contours' : 'positions';
  const p = paquet.provenance(cle);
  const approchees = communes.filter((c) => c.position?.approximative && !paquet.contour(c.code)).length;
  const reserve = approchees > 0 ? ` ; ${accord(approchees, 'commune placée', 'communes placées')} approximativement` : '';
  return p ? `Fond : ${p.origine}, ${p.millesime}${reserve}.` : 'Fond de carte sans source.';
}

/**
 * Map of a perimeter as one self-contained SVG, for a page, a DOCX or a PDF: contours when the pack has them, discs by population otherwise,
 * the communes around in grey, the names that fit, a scale. Unknown codes are left out. Sizes in pixels.
 */
export function carteDuTerritoire(paquet: Paquet, codes: readonly string[], options: OptionsCarte = {}): Carte {
  const { largeur = 720, hauteur = 480, palette = PALETTE_DOCUMENT, siege } = options;
  const communes = codes.map((c) => paquet.commune(c)).filter((c) => c !== undefined);
  const alternative = communes.length === 0 ? 'Carte vide : aucune commune.' : alternativeDe(paquet, communes);
  const ouverture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${largeur} ${hauteur}" width="${largeur}" height="${hauteur}" role="img" aria-label="${echapper(alternative)}"><rect width="${largeur}" height="${hauteur}" fill="${palette.fond}"/>`;
  const etendue = emprise(paquet, communes);
  if (etendue.length === 0) return { svg: `${ouverture}</svg>`, largeur, hauteur, alternative, source: '' };

  const p = projeter(etendue, largeur, hauteur);
  const dedans = new Set<string>(communes.map((c) => c.code));
  // Seen through its arrondissements, a city is a ground when it has a contour; its disc would hide them.
  const villes = new Set<string>(communes.flatMap((c) => (c.ville ? [c.ville] : [])));
  const autour = new Map<string, Commune>();
  for (const c of communes) {
    for (const v of paquet.voisines(c.code)) {
      autour.set(v.code, v);
      for (const w of paquet.voisines(v.code)) autour.set(w.code, w);
    }
  }
  const contexte = [...autour.values()].filter((c) => !dedans.has(c.code) && c.genre === 'commune' && (paquet.contour(c.code) !== undefined || !villes.has(c.code)));
  const maximum = Math.max(...communes.map((c) => c.population ?? 0));
  const montre = contexte.filter((c) => { const xy = positionDe(c); return paquet.contour(c.code) !== undefined || (xy !== undefined && visible(p.versXY(xy[0], xy[1]), largeur, hauteur)); });
  const dessin = (liste: readonly Commune[], peinture: string): string => liste.map((c) => forme(paquet, c, p, peinture, maximum)).join('');
  const lieu = siege !== undefined && paquet.commune(siege)?.position;
  const [sx, sy] = lieu ? p.versXY(lieu.lon, lieu.lat) : [0, 0];
  return {
    svg: [
      ouverture,
      `<clipPath id="cadre"><rect width="${largeur}" height="${hauteur - PIED}"/></clipPath><g clip-path="url(#cadre)">`,
      `<g fill="${palette.contexte}" stroke="${palette.limite}" stroke-width="0.7">${dessin(montre, '')}</g>`,
      `<g fill="${palette.territoire}" stroke="${palette.trait}" stroke-width="1" stroke-linejoin="round">${dessin([...communes].sort((a, b) => (b.population ?? 0) - (a.population ?? 0)), '')}</g>`,
      lieu ? `<circle cx="${arrondi(sx)}" cy="${arrondi(sy - 14)}" r="4" fill="${palette.siege}" stroke="${palette.fond}" stroke-width="1.5"/>` : '',
      etiquettes(paquet, communes, p, largeur, hauteur, palette), '</g>',
      echelle(p, hauteur, palette), '</svg>',
    ].join(''),
    largeur, hauteur, alternative, source: sourceDe(paquet, communes),
  };
}

/** `12 communes, 84 210 habitants : taille 3`. */
export const phraseTerritoire = (communes: number, population: number, taille: number): string =>
  `${accord(communes, 'commune')}, ${habitants(population)} : taille ${formaterNombre(taille)}`;
