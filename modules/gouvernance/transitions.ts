import type { StatutAssemblee, StatutPoint, StatutTexte } from './model.ts';

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
