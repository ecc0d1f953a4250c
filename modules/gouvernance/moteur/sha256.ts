/**
 * SHA-256 of a text in UTF-8, in hexadecimal, written here because a pure file calls no platform: a draw by lot must give the same
 * order on any machine and be checked with any tool (`printf '%s' 'graine:id' | sha256sum`).
 * @source FIPS 180-4, §5.3.3 and §6.2
 */
export function sha256(texte: string): string {
  const { k, h } = constantes();
  const octets = octetsUtf8(texte);
  const blocs = completer(octets);
  const etat = [...h];
  for (let i = 0; i < blocs.length; i += 16) comprimer(etat, blocs.slice(i, i + 16), k);
  return etat.map((x) => (x >>> 0).toString(16).padStart(8, '0')).join('');
}

/** First 32 bits of the fractional parts of the square (h) and cube (k) roots of the first primes, computed exactly. */
function constantes(): { k: number[]; h: number[] } {
  const premiers: bigint[] = [];
  for (let n = 2n; premiers.length < 64; n++) if (premiers.every((p) => n % p !== 0n)) premiers.push(n);
  const bits = (racine: bigint): number => Number(racine & 0xffffffffn) | 0;
  return { k: premiers.map((p) => bits(racineEntiere(p << 96n, 3n))), h: premiers.slice(0, 8).map((p) => bits(racineEntiere(p << 64n, 2n))) };
}

/** The integer part of a root, by bisection. */
function racineEntiere(x: bigint, degre: bigint): bigint {
  let [bas, haut] = [0n, 1n << 64n];
  while (haut - bas > 1n) {
    const milieu = (bas + haut) >> 1n;
    if (milieu ** degre <= x) bas = milieu;
    else haut = milieu;
  }
  return bas;
}

function octetsUtf8(texte: string): number[] {
  return [...texte].flatMap((c) => {
    const p = c.codePointAt(0) ?? 0;
    if (p < 0x80) return [p];
    if (p < 0x800) return [0xc0 | (p >> 6), 0x80 | (p & 63)];
    if (p < 0x10000) return [0xe0 | (p >> 12), 0x80 | ((p >> 6) & 63), 0x80 | (p & 63)];
    return [0xf0 | (p >> 18), 0x80 | ((p >> 12) & 63), 0x80 | ((p >> 6) & 63), 0x80 | (p & 63)];
  });
}

/** The message followed by a one bit, zeros and its length, as words of 32 bits. */
function completer(octets: readonly number[]): number[] {
  const plein = [...octets, 0x80];
  while (plein.length % 64 !== 56) plein.push(0);
  const bits = BigInt(octets.length) * 8n;
  for (let i = 7n; i >= 0n; i--) plein.push(Number((bits >> (i * 8n)) & 0xffn));
  return Array.from({ length: plein.length / 4 }, (_, i) => ((plein[4 * i] ?? 0) << 24) | ((plein[4 * i + 1] ?? 0) << 16) | ((plein[4 * i + 2] ?? 0) << 8) | (plein[4 * i + 3] ?? 0));
}

const tourner = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

function comprimer(etat: number[], bloc: readonly number[], k: readonly number[]): void {
  const w = [...bloc];
  const mot = (i: number): number => w[i] ?? 0;
  for (let t = 16; t < 64; t++) {
    const [x, y] = [mot(t - 15), mot(t - 2)];
    w.push((mot(t - 16) + (tourner(x, 7) ^ tourner(x, 18) ^ (x >>> 3)) + mot(t - 7) + (tourner(y, 17) ^ tourner(y, 19) ^ (y >>> 10))) | 0);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = etat;
  for (let t = 0; t < 64; t++) {
    const t1 = (h + (tourner(e, 6) ^ tourner(e, 11) ^ tourner(e, 25)) + ((e & f) ^ (~e & g)) + (k[t] ?? 0) + mot(t)) | 0;
    const t2 = ((tourner(a, 2) ^ tourner(a, 13) ^ tourner(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  for (const [i, x] of [a, b, c, d, e, f, g, h].entries()) etat[i] = ((etat[i] ?? 0) + x) | 0;
}
