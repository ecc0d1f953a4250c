import type { Colonne, EnTete } from './colonnes.ts';
import { agrandi, creerInterneur, entiers, fnv, octets } from './interneur.ts';
import type { Ligne } from './lignes.ts';
import { creerLieux, type Reglages } from './lieux.ts';
import { creerPersonnes } from './personnes.ts';
import { creerTampon, decoder, type Tampon } from './tampon.ts';

/** Families of codes whose labels are read in the file itself, in the order of the columns of an activity. */
const CODES = [
  ['profession', 'profession', 'professionLibelle'],
  ['categorie', 'categorie', 'categorieLibelle'],
  ['savoir_faire', 'savoirFaire', 'savoirFaireLibelle'],
  ['mode', 'mode', 'modeLibelle'],
  ['secteur', 'secteur', 'secteurLibelle'],
  ['role', 'role', 'roleLibelle'],
  ['genre', 'genre', 'genreLibelle'],
] as const satisfies readonly (readonly [string, Colonne, Colonne])[];

/** What a structure is made of, in the order of its table; each entry is one field, its columns joined by a space. Commune and département come resolved after these. */
const DE_LA_STRUCTURE = [
  ['structure'], ['siret'], ['finess'], ['finessJuridique'], ['raisonSociale'], ['enseigne'], ['complement', 'complementPoint'],
  ['numeroVoie', 'indiceVoie', 'typeVoie', 'voie'], ['distribution'], ['bureau'], ['codePostal'], ['communeLibelle'],
  ['telephone'], ['telephone2'], ['telecopie'], ['courriel'],
] as const satisfies readonly (readonly Colonne[])[];
/** What tells two structures without an identifier apart. */
const COORDONNEES = ['raisonSociale', 'numeroVoie', 'typeVoie', 'voie', 'bureau', 'codePostal', 'commune', 'telephone', 'departement'] as const satisfies readonly Colonne[];

export type Bilan = { readonly lignes: number; readonly ecartees: number; readonly personnes: number; readonly activites: number; readonly structures: number; readonly sansCommune: number; readonly deduites: number; readonly empreinte: string };
export type Libelle = { readonly famille: string; readonly code: string; readonly libelle: string };

export type Extraction = {
  readonly surLigne: (l: Ligne) => void;
  /** Rows ready for the database, to be drained as they come. */
  readonly activites: Tampon;
  readonly structures: Tampon;
  /** After the last row: persons and words, in slices of about a megabyte. */
  readonly rendrePersonnes: (recevoir: (t: Uint8Array) => Promise<void>) => Promise<void>;
  readonly rendreMots: (recevoir: (t: Uint8Array) => Promise<void>) => Promise<void>;
  /** Sets of codes, in COPY text. */
  readonly profils: () => Uint8Array;
  readonly libelles: () => readonly Libelle[];
  /** Rows read so far. */
  readonly lues: () => number;
  readonly bilan: () => Bilan;
};

const VIDAGE = 1 << 19;

/** The ranks of columns, absent ones left out. */
const rangs = (entete: EnTete, colonnes: readonly Colonne[]): Int32Array => Int32Array.from(colonnes.map((c) => entete.rang[c]));

/**
 * Turns rows into persons, activities and structures, each once. Persons are numbered in order of arrival and kept in flat
 * arrays until the end (their rows need not follow each other); activities and structures leave at once.
 * A row costs three look-ups by its bytes: its person, its structure, its set of codes.
 */
