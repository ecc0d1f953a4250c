import type { Colonne, EnTete } from './colonnes.ts';
import { agrandi, creerInterneur, fnv, naturels, octets } from './interneur.ts';
import type { Ligne } from './lignes.ts';
import { cleEnOctets, creerTampon } from './tampon.ts';

type Recevoir = (t: Uint8Array) => Promise<void>;

export type Personnes = {
  readonly nombre: () => number;
  /** Number of the person whose national identifier is `tampon[debut, fin)`; their card is written at the first row. */
  readonly deLaLigne: (l: Ligne, debut: number, fin: number) => number;
  readonly compter: (personne: number, e1: number, e2: number) => void;
  readonly empreinte: () => readonly [number, number];
  readonly rendre: (recevoir: Recevoir) => Promise<void>;
  readonly rendreMots: (recevoir: Recevoir) => Promise<void>;
};

const DE_LA_FICHE = ['identifiantNational', 'identifiant', 'typeIdentifiant', 'nom', 'prenom', 'civilite', 'profession', 'savoirFaire', 'categorie'] as const satisfies readonly Colonne[];
const VIDAGE = 1 << 19;
/** `M` or `DE` is not worth a search for typing errors. */
const MOT_MINIMAL = 3;
const [ESPACE, TABULATION] = [32, 9];

/** Persons in flat arrays: about 110 bytes each, whatever the number of their activities. */
export function creerPersonnes(entete: EnTete, prevus: number): Personnes {
  const cles = creerInterneur(prevus, 12);
  const mots = creerInterneur(Math.max(4096, prevus >> 2), 9);
  const rangs = Int32Array.from(DE_LA_FICHE.map((c) => entete.rang[c]));
  const [rangNom, rangPrenom] = [entete.rang.nom, entete.rang.prenom];
  let fiches = octets(prevus * 68);
  let debuts = naturels(prevus + 1);
  let nombres = naturels(prevus);
  let h1 = naturels(prevus);
  let h2 = naturels(prevus);
  let occurrences = naturels(4096);
  const fiche = creerTampon(4096);
  const cle = octets(8192);

  const agrandirPour = (personne: number): void => {
    if (personne < nombres.length && personne + 1 < debuts.length) return;
    debuts = agrandi(debuts, personne + 2, naturels);
    nombres = agrandi(nombres, personne + 1, naturels);
    h1 = agrandi(h1, personne + 1, naturels);
    h2 = agrandi(h2, personne + 1, naturels);
  };

  const noterMots = (n: number): void => {
    for (let i = 0, d = 0; i <= n; i++) {
      if (i < n && cle[i] !== ESPACE) continue;
      if (i - d >= MOT_MINIMAL) {
        const k = mots.interner(cle, d, i);
        const numero = k < 0 ? -1 - k : k;
        occurrences = agrandi(occurrences, numero + 1, naturels);
        occurrences[numero] = (occurrences[numero] as number) + 1;
      }
      d = i + 1;
    }
  };

  const noter = ({ tampon, bornes }: Ligne, personne: number): void => {
    agrandirPour(personne);
    for (const rang of rangs) {
      if (rang < 0) fiche.rien();
      else fiche.champ(tampon, (bornes[rang] as number) + 1, bornes[rang + 1] as number);
    }
    let n = cleEnOctets(tampon, (bornes[rangNom] as number) + 1, bornes[rangNom + 1] as number, cle, 0);
    const position = n > 0 ? n + 1 : 0;
    const m = cleEnOctets(tampon, (bornes[rangPrenom] as number) + 1, bornes[rangPrenom + 1] as number, cle, position);
    if (m > position) {
      if (n > 0) cle[n] = ESPACE;
      n = m;
    }
    noterMots(n);
    fiche.champ(cle, 0, n);
    const ecrit = fiche.prendre();
    const debut = debuts[personne] as number;
    fiches = agrandi(fiches, debut + ecrit.length, octets);
    fiches.set(ecrit, debut);
    debuts[personne + 1] = debut + ecrit.length;
    h1[personne] = fnv(ecrit, 0, ecrit.length);
    h2[personne] = fnv(ecrit, 0, ecrit.length, 0x9747b28c);
  };

  const rendre = async (recevoir: Recevoir): Promise<void> => {
    const sortie = creerTampon(2 * VIDAGE);
    for (const personne of ordreAlphabetique(cles.taille(), fiches, debuts)) {
      const [d, f] = [debuts[personne] as number, debuts[personne + 1] as number];
      sortie.entier(personne);
      sortie.brut(fiches.subarray(d, f));
      sortie.entier(nombres[personne] as number);
      sortie.entier(((h2[personne] as number) & 0x1fffff) * 2 ** 32 + (h1[personne] as number));
      sortie.finDeLigne();
      if (sortie.taille() > VIDAGE) await recevoir(sortie.prendre());
    }
    await recevoir(sortie.prendre());
  };

  return {
    nombre: () => cles.taille(),
    deLaLigne: (l, debut, fin) => {
      const k = cles.interner(l.tampon, debut, fin);
      if (k >= 0) return k;
      noter(l, -1 - k);
      return -1 - k;
    },
    compter: (personne, e1, e2) => {
      nombres[personne] = (nombres[personne] as number) + 1;
      h1[personne] = (h1[personne] as number) + e1;
      h2[personne] = (h2[personne] as number) + e2;
    },
    empreinte: () => {
      let [a, b] = [0, 0];
      for (let p = 0; p < cles.taille(); p++) {
        a = (a + (h1[p] as number)) >>> 0;
        b = (b + (h2[p] as number)) >>> 0;
      }
      return [a, b];
    },
    rendre,
    rendreMots: async (recevoir) => {
      const sortie = creerTampon(2 * VIDAGE);
      for (let k = 0; k < mots.taille(); k++) {
        sortie.brut(mots.octetsDe(k));
        sortie.entier(occurrences[k] as number);
        sortie.finDeLigne();
        if (sortie.taille() > VIDAGE) await recevoir(sortie.prendre());
      }
      await recevoir(sortie.prendre());
    },
  };
}

/** Persons by the six first letters of their key: neighbours in the alphabet become neighbours on disk. */
function ordreAlphabetique(nombre: number, fiches: Uint8Array, debuts: Uint32Array): Float64Array {
  const cles = new Float64Array(nombre);
  for (let p = 0; p < nombre; p++) {
    const f = debuts[p + 1] as number;
    let d = f;
    while (d > (debuts[p] as number) && fiches[d - 1] !== TABULATION) d--;
    let poids = 0;
    for (let i = 0; i < 6; i++) {
      const b = d + i < f ? (fiches[d + i] as number) : 0;
      poids = poids * 27 + (b >= 97 && b <= 122 ? b - 96 : 0);
    }
    cles[p] = poids * 2 ** 24 + p;
  }
  cles.sort();
  for (let k = 0; k < nombre; k++) cles[k] = (cles[k] as number) % 2 ** 24;
  return cles;
}
