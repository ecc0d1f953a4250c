import { creerRangees } from './binaire.ts';
import type { Colonne, EnTete } from './colonnes.ts';
import { agrandi, creerInterneur, entiers, fnv, type Interneur, octets } from './interneur.ts';
import type { Ligne } from './lignes.ts';
import { ordreAlphabetique } from './listes.ts';
import { cleEnOctets } from './tampon.ts';

export type Personnes = {
  readonly nombre: () => number;
  /** Number of the person whose national identifier is `tampon[debut, fin)`; their card is kept at the first row. */
  readonly deLaLigne: (l: Ligne, debut: number, fin: number) => number;
  readonly compter: (personne: number, e1: number, e2: number) => void;
  readonly activites: (personne: number) => number;
  readonly empreinte: () => readonly [number, number];
  /** After the last row. */
  readonly clore: () => void;
  /** Persons in the alphabetical order of their keys. */
  readonly ordre: () => Int32Array;
  /** Fields `identifiant` to `empreinte` of the table, of one person. */
  readonly ecrire: (sortie: ReturnType<typeof creerRangees>, personne: number) => void;
  readonly mots: Interneur;
  readonly occurrences: (mot: number) => number;
  /** Calls `voir` with each word of the name of a person, once each at least. */
  readonly motsDe: (personne: number, voir: (mot: number) => void) => void;
};

const CARTE = ['civilite', 'profession', 'savoirFaire', 'categorie'] as const satisfies readonly Colonne[];
/** `M` or `DE` is not worth a search for typing errors. */
const MOT_MINIMAL = 3;
const NOM_MAX = 600;
const ESPACE = 32;
/** What is kept of a person, in numbers: where their names begin and end, where their words begin, and so on. */
const [DEBUT, FIN_NOM, FIN_PRENOM, CARTE_DE, NOMBRE, H1, H2, MOTS, FICHE] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

