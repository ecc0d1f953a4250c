import type { Commune } from '../model.ts';
import { dessiner, type Forme, formeDe, lirePeinture, type Peinture, rayonDe, type Vue } from './dessin.ts';
import type { Fonds } from './fonds.ts';

export type Outil = 'main' | 'lasso';

export type ActionsCarte = {
  /** A commune was clicked, or chosen with Enter. */
  readonly basculer: (code: string) => void;
  /** Communes were circled. */
  readonly entourer: (codes: readonly string[]) => void;
  /** The commune under the pointer or the keyboard changed. */
  readonly viser: (commune: Commune | undefined, auClavier: boolean) => void;
};

export type Canevas = {
  readonly montrer: (choisies: ReadonlySet<string>, siege: string) => void;
  /** Départements were loaded: their communes join the map. */
  readonly completer: () => void;
  /** Frames these communes, or everything when there are none. */
  readonly cadrer: (codes: readonly string[]) => void;
  readonly zoomer: (facteur: number) => void;
  readonly choisirOutil: (outil: Outil) => void;
  readonly detruire: () => void;
};

type XY = readonly [number, number];

const SEUIL_CLIC = 5;

export function dansPolygone([x, y]: XY, polygone: readonly XY[]): boolean {
  let dedans = false;
  for (let i = 0, j = polygone.length - 1; i < polygone.length; j = i++) {
    const [[xi, yi], [xj, yj]] = [polygone[i] ?? [0, 0], polygone[j] ?? [0, 0]];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) dedans = !dedans;
  }
  return dedans;
}

/** The nearest commune in the direction of an arrow: distance, doubled for what is off the axis. */
export function voisineVers(formes: readonly Forme[], de: Forme, [dx, dy]: XY): Forme | undefined {
  let meilleure: Forme | undefined;
  let cout = Infinity;
  for (const f of formes) {
    if (f === de) continue;
    const [ax, ay] = [f.cx - de.cx, f.cy - de.cy];
    const avance = ax * dx + ay * dy;
    const ecart = Math.abs(ax * dy - ay * dx);
    if (avance <= 0 || ecart > avance * 1.7) continue;
    const c = avance + 2 * ecart;
    if (c < cout) [meilleure, cout] = [f, c];
  }
  return meilleure;
}

const FLECHES: Readonly<Record<string, XY>> = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/** Everything the map remembers between two events. The one mutable thing of the island: a frame must not cost a copy. */
type Etat = {
  readonly hote: HTMLElement;
  readonly toile: HTMLCanvasElement;
  readonly ctx: CanvasRenderingContext2D;
  readonly fonds: Fonds;
  readonly actions: ActionsCarte;
  readonly parCode: Map<string, Forme>;
  readonly doigts: Map<number, XY>;
  formes: readonly Forme[];
  vue: Vue;
  largeur: number;
  hauteur: number;
  densite: number;
  serrage: number | undefined;
  choisies: ReadonlySet<string>;
  siege: string;
  prises: ReadonlySet<string>;
  visee: string | undefined;
  outil: Outil;
  lasso: XY[];
  depart: XY | undefined;
  bouge: boolean;
  peinture: Peinture;
  image: number;
};

function peindre(e: Etat): void {
  e.image ||= requestAnimationFrame(() => {
    e.image = 0;
    dessiner(e);
  });
}

function viser(e: Etat, code: string | undefined, auClavier = false): void {
  if (code === e.visee && !auClavier) return;
  e.visee = code;
  e.actions.viser(code === undefined ? undefined : e.parCode.get(code)?.commune, auClavier);
  peindre(e);
}

const borner = (k: number): number => Math.min(2, Math.max(0.002, k));

function zoomer(e: Etat, facteur: number, [px, py]: XY): void {
  const k = borner(e.vue.k * facteur);
  e.vue = { k, x: px - ((px - e.vue.x) * k) / e.vue.k, y: py - ((py - e.vue.y) * k) / e.vue.k };
  peindre(e);
}

function glisserVue(e: Etat, dx: number, dy: number): void {
  e.vue = { ...e.vue, x: e.vue.x + dx, y: e.vue.y + dy };
  peindre(e);
}

const milieu = (e: Etat): XY => [e.largeur / 2, e.hauteur / 2];
const surEcran = (e: Etat, f: Forme): XY => [f.cx * e.vue.k + e.vue.x, f.cy * e.vue.k + e.vue.y];
const dansLeMonde = (e: Etat, [x, y]: XY): XY => [(x - e.vue.x) / e.vue.k, (y - e.vue.y) / e.vue.k];

const MARGE = 44;
/** Closer than this, a map of one commune would show nothing around it. */
const ETENDUE_MIN = 900;

