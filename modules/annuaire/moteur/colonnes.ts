import { cleDeRecherche } from '#core/texte.ts';

/**
 * Columns of `PS_LibreAcces_Personne_activite` that the directory keeps, found by name since their order changes from one
 * edition to the next. @source ANS, description of the open extract (56 columns, September 2026)
 */
export const COLONNES = {
  typeIdentifiant: "Type d'identifiant PP",
  identifiant: 'Identifiant PP',
  identifiantNational: 'Identification nationale PP',
  civilite: "Libellé civilité d'exercice",
  nom: "Nom d'exercice",
  prenom: "Prénom d'exercice",
  profession: 'Code profession',
  professionLibelle: 'Libellé profession',
  categorie: 'Code catégorie professionnelle',
  categorieLibelle: 'Libellé catégorie professionnelle',
  savoirFaire: 'Code savoir-faire',
  savoirFaireLibelle: 'Libellé savoir-faire',
  mode: 'Code mode exercice',
  modeLibelle: 'Libellé mode exercice',
  siret: 'Numéro SIRET site',
  siren: 'Numéro SIREN site',
  finess: 'Numéro FINESS site',
  finessJuridique: 'Numéro FINESS établissement juridique',
  structure: 'Identifiant technique de la structure',
  raisonSociale: 'Raison sociale site',
  enseigne: 'Enseigne commerciale site',
  complement: 'Complément destinataire (coord. structure)',
  complementPoint: 'Complément point géographique (coord. structure)',
  numeroVoie: 'Numéro Voie (coord. structure)',
  indiceVoie: 'Indice répétition voie (coord. structure)',
  typeVoie: 'Libellé type de voie (coord. structure)',
  voie: 'Libellé Voie (coord. structure)',
  distribution: 'Mention distribution (coord. structure)',
  bureau: 'Bureau cedex (coord. structure)',
  codePostal: 'Code postal (coord. structure)',
  commune: 'Code commune (coord. structure)',
  communeLibelle: 'Libellé commune (coord. structure)',
  telephone: 'Téléphone (coord. structure)',
  telephone2: 'Téléphone 2 (coord. structure)',
  telecopie: 'Télécopie (coord. structure)',
  courriel: 'Adresse e-mail (coord. structure)',
  departement: 'Code Département (structure)',
  secteur: "Code secteur d'activité",
  secteurLibelle: "Libellé secteur d'activité",
  role: 'Code rôle',
  roleLibelle: 'Libellé rôle',
  genre: 'Code genre activité',
  genreLibelle: 'Libellé genre activité',
} as const;
export type Colonne = keyof typeof COLONNES;

/** Columns without which a row says nothing of a professional. */
const INDISPENSABLES: readonly Colonne[] = ['identifiantNational', 'nom', 'prenom', 'profession', 'savoirFaire', 'mode', 'codePostal', 'commune', 'departement'];

/** The two national extracts that are imported. */
export type GenreExtrait = 'annuaire' | 'finess';
export type AutreFichier = GenreExtrait | 'classeur' | 'pdf' | 'image';

export type RefusFichier =
  | { readonly code: 'vide' }
  /** A file of another kind, known by its first bytes or its titles. */
  | { readonly code: 'autre_fichier'; readonly vu: AutreFichier }
  | { readonly code: 'page_web' }
  | { readonly code: 'compression_tronquee'; readonly lues: number }
  /** A plain text that stops in the middle of a row. */
  | { readonly code: 'texte_coupe'; readonly ligne: number }
  | { readonly code: 'archive_sans_extraction'; readonly trouves: readonly string[] }
  | { readonly code: 'archive_illisible' }
  | { readonly code: 'encodage'; readonly encodage: string }
  | { readonly code: 'separateur'; readonly attendu: string }
  | { readonly code: 'colonnes_absentes'; readonly colonnes: readonly string[] }
  | { readonly code: 'trop_de_lignes_fautives'; readonly fautives: number; readonly lues: number; readonly premiere: number }
  | { readonly code: 'aucune_ligne'; /** Rows read under the titles. */ readonly lues: number }
  | { readonly code: 'arrete' };

export type EnTete = { readonly nombre: number; readonly rang: Readonly<Record<Colonne, number>>; readonly absentes: readonly Colonne[] };

const SIGNATURES: readonly (readonly [AutreFichier, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46]], ['classeur', [0xd0, 0xcf, 0x11, 0xe0]], ['image', [0x89, 0x50, 0x4e, 0x47]], ['image', [0xff, 0xd8, 0xff]],
];

/** What a file that is not the extract looks like at its first bytes. Undefined when they may be text in UTF-8. */
export function deviner(tete: Uint8Array): RefusFichier | undefined {
  if (tete.length === 0) return { code: 'vide' };
  const [vu] = SIGNATURES.find(([, octets]) => octets.every((o, i) => tete[i] === o)) ?? [];
  if (vu) return { code: 'autre_fichier', vu };
  if ((tete[0] === 0xff && tete[1] === 0xfe) || (tete[0] === 0xfe && tete[1] === 0xff)) return { code: 'encodage', encodage: 'UTF-16' };
  let i = tete[0] === 0xef && tete[1] === 0xbb && tete[2] === 0xbf ? 3 : 0;
  while (tete[i] === 32 || tete[i] === 10 || tete[i] === 13 || tete[i] === 9) i++;
  if (tete[i] === 60) return { code: 'page_web' };
  return undefined;
}

/** Which extract this first line begins, whatever was expected. */
export function reconnaitreExtrait(ligne: string): GenreExtrait | undefined {
  const titres = ligne.replace(/^\ufeff/, '').toLowerCase();
  if (/^(finess|structuree[tj]);/.test(titres) || /(^|[;,"])(finess_et|nofinesset)("|[;,]|$)/.test(titres)) return 'finess';
  return titres.includes('|identification nationale pp|') ? 'annuaire' : undefined;
}

/** Reads the header line. Names are compared without accents nor punctuation: apostrophes vary between editions. */
export function lireEnTete(ligne: string): EnTete | RefusFichier {
  if (reconnaitreExtrait(ligne) === 'finess') return { code: 'autre_fichier', vu: 'finess' };
  const noms = ligne.replace(/^\ufeff/, '').replace(/\r$/, '').split('|');
  if (noms.length < 5) return { code: 'separateur', attendu: '|' };
  const rangs = new Map(noms.map((n, i) => [cleDeRecherche(n), i]));
  const trouver = (c: Colonne): number => rangs.get(cleDeRecherche(COLONNES[c])) ?? -1;
  const cles = Object.keys(COLONNES).filter((c): c is Colonne => c in COLONNES);
  const manquantes = INDISPENSABLES.filter((c) => trouver(c) < 0);
  if (manquantes.length > 0) return { code: 'colonnes_absentes', colonnes: manquantes.map((c) => COLONNES[c]) };
  const rang = Object.fromEntries(cles.map((c) => [c, trouver(c)])) as Record<Colonne, number>;
  // The header, like each row, ends with a separator: the last name is empty and counts for nothing.
  return { nombre: noms.at(-1) === '' ? noms.length - 1 : noms.length, rang, absentes: cles.filter((c) => rang[c] < 0) };
}
