import type { Jour } from '#core/jour.ts';
import { libelleMission, Mission } from '#core/mission.ts';
import { formaterDate } from '#core/texte.ts';
import { enEuros, libellePoste } from './labels.ts';
import type { ContenuContrat, Dossier } from './model-dossier.ts';
import { calculerContrat } from './moteur/calculer.ts';
import { etatAu } from './moteur/enveloppes.ts';
import { enCalcul } from './rules-papiers.ts';
import { enveloppeDe, fonctionnementDe, REGIMES } from './regimes.ts';

export type CompteDeFin = { readonly le: Jour; readonly essai: boolean; readonly phrase: string; readonly lignes: readonly { readonly titre: string; readonly du: string; readonly avance: string; readonly solde: string }[] };

export type VueTermes = {
  readonly base: string;
  readonly interdit: boolean;
  readonly phrase: string;
  readonly version: number;
  readonly valeurs: Readonly<Record<string, string>>;
  readonly sourceTaille: string | undefined;
  readonly regimes: readonly { readonly valeur: string; readonly libelle: string }[];
  readonly avenants: readonly { readonly rang: number; readonly le: Jour; readonly texte: string }[];
  readonly crises: readonly string[];
  readonly resiliation: string | undefined;
  /** What an end would give back or still bring, line by line of the budget: noted, or only tried. */
  readonly compte: CompteDeFin | undefined;
  readonly regime: { readonly source: string; readonly lignes: readonly { readonly titre: string; readonly fixe: number; readonly variable?: number; readonly verifie: boolean }[] };
  readonly refus?: string;
};

const enTape = (centimes: number): string => (centimes / 100).toFixed(2).replace('.', ',');

const valeursDe = (c: ContenuContrat): Readonly<Record<string, string>> => ({
  taille: String(c.taille), signeLe: c.signeLe, priseEffet: c.priseEffet ?? '', regime: c.regime ?? '', fonctionnement: c.fonctionnement === undefined ? '' : enTape(c.fonctionnement),
  soldeApresMois: String(c.reglages.soldeApresMois), jours: c.reglages.jours, arrondi: c.reglages.arrondi,
  ...Object.fromEntries(c.missions.map((m) => [`debut_${m.mission}`, m.debut])),
});

const avenantEnTexte = (a: ContenuContrat['avenants'][number]): string =>
  [
    ...(a.taille === undefined ? [] : [`taille ${a.taille}`]),
    ...(a.regime === undefined ? [] : [`régime ${a.regime}`]),
    ...(a.fonctionnement === undefined ? [] : [`fonctionnement ${enEuros(a.fonctionnement)}`]),
    ...a.enveloppes.map((e) => `${libelleMission[e.mission]}, ${enEuros(e.enveloppe.fixe)} fixe et ${enEuros(e.enveloppe.variable)} variable`),
    ...(a.motif ? [a.motif] : []),
  ].join(' ; ');

function regimeDe(c: ContenuContrat, aujourdhui: Jour): VueTermes['regime'] {
  const { regime, taille } = etatAu(enCalcul(c), aujourdhui);
  return {
    source: `${regime.nom}, taille ${taille}. Source : ${regime.source}.`,
    lignes: [
      { titre: 'Fonctionnement', fixe: fonctionnementDe(regime, taille), verifie: regime.fonctionnement.verifie },
      ...Mission.options.flatMap((m) => { const e = enveloppeDe(regime, m, taille); return e ? [{ titre: libelleMission[m], fixe: e.fixe, variable: e.variable, verifie: e.verifie }] : []; }),
    ],
  };
}

/** The last year of a contract that ends on that day: the days served, what was advanced, what comes back. Undefined when that day ends nothing. */
function compteDeFin(contenu: ContenuContrat | undefined, fin: Jour | undefined): CompteDeFin | undefined {
  const le = contenu?.resiliation?.le ?? fin;
  if (!contenu || le === undefined) return undefined;
  const calcul = calculerContrat({ ...enCalcul(contenu), resiliation: { le } });
  const annee = calcul.ok ? calcul.valeur.annees.at(-1) : undefined;
  if (!annee || annee.finReelle !== le) return undefined;
  const lignes = annee.postes.map((p) => ({ p, avance: p.avances.reduce((s, a) => s + a.montant, 0) })).filter((x) => x.p.fixeDu !== 0 || x.avance !== 0);
  const solde = lignes.reduce((s, x) => s + x.p.fixeDu - x.avance, 0);
  return {
    le, essai: contenu.resiliation === undefined,
    phrase: solde < 0 ? `${enEuros(-solde)} seraient à rendre, hors variable : les avances dépassent les jours assurés.` : `${enEuros(solde)} resteraient à recevoir, hors variable.`,
    lignes: lignes.map(({ p, avance }) => ({ titre: libellePoste[p.poste], du: enEuros(p.fixeDu), avance: enEuros(avance), solde: enEuros(p.fixeDu - avance) })),
  };
}

type Faits = { readonly base: string; readonly fin?: Jour | undefined; readonly dossier: Dossier | undefined; readonly aujourdhui: Jour; readonly taille: { readonly valeur: number; readonly source: string } | undefined; readonly parcours?: { readonly signeLe: Jour; readonly debuts: Readonly<Record<string, Jour>> } | undefined; readonly refus?: string };
const REGLAGES = { regime: '', soldeApresMois: '3', jours: 'reels', arrondi: 'au_plus_proche' };

export function presenterTermes(f: Faits): VueTermes {
  const contenu = f.dossier?.contenu;
  return {
    base: f.base, interdit: false, version: f.dossier?.version ?? 0,
    phrase: contenu ? `Signé le ${formaterDate(contenu.signeLe)}, pour ${contenu.dureeAnnees} ans. Chaque changement est gardé dans l’historique.` : `Recopiez ce que dit le contrat signé. ${f.parcours ? 'Les dates connues du parcours sont déjà là. ' : ''}Les montants viennent du régime.`,
    valeurs: contenu ? valeursDe(contenu) : { ...REGLAGES, ...(f.taille && { taille: String(f.taille.valeur) }), ...(f.parcours && { signeLe: f.parcours.signeLe, ...f.parcours.debuts }) },
    sourceTaille: contenu ? undefined : f.taille?.source,
    regimes: REGIMES.map((r) => ({ valeur: r.code, libelle: `${r.nom}, depuis le ${formaterDate(r.depuis)}` })),
    avenants: (contenu?.avenants ?? []).map((a, rang) => ({ rang, le: a.le, texte: avenantEnTexte(a) })).toSorted((a, b) => a.le.localeCompare(b.le)),
    crises: (contenu?.crises ?? []).map((c) => `Reconnue le ${formaterDate(c.reconnueLe)}${c.finLe ? `, terminée le ${formaterDate(c.finLe)}` : ''}`),
    resiliation: contenu?.resiliation && `Résilié au ${formaterDate(contenu.resiliation.le)}. ${contenu.resiliation.motif ?? ''}`,
    compte: compteDeFin(contenu, f.fin),
    regime: contenu ? regimeDe(contenu, f.aujourdhui) : { source: '', lignes: [] },
    ...(f.refus !== undefined && { refus: f.refus }),
  };
}

export const presenterTermesInterdits = (base: string): VueTermes => ({ base, interdit: true, phrase: '', version: 0, valeurs: {}, sourceTaille: undefined, regimes: [], avenants: [], crises: [], resiliation: undefined, compte: undefined, regime: { source: '', lignes: [] } });
