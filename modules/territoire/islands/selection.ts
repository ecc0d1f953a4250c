/** What the person has chosen so far, and the way back: an immutable history, so that undo is a step and not a computation. */
export type Etat = { readonly codes: readonly string[]; readonly siege: string; readonly geste: string };
export type Histoire = { readonly passe: readonly Etat[]; readonly present: Etat; readonly futur: readonly Etat[] };

const PROFONDEUR = 100;

export const debuter = (codes: readonly string[], siege: string): Histoire => ({ passe: [], present: { codes, siege, geste: '' }, futur: [] });

/** Records a gesture; one that changes nothing leaves the history as it is. */
export function faire(h: Histoire, suivant: Etat): Histoire {
  if (memesEtats(h.present, suivant)) return h;
  return { passe: [...h.passe, h.present].slice(-PROFONDEUR), present: suivant, futur: [] };
}

export function annuler(h: Histoire): Histoire {
  const avant = h.passe.at(-1);
  return avant ? { passe: h.passe.slice(0, -1), present: avant, futur: [h.present, ...h.futur] } : h;
}

export function retablir(h: Histoire): Histoire {
  const [apres, ...futur] = h.futur;
  return apres ? { passe: [...h.passe, h.present], present: apres, futur } : h;
}

export const memesCodes = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && new Set([...a, ...b]).size === a.length;
const memesEtats = (a: Etat, b: Etat): boolean => a.siege === b.siege && memesCodes(a.codes, b.codes);

export const ajouter = (e: Etat, codes: readonly string[], geste: string): Etat => ({ ...e, codes: [...new Set([...e.codes, ...codes])], geste });

export function retirer(e: Etat, codes: readonly string[], geste: string): Etat {
  const partis = new Set(codes);
  return { codes: e.codes.filter((c) => !partis.has(c)), siege: partis.has(e.siege) ? '' : e.siege, geste };
}

export type Brouillon = { readonly codes: readonly string[]; readonly siege: string };

const cle = (base: string, version: number): string => `maillage:territoire:${base}:${version}`;

/** The draft of this version, kept in the browser; another version's drafts are not offered. */
export function lireBrouillon(base: string, version: number): Brouillon | undefined {
  try {
    const lu: unknown = JSON.parse(localStorage.getItem(cle(base, version)) ?? 'null');
    if (lu === null || typeof lu !== 'object' || !('codes' in lu) || !Array.isArray(lu.codes)) return undefined;
    const codes = lu.codes.filter((c): c is string => typeof c === 'string');
    return { codes, siege: 'siege' in lu && typeof lu.siege === 'string' ? lu.siege : '' };
  } catch {
    return undefined;
  }
}

/** Storage may be full or forbidden: composing goes on without a draft. */
export function garderBrouillon(base: string, version: number, brouillon: Brouillon | undefined): void {
  try {
    if (brouillon) localStorage.setItem(cle(base, version), JSON.stringify(brouillon));
    else localStorage.removeItem(cle(base, version));
  } catch {
    // Nothing to do: the page says that what is not saved is lost only when it leaves.
  }
}
