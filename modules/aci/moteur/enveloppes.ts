import type { Jour } from '#core/jour.ts';
import type { Mission } from '#core/mission.ts';
import type { Contrat, Enveloppe, Taille } from '../model.ts';
import { enveloppeDe, fonctionnementDe, type Regime, regimeAu, regimeDeCode } from '../regimes.ts';

/** What the contract says on a day, its amendments until then applied in order. */
export type EtatDuContrat = { readonly regime: Regime; readonly taille: Taille; readonly fonctionnement: number | undefined; readonly propres: Readonly<Partial<Record<Mission, Enveloppe>>> };

export const regimeDuContrat = (c: Pick<Contrat, 'regime' | 'signeLe'>): Regime | undefined => (c.regime === undefined ? regimeAu(c.signeLe) : regimeDeCode(c.regime));

const parDate = <T extends { readonly le: Jour }>(liste: readonly T[]): readonly T[] => liste.toSorted((a, b) => (a.le < b.le ? -1 : a.le > b.le ? 1 : 0));

/** The envelope that each mission brought with it: of a mission that stopped and started again, the one of the last start until that day. */
function propresAu(c: Contrat, jour: Jour): EtatDuContrat['propres'] {
  const parDebut = c.missions.toSorted((a, b) => (a.debut < b.debut ? -1 : 1));
  const courante = (mission: Mission): Enveloppe | undefined => {
    const siennes = parDebut.filter((m) => m.mission === mission);
    return (siennes.findLast((m) => m.debut <= jour) ?? siennes[0])?.enveloppe;
  };
  return Object.fromEntries(c.missions.flatMap(({ mission }) => { const e = courante(mission); return e ? [[mission, e]] : []; }));
}

/** The state of the contract on a day. The regimes it names have been checked (verifier.ts). */
export function etatAu(c: Contrat, jour: Jour): EtatDuContrat {
  const regime = regimeDuContrat(c);
  if (!regime) throw new Error('Contract without a regime: check it first');
  const depart: EtatDuContrat = { regime, taille: c.taille, fonctionnement: c.fonctionnement, propres: propresAu(c, jour) };
  return parDate(c.avenants.filter((a) => a.le <= jour)).reduce<EtatDuContrat>(
    (e, a) => ({
      regime: (a.regime === undefined ? undefined : regimeDeCode(a.regime)) ?? e.regime,
      taille: a.taille ?? e.taille,
      fonctionnement: a.fonctionnement ?? e.fonctionnement,
      propres: { ...e.propres, ...Object.fromEntries(a.enveloppes.map((x) => [x.mission, x.enveloppe])) },
    }),
    depart,
  );
}

const RIEN: Enveloppe = { fixe: 0, variable: 0 };

/** Cents per year of a mission on a day: the contract's own, else the regime's; nothing when neither knows it. */
export function enveloppeAu(c: Contrat, mission: Mission, jour: Jour): Enveloppe & { readonly verifie: boolean } {
  const e = etatAu(c, jour);
  const propre = e.propres[mission];
  if (propre) return { ...propre, verifie: true };
  return enveloppeDe(e.regime, mission, e.taille) ?? { ...RIEN, verifie: false };
}

export function fonctionnementAu(c: Contrat, jour: Jour): { readonly annuel: number; readonly verifie: boolean } {
  const e = etatAu(c, jour);
  return e.fonctionnement === undefined ? { annuel: fonctionnementDe(e.regime, e.taille), verifie: e.regime.fonctionnement.verifie } : { annuel: e.fonctionnement, verifie: true };
}
