import { Jour, plusMois } from '#core/jour.ts';
import { chances, type Point, prevoir, saisonDe } from '#modules/aci/moteur/prevision.ts';

/** Our own bounds: a stated chance must be true to within seven points on average, and beat both simpler ways. */
const ECART_MAX = 0.06;
const CPTS = 1500;
const GRAINE = 20_261_122;
const DEBUT = Jour.parse('2023-01-01');
const RYTHMES = [[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [0.7, 0.9, 1.2, 1.1, 1.1, 1, 0.4, 0.3, 1.2, 2, 1.5, 0.6], [1.3, 1.2, 1.1, 1, 0.9, 0.8, 0.5, 0.4, 1.1, 1.3, 1.2, 1.2]] as const;

/** A small generator with a seed, so that the figures are the same on every machine. @source mulberry32, T. Ettinger */
function hasard(graine: number): () => number {
  let a = graine;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * An invented indicator over three years, month by month. Not made as the model believes: the pace changes once, growth saturates, the
 * noise remembers last month, some months are not reported, and a reading may be off.
 */
function simuler(r: () => number): { readonly points: readonly Point[]; readonly vrai: readonly number[] } {
  const gauss = (): number => Math.sqrt(-2 * Math.log(1 - r())) * Math.cos(2 * Math.PI * r());
  const rythme = RYTHMES[Math.floor(r() * RYTHMES.length)] ?? RYTHMES[0];
  const depart = 20 + r() * 60;
  let pente = (r() - 0.25) * 6;
  const plafond = depart + (pente >= 0 ? 1 : -1) * (4 + r() * 30);
  const rupture = Math.floor(r() * 36);
  const [bruit, memoire, manque, mesure] = [0.05 + r() * 0.5, r() * 0.6, r() * 0.35, r() * 0.2];
  let [valeur, ecart] = [depart, 0];
  const vrai: number[] = [];
  const points: Point[] = [];
  for (let m = 0; m <= 36; m++) {
    vrai.push(valeur);
    if (m === 0 || r() > manque) points.push({ le: plusMois(DEBUT, m), valeur: valeur + gauss() * mesure });
    if (m === rupture) pente *= 0.5 + r();
    ecart = memoire * ecart + gauss() * bruit;
    const frein = Math.max(0, Math.min(1.5, (plafond - valeur) / (plafond - depart)));
    valeur += (pente / 12) * (rythme[m % 12] ?? 1) * frein + ecart * 0.5;
  }
  return { points, vrai };
}

type Essai = { readonly annonce: number; readonly naif: number; readonly arrive: boolean };

function eprouver(r: () => number, moisAvant: number): Essai[] {
  const { points, vrai } = simuler(r);
  const limite = plusMois(DEBUT, 36 - moisAvant);
  const connus = points.filter((p) => p.le <= limite);
  const annee = connus.filter((p) => p.le >= plusMois(DEBUT, 24));
  const [debut, fin] = [vrai[24] ?? 0, vrai[36] ?? 0];
  const recents = annee.length >= 3 ? annee : connus.slice(-6);
  const p = prevoir(recents, plusMois(DEBUT, 36), saisonDe(points.filter((x) => x.le <= plusMois(DEBUT, 24))));
  if (!p) return [];
  const sens = fin >= debut || r() < 0.5 ? 'hausse' : 'baisse';
  return [0.3, 0.7, 1.1].map((f) => {
    const seuil = debut + (sens === 'hausse' ? 1 : -1) * f * (1 + r() * 4);
    const atteint = (v: number): boolean => (sens === 'hausse' ? v >= seuil : v <= seuil);
    return { annonce: chances(p, seuil, sens), naif: atteint(p.centre) ? 1 : 0, arrive: atteint(fin) };
  });
}

const brier = (e: readonly Essai[], de: (x: Essai) => number): number => e.reduce((s, x) => s + (de(x) - Number(x.arrive)) ** 2, 0) / e.length;

function calibration(essais: readonly Essai[]): { readonly lignes: readonly string[]; readonly ecart: number } {
  let somme = 0;
  const lignes = Array.from({ length: 10 }, (_, d) => {
    const dedans = essais.filter((x) => Math.min(9, Math.floor(x.annonce * 10)) === d);
    if (dedans.length === 0) return `  ${d * 10}–${d * 10 + 10} %   —`;
    const [dit, vu] = [dedans.reduce((s, x) => s + x.annonce, 0) / dedans.length, dedans.filter((x) => x.arrive).length / dedans.length];
    somme += Math.abs(dit - vu) * dedans.length;
    return `  ${String(d * 10).padStart(3)}–${d * 10 + 10} %   annoncé ${(dit * 100).toFixed(0).padStart(3)} %   arrivé ${(vu * 100).toFixed(0).padStart(3)} %   (${dedans.length} cas)`;
  });
  return { lignes, ecart: somme / essais.length };
}

/** The back-test of the forecast of indicators, on simulated CPTS: are the chances it states true, and does it beat simpler ways? */
export function mesurer(): void {
  let tenu = true;
  for (const moisAvant of [9, 6, 3, 1]) {
    const r = hasard(GRAINE + moisAvant);
    const essais = Array.from({ length: CPTS }, () => eprouver(r, moisAvant)).flat();
    const frequence = essais.filter((x) => x.arrive).length / essais.length;
    const [modele, constant, naif] = [brier(essais, (x) => x.annonce), brier(essais, () => frequence), brier(essais, (x) => x.naif)];
    const { lignes, ecart } = calibration(essais);
    console.log(`${moisAvant} mois avant l’échéance, ${essais.length} paliers simulés : écart moyen de calibration ${(ecart * 100).toFixed(1)} points (au plus ${(ECART_MAX * 100).toFixed(0)})`);
    console.log(`  score de Brier ${modele.toFixed(3)} ; toujours la fréquence moyenne ${constant.toFixed(3)} ; prolonger la droite sans doute ${naif.toFixed(3)}`);
    for (const l of lignes) console.log(l);
    tenu &&= ecart <= ECART_MAX && modele < constant && modele < naif;
  }
  if (!tenu) process.exitCode = 1;
}
