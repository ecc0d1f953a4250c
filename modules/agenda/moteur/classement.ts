import type { Etat } from './etat.ts';
import { ESSENTIELS, PREMIER_GROUPE, PRESENTS, SALLE } from './grille.ts';

/** How many essential people the quorum asks for. */
export const essentielsRequis = (e: Etat): number => (e.demande.quorum.essentiels === 'tous' ? e.personnes.filter((p) => p.role === 'essentiel').length : e.demande.quorum.essentiels);

/** The smallest free room with a seat for everyone on site, or `undefined`. */
export const salleDe = (e: Etat, s: number): string | undefined => {
  const requis = e.comptes.surPlace[s] ?? 0;
  for (const salle of e.grille.salles) if (salle.places >= requis && salle.prise[s] === 0) return salle.nom;
  return undefined;
};

/** Every reason why each slot cannot be, as bits; 0 is possible. */
export function masquesDe(e: Etat): Uint32Array {
  const { grille: g, comptes: c, groupes } = e;
  const masques = g.masques.slice();
  const requis = essentielsRequis(e);
  const presents = e.demande.quorum.presents;
  const avecSalle = g.salles.length > 0;
  for (let s = 0; s < g.n; s++) {
    let m = masques[s] ?? 0;
    if ((c.presents[s] ?? 0) < presents) m |= PRESENTS;
    if ((c.essentiels[s] ?? 0) < requis) m |= ESSENTIELS;
    if (avecSalle && salleDe(e, s) === undefined) m |= SALLE;
    for (let i = 0; i < groupes.length; i++) if ((c.groupes[i]?.[s] ?? 0) < (groupes[i]?.seuil ?? 0)) m |= PREMIER_GROUPE << i;
    masques[s] = m;
  }
  return masques;
}

/** The criteria in order: a smaller number is better, the first difference decides. */
export const CRITERES = ['vacances', 'essentiels', 'presents', 'siBesoin', 'deuxSoirsDeSuite', 'equite', 'date'] as const;
export type Critere = (typeof CRITERES)[number];

type Regard = { readonly e: Etat; readonly eviter: boolean; readonly meilleur: number };

function valeur({ e, eviter, meilleur }: Regard, critere: Critere, s: number): number {
  const { comptes: c, grille: g } = e;
  switch (critere) {
    case 'vacances': return eviter ? (g.enVacances[s] ?? 0) : 0;
    case 'essentiels': return -(c.essentiels[s] ?? 0);
    case 'presents': return (c.presents[s] ?? 0) >= meilleur - e.demande.tolerancePresents ? -meilleur : -(c.presents[s] ?? 0);
    case 'siBesoin': return c.siBesoin[s] ?? 0;
    case 'deuxSoirsDeSuite': return c.deSuite[s] ?? 0;
    case 'equite': return c.equite[s] ?? 0;
    case 'date': return g.debuts[s] ?? 0;
  }
}

/** The criterion on which two slots first differ. Two slots never start together: `date` always decides in the end. */
export function premierEcart(regard: Regard, a: number, b: number): Critere {
  for (const critere of CRITERES) if (valeur(regard, critere, a) !== valeur(regard, critere, b)) return critere;
  return 'date';
}

function comparer(regard: Regard, a: number, b: number): number {
  const critere = premierEcart(regard, a, b);
  return valeur(regard, critere, a) - valeur(regard, critere, b);
}

export type Classement = { readonly regard: Regard; readonly possibles: number; readonly meilleurs: readonly number[] };

/** Ranks the possible slots and keeps the best ones, one per local day unless asked otherwise. Exact: a total order, read off every slot. */
export function classer(e: Etat, masques: Uint32Array = masquesDe(e)): Classement {
  const { grille: g, demande: d } = e;
  const possibles: number[] = [];
  let meilleur = 0;
  for (let s = 0; s < g.n; s++) {
    if (masques[s] !== 0) continue;
    possibles.push(s);
    meilleur = Math.max(meilleur, e.comptes.presents[s] ?? 0);
  }
  const regard: Regard = { e, eviter: d.vacances === 'evitees', meilleur };
  let candidats = possibles;
  if (d.unParJour) {
    const parJour = new Map<number, number>();
    for (const s of possibles) {
      const jour = g.jours[s] ?? 0;
      const tenant = parJour.get(jour);
      if (tenant === undefined || comparer(regard, s, tenant) < 0) parJour.set(jour, s);
    }
    candidats = [...parJour.values()];
  }
  return { regard, possibles: possibles.length, meilleurs: candidats.sort((a, b) => comparer(regard, a, b)).slice(0, d.nombre) };
}
