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

/** The map on a canvas: pan, zoom, click, circle, arrows. `hote` takes the focus and the size; it must have a height. */
export function creerCanevas(hote: HTMLElement, toile: HTMLCanvasElement, fonds: Fonds, actions: ActionsCarte): Canevas {
  const ctx = toile.getContext('2d');
  if (!ctx) throw new Error('No 2D canvas');
  let [largeur, hauteur, densite] = [0, 0, 1];
  let vue: Vue = { k: 0.02, x: 0, y: 0 };
  let formes: Forme[] = [];
  const parCode = new Map<string, Forme>();
  let serrage: number | undefined;
  let choisies: ReadonlySet<string> = new Set();
  let siege = '';
  let prises: ReadonlySet<string> = new Set();
  let visee: string | undefined;
  let outil: Outil = 'main';
  let lasso: XY[] = [];
  let peinture: Peinture = lirePeinture();
  let image = 0;

  const peindre = (): void => {
    image ||= requestAnimationFrame(() => {
      image = 0;
      dessiner({ ctx, vue, largeur, hauteur, densite, peinture, formes, choisies, prises, visee, siege, lasso });
    });
  };
  const viser = (code: string | undefined, auClavier = false): void => {
    if (code === visee && !auClavier) return;
    visee = code;
    actions.viser(code === undefined ? undefined : parCode.get(code)?.commune, auClavier);
    peindre();
  };
  const bornerVue = (k: number): number => Math.min(2, Math.max(0.002, k));
  const zoomerSur = (facteur: number, px: number, py: number): void => {
    const k = bornerVue(vue.k * facteur);
    vue = { k, x: px - ((px - vue.x) * k) / vue.k, y: py - ((py - vue.y) * k) / vue.k };
    peindre();
  };
  const cadrer = (codes: readonly string[]): void => {
    const cibles = codes.map((c) => parCode.get(c)).filter((f) => f !== undefined);
    const vus = cibles.length > 0 ? cibles : formes;
    if (vus.length === 0 || largeur === 0) return;
    const [o, n, e, s] = [Math.min(...vus.map((f) => f.boite[0])), Math.min(...vus.map((f) => f.boite[1])), Math.max(...vus.map((f) => f.boite[2])), Math.max(...vus.map((f) => f.boite[3]))];
    const marge = 44;
    const k = bornerVue(Math.min((largeur - 2 * marge) / Math.max(e - o, 900), (hauteur - 2 * marge) / Math.max(s - n, 900)));
    vue = { k, x: largeur / 2 - (k * (o + e)) / 2, y: hauteur / 2 - (k * (n + s)) / 2 };
    peindre();
  };
  const sous = ([px, py]: XY): Forme | undefined => {
    const [mx, my] = [(px - vue.x) / vue.k, (py - vue.y) / vue.k];
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    let proche: Forme | undefined;
    let distance = Infinity;
    for (const f of formes) {
      if (f.chemin) {
        if (mx >= f.boite[0] && mx <= f.boite[2] && my >= f.boite[1] && my <= f.boite[3] && ctx.isPointInPath(f.chemin, mx, my)) proche ??= f;
        continue;
      }
      // Discs lie over contours, the nearest centre wins, and a finger needs some room.
      const d = Math.hypot(f.cx * vue.k + vue.x - px, f.cy * vue.k + vue.y - py) - rayonDe(f.commune);
      if (d < 8 && d < distance) [proche, distance] = [f, d];
    }
    return proche;
  };

  const mesurer = (): void => {
    const avant = largeur;
    ({ clientWidth: largeur, clientHeight: hauteur } = hote);
    densite = window.devicePixelRatio || 1;
    toile.width = Math.round(largeur * densite);
    toile.height = Math.round(hauteur * densite);
    toile.style.width = `${largeur}px`;
    toile.style.height = `${hauteur}px`;
    if (avant === 0) cadrer([...choisies]);
    peindre();
  };

  const doigts = new Map<number, XY>();
  let depart: XY | undefined;
  let bouge = false;
  const lieu = (e: PointerEvent | WheelEvent): XY => {
    const r = hote.getBoundingClientRect();
    return [e.clientX - r.left, e.clientY - r.top];
  };
  const appuyer = (e: PointerEvent): void => {
    if (e.button > 0) return;
    toile.setPointerCapture(e.pointerId);
    doigts.set(e.pointerId, lieu(e));
    depart = lieu(e);
    bouge = doigts.size > 1;
    lasso = outil === 'lasso' && doigts.size === 1 ? [depart] : [];
  };
  const glisser = (e: PointerEvent): void => {
    const ici = lieu(e);
    const avant = doigts.get(e.pointerId);
    if (!avant) {
      if (e.pointerType === 'mouse') viser(sous(ici)?.commune.code);
      return;
    }
    if (depart && Math.hypot(ici[0] - depart[0], ici[1] - depart[1]) > SEUIL_CLIC) bouge = true;
    const autre = [...doigts].find(([id]) => id !== e.pointerId)?.[1];
    doigts.set(e.pointerId, ici);
    if (autre) zoomerSur(Math.hypot(ici[0] - autre[0], ici[1] - autre[1]) / Math.max(1, Math.hypot(avant[0] - autre[0], avant[1] - autre[1])), (ici[0] + autre[0]) / 2, (ici[1] + autre[1]) / 2);
    else if (outil === 'lasso') lasso.push(ici);
    else if (bouge) vue = { ...vue, x: vue.x + ici[0] - avant[0], y: vue.y + ici[1] - avant[1] };
    if (bouge) peindre();
  };
  const lacher = (e: PointerEvent): void => {
    const ici = lieu(e);
    const seul = doigts.delete(e.pointerId) && doigts.size === 0;
    if (seul && !bouge) {
      const f = sous(ici);
      if (f) actions.basculer(f.commune.code);
    } else if (seul && lasso.length > 2) {
      const tour = lasso.map(([x, y]): XY => [(x - vue.x) / vue.k, (y - vue.y) / vue.k]);
      actions.entourer(formes.filter((f) => dansPolygone([f.cx, f.cy], tour)).map((f) => f.commune.code));
    }
    lasso = [];
    peindre();
  };
  const rouler = (e: WheelEvent): void => {
    // A wheel over a map the person has not entered scrolls the page.
    if (!e.ctrlKey && !e.metaKey && !hote.contains(document.activeElement)) return;
    e.preventDefault();
    zoomerSur(Math.exp(-e.deltaY * (e.ctrlKey ? 0.01 : 0.0018)), ...lieu(e));
  };
  const premiere = (): Forme | undefined => {
    const [mx, my] = [(largeur / 2 - vue.x) / vue.k, (hauteur / 2 - vue.y) / vue.k];
    return formes.toSorted((a, b) => Math.hypot(a.cx - mx, a.cy - my) - Math.hypot(b.cx - mx, b.cy - my))[0];
  };
  const suivre = (f: Forme): void => {
    const [x, y] = [f.cx * vue.k + vue.x, f.cy * vue.k + vue.y];
    const dehors = x < 40 || y < 40 || x > largeur - 40 || y > hauteur - 40;
    if (dehors) vue = { ...vue, x: vue.x + largeur / 2 - x, y: vue.y + hauteur / 2 - y };
    viser(f.commune.code, true);
  };
  const deplacer = (sens: XY, fait: boolean): void => {
    if (fait) {
      vue = { ...vue, x: vue.x - sens[0] * 80, y: vue.y - sens[1] * 80 };
      peindre();
      return;
    }
    const ici = visee === undefined ? undefined : parCode.get(visee);
    const cible = ici ? voisineVers(formes, ici, sens) : premiere();
    if (cible) suivre(cible);
  };
  const frapper = (e: KeyboardEvent): void => {
    const fleche = FLECHES[e.key];
    if (fleche) deplacer(fleche, e.shiftKey);
    else if ((e.key === 'Enter' || e.key === ' ') && visee !== undefined) actions.basculer(visee);
    else if (e.key === '+' || e.key === '=') zoomerSur(1.4, largeur / 2, hauteur / 2);
    else if (e.key === '-') zoomerSur(1 / 1.4, largeur / 2, hauteur / 2);
    else if (e.key === 'Escape') viser(undefined);
    else return;
    e.preventDefault();
  };

  const arret = new AbortController();
  const { signal } = arret;
  toile.addEventListener('pointerdown', appuyer, { signal });
  toile.addEventListener('pointermove', glisser, { signal });
  toile.addEventListener('pointerup', lacher, { signal });
  toile.addEventListener('pointercancel', lacher, { signal });
  toile.addEventListener('pointerleave', () => viser(undefined), { signal });
  toile.addEventListener('wheel', rouler, { signal, passive: false });
  hote.addEventListener('keydown', frapper, { signal });
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { peinture = lirePeinture(); peindre(); }, { signal });
  const taille = new ResizeObserver(mesurer);
  taille.observe(hote);

  return {
    montrer: (codes, chefLieu) => { [choisies, siege] = [codes, chefLieu]; peindre(); },
    completer: () => {
      const { communes } = fonds.paquet;
      const position = communes.find((c) => c.position)?.position;
      serrage ??= position && Math.cos((position.lat * Math.PI) / 180);
      for (const c of communes) {
        const f = serrage === undefined || parCode.has(c.code) ? undefined : formeDe(fonds, c, serrage);
        if (f) parCode.set(c.code, f);
      }
      // A city stands aside for its arrondissements when it has no contour of its own.
      const villes = new Set<string>(communes.flatMap((c) => (c.ville ? [c.ville] : [])));
      formes = [...parCode.values()].filter((f) => f.chemin !== undefined || !villes.has(f.commune.code)).sort((a, b) => (b.commune.population ?? 0) - (a.commune.population ?? 0));
      prises = new Set(fonds.couvertures().map((c) => c.commune));
      peindre();
    },
    cadrer,
    zoomer: (facteur) => zoomerSur(facteur, largeur / 2, hauteur / 2),
    choisirOutil: (o) => { outil = o; lasso = []; },
    detruire: () => { arret.abort(); taille.disconnect(); cancelAnimationFrame(image); },
  };
}
