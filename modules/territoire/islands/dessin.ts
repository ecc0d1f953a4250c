import { nomSurCarte } from '../labels.ts';
import type { Commune } from '../model.ts';
import type { Fonds } from './fonds.ts';

/** From the world (degrees × 10 000, longitudes squeezed) to the canvas: x = k × X + x0, y = k × Y + y0, in CSS pixels. */
export type Vue = { readonly k: number; readonly x: number; readonly y: number };
export type Forme = { readonly commune: Commune; readonly chemin?: Path2D; readonly cx: number; readonly cy: number; readonly boite: readonly [number, number, number, number] };
export type Boite = readonly [number, number, number, number];
export type Peinture = { readonly fond: string; readonly commune: string; readonly limite: string; readonly choisie: string; readonly trait: string; readonly encre: string; readonly prise: string; readonly voile: string };

const GRILLE = 10_000;

const lire = (nom: string): string => getComputedStyle(document.documentElement).getPropertyValue(nom).trim();

const composantes = (hexa: string): readonly number[] => [1, 3, 5].map((i) => Number.parseInt(hexa.slice(i, i + 2), 16));

/** `part` of one colour over another, both in hexadecimal. */
export const melanger = (dessus: string, dessous: string, part: number): string => {
  const [a, b] = [composantes(dessus), composantes(dessous)];
  return `rgb(${a.map((v, i) => Math.round(v * part + (b[i] ?? v) * (1 - part))).join(' ')})`;
};

export const lirePeinture = (): Peinture => ({
  fond: lire('--color-base-100'), commune: lire('--color-base-200'), limite: melanger(lire('--couleur-bord'), lire('--color-base-100'), 0.55), choisie: melanger(lire('--color-primary'), lire('--color-base-100'), 0.32),
  trait: lire('--color-primary'), encre: lire('--color-base-content'), prise: lire('--couleur-du'), voile: lire('--couleur-carte'),
});

/** World coordinates: the squeeze is fixed at the first département so that shapes keep still when others arrive. */
export const versMonde = (lon: number, lat: number, serrage: number): readonly [number, number] => [lon * GRILLE * serrage, -lat * GRILLE];

function cheminDe(anneaux: readonly Int32Array[], serrage: number): { chemin: Path2D; boite: [number, number, number, number] } {
  const chemin = new Path2D();
  const boite: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const a of anneaux) {
    for (let i = 0; i < a.length; i += 2) {
      const [x, y] = [(a[i] ?? 0) * serrage, -(a[i + 1] ?? 0)];
      if (i === 0) chemin.moveTo(x, y);
      else chemin.lineTo(x, y);
      boite[0] = Math.min(boite[0], x);
      boite[1] = Math.min(boite[1], y);
      boite[2] = Math.max(boite[2], x);
      boite[3] = Math.max(boite[3], y);
    }
    chemin.closePath();
  }
  return { chemin, boite };
}

/** Everything needed to draw and to hit a commune, computed once per commune. */
export function formeDe(fonds: Fonds, commune: Commune, serrage: number): Forme | undefined {
  const { position } = commune;
  if (!position) return undefined;
  const [cx, cy] = versMonde(position.lon, position.lat, serrage);
  const anneaux = fonds.anneaux(commune.code);
  if (!anneaux) return { commune, cx, cy, boite: [cx, cy, cx, cy] };
  return { commune, cx, cy, ...cheminDe(anneaux, serrage) };
}

/** Radius of the disc of a commune without contour, in pixels: area by population, never too small to touch. */
export const rayonDe = (c: Commune): number => Math.min(26, Math.max(5, Math.sqrt((c.population ?? 0) / 60)));

export type Scene = {
  readonly ctx: CanvasRenderingContext2D;
  readonly vue: Vue;
  readonly largeur: number;
  readonly hauteur: number;
  readonly densite: number;
  readonly peinture: Peinture;
  readonly formes: readonly Forme[];
  readonly choisies: ReadonlySet<string>;
  readonly prises: ReadonlySet<string>;
  readonly visee: string | undefined;
  readonly siege: string;
  readonly lasso: readonly (readonly [number, number])[];
};

const dansLeCadre = (s: Scene, f: Forme): boolean => {
  const { k, x, y } = s.vue;
  return f.boite[2] * k + x > -30 && f.boite[0] * k + x < s.largeur + 30 && f.boite[3] * k + y > -30 && f.boite[1] * k + y < s.hauteur + 30;
};

function tracer(s: Scene, f: Forme, remplir: string, trait: string, epaisseur: number): void {
  const { ctx, vue, densite } = s;
  ctx.fillStyle = remplir;
  ctx.strokeStyle = trait;
  if (f.chemin) {
    ctx.setTransform(vue.k * densite, 0, 0, vue.k * densite, vue.x * densite, vue.y * densite);
    ctx.lineWidth = epaisseur / vue.k;
    ctx.fill(f.chemin);
    ctx.stroke(f.chemin);
    return;
  }
  ctx.setTransform(densite, 0, 0, densite, 0, 0);
  ctx.lineWidth = epaisseur;
  ctx.setLineDash(f.commune.position?.approximative ? [3, 2] : []);
  ctx.beginPath();
  ctx.arc(f.cx * vue.k + vue.x, f.cy * vue.k + vue.y, rayonDe(f.commune), 0, 2 * Math.PI);
  ctx.fill();
  ctx.stroke();
  ctx.setLineDash([]);
}

const disqueDe = (f: Forme, { k, x, y }: Vue): Boite => {
  const r = rayonDe(f.commune) - 1;
  return [f.cx * k + x - r, f.cy * k + y - r, f.cx * k + x + r, f.cy * k + y + r];
};

