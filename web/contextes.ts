import { createContext } from 'preact';
import type { Provenance } from '#core/provenance.ts';

/** CSRF token of the session, given once by the frame and repeated by each form. */
export const JetonContexte = createContext('');

/** What the person typed and what was refused, so that each field finds its own by its name. */
export type SaisieEnCours = { readonly valeurs: Readonly<Record<string, unknown>>; readonly erreurs: Readonly<Record<string, string | readonly string[]>>; readonly prefixe: string };
export const SaisieContexte = createContext<SaisieEnCours>({ valeurs: {}, erreurs: {}, prefixe: '' });

/**
 * What a page accumulates while it is written. Ids that must be unique but mean nothing are counted, so that the
 * same page gives the same ids; the origins of its figures are gathered, because paper has nothing to tap.
 */
export type Compteur = { n: number; readonly provenances: Map<string, Provenance>; /** Already written out under a table or a chart. */ readonly dites: Set<string> };
export const unCompteur = (): Compteur => ({ n: 0, provenances: new Map(), dites: new Set() });
export const CompteurContexte = createContext<Compteur>(unCompteur());
export const cleProvenance = (p: Provenance): string => `${p.origine}|${p.millesime}|${p.nature}`;
export const noterProvenance = (c: Compteur, p: Provenance): void => void c.provenances.set(cleProvenance(p), p);
export const provenancesTues = (c: Compteur): readonly Provenance[] => [...c.provenances].flatMap(([cle, p]) => (c.dites.has(cle) ? [] : [p]));
export const idSuivant = (c: Compteur, mot: string): string => `${mot}-${++c.n}`;
