import { entiers, type Interneur } from './interneur.ts';

/** Numbers grouped by key, each list in order; a second number may go with each. Twice the same in a row counts once. */
export type Listes = { readonly valeurs: Int32Array; readonly seconds: Int32Array; readonly debuts: Int32Array; readonly fins: Int32Array };

/** Where the list of each key may begin, from the number of entries of each: one more than there are keys. */
export function cumuler(comptes: Int32Array): Int32Array {
  const debuts = entiers(comptes.length + 1);
  for (let k = 0; k < comptes.length; k++) debuts[k + 1] = (debuts[k] as number) + (comptes[k] as number);
  return debuts;
}

/** Whether the end of a list, as far as it holds the same value, has this pair. */
function dejaLa(valeurs: Int32Array, seconds: Int32Array | undefined, x: { readonly debut: number; readonly fin: number; readonly valeur: number; readonly second: number }): boolean {
  for (let j = x.fin - 1; j >= x.debut && valeurs[j] === x.valeur; j--) if (seconds === undefined || seconds[j] === x.second) return true;
  return false;
}

/**
 * Lists of the numbers of persons under the key of each of their activities. `debuts[r]` is the first activity of person `r`;
 * a negative key is left out. With `seconds`, it is the pair that counts once.
 */
export function listerPersonnes(debutsDesPersonnes: Int32Array, cles: Int32Array, nombre: number, seconds?: Int32Array): Listes {
  const comptes = entiers(nombre);
  for (const k of cles) if (k >= 0) comptes[k] = (comptes[k] as number) + 1;
  const debuts = cumuler(comptes);
  const fins = debuts.slice(0, nombre);
  const total = debuts[nombre] as number;
  const valeurs = entiers(total);
  const autres = entiers(seconds ? total : 0);
  for (let r = 0; r + 1 < debutsDesPersonnes.length; r++) {
    for (let i = debutsDesPersonnes[r] as number; i < (debutsDesPersonnes[r + 1] as number); i++) {
      const k = cles[i] as number;
      if (k < 0) continue;
      const f = fins[k] as number;
      const second = seconds ? (seconds[i] as number) : 0;
      if (dejaLa(valeurs, seconds && autres, { debut: debuts[k] as number, fin: f, valeur: r, second })) continue;
      valeurs[f] = r;
      if (seconds) autres[f] = second;
      fins[k] = f + 1;
    }
  }
  return { valeurs, seconds: autres, debuts, fins };
}

const LETTRES = 6;
/** 28 signs: a space, digits taken together, 26 letters; six of them hold in 29 bits. */
const signe = (b: number): number => (b >= 97 && b <= 122 ? b - 95 : b >= 48 && b <= 57 ? 1 : 0);

function poids(t: Uint8Array, debut: number, fin: number): number {
  let n = 0;
  for (let i = debut; i < debut + LETTRES; i++) n = Math.imul(n, 28) + (i < fin ? signe(t[i] as number) : 0);
  return n;
}

const BITS = 15;

function passe(source: Int32Array, vers: Int32Array, cle: Int32Array, decalage: number): void {
  const masque = (1 << BITS) - 1;
  const places = entiers((1 << BITS) + 1);
  for (let i = 0; i < source.length; i++) {
    const k = ((((cle[source[i] as number] as number) >>> decalage) & masque) + 1);
    places[k] = (places[k] as number) + 1;
  }
  for (let k = 0; k < 1 << BITS; k++) places[k + 1] = (places[k + 1] as number) + (places[k] as number);
  for (let i = 0; i < source.length; i++) {
    const p = source[i] as number;
    const k = ((cle[p] as number) >>> decalage) & masque;
    vers[places[k] as number] = p;
    places[k] = (places[k] as number) + 1;
  }
}

const comparer = (a: Uint8Array, b: Uint8Array): number => {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number);
  return a.length - b.length;
};

type Cles = { readonly octets: Uint8Array; readonly debut: (p: number) => number; readonly fin: (p: number) => number };

/**
 * Numbers of `nombre` keys in the order of their bytes, then of their identifiers, whatever the order they came in: sorted on their
 * twelve first letters by counting, and those alike one by one.
 */
export function ordreAlphabetique(nombre: number, cles: Cles, identifiants: Interneur): Int32Array {
  const [premieres, suivantes] = [entiers(nombre), entiers(nombre)];
  let ordre = entiers(nombre);
  for (let p = 0; p < nombre; p++) {
    const [d, f] = [cles.debut(p), cles.fin(p)];
    premieres[p] = poids(cles.octets, d, f);
    suivantes[p] = poids(cles.octets, d + LETTRES, f);
    ordre[p] = p;
  }
  let autre = entiers(nombre);
  for (const cle of [suivantes, premieres]) {
    for (const decalage of [0, BITS]) {
      passe(ordre, autre, cle, decalage);
      [ordre, autre] = [autre, ordre];
    }
  }
  for (let d = 0; d < nombre; ) {
    const p = ordre[d] as number;
    let f = d + 1;
    while (f < nombre && premieres[ordre[f] as number] === premieres[p] && suivantes[ordre[f] as number] === suivantes[p]) f++;
    if (f - d > 1) {
      const cleDe = (q: number): Uint8Array => cles.octets.subarray(cles.debut(q), cles.fin(q));
      const memes = [...ordre.subarray(d, f)].map((q) => ({ q, cle: cleDe(q), identifiant: identifiants.octetsDe(q) })).sort((a, b) => comparer(a.cle, b.cle) || comparer(a.identifiant, b.identifiant));
      memes.forEach(({ q }, i) => (ordre[d + i] = q));
    }
    d = f;
  }
  return ordre;
}