function cadrer(e: Etat, codes: readonly string[]): void {
  const cibles = codes.map((c) => e.parCode.get(c)).filter((f) => f !== undefined);
  const vus = cibles.length > 0 ? cibles : e.formes;
  if (vus.length === 0 || e.largeur === 0) return;
  const [o, n] = [Math.min(...vus.map((f) => f.boite[0])), Math.min(...vus.map((f) => f.boite[1]))];
  const [est, s] = [Math.max(...vus.map((f) => f.boite[2])), Math.max(...vus.map((f) => f.boite[3]))];
  const k = borner(Math.min((e.largeur - 2 * MARGE) / Math.max(est - o, ETENDUE_MIN), (e.hauteur - 2 * MARGE) / Math.max(s - n, ETENDUE_MIN)));
  e.vue = { k, x: e.largeur / 2 - (k * (o + est)) / 2, y: e.hauteur / 2 - (k * (n + s)) / 2 };
  peindre(e);
}

const contient = (e: Etat, f: Forme, [x, y]: XY): boolean =>
  f.chemin !== undefined && x >= f.boite[0] && x <= f.boite[2] && y >= f.boite[1] && y <= f.boite[3] && e.ctx.isPointInPath(f.chemin, x, y);

/** The commune under a point. Discs lie over contours, the nearest centre wins, and a finger needs some room. */
function sous(e: Etat, ici: XY): Forme | undefined {
  let proche: Forme | undefined;
  let distance = 8;
  for (const f of e.formes) {
    if (f.chemin) continue;
    const [x, y] = surEcran(e, f);
    const d = Math.hypot(x - ici[0], y - ici[1]) - rayonDe(f.commune);
    if (d < distance) [proche, distance] = [f, d];
  }
  if (proche) return proche;
  e.ctx.setTransform(1, 0, 0, 1, 0, 0);
  const la = dansLeMonde(e, ici);
  return e.formes.find((f) => contient(e, f, la));
}

function mesurer(e: Etat): void {
  const premiere = e.largeur === 0;
  e.largeur = e.hote.clientWidth;
  e.hauteur = e.hote.clientHeight;
  e.densite = window.devicePixelRatio || 1;
  e.toile.width = Math.round(e.largeur * e.densite);
  e.toile.height = Math.round(e.hauteur * e.densite);
  e.toile.style.width = `${e.largeur}px`;
  e.toile.style.height = `${e.hauteur}px`;
  if (premiere) cadrer(e, [...e.choisies]);
  peindre(e);
}

function lieu(e: Etat, ev: MouseEvent): XY {
  const r = e.hote.getBoundingClientRect();
  return [ev.clientX - r.left, ev.clientY - r.top];
}

function appuyer(e: Etat, ev: PointerEvent): void {
  if (ev.button > 0) return;
  e.toile.setPointerCapture(ev.pointerId);
  const ici = lieu(e, ev);
  e.doigts.set(ev.pointerId, ici);
  e.depart = ici;
  e.bouge = e.doigts.size > 1;
  e.lasso = e.outil === 'lasso' && e.doigts.size === 1 ? [ici] : [];
}

function pincer(e: Etat, ici: XY, avant: XY, autre: XY): void {
  const ecart = (p: XY): number => Math.max(1, Math.hypot(p[0] - autre[0], p[1] - autre[1]));
  zoomer(e, ecart(ici) / ecart(avant), [(ici[0] + autre[0]) / 2, (ici[1] + autre[1]) / 2]);
}

function glisser(e: Etat, ev: PointerEvent): void {
  const ici = lieu(e, ev);
  const avant = e.doigts.get(ev.pointerId);
  if (!avant) {
    if (ev.pointerType === 'mouse') viser(e, sous(e, ici)?.commune.code);
    return;
  }
  if (e.depart && Math.hypot(ici[0] - e.depart[0], ici[1] - e.depart[1]) > SEUIL_CLIC) e.bouge = true;
  const autre = [...e.doigts].find(([id]) => id !== ev.pointerId)?.[1];
  e.doigts.set(ev.pointerId, ici);
  if (autre) pincer(e, ici, avant, autre);
  else if (e.outil === 'lasso') e.lasso.push(ici);
  else if (e.bouge) glisserVue(e, ici[0] - avant[0], ici[1] - avant[1]);
  if (e.lasso.length > 0) peindre(e);
}

function lacher(e: Etat, ev: PointerEvent): void {
  const seul = e.doigts.delete(ev.pointerId) && e.doigts.size === 0;
  const tour = e.lasso.map((p) => dansLeMonde(e, p));
  e.lasso = [];
  if (seul && !e.bouge) {
    const f = sous(e, lieu(e, ev));
    if (f) e.actions.basculer(f.commune.code);
  } else if (seul && tour.length > 2) {
    e.actions.entourer(e.formes.filter((f) => dansPolygone([f.cx, f.cy], tour)).map((f) => f.commune.code));
  }
  peindre(e);
}

function rouler(e: Etat, ev: WheelEvent): void {
  // A wheel over a map the person has not entered scrolls the page.
  if (!ev.ctrlKey && !ev.metaKey && !e.hote.contains(document.activeElement)) return;
  ev.preventDefault();
  zoomer(e, Math.exp(-ev.deltaY * (ev.ctrlKey ? 0.01 : 0.0018)), lieu(e, ev));
}

