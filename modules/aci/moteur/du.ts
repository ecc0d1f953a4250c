import { additionner, arrondir, decimale, type Fraction, fraction, multiplier } from '#core/fraction.ts';
import { type Jour, plusJours, plusMois } from '#core/jour.ts';
import { Mission } from '#core/mission.ts';
import type { Contrat, Nature, Poste } from '../model.ts';
import { type Annee, annees, partDeLAnnee, priseEffet } from './annees.ts';
import { enveloppeAu, fonctionnementAu } from './enveloppes.ts';
import { evaluerLigne, type LigneDue } from './lignes.ts';

type Periode = { readonly debut: Jour; readonly fin: Jour };

/** The variable part of a mission in a year. `plafonne`: its lines were worth more than its envelope. */
export type VariableDu = { readonly enveloppe: number; readonly lignes: readonly LigneDue[]; readonly tauxAccorde: number | null; readonly brut: number; readonly montant: number; readonly plafonne: boolean; readonly ouvert: boolean };

/** What a line of the budget is worth in a year of the contract, in cents. */
export type PosteDu = {
  readonly poste: Poste;
  /** Yearly amount in force at the end of the year (or of the contract). */
  readonly enveloppeFixe: number;
  readonly verifie: boolean;
  readonly fixeDu: number;
  /** Part of `fixeDu` that the days already gone have earned; all of it without a date of computation. */
  readonly fixeAcquis: number;
  readonly variable: VariableDu | null;
  readonly avances: readonly { readonly le: Jour; readonly montant: number }[];
};

export type AnneeDue = Annee & { readonly finReelle: Jour; readonly resiliee: boolean; readonly postes: readonly PosteDu[] };

export type Echeance = { readonly le: Jour; readonly annee: number; readonly poste: Poste; readonly nature: Nature; readonly montant: number };

const finDuContrat = (c: Contrat): Jour => {
  const terme = annees(c).at(-1)?.fin ?? priseEffet(c);
  return c.resiliation && c.resiliation.le < terme ? c.resiliation.le : terme;
};

const plusTard = (a: Jour, b: Jour): Jour => (a > b ? a : b);
const plusTot = (a: Jour, b: Jour): Jour => (a < b ? a : b);

/** When a line of the budget runs: the contract for its functioning, each start and stop for a mission. */
const periodes = (c: Contrat, poste: Poste): readonly Periode[] => {
  const fin = finDuContrat(c);
  const brutes: readonly Periode[] = poste === 'fonctionnement' ? [{ debut: priseEffet(c), fin }] : c.missions.filter((m) => m.mission === poste).map((m) => ({ debut: plusTard(m.debut, priseEffet(c)), fin: plusTot(m.fin ?? fin, fin) }));
  return brutes.filter((p) => p.debut < p.fin).toSorted((a, b) => (a.debut < b.debut ? -1 : 1));
};

const fixeAu = (c: Contrat, poste: Poste, jour: Jour): number => (poste === 'fonctionnement' ? fonctionnementAu(c, jour).annuel : enveloppeAu(c, poste, jour).fixe);

/** The fixed amount that a year earns until `jusqua`: each stretch between two amendments at its own envelope, rounded once. */
function fixeJusqua(c: Contrat, poste: Poste, annee: Annee, jusqua: Jour): Fraction {
  const coupures = [...new Set(c.avenants.map((a) => a.le))].toSorted();
  return additionner(
    ...periodes(c, poste).flatMap(({ debut, fin }) => {
      const [de, a] = [plusTard(debut, annee.debut), plusTot(plusTot(fin, jusqua), annee.fin)];
      if (de >= a) return [];
      const bornes = [de, ...coupures.filter((j) => j > de && j < a), a];
      return bornes.slice(0, -1).map((b, i) => multiplier(fraction(fixeAu(c, poste, b)), partDeLAnnee(annee, { debut: b, fin: bornes[i + 1] ?? a }, c.reglages.jours)));
    }),
  );
}

/** Advances of a year: the functioning at the signature then at each anniversary; a mission when it starts, then at each anniversary. */
function avances(c: Contrat, poste: Poste, annee: Annee): readonly { le: Jour; montant: number }[] {
  const { tauxAvance, arrondi, fonctionnementPremiereAnnee } = c.reglages;
  const entiere = poste === 'fonctionnement' && annee.numero === 1 && fonctionnementPremiereAnnee === 'integral';
  const taux = entiere ? fraction(1) : multiplier(decimale(tauxAvance), fraction(1, 100));
  return periodes(c, poste).flatMap(({ debut, fin }) => {
    if (debut >= annee.fin || fin <= annee.debut) return [];
    const de = plusTard(debut, annee.debut);
    const part = partDeLAnnee(annee, { debut: de, fin: annee.fin }, c.reglages.jours);
    const montant = arrondir(multiplier(multiplier(fraction(fixeAu(c, poste, de)), part), taux), arrondi);
    return montant === 0 ? [] : [{ le: plusTard(de, c.signeLe), montant }];
  });
}

