import { createContext } from 'preact';

/** CSRF token of the session, given once by the frame and repeated by each form. */
export const JetonContexte = createContext('');

/** What the person typed and what was refused, so that each field finds its own by its name. */
export type SaisieEnCours = { readonly valeurs: Readonly<Record<string, unknown>>; readonly erreurs: Readonly<Record<string, string | readonly string[]>>; readonly prefixe: string };
export const SaisieContexte = createContext<SaisieEnCours>({ valeurs: {}, erreurs: {}, prefixe: '' });

/** Ids that must be unique in a page but mean nothing: counted by the frame, so that the same page gives the same ids. */
export type Compteur = { n: number };
export const CompteurContexte = createContext<Compteur>({ n: 0 });
export const idSuivant = (c: Compteur, mot: string): string => `${mot}-${++c.n}`;
