import { ok, refuser, type Result } from '#core/result.ts';
import type { Contrat } from '../model.ts';
import { type AnneeDue, anneesDues, echeancesDe } from './du.ts';
import { regimeDuContrat } from './enveloppes.ts';
import { suivreTresorerie, type Tresorerie } from './tresorerie.ts';
import { type Avertissement, avertissementsDe, type RefusContrat, refusDuContrat } from './verifier.ts';

/** Totals of a year or of the contract, in cents. `maximum`: everything the envelopes hold; `du`: fixed and variable as known. */
export type Totaux = { readonly maximum: number; readonly fixeDu: number; readonly fixeAcquis: number; readonly variableDu: number; readonly du: number; readonly avances: number; readonly solde: number };

export type Calcul = {
  readonly regime: { readonly code: string; readonly nom: string; readonly source: string };
  readonly annees: readonly (AnneeDue & { readonly totaux: Totaux })[];
  readonly totaux: Totaux;
  readonly tresorerie: Tresorerie;
  readonly avertissements: readonly Avertissement[];
};

const sommer = <T>(liste: readonly T[], de: (x: T) => number): number => liste.reduce((s, x) => s + de(x), 0);

function totauxDe(a: AnneeDue): Totaux {
  const fixeDu = sommer(a.postes, (p) => p.fixeDu);
  const variableDu = sommer(a.postes, (p) => p.variable?.montant ?? 0);
  const avances = sommer(a.postes, (p) => sommer(p.avances, (x) => x.montant));
  return {
    maximum: sommer(a.postes, (p) => p.enveloppeFixe + (p.variable?.enveloppe ?? 0)),
    fixeDu,
    fixeAcquis: sommer(a.postes, (p) => p.fixeAcquis),
    variableDu,
    du: fixeDu + variableDu,
    avances,
    solde: fixeDu + variableDu - avances,
  };
}

const CLES = ['maximum', 'fixeDu', 'fixeAcquis', 'variableDu', 'du', 'avances', 'solde'] as const;
const additionnerTotaux = (liste: readonly Totaux[]): Totaux => Object.fromEntries(CLES.map((cle) => [cle, sommer(liste, (t) => t[cle])])) as Totaux;

/**
 * What a contract is worth: each year, line of the budget by line and indicator by indicator, each sum with its date, the cash plan
 * month by month against what was received. Amounts in integer cents; every proportion is an exact fraction, rounded once.
 */
export function calculerContrat(c: Contrat): Result<Calcul, RefusContrat> {
  const refus = refusDuContrat(c);
  if (refus) return refuser(refus);
  const regime = regimeDuContrat(c);
  if (!regime) return refuser({ code: 'aucun_regime', jour: c.signeLe });
  const dues = anneesDues(c);
  const annees = dues.map((a) => ({ ...a, totaux: totauxDe(a) }));
  return ok({
    regime: { code: regime.code, nom: regime.nom, source: regime.source },
    annees,
    totaux: additionnerTotaux(annees.map((a) => a.totaux)),
    tresorerie: suivreTresorerie(c, echeancesDe(c, dues)),
    avertissements: avertissementsDe(c, dues),
  });
}
