import { Jour } from '#core/jour.ts';
import { avecUnite } from '#core/texte.ts';
import { enEuros } from './labels.ts';
import type { Depart, Indicateur, Regle } from './model.ts';
import { parUnites } from './moteur/gestes.ts';
import { evaluerLigne, regleEnVigueur } from './moteur/lignes.ts';
import { marchesDe } from './moteur/prevision.ts';

/** What each value of a line pays, drawn and written: the stair or the slope, its thresholds, a few worked values. */
export type VuePaie = {
  readonly phrase: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly seuils: readonly { readonly x: number; readonly libelle: string }[];
  readonly reperes: readonly { readonly x: number; readonly y: number; readonly libelle: string }[];
  readonly lignes: readonly (readonly [valeur: string, montant: string])[];
};

const PAS = 120;
const UN_JOUR = Jour.parse('2000-01-01');

/** What a line pays at a value, its deliverables in hand: the engine itself. Amounts in cents. */
export function paieA(i: Indicateur, valeur: number | boolean, au: Jour = UN_JOUR): number {
  const livrablesFournis = i.livrables.map((l) => ({ indicateur: i.id, livrable: l.id, le: au }));
  return evaluerLigne(i, { releves: [{ indicateur: i.id, le: au, valeur, preuve: true }], livrablesFournis }, { au, arrondi: 'au_plus_proche', dejaPaye: 0 }).montant;
}

/** The stretch of values worth drawing: from the start (or the foot of the rule) past its last turn, and today. */
function etendue(regle: Regle, depart: Depart | undefined, autres: readonly number[], seuils: readonly number[]): readonly [number, number] {
  const pied = regle.type === 'lineaire' ? [regle.base, regle.cible] : regle.type === 'compte' ? [0] : [];
  const tous = [...seuils, ...pied, ...(depart ? [depart.valeur] : []), ...autres];
  const [min, max] = [Math.min(...tous), Math.max(...tous)];
  const marge = max === min ? Math.max(1, Math.abs(max) / 4) : (max - min) * 0.12;
  return [min >= 0 ? Math.max(0, min - marge) : min - marge, max + marge];
}

/** Two points at each jump, so that a stair looks like a stair; a slope needs none. */
function tracer(payer: (x: number) => number, [min, max]: readonly [number, number], { seuils, pente }: { readonly seuils: readonly number[]; readonly pente: boolean }): VuePaie['points'] {
  const ecart = (max - min) / 1e6;
  const xs = [...(pente ? Array.from({ length: PAS + 1 }, (_, k) => min + ((max - min) * k) / PAS) : [min, max]), ...seuils.flatMap((s) => [s - ecart, s, s + ecart])].filter((x) => x >= min && x <= max).toSorted((a, b) => a - b);
  return xs.map((x) => ({ x, y: payer(Number(x.toFixed(6))) }));
}

/** A line answered by yes or no, one without amount or without start: there is nothing to draw. */
const seDessine = (regle: Regle | undefined, depart: Depart | undefined): regle is Regle => {
  switch (regle?.type) {
    case undefined: return false;
    case 'atteint': return regle.cible !== undefined;
    case 'paliers_variation': return depart !== undefined;
    case 'compte': return regle.prixUnitaire > 0;
    case 'paliers_valeur': case 'lineaire': return true;
  }
};

/** Where the rule turns, without the noise of decimals. */
function seuilsDe(regle: Regle, i: Pick<Indicateur, 'sens'>, depart: Depart | undefined): readonly number[] {
  const pied = regle.type === 'compte' ? [regle.aPartirDe] : regle.type === 'lineaire' ? [regle.base + (regle.cible - regle.base) * regle.plancher] : [];
  return [...new Set([...marchesDe(regle, { sens: i.sens, depart }).map((m) => m.seuil), ...pied].map((s) => Number(s.toFixed(6))))];
}

/** Undefined when there is nothing to draw. `au`: the day that says which revision stands. */
export function presenterPaie(i: Indicateur, { valeur, essai, au = UN_JOUR }: { readonly valeur?: number | undefined; readonly essai?: number | undefined; readonly au?: Jour }): VuePaie | undefined {
  const { regle, depart } = regleEnVigueur(i, au);
  if (!seDessine(regle, depart)) return undefined;
  const payer = (x: number): number => paieA(i, x, au);
  const seuils = seuilsDe(regle, i, depart);
  const repere = (x: number | undefined, nom: string): VuePaie['reperes'] => (x === undefined ? [] : [{ x, y: payer(x), libelle: `${nom} : ${enEuros(payer(x))}` }]);
  const reperes = [...repere(valeur, 'Aujourd’hui'), ...repere(essai, `À ${avecUnite(essai ?? 0, i.unite)}`)];
  const autres = reperes.map((r) => r.x);
  const entier = parUnites(i, valeur ?? 0, { regle, depart });
  const exemples = [...new Set([...(depart ? [depart.valeur] : []), ...seuils.map((s) => (entier ? Math.round(s) : s)), ...autres])].toSorted((a, b) => a - b);
  const montre = autres.at(-1) ?? seuils.at(-1) ?? 0;
  return {
    phrase: `À ${avecUnite(montre, i.unite)}, la ligne paie ${enEuros(payer(montre))}.`,
    points: tracer(payer, etendue(regle, depart, autres, seuils), { seuils, pente: regle.type === 'lineaire' || regle.type === 'compte' }),
    seuils: seuils.map((s) => ({ x: s, libelle: avecUnite(s, i.unite === '%' ? '%' : undefined) })), reperes,
    lignes: exemples.map((v) => [avecUnite(v, i.unite), enEuros(payer(v))] as const),
  };
}