function auCentre(e: Etat): Forme | undefined {
  const [x, y] = dansLeMonde(e, milieu(e));
  return e.formes.toSorted((a, b) => Math.hypot(a.cx - x, a.cy - y) - Math.hypot(b.cx - x, b.cy - y))[0];
}

function suivreFleche(e: Etat, sens: XY): void {
  const ici = e.visee === undefined ? undefined : e.parCode.get(e.visee);
  const cible = ici ? voisineVers(e.formes, ici, sens) : auCentre(e);
  if (!cible) return;
  const [x, y] = surEcran(e, cible);
  const dehors = x < 40 || y < 40 || x > e.largeur - 40 || y > e.hauteur - 40;
  if (dehors) glisserVue(e, e.largeur / 2 - x, e.hauteur / 2 - y);
  viser(e, cible.commune.code, true);
}

function frapper(e: Etat, ev: KeyboardEvent): void {
  const fleche = FLECHES[ev.key];
  if (fleche && ev.shiftKey) glisserVue(e, -fleche[0] * 80, -fleche[1] * 80);
  else if (fleche) suivreFleche(e, fleche);
  else if ((ev.key === 'Enter' || ev.key === ' ') && e.visee !== undefined) e.actions.basculer(e.visee);
  else if (ev.key === '+' || ev.key === '=') zoomer(e, 1.4, milieu(e));
  else if (ev.key === '-') zoomer(e, 1 / 1.4, milieu(e));
  else if (ev.key === 'Escape') viser(e, undefined);
  else return;
  ev.preventDefault();
}

function completer(e: Etat): void {
  const { communes } = e.fonds.paquet;
  const position = communes.find((c) => c.position)?.position;
  e.serrage ??= position && Math.cos((position.lat * Math.PI) / 180);
  for (const c of communes) {
    const f = e.serrage === undefined || e.parCode.has(c.code) ? undefined : formeDe(e.fonds, c, e.serrage);
    if (f) e.parCode.set(c.code, f);
  }
  // A city stands aside for its arrondissements when it has no contour of its own.
  const villes = new Set<string>(communes.flatMap((c) => (c.ville ? [c.ville] : [])));
  e.formes = [...e.parCode.values()].filter((f) => f.chemin !== undefined || !villes.has(f.commune.code)).sort((a, b) => (b.commune.population ?? 0) - (a.commune.population ?? 0));
  e.prises = new Set(e.fonds.couvertures().map((c) => c.commune));
  peindre(e);
}

/** Binds the events; returns what unbinds them. */
function ecouter(e: Etat): () => void {
  const arret = new AbortController();
  const { signal } = arret;
  e.toile.addEventListener('pointerdown', (ev) => appuyer(e, ev), { signal });
  e.toile.addEventListener('pointermove', (ev) => glisser(e, ev), { signal });
  e.toile.addEventListener('pointerup', (ev) => lacher(e, ev), { signal });
  e.toile.addEventListener('pointercancel', (ev) => lacher(e, ev), { signal });
  e.toile.addEventListener('pointerleave', () => viser(e, undefined), { signal });
  e.toile.addEventListener('wheel', (ev) => rouler(e, ev), { signal, passive: false });
  e.hote.addEventListener('keydown', (ev) => frapper(e, ev), { signal });
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { e.peinture = lirePeinture(); peindre(e); }, { signal });
  const taille = new ResizeObserver(() => mesurer(e));
  taille.observe(e.hote);
  return () => {
    arret.abort();
    taille.disconnect();
    cancelAnimationFrame(e.image);
  };
}

/** The map on a canvas: pan, zoom, click, circle, arrows. `hote` takes the focus and the size; it must have a height. */
export function creerCanevas(hote: HTMLElement, toile: HTMLCanvasElement, fonds: Fonds, actions: ActionsCarte): Canevas {
  const ctx = toile.getContext('2d');
  if (!ctx) throw new Error('No 2D canvas');
  const e: Etat = {
    hote, toile, ctx, fonds, actions, parCode: new Map(), doigts: new Map(), formes: [], vue: { k: 0.02, x: 0, y: 0 }, largeur: 0, hauteur: 0, densite: 1, serrage: undefined,
    choisies: new Set(), siege: '', prises: new Set(), visee: undefined, outil: 'main', lasso: [], depart: undefined, bouge: false, peinture: lirePeinture(), image: 0,
  };
  const detruire = ecouter(e);
  return {
    montrer: (codes, siege) => { [e.choisies, e.siege] = [codes, siege]; peindre(e); },
    completer: () => completer(e),
    cadrer: (codes) => cadrer(e, codes),
    zoomer: (facteur) => zoomer(e, facteur, milieu(e)),
    choisirOutil: (outil) => { [e.outil, e.lasso] = [outil, []]; },
    detruire,
  };
}
