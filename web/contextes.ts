import { createContext } from 'preact';

/** CSRF token of the session, given once by the frame and repeated by each form. */
export const JetonContexte = createContext('');

/** What the person typed and what was refused, so that each field finds its own by its name. */
export type SaisieEnCours = { readonly valeurs: Readonly<Record<string, unknown>>; readonly erreurs: Readonly<Record<string, string | readonly string[]>>; readonly prefixe: string };
export const SaisieContexte = createContext<SaisieEnCours>({ valeurs: {}, erreurs: {}, prefixe: '' });
