import { ecartEnJours, type Jour, plusJours, plusMois } from '#core/jour.ts';
import { MOIS_POUR_DECLARER, RAPPELS_AVANT_DECLARATION } from './constants.ts';
import type { Mandat, ObjetDeclare, VersionStatuts } from './model.ts';

/** A change that the préfecture is told about: since when, until when it may be told, and the day it was. */
export type Changement = { readonly objet: ObjetDeclare; readonly id: string; readonly quoi: string; readonly le: Jour; readonly echeance: Jour; readonly declareLe?: Jour };
export type RefusDeclaration = { readonly code: 'role_insuffisant' } | { readonly code: 'changement_inconnu' } | { readonly code: 'deja_declare' } | { readonly code: 'jour_a_venir' } | { readonly code: 'avant_le_changement'; readonly le: Jour } | { readonly code: 'fichier_refuse'; readonly phrase: string };

const changement = (objet: ObjetDeclare, id: string, c: { readonly quoi: string; readonly le: Jour; readonly declareLe: Jour | undefined }): Changement => ({ objet, id, quoi: c.quoi, le: c.le, echeance: plusMois(c.le, MOIS_POUR_DECLARER), ...(c.declareLe ? { declareLe: c.declareLe } : {}) });

/** The same person goes on in the same function, without a day between: nobody came, nobody left. */
const reconduit = (avant: Mandat, apres: Mandat): boolean => {
  const fin = avant.cesse ?? avant.fin;
  return avant.id !== apres.id && avant.personneId === apres.personneId && avant.fonction === apres.fonction && avant.debut < apres.debut && (fin === undefined || apres.debut <= plusJours(fin, 1));
};

/** The last day somebody held a mandate that is over; undefined while it is held, or when they go on in the same function. */
function finDe(m: Mandat, mandats: readonly Mandat[], aujourdhui: Jour): Jour | undefined {
  const fin = m.cesse ?? m.fin;
  if (fin === undefined || (m.cesse === undefined ? fin >= aujourdhui : fin > aujourdhui)) return undefined;
  return mandats.some((n) => reconduit(m, n)) ? undefined : fin;
}

/** Every change that the law asks to tell: who takes a function, who leaves it, statutes adopted. The nearest term first. */
export function changements(mandats: readonly Mandat[], versions: readonly VersionStatuts[], aujourdhui: Jour): readonly Changement[] {
  return [
    ...mandats.filter((m) => m.debut <= aujourdhui && !mandats.some((n) => reconduit(n, m))).map((m) => changement('mandat', m.id, { quoi: `${m.fonction} : ${m.nom} prend sa fonction`, le: m.debut, declareLe: m.declareLe })),
    ...mandats.flatMap((m) => { const le = finDe(m, mandats, aujourdhui); return le ? [changement('fin_mandat', m.id, { quoi: `${m.fonction} : ${m.nom} quitte sa fonction`, le, declareLe: m.finDeclareeLe })] : []; }),
    ...versions.flatMap((v) => (v.adopteeLe ? [changement('statuts', v.id, { quoi: `Statuts : la version ${v.numero} est adoptée`, le: v.adopteeLe, declareLe: v.declareeLe })] : [])),
  ].sort((a, b) => (a.echeance === b.echeance ? a.quoi.localeCompare(b.quoi, 'fr') : a.echeance < b.echeance ? -1 : 1));
}

/** What has still to be told, and until when. */
export const aDeclarer = (mandats: readonly Mandat[], versions: readonly VersionStatuts[], aujourdhui: Jour): readonly Changement[] => changements(mandats, versions, aujourdhui).filter((c) => c.declareLe === undefined);

/** The reminder that a day calls for: the nearest distance reached, in days; 0 once the term is there. */
export const rappelDu = (echeance: Jour, aujourdhui: Jour): number | undefined => {
  const reste = ecartEnJours(aujourdhui, echeance);
  return RAPPELS_AVANT_DECLARATION.filter((d) => reste <= d).at(-1);
};
