import type { Jour } from '#core/jour.ts';
import type { Provenance } from '#core/provenance.ts';
import { accord, NBSP } from '#core/texte.ts';
import type { ClasseDeTaille } from './constants.ts';
import { habitants, nomDuGroupement, nomSurCarte } from './labels.ts';
import type { Commune, CommuneDuFond, Departement, DonneesComposer, FondDeCarte, Paquet, Territoire, VersionTerritoire } from './model.ts';
import { classesAu, type Couverture, type Resume, resumer } from './rules.ts';

type XY = readonly [number, number];
type Cadre = { readonly x: number; readonly y: number; readonly l: number; readonly h: number };

/** Colours of the map as SVG paint: plain hexadecimal for documents, CSS variables for pages. */
export type Palette = { readonly fond: string; readonly contexte: string; readonly limite: string; readonly territoire: string; readonly trait: string; readonly encre: string; readonly siege: string };

export const PALETTE_DOCUMENT: Palette = { fond: '#ffffff', contexte: '#f1efe9', limite: '#c9c4b8', territoire: '#a9d3cf', trait: '#11606b', encre: '#1b2426', siege: '#b45309' };
export const PALETTE_PAGE: Palette = {
  fond: 'var(--color-base-100)', contexte: 'var(--color-base-200)', limite: 'var(--color-base-300)',
  territoire: 'color-mix(in oklab, var(--color-primary) 30%, var(--color-base-100))', trait: 'var(--color-primary)', encre: 'var(--color-base-content)', siege: 'var(--color-warning)',
};

export type OptionsCarte = { readonly largeur?: number; readonly hauteur?: number; readonly siege?: string; readonly palette?: Palette; /** Paint of each commune, by code: a figure shown as colour. */ readonly teintes?: ReadonlyMap<string, string>; /** Tells apart the maps of a page. */ readonly id?: string };
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
const rayon = (c: Commune, maximum: number): number => Math.max(3.5, 22 * Math.sqrt((c.population ?? 0) / Math.max(maximum, 1)));

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

/**
 * Letters of a map: on a phone the drawing is more than twice smaller, so the style sheet writes the names larger (`carte-noms`) and hides
 * those that would then meet another (`carte-nom-fin`). A document, which has no style sheet, keeps them all in the size written here.
 */
const CORPS = 11.5;
const CORPS_ETROIT = 28;
const NOMS_AU_PLUS = { large: 28, etroit: 7 };

type Nom = { readonly texte: string; readonly x: number; readonly y: number };

/** The names that fit, in the order given: each only where it covers no other name and stays on the map. */
function placer(noms: readonly Nom[], { largeur, hauteur }: Pick<Dessin, 'largeur' | 'hauteur'>, corps: number, auPlus: number): readonly Nom[] {
  const poses: Cadre[] = [];
  return noms.filter(({ texte, x, y }) => {
    if (poses.length >= auPlus) return false;
    const l = texte.length * corps * 0.54 + 6;
    const cadre = { x: x - l / 2, y: y - corps * 0.7, l, h: corps * 1.4 };
    const dehors = cadre.x < 0 || cadre.x + l > largeur || cadre.y < 0 || cadre.y + cadre.h > hauteur - PIED;
    if (dehors || poses.some((q) => seTouchent(q, cadre))) return false;
    poses.push(cadre);
    return true;
  });
}

/** Names of the most populous communes first. */
function etiquettes({ paquet, communes, p, largeur, hauteur }: Dessin, palette: Palette): string {
  const maximum = Math.max(...communes.map((c) => c.population ?? 0));
  const noms = parPopulation(communes).flatMap((c): readonly Nom[] => {
    const xy = positionDe(c);
    if (!xy) return [];
    const [x, milieu] = p.versXY(xy[0], xy[1]);
    // Inside a contour, under a disc.
    return [{ texte: nomSurCarte(c), x, y: paquet.contour(c.code) ? milieu : milieu + rayon(c, maximum) + CORPS * 0.78 }];
  });
  const tous = placer(noms, { largeur, hauteur }, CORPS, NOMS_AU_PLUS.large);
  const surTelephone = new Set(placer(tous, { largeur, hauteur }, CORPS_ETROIT, NOMS_AU_PLUS.etroit));
  const textes = tous.map((n) => `<text${surTelephone.has(n) ? '' : ' class="carte-nom-fin"'} x="${arrondi(n.x)}" y="${arrondi(n.y + CORPS * 0.35)}">${echapper(n.texte)}</text>`);
  return `<g class="carte-noms" font-family="'Atkinson Hyperlegible Next Variable','Atkinson Hyperlegible Next',sans-serif" font-size="${CORPS}" text-anchor="middle" fill="${palette.encre}" stroke="${palette.fond}" stroke-width="${arrondi(CORPS / 3.8)}" stroke-linejoin="round" paint-order="stroke">${textes.join('')}</g>`;
}

