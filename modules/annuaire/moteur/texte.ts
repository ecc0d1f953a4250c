import { cleDeRecherche } from '#core/texte.ts';
import { MOTS_DES_METIERS } from '../constants.ts';
import type { Libelles, TexteCompris } from '../model.ts';

const VIDES = new Set(['dr', 'docteur', 'mme', 'monsieur', 'madame', 'a', 'au', 'aux', 'en', 'sur', 'chez']);
/** `cardiologue`, `cardiologiste` → `cardiolog`; `pediatre` → `pediatr`; `anesthesiste` → `anesthes`: what a person is called against what the specialty is called. */
const RADICAL = /(ue|iste|istes|ues|e|es|ien|ienne|iens)$/;
const RADICAL_MINIMAL = 6;

const radical = (mot: string): string => mot.replace(RADICAL, '');

/** Codes whose label has a word of this stem. */
function codesDuLibelle(mot: string, libelles: Libelles): { readonly professions: readonly string[]; readonly savoirFaire: readonly string[] } {
  const r = radical(mot);
  if (r.length < RADICAL_MINIMAL) return { professions: [], savoirFaire: [] };
  const [professions, savoirFaire]: [string[], string[]] = [[], []];
  for (const [cle, libelle] of libelles) {
    const [famille = '', code = ''] = cle.split(':');
    if (famille !== 'profession' && famille !== 'savoir_faire') continue;
    if (cleDeRecherche(libelle).split(' ').some((m) => m.startsWith(r))) (famille === 'profession' ? professions : savoirFaire).push(code);
  }
  return { professions, savoirFaire };
}

/**
 * Splits what was typed into words of a name and words of a trade. The last word may still be under way: it is a trade only
 * when whole. A trade word never hides a name: with nothing else typed and no code found, it stays a name.
 */
export function comprendre(texte: string, libelles: Libelles): TexteCompris {
  const mots = cleDeRecherche(texte).replace(/\bsages? femmes?\b/g, 'sagefemme').split(' ').filter((m) => m !== '');
  const noms: string[] = [];
  const professions = new Set<string>();
  const savoirFaire = new Set<string>();
  for (const mot of mots) {
    if (VIDES.has(mot) && mots.length > 1) continue;
    const connu = MOTS_DES_METIERS[mot] ?? codesDuLibelle(mot, libelles);
    const [p, s] = [connu.professions ?? [], connu.savoirFaire ?? []];
    if (p.length + s.length === 0) noms.push(mot);
    for (const c of p) professions.add(c);
    for (const c of s) savoirFaire.add(c);
  }
  return { noms: noms.slice(0, 6), professions: [...professions], savoirFaire: [...savoirFaire] };
}
