import type { Pouls, StatutAssemblee, StatutMediation, StatutPoint, StatutTexte } from './model.ts';

/** From its preparation to its approved minutes. An assembly without quorum is closed; its second convocation is another one. */
export const transitionsAssemblee = {
  preparee: { convoquer: 'convoquee' },
  convoquee: { ouvrir: 'ouverte' },
  ouverte: { clore: 'close' },
  close: { approuver: 'approuvee' },
  approuvee: {},
} as const satisfies Record<StatutAssemblee, Readonly<Record<string, StatutAssemblee>>>;

export const transitionsPoint = { a_venir: { ouvrir: 'ouvert' }, ouvert: { clore: 'clos' }, clos: {} } as const satisfies Record<StatutPoint, Readonly<Record<string, StatutPoint>>>;

export const transitionsStatuts = { brouillon: { adopter: 'en_vigueur' }, en_vigueur: { remplacer: 'remplacee' }, remplacee: {} } as const satisfies Record<StatutTexte, Readonly<Record<string, StatutTexte>>>;

/** A request declined, or left without an answer, may be entrusted to somebody else; who asked may take it back until it is over. */
export const transitionsMediation = {
  demandee: { accepter: 'acceptee', decliner: 'declinee', retirer: 'retiree', confier: 'demandee' },
  acceptee: { clore: 'close', retirer: 'retiree' },
  declinee: { confier: 'demandee', retirer: 'retiree' },
  close: {},
  retiree: {},
} as const satisfies Record<StatutMediation, Readonly<Record<string, StatutMediation>>>;

export const transitionsPouls = { ouverte: { clore: 'close' }, close: {} } as const satisfies Record<Pouls['statut'], Readonly<Record<string, Pouls['statut']>>>;