export function creerExtraction(reglages: Reglages): Extraction {
  const { entete, departements, prevus = 65_536 } = reglages;
  const voulus = departements ? new Set(departements) : undefined;
  const personnes = creerPersonnes(entete, prevus);
  const lieux = creerLieux(reglages);
  const structures = creerInterneur(prevus, 14);
  const profils = creerInterneur(4096, 24);
  const ecritsDesProfils: Uint8Array[] = [];
  const codesVus = CODES.map(() => creerInterneur(256, 6));
  const libelles: Libelle[] = [];
  const activites = creerTampon(2 * VIDAGE);
  const sortie = creerTampon(2 * VIDAGE);
  const codes = rangs(entete, CODES.map(([, code]) => code));
  const deLaStructure = DE_LA_STRUCTURE.map((colonnes) => rangs(entete, colonnes).filter((r) => r >= 0));
  const toutesDeLaStructure = rangs(entete, DE_LA_STRUCTURE.flat());
  const coordonnees = rangs(entete, COORDONNEES);
  const rangStructure = entete.rang.structure;
  const rangIdentifiant = entete.rang.identifiantNational;
  const cle = octets(16_384);
  let lieuDesStructures = entiers(prevus);
  let [lignes, ecartees, gardees, sansCommune, deduites, total1, total2] = [0, 0, 0, 0, 0, 0, 0];

  /** The columns of these ranks, one after the other, in `cle`. Returns their length, separators included. */
  const assembler = ({ tampon, bornes }: Ligne, colonnes: Int32Array): number => {
    let n = 0;
    for (let k = 0; k < colonnes.length; k++) {
      const rang = colonnes[k] as number;
      if (rang >= 0) for (let i = (bornes[rang] as number) + 1, f = bornes[rang + 1] as number; i < f && n < 16_000; i++) cle[n++] = tampon[i] as number;
      cle[n++] = 124;
    }
    return n;
  };

  /** Non-empty columns of these ranks joined by a space, in `cle`. */
  const joindre = ({ tampon, bornes }: Ligne, colonnes: Int32Array): number => {
    let n = 0;
    for (const rang of colonnes) {
      const [d, f] = [(bornes[rang] as number) + 1, bornes[rang + 1] as number];
      if (f > d && n > 0) cle[n++] = 32;
      for (let i = d; i < f && n < 16_000; i++) cle[n++] = tampon[i] as number;
    }
    return n;
  };

  const nouveauProfil = (l: Ligne, profil: number): void => {
    const t = creerTampon(128);
    const champ = (rang: number): readonly [number, number] => (rang < 0 ? [0, 0] : [(l.bornes[rang] ?? 0) + 1, l.bornes[rang + 1] ?? 0]);
    CODES.forEach(([famille, code, libelle], k) => {
      const [d, f] = champ(entete.rang[code]);
      t.champ(l.tampon, d, f);
      if (f > d && (codesVus[k]?.interner(l.tampon, d, f) ?? 0) < 0) libelles.push({ famille, code: decoder(l.tampon, d, f), libelle: decoder(l.tampon, ...champ(entete.rang[libelle])) });
    });
    ecritsDesProfils[profil] = t.prendre();
  };

  const nouvelleStructure = (l: Ligne, numero: number): void => {
    const lieu = lieux.deLaLigne(l);
    lieuDesStructures = agrandi(lieuDesStructures, numero + 1, entiers);
    lieuDesStructures[numero] = lieu;
    if (voulus && !voulus.has(lieux.departement(lieu))) return;
    sortie.entier(numero);
    for (const colonnes of deLaStructure) {
      if (colonnes.length === 1) {
        const rang = colonnes[0] as number;
        sortie.champ(l.tampon, (l.bornes[rang] as number) + 1, l.bornes[rang + 1] as number);
      } else sortie.champ(cle, 0, joindre(l, colonnes));
    }
    sortie.brut(lieux.ecritAvecDeduction(lieu));
    sortie.finDeLigne();
    ecrites++;
    const n = assembler(l, toutesDeLaStructure);
    total1 = (total1 + fnv(cle, 0, n)) >>> 0;
    total2 = (total2 + fnv(cle, 0, n, 0x9747b28c)) >>> 0;
  };
  let ecrites = 0;

  /** Number of the structure of the row; -1 when the row names none, not even by an address. */
  const structureDe = (l: Ligne): number => {
    let [d, f] = rangStructure < 0 ? [0, 0] : [(l.bornes[rangStructure] as number) + 1, l.bornes[rangStructure + 1] as number];
    let source = l.tampon;
    if (f <= d) {
      f = assembler(l, coordonnees);
      if (f === coordonnees.length) return -1;
      d = 0;
      source = cle;
    }
    const k = structures.interner(source, d, f);
    if (k >= 0) return k;
    nouvelleStructure(l, -1 - k);
    return -1 - k;
  };

  const profilDe = (l: Ligne): number => {
    const k = profils.interner(cle, 0, assembler(l, codes));
    if (k >= 0) return k;
    nouveauProfil(l, -1 - k);
    return -1 - k;
  };

  const surLigne = (l: Ligne): void => {
    lignes++;
    const [d, f] = [(l.bornes[rangIdentifiant] as number) + 1, l.bornes[rangIdentifiant + 1] as number];
    const structure = structureDe(l);
    const lieu = structure < 0 ? lieux.aucun : (lieuDesStructures[structure] as number);
    if (f <= d || (voulus && !voulus.has(lieux.departement(lieu)))) {
      ecartees++;
      return;
    }
    gardees++;
    const personne = personnes.deLaLigne(l, d, f);
    const profil = profilDe(l);
    if (!lieux.connu(lieu)) sansCommune++;
    else if (lieux.deduit(lieu)) deduites++;
    activites.entier(personne);
    if (structure < 0) activites.rien();
    else activites.entier(structure);
    activites.entier(profil);
    activites.brut(lieux.ecrit(lieu));
    activites.finDeLigne();

    const a = Math.imul(profils.hachage(profil) ^ lieux.hachage(lieu), 0x85ebca6b) ^ (structure < 0 ? 0 : structures.hachage(structure));
    const e1 = Math.imul(a ^ (a >>> 15), 0x2c1b3c6d) >>> 0;
    const e2 = Math.imul(a ^ (a >>> 13), 0x297a2d39) >>> 0;
    personnes.compter(personne, e1, e2);
  };

  const bilan = (): Bilan => {
    const [p1, p2] = personnes.empreinte();
    return {
      lignes, ecartees, personnes: personnes.nombre(), activites: gardees, structures: ecrites, sansCommune, deduites,
      empreinte: [gardees, (p1 + total1) >>> 0, (p2 + total2) >>> 0].map((n) => n.toString(36)).join('-'),
    };
  };

  const rendreProfils = (): Uint8Array => {
    const t = creerTampon(65_536);
    ecritsDesProfils.forEach((p, k) => {
      t.entier(k);
      t.brut(p);
      t.finDeLigne();
    });
    return t.prendre();
  };

  return { surLigne, profils: rendreProfils, activites, structures: sortie, rendrePersonnes: personnes.rendre, rendreMots: personnes.rendreMots, libelles: () => libelles, lues: () => lignes, bilan };
}