function echelle(p: Projection, hauteur: number, palette: Palette): string {
  const km = [1, 2, 5, 10, 20, 50, 100].findLast((d) => d * p.pixelsParKm <= 120) ?? 1;
  const [y, l] = [hauteur - 12, km * p.pixelsParKm];
  return `<path d="M${MARGE} ${y - 5}V${y}H${arrondi(MARGE + l)}V${y - 5}" fill="none" stroke="${palette.encre}" stroke-width="1"/><text x="${arrondi(MARGE + l + 6)}" y="${y}" class="carte-echelle" font-family="'Atkinson Hyperlegible Next Variable','Atkinson Hyperlegible Next',sans-serif" font-size="10.5" fill="${palette.encre}">${km} km</text>`;
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

type Dessin = { readonly paquet: Paquet; readonly communes: readonly Commune[]; readonly p: Projection; readonly largeur: number; readonly hauteur: number };

/** The communes around, two borders away, that fall in the frame. */
function alentours({ paquet, communes, p, largeur, hauteur }: Dessin): readonly Commune[] {
  const dedans = new Set<string>(communes.map((c) => c.code));
  // Seen through its arrondissements, a city is a ground when it has a contour; its disc would hide them.
  const villes = new Set<string>(communes.flatMap((c) => (c.ville ? [c.ville] : [])));
  const proches = communes.flatMap((c) => paquet.voisines(c.code));
  const autour = new Map(proches.flatMap((v) => [v, ...paquet.voisines(v.code)]).map((c) => [c.code, c]));
  return [...autour.values()].filter((c) => {
    if (dedans.has(c.code) || c.genre !== 'commune') return false;
    if (paquet.contour(c.code) !== undefined) return true;
    const xy = positionDe(c);
    return xy !== undefined && !villes.has(c.code) && visible(p.versXY(xy[0], xy[1]), largeur, hauteur);
  });
}

const parPopulation = (communes: readonly Commune[]): readonly Commune[] => [...communes].sort((a, b) => (b.population ?? 0) - (a.population ?? 0));

function marqueDuSiege({ paquet, p }: Dessin, siege: string | undefined, palette: Palette): string {
  const lieu = siege === undefined ? undefined : paquet.commune(siege)?.position;
  if (!lieu) return '';
  const [x, y] = p.versXY(lieu.lon, lieu.lat);
  return `<circle cx="${arrondi(x)}" cy="${arrondi(y - 14)}" r="4" fill="${palette.siege}" stroke="${palette.fond}" stroke-width="1.5"/>`;
}

/**
 * Map of a perimeter as one self-contained SVG, for a page, a DOCX or a PDF: contours when the pack has them, discs by population otherwise,
 * the communes around in grey, the names that fit, a scale. Unknown codes are left out. Sizes in pixels.
 */
export function carteDuTerritoire(paquet: Paquet, codes: readonly string[], options: OptionsCarte = {}): Carte {
  const { largeur = 720, hauteur = 480, palette = PALETTE_DOCUMENT, siege, teintes, id = 'cadre-de-carte' } = options;
  const communes = codes.map((c) => paquet.commune(c)).filter((c) => c !== undefined);
  const alternative = communes.length === 0 ? 'Carte vide : aucune commune.' : alternativeDe(paquet, communes);
  const ouverture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${largeur} ${hauteur}" width="${largeur}" height="${hauteur}" role="img" aria-label="${echapper(alternative)}"><rect width="${largeur}" height="${hauteur}" fill="${palette.fond}"/>`;
  const etendue = emprise(paquet, communes);
  if (etendue.length === 0) return { svg: `${ouverture}</svg>`, largeur, hauteur, alternative, source: '' };

  const d: Dessin = { paquet, communes, p: projeter(etendue, largeur, hauteur), largeur, hauteur };
  const maximum = Math.max(...communes.map((c) => c.population ?? 0));
  const peinture = (c: Commune): string => (teintes?.has(c.code) ? `fill="${teintes.get(c.code)}" data-commune="${c.code}"` : '');
  const dessin = (liste: readonly Commune[]): string => liste.map((c) => forme(paquet, c, d.p, peinture(c), maximum)).join('');
  return {
    svg: [
      ouverture,
      `<clipPath id="${id}"><rect width="${largeur}" height="${hauteur - PIED}"/></clipPath><g clip-path="url(#${id})">`,
      `<g fill="${palette.contexte}" stroke="${palette.limite}" stroke-width="0.7">${dessin(alentours(d))}</g>`,
      `<g fill="${palette.territoire}" stroke="${palette.trait}" stroke-width="1" stroke-linejoin="round">${dessin(parPopulation(communes))}</g>`,
      marqueDuSiege(d, siege, palette),
      etiquettes(d, palette), '</g>',
      echelle(d.p, hauteur, palette), '</svg>',
    ].join(''),
    largeur, hauteur, alternative, source: sourceDe(paquet, communes),
  };
}

/** `12 communes, 84 210 habitants : taille 3`. */
export const phraseTerritoire = (r: Pick<Resume, 'communes' | 'population' | 'classe'>): string =>
  `${accord(r.communes.length, 'commune')}, ${habitants(r.population)}${NBSP}: taille ${r.classe.taille}`;

/** How far the population is from the next class up, and from the one below. */
export function phraseEcart(population: number, classe: ClasseDeTaille): string {
  if (population === 0) return '';
  const dessus = classe.max === Number.POSITIVE_INFINITY ? undefined : classe.max + 1 - population;
  const dessous = classe.min === 0 ? undefined : population - classe.min + 1;
  if (dessus !== undefined && (dessous === undefined || dessus <= dessous)) return `${habitants(dessus)} de plus${NBSP}: taille ${classe.taille + 1}`;
  return `${habitants(dessous ?? 0)} de moins${NBSP}: taille ${classe.taille - 1}`;
}

export type LigneCommune = { readonly code: string; readonly nom: string; readonly population: number | undefined; readonly groupement: string; readonly departement: string; readonly mention?: string };

/** One line of the table of communes; `mention` says what the reader should know of it. */
export function ligneDe(paquet: Paquet, c: Commune, siege?: string): LigneCommune {
  const groupe = [c.ept, c.epci].map((siren) => (siren ? paquet.groupement(siren) : undefined)).find((g) => g !== undefined);
  return {
    code: c.code, nom: c.nom, population: c.population,
    groupement: groupe ? nomDuGroupement(groupe) : 'sans intercommunalité',
    departement: `${paquet.departement(c.departement)?.nom ?? c.departement} (${c.departement})`,
    ...(c.code === siege && { mention: 'siège' }),
  };
}

export const TRIS = ['nom', 'population', 'groupement', 'departement'] as const;
export type Tri = { readonly cle: (typeof TRIS)[number]; readonly sens: 'asc' | 'desc' };

const comparer = (a: string | number | undefined, b: string | number | undefined): number =>
  typeof a === 'number' || typeof b === 'number' ? Number(a ?? 0) - Number(b ?? 0) : String(a).localeCompare(String(b), 'fr');

export const trierLignes = (lignes: readonly LigneCommune[], { cle, sens }: Tri): readonly LigneCommune[] =>
  [...lignes].sort((a, b) => (sens === 'asc' ? 1 : -1) * comparer(a[cle], b[cle]) || a.nom.localeCompare(b.nom, 'fr'));

const GRILLE = 10_000;

const surGrille = (anneau: readonly (readonly [number, number])[]): readonly number[] => {
  let [px, py] = [0, 0];
  return anneau.flatMap(([lon, lat]) => {
    const [x, y] = [Math.round(lon * GRILLE), Math.round(lat * GRILLE)];
    const pas = [x - px, y - py];
    [px, py] = [x, y];
    return pas;
  });
};

function communeDuFond(paquet: Paquet, c: Commune): CommuneDuFond {
  const contour = paquet.contour(c.code);
  return {
    c: c.code, n: c.nom, v: paquet.voisines(c.code).map((v) => v.code),
    ...(c.population !== undefined && { p: c.population }),
    ...(c.position && { x: Math.round(c.position.lon * GRILLE), y: Math.round(c.position.lat * GRILLE) }),
    ...(c.position?.approximative && { a: 1 as const }),
    ...(c.epci && { e: c.epci }), ...(c.ept && { t: c.ept }), ...(c.ville && { g: c.ville }),
    ...(contour && { f: contour.flat().map(surGrille) }),
  };
}

/** What the browser needs to draw and count one département: a few tens of kilobytes once compressed. */
export function presenterFond(paquet: Paquet, code: string): FondDeCarte | undefined {
  const departement = paquet.departement(code);
  const communes = paquet.communesDuDepartement(code);
  const region = departement && paquet.region(departement.region);
  if (!departement || communes.length === 0) return undefined;
  const sirens = new Set(communes.flatMap((c) => [c.epci, c.ept]).filter((s) => s !== undefined));
  const voisins = new Set(communes.flatMap((c) => paquet.voisines(c.code)).map((v) => v.departement));
  voisins.delete(code);
  return {
    departement, region: region ?? { code: departement.region, nom: departement.nom }, voisinage: paquet.voisinage,
    communes: communes.map((c) => communeDuFond(paquet, c)),
    groupements: [...sirens].map((s) => paquet.groupement(s)).filter((g) => g !== undefined),
    voisins: [...voisins].sort(),
  };
}

export type VueTerritoire = {
  readonly base: string;
  readonly peutComposer: boolean;
  readonly adresse: string;
  readonly versions: readonly VersionTerritoire[];
  readonly fuseau: string;
  readonly refus?: string;
  readonly present?: {
    readonly version: number;
    readonly resume: Resume;
    readonly classes: readonly ClasseDeTaille[];
    readonly ecart: string;
    readonly carte: Carte;
    readonly lignes: readonly LigneCommune[];
    readonly page: { readonly numero: number; readonly taille: number; readonly total: number };
    readonly tri: Tri;
    readonly densite: 'confortable' | 'compacte';
  };
};

export type DemandeTerritoire = { readonly tri: Tri['cle']; readonly sens: Tri['sens']; readonly page: number; readonly densite: 'confortable' | 'compacte' };
type FaitsTerritoire = Omit<VueTerritoire, 'present'> & { readonly paquet: Paquet; readonly jour: Jour; readonly demande: DemandeTerritoire; readonly courant?: { readonly territoire: Pick<Territoire, 'version' | 'communes' | 'siege'>; readonly resume: Resume } };

const PAR_PAGE = 50;

export function presenterTerritoire({ paquet, jour, demande, courant, ...reste }: FaitsTerritoire): VueTerritoire {
  if (!courant) return reste;
  const { territoire, resume } = courant;
  const tri: Tri = { cle: demande.tri, sens: demande.sens };
  const lignes = trierLignes(resume.communes.map((c) => ligneDe(paquet, c, territoire.siege)), tri);
  return {
    ...reste,
    present: {
      version: territoire.version, resume, classes: classesAu(jour).classes, ecart: phraseEcart(resume.population, resume.classe),
      carte: carteDuTerritoire(paquet, territoire.communes, { palette: PALETTE_PAGE, ...(territoire.siege && { siege: territoire.siege }) }),
      lignes: lignes.slice((demande.page - 1) * PAR_PAGE, demande.page * PAR_PAGE),
      page: { numero: demande.page, taille: PAR_PAGE, total: lignes.length }, tri, densite: demande.densite,
    },
  };
}

export type Proposition = { readonly code: string; readonly nom: string; readonly detail: string; readonly dedans: boolean };
export type ConflitDeVersion = { readonly version: number; readonly par: string; readonly quand: string; readonly leurs: readonly string[]; readonly miennes: readonly string[] };

export type VueComposer = {
  readonly base: string;
  readonly interdit: boolean;
  readonly refus?: string;
  readonly conflit?: ConflitDeVersion;
  readonly phrase: string;
  readonly resume?: Resume;
  readonly lignes: readonly LigneCommune[];
  readonly q: string;
  readonly departement: string;
  readonly propositions: readonly Proposition[];
  readonly cherche: boolean;
  readonly groupements: readonly { readonly siren: string; readonly nom: string }[];
  readonly sources: readonly Provenance[];
  readonly ilot: DonneesComposer;
};

export type Brouillon = { readonly codes: readonly string[]; readonly siege: string; readonly version: number; readonly q?: string; readonly departement?: string };
export type FaitsComposer = {
  readonly paquet: Paquet; readonly base: string; readonly jour: Jour; readonly interdit: boolean; readonly brouillon: Brouillon; readonly enregistres: readonly string[];
  readonly couvertures: readonly Couverture[]; readonly refus?: string; readonly conflit?: ConflitDeVersion;
};

const PROPOSITIONS_AU_PLUS = 60;

function propositionsDe({ paquet, brouillon: { q = '', departement = '', codes } }: FaitsComposer): readonly Proposition[] {
  const pris = new Set(codes);
  const trouvees = q !== ''
    ? paquet.chercher(q, { limite: PROPOSITIONS_AU_PLUS, ...(departement !== '' && { departement }) })
    : paquet.communesDuDepartement(departement).map((commune) => ({ commune, ecart: 0 }));
  return trouvees.map((t) => ({
    code: t.commune.code, nom: t.commune.nom, dedans: pris.has(t.commune.code),
    detail: [
      'ancienne' in t && t.ancienne?.nom ? `comprend ${t.ancienne.nom}` : '',
      t.commune.population === undefined ? 'population inconnue' : habitants(t.commune.population), ligneDe(paquet, t.commune).groupement, t.commune.departement,
    ].filter(Boolean).join(' · '),
  }));
}

const codeEtNom = (d: Departement): { code: string; nom: string } => ({ code: d.code, nom: d.nom });

export function presenterComposer(faits: FaitsComposer): VueComposer {
  const { paquet, base, jour, interdit, brouillon, enregistres, couvertures, refus, conflit } = faits;
  const communes = brouillon.codes.map((c) => paquet.commune(c)).filter((c) => c !== undefined);
  const siege = paquet.commune(brouillon.siege);
  const resume = communes.length > 0 ? resumer(paquet, { communes, ...(siege && { siege }), couvertures, jour }) : undefined;
  const departements = new Set([...communes.map((c) => c.departement), brouillon.departement ?? '']);
  const sirens = new Set([...departements].flatMap((d) => paquet.communesDuDepartement(d)).flatMap((c) => [c.ept, c.epci]).filter((s) => s !== undefined));
  return {
    base, interdit, ...(refus !== undefined && { refus }), ...(conflit && { conflit }),
    phrase: resume ? `${phraseTerritoire(resume)}.` : 'Choisissez les communes : la population et la taille se calculent à mesure.',
    ...(resume && { resume }),
    lignes: communes.map((c) => ligneDe(paquet, c, brouillon.siege)),
    q: brouillon.q ?? '', departement: brouillon.departement ?? '', cherche: (brouillon.q ?? '') !== '' || (brouillon.departement ?? '') !== '',
    propositions: propositionsDe(faits),
    groupements: [...sirens].map((s) => paquet.groupement(s)).filter((g) => g !== undefined).map((g) => ({ siren: g.siren, nom: nomDuGroupement(g) })).sort((a, b) => a.nom.localeCompare(b.nom, 'fr')),
    sources: [paquet.provenance('population'), paquet.provenance('epci'), paquet.provenance(paquet.voisinage === 'contours' ? 'contours' : 'positions')].filter((p) => p !== undefined),
    ilot: {
      base, jour, empreinte: paquet.empreinte, version: brouillon.version, codes: communes.map((c) => c.code), siege: brouillon.siege, enregistres,
      departements: paquet.departements.filter((d) => paquet.communesDuDepartement(d.code).length > 0).map(codeEtNom), apresRefus: refus !== undefined || conflit !== undefined,
    },
  };
}

/** What separates two lists, in names, for the person who must choose between them. */
export function presenterConflit(paquet: Paquet, actuel: Territoire, miens: readonly string[], quand: string): ConflitDeVersion {
  const noms = (codes: readonly string[]): readonly string[] => codes.map((c) => paquet.commune(c)?.nom ?? c);
  const [eux, moi] = [new Set<string>(actuel.communes), new Set(miens)];
  return { version: actuel.version, par: actuel.composePar ?? 'une autre personne', quand, leurs: noms([...eux].filter((c) => !moi.has(c))), miennes: noms([...moi].filter((c) => !eux.has(c))) };
}
