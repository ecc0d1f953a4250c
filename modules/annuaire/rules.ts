/**
 * What a check of an identifier answers. A key that does not add up is a warning, not a refusal, wherever real identifiers
 * are known to break the rule; only what cannot be such a number at all (length, characters) is refused.
 */
export type Verification =
  | { readonly etat: 'conforme' }
  | { readonly etat: 'a_verifier'; readonly motif: 'cle_fausse' | 'regle_inconnue' | 'exception_la_poste' }
  | { readonly etat: 'refusee'; readonly motif: 'forme' | 'cle_fausse' };

const CONFORME: Verification = { etat: 'conforme' };
const FORME: Verification = { etat: 'refusee', motif: 'forme' };
const CLE_A_VERIFIER: Verification = { etat: 'a_verifier', motif: 'cle_fausse' };

/** Spaces, dots and dashes that people type between groups of digits. */
const sansEspaces = (s: string): string => s.replace(/[\s.\-\u00a0\u202f]/g, '').toUpperCase();

/** Luhn's check over a string of digits, the last one being the key. @source ISO/IEC 7812-1, annex B */
export function cleDeLuhn(chiffres: string): boolean {
  let somme = 0;
  for (let i = 0; i < chiffres.length; i++) {
    const n = chiffres.charCodeAt(chiffres.length - 1 - i) - 48;
    somme += i % 2 === 0 ? n : n > 4 ? 2 * n - 9 : 2 * n;
  }
  return somme % 10 === 0;
}

/**
 * RPPS: 11 digits, the last a Luhn key. Numbers of the ANS sandbox and documentation break it, hence a warning.
 * @source domain facts §6.1
 */
export function verifierRpps(saisi: string): Verification {
  const n = sansEspaces(saisi);
  if (!/^\d{11}$/.test(n)) return FORME;
  return cleDeLuhn(n) ? CONFORME : CLE_A_VERIFIER;
}

/**
 * Identification nationale PP: a digit for the register, then the number there: `8` + RPPS (checked on the 11 digits),
 * `0` + ADELI (9 characters, its rule is not published). Other prefixes exist (FINESS, SIRET with a rank): form only.
 * @source domain facts §6.1
 */
export function verifierIdentificationNationale(saisi: string): Verification {
  const n = sansEspaces(saisi);
  if (/^8\d{11}$/.test(n)) return verifierRpps(n.slice(1));
  if (n.startsWith('8')) return FORME;
  if (/^0[0-9A-Z]{9}$/.test(n)) return { etat: 'a_verifier', motif: 'regle_inconnue' };
  return /^[1-9][0-9A-Z/]{5,24}$/.test(n) ? { etat: 'a_verifier', motif: 'regle_inconnue' } : FORME;
}

/** The RPPS number inside an Identification nationale PP, when there is one. */
export const rppsDe = (identifiantNational: string): string | undefined => (/^8\d{11}$/.test(identifiantNational) ? identifiantNational.slice(1) : undefined);

/**
 * FINESS: 9 characters, Luhn. Found true on every real number met; with the letters of Corsica (2A, 2B) the rule is not
 * known, and a number is never refused for its key. @source domain facts §6.1
 */
export function verifierFiness(saisi: string): Verification {
  const n = sansEspaces(saisi);
  if (/^2[AB]\d{7}$/.test(n)) return { etat: 'a_verifier', motif: 'regle_inconnue' };
  if (!/^\d{9}$/.test(n)) return FORME;
  return cleDeLuhn(n) ? CONFORME : CLE_A_VERIFIER;
}

export function verifierSiren(saisi: string): Verification {
  const n = sansEspaces(saisi);
  if (!/^\d{9}$/.test(n)) return FORME;
  return cleDeLuhn(n) ? CONFORME : CLE_A_VERIFIER;
}

const SIREN_LA_POSTE = '356000000';

/**
 * SIRET: 14 digits, Luhn on the whole. Establishments of La Poste follow another rule (digits adding up to a multiple of 5),
 * which we could not check against a text: such a number is marked "à vérifier". @source domain facts §6.1
 */
export function verifierSiret(saisi: string): Verification {
  const n = sansEspaces(saisi);
  if (!/^\d{14}$/.test(n)) return FORME;
  if (cleDeLuhn(n)) return CONFORME;
  if (!n.startsWith(SIREN_LA_POSTE)) return CLE_A_VERIFIER;
  const somme = [...n].reduce((s, c) => s + Number(c), 0);
  return somme % 5 === 0 ? { etat: 'a_verifier', motif: 'exception_la_poste' } : CLE_A_VERIFIER;
}

/** The two-digit key of the 13 first characters of a NIR; Corsica counts as 19 (2A) and 18 (2B). Undefined when it is no NIR. */
export function cleDuNir(treize: string): string | undefined {
  const nombre = treize.replace(/^(\d{5})2A/, (_, debut: string) => `${debut}19`).replace(/^(\d{5})2B/, (_, debut: string) => `${debut}18`);
  return /^\d{13}$/.test(nombre) ? String(97 - Number(BigInt(nombre) % 97n)).padStart(2, '0') : undefined;
}

/** NIR: 13 characters and a key of 2 digits, 97 − (number mod 97). The rule is firm: a wrong key is refused. @source domain facts §6.1 */
export function verifierNir(saisi: string): Verification {
  const n = sansEspaces(saisi);
  if (!/^\d{5}(\d{2}|2[AB])\d{8}$/.test(n)) return FORME;
  const cle = cleDuNir(n.slice(0, 13));
  if (cle === undefined) return FORME;
  return cle === n.slice(13) ? CONFORME : { etat: 'refusee', motif: 'cle_fausse' };
}

/** RNA, the number of an association: W and 9 digits. No key is published. */
export const verifierRna = (saisi: string): Verification => (/^W\d{9}$/.test(sansEspaces(saisi)) ? CONFORME : FORME);

/** The same cut of an edition, in whatever order its départements are told; none told is the whole country. */
export const memesDepartements = (a: readonly string[] | null | undefined, b: readonly string[] | null | undefined): boolean => [...(a ?? [])].sort().join() === [...(b ?? [])].sort().join();