/** A name wider than its commune by far would clutter the map: only when it is chosen or aimed at. */
function deborde(s: Scene, f: Forme, demiLargeur: number): boolean {
  const mise = s.choisies.has(f.commune.code) || f.commune.code === s.visee;
  return f.chemin !== undefined && !mise && (f.boite[2] - f.boite[0]) * s.vue.k < demiLargeur;
}

/** Names: the chosen ones first, then the most populous, each only where it covers no other. */
function etiqueter(s: Scene, visibles: readonly Forme[]): void {
  const { ctx, vue, densite, peinture } = s;
  ctx.setTransform(densite, 0, 0, densite, 0, 0);
  ctx.font = '600 12.5px "Atkinson Hyperlegible Next Variable", sans-serif';
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  const poids = (f: Forme): number => (f.commune.code === s.visee ? 1e9 : 0) + (s.choisies.has(f.commune.code) ? 1e8 : 0) + (f.commune.population ?? 0);
  const poses: Boite[] = [];
  const disques = visibles.filter((f) => !f.chemin).map((f) => ({ f, b: disqueDe(f, vue) }));
  const touche = (p: Boite, q: Boite): boolean => p[0] < q[2] && q[0] < p[2] && p[1] < q[3] && q[1] < p[3];
  for (const f of [...visibles].sort((a, b) => poids(b) - poids(a))) {
    if (poses.length >= 70) return;
    const rayon = f.chemin ? 0 : rayonDe(f.commune) + 9;
    const [x, y] = [f.cx * vue.k + vue.x, f.cy * vue.k + vue.y + rayon];
    const l = ctx.measureText(nomSurCarte(f.commune)).width / 2 + 4;
    if (deborde(s, f, l)) continue;
    const boite: Boite = [x - l, y - 8, x + l, y + 8];
    if (f.commune.code !== s.visee && (poses.some((p) => touche(p, boite)) || disques.some((d) => d.f !== f && (d.f.commune.population ?? 0) > (f.commune.population ?? 0) / 5 && touche(d.b, boite)))) continue;
    poses.push(boite);
    ctx.strokeStyle = s.choisies.has(f.commune.code) && f.chemin ? peinture.choisie : peinture.fond;
    ctx.lineWidth = 3.5;
    ctx.strokeText(nomSurCarte(f.commune), x, y);
    ctx.fillStyle = peinture.encre;
    ctx.fillText(nomSurCarte(f.commune), x, y);
  }
}

function dessinerLasso({ ctx, densite, peinture, lasso }: Scene): void {
  if (lasso.length < 2) return;
  ctx.setTransform(densite, 0, 0, densite, 0, 0);
  ctx.beginPath();
  for (const [x, y] of lasso) ctx.lineTo(x, y);
  ctx.closePath();
  ctx.globalAlpha = 0.15;
  ctx.fillStyle = peinture.trait;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.setLineDash([6, 4]);
  ctx.lineWidth = 2;
  ctx.strokeStyle = peinture.trait;
  ctx.stroke();
  ctx.setLineDash([]);
}

function echelle({ ctx, densite, peinture, vue, hauteur }: Scene): void {
  const pixelsParKm = (vue.k * GRILLE) / 111.2;
  const km = [1, 2, 5, 10, 20, 50, 100, 200].findLast((d) => d * pixelsParKm <= 120) ?? 1;
  ctx.setTransform(densite, 0, 0, densite, 0, 0);
  ctx.strokeStyle = ctx.fillStyle = peinture.encre;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(12, hauteur - 17);
  ctx.lineTo(12, hauteur - 12);
  ctx.lineTo(12 + km * pixelsParKm, hauteur - 12);
  ctx.lineTo(12 + km * pixelsParKm, hauteur - 17);
  ctx.stroke();
  ctx.font = '12px "Atkinson Hyperlegible Next Variable", sans-serif';
  ctx.textAlign = 'left';
  ctx.fillText(`${km}\u00a0km`, 18 + km * pixelsParKm, hauteur - 14);
}

/** One frame. Communes out of sight are skipped, so the cost follows what is seen. */
export function dessiner(s: Scene): void {
  const { ctx, peinture, densite } = s;
  ctx.setTransform(densite, 0, 0, densite, 0, 0);
  ctx.fillStyle = peinture.fond;
  ctx.fillRect(0, 0, s.largeur, s.hauteur);
  const visibles = s.formes.filter((f) => dansLeCadre(s, f));
  const choisie = (f: Forme): boolean => s.choisies.has(f.commune.code);
  for (const f of visibles) if (!choisie(f)) tracer(s, f, s.prises.has(f.commune.code) ? peinture.prise : peinture.commune, peinture.limite, 0.6);
  for (const f of visibles) if (choisie(f)) tracer(s, f, peinture.choisie, peinture.trait, 1.6);
  const visee = visibles.find((f) => f.commune.code === s.visee);
  if (visee) tracer(s, visee, choisie(visee) ? peinture.choisie : peinture.voile, peinture.trait, 3);
  etiqueter(s, visibles);
  const siege = visibles.find((f) => f.commune.code === s.siege);
  if (siege) {
    ctx.setTransform(densite, 0, 0, densite, 0, 0);
    ctx.beginPath();
    ctx.arc(siege.cx * s.vue.k + s.vue.x, siege.cy * s.vue.k + s.vue.y - 14, 4.5, 0, 2 * Math.PI);
    ctx.fillStyle = peinture.trait;
    ctx.fill();
  }
  dessinerLasso(s);
  echelle(s);
}