/** Persons in flat arrays: about 90 bytes each, whatever the number of their activities. */
export function creerPersonnes(entete: EnTete, prevus: number): Personnes {
  const cles = creerInterneur(prevus, 12);
  const mots = creerInterneur(Math.max(4096, prevus >> 2), 9);
  const cartes = creerInterneur(1024, 16);
  const cartesEcrites: Uint8Array[] = [];
  const rangsCarte = CARTE.map((c) => entete.rang[c]);
  const [rangNom, rangPrenom] = [entete.rang.nom, entete.rang.prenom];
  // Family name, first name and search key of each, end to end; the rest side by side, since persons are read in another order than they come.
  let noms = octets(prevus * 32);
  let fiches = entiers((prevus + 1) * FICHE);
  let nombre = 0;
  let occurrences = entiers(4096);
  let motsPoses = entiers(prevus * 2);
  const cle = octets(8192);
  let derniere = -1;

  const noterMots = (personne: number, n: number): void => {
    let pose = fiches[personne * FICHE + MOTS] as number;
    for (let i = 0, d = 0; i <= n; i++) {
      if (i < n && cle[i] !== ESPACE) continue;
      if (i - d >= MOT_MINIMAL) {
        const k = mots.interner(cle, d, i);
        const numero = k < 0 ? -1 - k : k;
        occurrences = agrandi(occurrences, numero + 1, entiers);
        occurrences[numero] = (occurrences[numero] as number) + 1;
        motsPoses = agrandi(motsPoses, pose + 1, entiers);
        motsPoses[pose++] = numero;
      }
      d = i + 1;
    }
    fiches[(personne + 1) * FICHE + MOTS] = pose;
  };

  /** The few hundred sets of a title, a profession, a specialty and a category, each written once. */
  const noterCarte = ({ tampon, bornes }: Ligne): number => {
    let n = 0;
    for (const rang of rangsCarte) {
      if (rang >= 0) for (let i = (bornes[rang] as number) + 1, f = bornes[rang + 1] as number; i < f && n < 2000; i++) cle[n++] = tampon[i] as number;
      cle[n++] = 124;
    }
    const k = cartes.interner(cle, 0, n);
    if (k >= 0) return k;
    const ecrite = creerRangees(0, 256);
    for (const rang of rangsCarte) {
      if (rang < 0) ecrite.champ(tampon, 0, 0);
      else ecrite.champ(tampon, (bornes[rang] as number) + 1, bornes[rang + 1] as number);
    }
    cartesEcrites[-1 - k] = ecrite.prendre();
    return -1 - k;
  };

  /** Copies a field cut at `NOM_MAX` bytes; returns where it ends. A name so long is an error of the file, not worth a refusal. */
  const copier = (t: Uint8Array, debut: number, fin: number, position: number): number => {
    const f = Math.min(fin, debut + NOM_MAX);
    noms = agrandi(noms, position + f - debut, octets);
    for (let i = debut, j = position; i < f; i++, j++) noms[j] = t[i] as number;
    return position + f - debut;
  };

  const noter = (l: Ligne, personne: number): void => {
    fiches = agrandi(fiches, (personne + 2) * FICHE, entiers);
    nombre = personne + 1;
    const fiche = personne * FICHE;
    const { tampon, bornes } = l;
    const carte = noterCarte(l);
    fiches[fiche + CARTE_DE] = carte;
    const [dn, fn] = [(bornes[rangNom] as number) + 1, Math.min(bornes[rangNom + 1] as number, (bornes[rangNom] as number) + 1 + NOM_MAX)];
    const [dp, fp] = [(bornes[rangPrenom] as number) + 1, Math.min(bornes[rangPrenom + 1] as number, (bornes[rangPrenom] as number) + 1 + NOM_MAX)];
    const debut = fiches[fiche + DEBUT] as number;
    const apresNom = copier(tampon, dn, fn, debut);
    const apresPrenom = copier(tampon, dp, fp, apresNom);
    let n = cleEnOctets(tampon, dn, fn, cle, 0);
    const position = n > 0 ? n + 1 : 0;
    const m = cleEnOctets(tampon, dp, fp, cle, position);
    if (m > position) {
      if (n > 0) cle[n] = ESPACE;
      n = m;
    }
    noterMots(personne, n);
    fiches[fiche + FIN_NOM] = apresNom;
    fiches[fiche + FIN_PRENOM] = apresPrenom;
    noms = agrandi(noms, apresPrenom + n, octets);
    for (let i = 0; i < n; i++) noms[apresPrenom + i] = cle[i] as number;
    fiches[fiche + FICHE + DEBUT] = apresPrenom + n;
    const graine = Math.imul(cartes.hachage(carte) ^ cles.hachage(personne), 0x85ebca6b) ^ (apresNom - debut);
    fiches[fiche + H1] = fnv(noms, debut, apresPrenom, graine);
    fiches[fiche + H2] = fnv(noms, debut, apresPrenom, Math.imul(graine, 0x2c1b3c6d) ^ 0x9747b28c);
  };

  return {
    nombre: () => nombre,
    deLaLigne: (l, debut, fin) => {
      // The activities of a person mostly follow each other.
      if (derniere >= 0 && cles.egal(derniere, l.tampon, debut, fin)) return derniere;
      const k = cles.interner(l.tampon, debut, fin);
      derniere = k < 0 ? -1 - k : k;
      if (k < 0) noter(l, derniere);
      return derniere;
    },
    compter: (personne, e1, e2) => {
      const f = personne * FICHE;
      fiches[f + NOMBRE] = (fiches[f + NOMBRE] as number) + 1;
      fiches[f + H1] = (fiches[f + H1] as number) + e1;
      fiches[f + H2] = (fiches[f + H2] as number) + e2;
    },
    activites: (personne) => fiches[personne * FICHE + NOMBRE] as number,
    empreinte: () => {
      let [a, b] = [0, 0];
      for (let f = 0; f < nombre * FICHE; f += FICHE) {
        a = (a + (fiches[f + H1] as number)) >>> 0;
        b = (b + (fiches[f + H2] as number)) >>> 0;
      }
      return [a, b];
    },
    clore: () => [cles, mots, cartes].forEach((i) => i.clore()),
    ordre: () => ordreAlphabetique(nombre, { octets: noms, debut: (p) => fiches[p * FICHE + FIN_PRENOM] as number, fin: (p) => fiches[(p + 1) * FICHE + DEBUT] as number }, cles),
    ecrire: (sortie, p) => {
      const f = p * FICHE;
      const identifiant = cles.octetsDe(p);
      sortie.champ(identifiant, 0, identifiant.length);
      sortie.champ(noms, fiches[f + DEBUT] as number, fiches[f + FIN_NOM] as number);
      sortie.champ(noms, fiches[f + FIN_NOM] as number, fiches[f + FIN_PRENOM] as number);
      sortie.brut(cartesEcrites[fiches[f + CARTE_DE] as number] as Uint8Array);
      sortie.texte(noms, fiches[f + FIN_PRENOM] as number, fiches[f + FICHE + DEBUT] as number);
      sortie.long((fiches[f + H2] as number) & 0x1fffff, fiches[f + H1] as number);
    },
    mots,
    occurrences: (mot) => occurrences[mot] as number,
    motsDe: (p, voir) => {
      for (let i = fiches[p * FICHE + MOTS] as number; i < (fiches[(p + 1) * FICHE + MOTS] as number); i++) voir(motsPoses[i] as number);
    },
  };
}