/** A crisis opens the variable part of every year that it touches before the contract ends. */
const criseReconnue = (c: Contrat, { debut, fin }: Periode): boolean =>
  c.crises.some((x) => x.reconnueLe < fin && (x.finLe ?? x.reconnueLe) >= debut && (c.aujourdhui === undefined || x.reconnueLe <= c.aujourdhui));

type Payees = Map<string, number>;

function variable(c: Contrat, mission: Mission, annee: Annee, fin: Jour, payees: Payees): VariableDu {
  const { arrondi, plafonnerVariable, variableSiResiliation } = c.reglages;
  const { variable: enveloppe } = enveloppeAu(c, mission, plusJours(fin, -1));
  const assuree = periodes(c, mission).some((p) => p.debut < annee.fin && p.fin > annee.debut);
  const ouvert = assuree && (mission !== 'crise' || criseReconnue(c, { debut: annee.debut, fin })) && (fin === annee.fin || variableSiResiliation === 'selon_releves');
  const lignes = c.indicateurs
    .filter((i) => i.mission === mission && i.annee === annee.numero)
    .map((i) => {
      const dejaPaye = i.reporteDe === undefined ? 0 : (payees.get(i.reporteDe) ?? 0);
      const ligne = evaluerLigne(i, c, { au: fin, arrondi, dejaPaye });
      // A closed variable pays nothing: the line that carries this one on has nothing of it to deduct.
      payees.set(i.id, (ouvert ? ligne.montant : 0) + dejaPaye);
      return ligne;
    });
  const accord = c.appreciations.find((a) => a.mission === mission && a.annee === annee.numero);
  const brut = lignes.reduce((s, l) => s + l.montant, 0) + (accord ? arrondir(multiplier(decimale(accord.taux), fraction(enveloppe)), arrondi) : 0);
  const retenu = plafonnerVariable ? Math.min(brut, enveloppe) : brut;
  return { enveloppe, lignes, tauxAccorde: accord?.taux ?? null, brut, montant: ouvert ? retenu : 0, plafonne: brut > enveloppe && plafonnerVariable, ouvert };
}

function poste(c: Contrat, p: Poste, annee: Annee, payees: Payees): PosteDu {
  const fin = plusTot(finDuContrat(c), annee.fin);
  const veille = plusJours(fin, -1);
  const { arrondi } = c.reglages;
  const acquisAu = c.aujourdhui === undefined ? fin : plusTot(fin, c.aujourdhui);
  const base = p === 'fonctionnement' ? { annuel: fonctionnementAu(c, veille).annuel, verifie: fonctionnementAu(c, veille).verifie } : { annuel: enveloppeAu(c, p, veille).fixe, verifie: enveloppeAu(c, p, veille).verifie };
  return {
    poste: p,
    enveloppeFixe: base.annuel,
    verifie: base.verifie,
    fixeDu: arrondir(fixeJusqua(c, p, annee, fin), arrondi),
    fixeAcquis: arrondir(fixeJusqua(c, p, annee, acquisAu), arrondi),
    variable: p === 'fonctionnement' ? null : variable(c, p, annee, fin, payees),
    avances: avances(c, p, annee),
  };
}

/** The budget lines that a year holds: the functioning, then each mission that runs in it or has a line to be judged. */
const postesDe = (c: Contrat, annee: Annee): readonly Poste[] => [
  'fonctionnement',
  ...Mission.options.filter((m) => periodes(c, m).some((p) => p.debut < annee.fin && p.fin > annee.debut) || c.indicateurs.some((i) => i.mission === m && i.annee === annee.numero)),
];

/** What each year of the contract is worth, year by year; those that the end of the contract leaves out are absent. */
export function anneesDues(c: Contrat): readonly AnneeDue[] {
  const fin = finDuContrat(c);
  const payees: Payees = new Map();
  return annees(c)
    .filter((a) => a.debut < fin)
    .map((a) => ({ ...a, finReelle: plusTot(fin, a.fin), resiliee: fin < a.fin, postes: postesDe(c, a).map((p) => poste(c, p, a, payees)) }));
}

/** When each sum falls due. What was advanced beyond what is due comes back: a negative balance. Zero sums are left out. */
export function echeancesDe(c: Contrat, dues: readonly AnneeDue[]): readonly Echeance[] {
  const toutes = dues.flatMap((a) => {
    const solde = plusMois(a.finReelle, c.reglages.soldeApresMois);
    return a.postes.flatMap((p): Echeance[] => {
      const avance = p.avances.reduce((s, x) => s + x.montant, 0);
      const commun = { annee: a.numero, poste: p.poste };
      return [
        ...p.avances.map((x) => ({ ...commun, le: x.le, nature: 'avance' as const, montant: x.montant })),
        { ...commun, le: solde, nature: 'solde', montant: p.fixeDu - avance },
        { ...commun, le: solde, nature: 'variable', montant: p.variable?.montant ?? 0 },
      ];
    });
  });
  return toutes.filter((e) => e.montant !== 0).toSorted((a, b) => (a.le < b.le ? -1 : a.le > b.le ? 1 : 0));
}
