import type { Jour } from '#core/jour.ts';
import type { PersonneId } from '#core/tenancy.ts';

/** Something that somebody carries for the CPTS: what it is, and where it is passed on. */
export type Charge = { readonly texte: string; readonly detail?: string; readonly href: string };
export type GenreDeCharge = 'mandat' | 'action' | 'tache';
export type ChargeDe = Charge & { readonly genre: GenreDeCharge; readonly personneId: PersonneId; readonly nom: string };
/** An evening given: the day, and what it was for. */
export type Soiree = { readonly personneId: PersonneId; readonly nom: string; readonly jour: Jour; readonly titre: string };
/** A task of an action sheet: who does it is written by hand there. */
export type TacheEcrite = Charge & { readonly qui: string };

/** `gens`: those who may be meant by a name written in a sheet. */
export type FaitsPortage = { readonly gens: readonly { readonly personneId: PersonneId; readonly nom: string }[]; readonly charges: readonly ChargeDe[]; readonly soirees: readonly Soiree[]; readonly ecrites: readonly TacheEcrite[] };
