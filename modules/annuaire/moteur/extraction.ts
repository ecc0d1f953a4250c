import { creerRangees, type Rangees } from './binaire.ts';
import type { Colonne, EnTete } from './colonnes.ts';
import { agrandi, creerInterneur, entiers, octets } from './interneur.ts';
import type { Ligne } from './lignes.ts';
import { creerLieux, type Reglages } from './lieux.ts';
import { cumuler, type Listes, listerPersonnes } from './listes.ts';
import { creerPersonnes, type Personnes } from './personnes.ts';
import { decoder, poserAscii } from './tampon.ts';

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

/** What a structure is made of, in the order of its table; each entry is one field, its columns joined by a space. Commune and département come resolved after these, then the sector of its first row. */
const DE_LA_STRUCTURE = [
  ['structure'], ['siret'], ['finess'], ['finessJuridique'], ['raisonSociale'], ['enseigne'], ['complement', 'complementPoint'],
  ['numeroVoie', 'indiceVoie', 'typeVoie', 'voie'], ['distribution'], ['bureau'], ['codePostal'], ['communeLibelle'],
  ['telephone'], ['telephone2'], ['telecopie'], ['courriel'],
] as const satisfies readonly (readonly Colonne[])[];
/** What tells two structures without an identifier apart. */
const COORDONNEES = ['raisonSociale', 'numeroVoie', 'typeVoie', 'voie', 'bureau', 'codePostal', 'commune', 'telephone', 'departement'] as const satisfies readonly Colonne[];

export type Bilan = { readonly lignes: number; readonly ecartees: number; readonly personnes: number; readonly activites: number; readonly structures: number; readonly sansCommune: number; readonly deduites: number; readonly empreinte: string };
export type Libelle = { readonly famille: string; readonly code: string; readonly libelle: string };

export type TableFinale = 'professionnels' | 'mots' | 'presences' | 'equipes' | 'profils';
type Recevoir = (t: Uint8Array) => Promise<void>;

export type Extraction = {
  readonly surLigne: (l: Ligne) => void;
  /** Rows of structures ready for the database, to be drained as they come. */
  readonly structures: Rangees;
  /** After the last row: persons numbered in alphabetical order, and the lists made of these numbers, table by table in slices of half a megabyte. */
  readonly achever: () => Readonly<Record<TableFinale, (recevoir: Recevoir) => Promise<void>>>;
  readonly libelles: () => readonly Libelle[];
  /** Rows read so far. */
  readonly lues: () => number;
  readonly bilan: () => Bilan;
};

const VIDAGE = 1 << 19;

/** The ranks of columns, absent ones left out. */
const rangs = (entete: EnTete, colonnes: readonly Colonne[]): Int32Array => Int32Array.from(colonnes.map((c) => entete.rang[c]));

/** Places whose teams share a row. */
const BITS_DE_BLOC = 6;

/**
 * Turns rows into persons, activities and structures, each once. Persons are numbered in order of arrival and kept with their
 * activities in flat arrays until the end (their rows need not follow each other); structures leave at once.
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
  const sortie = creerRangees(1 + DE_LA_STRUCTURE.length + 4, 2 * VIDAGE);
  const codes = rangs(entete, CODES.map(([, code]) => code));
  const deLaStructure = DE_LA_STRUCTURE.map((colonnes) => rangs(entete, colonnes).filter((r) => r >= 0));
  const coordonnees = rangs(entete, COORDONNEES);
  const rangStructure = entete.rang.structure;
  const rangSecteur = entete.rang.secteur;
  const rangIdentifiant = entete.rang.identifiantNational;
  const cle = octets(16_384);
  let lieuDesStructures = entiers(prevus);
  // The activities: person, structure (-1 for none), set of codes.
  let [qui, ou, quoi] = [entiers(prevus), entiers(prevus), entiers(prevus)];
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
    const t = creerRangees(0, 256);
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
    sortie.ligne();
    const debut = sortie.taille();
    sortie.entier(numero);
    for (const colonnes of deLaStructure) {
      if (colonnes.length === 1) {
        const rang = colonnes[0] as number;
        sortie.champ(l.tampon, (l.bornes[rang] as number) + 1, l.bornes[rang + 1] as number);
      } else sortie.champ(cle, 0, joindre(l, colonnes));
    }
    sortie.brut(lieux.ecrit(lieu));
    ecrites++;
    // The number, eight bytes, depends on the order of the file: it is left out of what tells two editions apart.
    total1 = (total1 + sortie.hacher(debut + 8, 0x811c9dc5)) >>> 0;
    total2 = (total2 + sortie.hacher(debut + 8, 0x9747b28c)) >>> 0;
    // So does the row met first where a place has several sectors.
    if (rangSecteur < 0) sortie.champ(cle, 0, 0);
    else sortie.champ(l.tampon, (l.bornes[rangSecteur] as number) + 1, l.bornes[rangSecteur + 1] as number);
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
    if (gardees > qui.length) [qui, ou, quoi] = [agrandi(qui, gardees, entiers), agrandi(ou, gardees, entiers), agrandi(quoi, gardees, entiers)];
    qui[gardees - 1] = personne;
    ou[gardees - 1] = structure;
    quoi[gardees - 1] = profil;

    const a = Math.imul(profils.hachage(profil) ^ lieux.hachage(lieu), 0x85ebca6b) ^ (structure < 0 ? 0 : structures.hachage(structure));
    const e1 = Math.imul(a ^ (a >>> 15), 0x2c1b3c6d);
    const e2 = Math.imul(a ^ (a >>> 13), 0x297a2d39);
    personnes.compter(personne, e1, e2);
  };

  const bilan = (): Bilan => {
    const [p1, p2] = personnes.empreinte();
    return {
      lignes, ecartees, personnes: personnes.nombre(), activites: gardees, structures: ecrites, sansCommune, deduites,
      empreinte: [gardees, (p1 + total1) >>> 0, (p2 + total2) >>> 0].map((n) => n.toString(36)).join('-'),
    };
  };

  const achever = (): ReturnType<Extraction['achever']> => {
    personnes.clore();
    structures.clore(true);
    const ordre = personnes.ordre();
    const p = parPersonne(ordre, personnes.activites, { qui, ou, quoi, nombre: gardees });
    [qui, ou, quoi] = [entiers(0), entiers(0), entiers(0)];
    const rendre = (colonnes: number, nombre: number, ecrire: (sortie: Rangees, n: number) => void) => async (recevoir: Recevoir): Promise<void> => {
      const t = creerRangees(colonnes, 2 * VIDAGE);
      for (let n = 0; n < nombre; n++) {
        ecrire(t, n);
        if (t.taille() > VIDAGE) await recevoir(t.prendre());
      }
      await recevoir(t.prendre());
    };

    return {
      professionnels: rendre(12, ordre.length, (t, r) => {
        t.ligne();
        t.entier(r);
        personnes.ecrire(t, ordre[r] as number);
        t.liste(p.ou, p.debuts[r] as number, p.debuts[r + 1] as number);
        t.liste(p.quoi, p.debuts[r] as number, p.debuts[r + 1] as number);
      }),
      mots: async (recevoir) => {
        const l = listerMots(personnes, ordre);
        await rendre(3, personnes.mots.taille(), (t, k) => {
          const mot = personnes.mots.octetsDe(k);
          t.ligne();
          t.champ(mot, 0, mot.length);
          t.entier((l.fins[k] as number) - (l.debuts[k] as number));
          t.liste(l.valeurs, l.debuts[k] as number, l.fins[k] as number);
        })(recevoir);
      },
      presences: async (recevoir) => {
        const communes = lieux.communes();
        const l = listerPersonnes(p.debuts, p.ou.map((s) => (s < 0 ? -1 : lieux.commune(lieuDesStructures[s] as number))), communes.length, p.quoi);
        const encodeur = octets(16);
        await rendre(4, communes.length, (t, k) => {
          const [d, f] = [l.debuts[k] as number, l.fins[k] as number];
          if (f === d) return;
          t.ligne();
          t.champ(encodeur, 0, poserAscii(communes[k] as string, encodeur, 0));
          t.entier(distincts(l.valeurs, d, f));
          t.liste(l.valeurs, d, f);
          t.liste(l.seconds, d, f);
        })(recevoir);
      },
      equipes: async (recevoir) => {
        const l = listerPersonnes(p.debuts, p.ou, structures.taille());
        await rendre(3, ((structures.taille() - 1) >> BITS_DE_BLOC) + 1, (t, bloc) => ecrireBloc(t, bloc, l, structures.taille()))(recevoir);
      },
      profils: async (recevoir) => {
        const l = listerPersonnes(p.debuts, p.quoi, profils.taille());
        await rendre(1 + CODES.length + 2, profils.taille(), (t, k) => {
          t.ligne();
          t.entier(k);
          t.brut(ecritsDesProfils[k] as Uint8Array);
          t.entier((l.fins[k] as number) - (l.debuts[k] as number));
          t.liste(l.valeurs, l.debuts[k] as number, l.fins[k] as number);
        })(recevoir);
      },
    };
  };

  return { surLigne, achever, structures: sortie, libelles: () => libelles, lues: () => lignes, bilan };
}

/** Different numbers of a list in order. */
function distincts(t: Int32Array, debut: number, fin: number): number {
  let n = 0;
  for (let i = debut; i < fin; i++) if (i === debut || t[i] !== t[i - 1]) n++;
  return n;
}

/** Persons who bear each word, in order. */
function listerMots(personnes: Personnes, ordre: Int32Array): Listes {
  const debuts = cumuler(Int32Array.from({ length: personnes.mots.taille() }, (_, k) => personnes.occurrences(k)));
  const fins = debuts.slice(0, -1);
  const valeurs = entiers(debuts.at(-1) ?? 0);
  let r = 0;
  const noter = (mot: number): void => {
    const f = fins[mot] as number;
    if (f > (debuts[mot] as number) && valeurs[f - 1] === r) return;
    valeurs[f] = r;
    fins[mot] = f + 1;
  };
  for (; r < ordre.length; r++) personnes.motsDe(ordre[r] as number, noter);
  return { valeurs, seconds: entiers(0), debuts, fins };
}

/** Who works in the places of a block, place by place. */
function ecrireBloc(t: Rangees, bloc: number, l: Listes, structures: number): void {
  const [premiere, derniere] = [bloc << BITS_DE_BLOC, Math.min(structures, (bloc + 1) << BITS_DE_BLOC)];
  let total = 0;
  for (let s = premiere; s < derniere; s++) total += (l.fins[s] as number) - (l.debuts[s] as number);
  if (total === 0) return;
  const [lieux, personnes] = [entiers(total), entiers(total)];
  for (let s = premiere, n = 0; s < derniere; s++) {
    for (let i = l.debuts[s] as number; i < (l.fins[s] as number); i++, n++) {
      lieux[n] = s;
      personnes[n] = l.valeurs[i] as number;
    }
  }
  t.ligne();
  t.entier(bloc);
  t.liste(lieux, 0, total);
  t.liste(personnes, 0, total);
}

type Activites = { readonly qui: Int32Array; readonly ou: Int32Array; readonly quoi: Int32Array; readonly nombre: number };

/** Activities of each person side by side, persons in this order; those of a person as the file gives them. */
function parPersonne(ordre: Int32Array, nombreDe: (p: number) => number, { qui, ou, quoi, nombre }: Activites): { readonly debuts: Int32Array; readonly ou: Int32Array; readonly quoi: Int32Array } {
  const debuts = entiers(ordre.length + 1);
  const places = entiers(ordre.length);
  for (let r = 0; r < ordre.length; r++) {
    const p = ordre[r] as number;
    places[p] = debuts[r] as number;
    debuts[r + 1] = (debuts[r] as number) + nombreDe(p);
  }
  const [ou2, quoi2] = [entiers(nombre), entiers(nombre)];
  for (let i = 0; i < nombre; i++) {
    const p = qui[i] as number;
    const place = places[p] as number;
    places[p] = place + 1;
    ou2[place] = ou[i] as number;
    quoi2[place] = quoi[i] as number;
  }
  return { debuts, ou: ou2, quoi: quoi2 };
}
