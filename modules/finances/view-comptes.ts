import type { Jour } from '#core/jour.ts';
import { accord, formaterDate, formaterDateCourte, formaterPart } from '#core/texte.ts';
import { Poste } from '#modules/aci/model.ts';
import { PAR_PAGE } from './constants.ts';
import { dirPoste, libelleCle, libelleFinanceurCompte, libelleNatureCharge, libelleStatutFacture, libelleStatutSubvention, montant } from './labels.ts';
import { CleCompte, type Facture, type FiltreFactures, type GesteFacture, type LigneBudget, NatureCharge, type Reglages, type StatutFacture, type StatutSubvention, type SubventionSuivie } from './model-comptes.ts';
import { type Execution, regrouper, type Sommes } from './moteur/budget.ts';
import { compteDe } from './moteur/plan.ts';
import { transitionsFacture, transitionsSubvention } from './transitions.ts';

export type Choix = { readonly valeur: string; readonly libelle: string };
export const CHOIX_POSTES: readonly Choix[] = Poste.options.map((p) => ({ valeur: p, libelle: dirPoste(p) }));
export const CHOIX_NATURES: readonly Choix[] = Object.entries(libelleNatureCharge).map(([valeur, libelle]) => ({ valeur, libelle }));
type Action = { readonly id: string; readonly titre: string; readonly mission: string };
export const choixActions = (actions: readonly Action[]): readonly Choix[] => actions.map((a) => ({ valeur: a.id, libelle: `${a.titre} (${dirPoste(Poste.safeParse(a.mission).data)})` }));

export type LigneExecution = { readonly cle: string; readonly nom: string; readonly prevu: string; readonly engage: string; readonly depense: string; readonly paye: string; readonly reste: string; readonly depasse: boolean };
export type VueBudget = {
  readonly base: string;
  readonly annee: number;
  readonly annees: readonly number[];
  readonly par: 'mission' | 'action' | 'nature';
  readonly phrase: string;
  readonly lignes: readonly LigneExecution[];
  readonly total: LigneExecution | undefined;
  readonly mois: { readonly noms: readonly string[]; readonly engage: readonly number[]; readonly depense: readonly number[]; readonly paye: readonly number[] } | undefined;
  readonly prevues: readonly { readonly id: string; readonly quoi: string; readonly ou: string; readonly nature: string; readonly montant: string }[];
  readonly aImputer: readonly { readonly mission: string; readonly nom: string; readonly montant: string }[];
  readonly actions: readonly Choix[];
  readonly clos: boolean;
  readonly peutSaisir: boolean;
  readonly peutTenir: boolean;
  readonly interdit: boolean;
};

type FaitsBudgetVue = {
  readonly base: string; readonly annee: number; readonly aujourdhui: Jour; readonly par: VueBudget['par']; readonly execution: Execution; readonly prevues: readonly LigneBudget[]; readonly actions: readonly Action[];
  readonly aImputer: readonly { readonly mission: string; readonly centimes: number }[]; readonly clos: boolean; readonly peutSaisir: boolean; readonly peutTenir: boolean; readonly interdit?: boolean;
};

const enLigne = (cle: string, nom: string, s: Sommes): LigneExecution => ({ cle, nom, prevu: montant(s.prevu), engage: montant(s.engage), depense: montant(s.depense), paye: montant(s.paye), reste: montant(s.prevu - s.engage), depasse: s.engage > s.prevu });
const MOIS = ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'];

function moisParlants(f: FaitsBudgetVue): VueBudget['mois'] {
  const jusque = f.annee < Number(f.aujourdhui.slice(0, 4)) ? 12 : f.annee > Number(f.aujourdhui.slice(0, 4)) ? 0 : Number(f.aujourdhui.slice(5, 7));
  const mois = f.execution.mois.slice(0, jusque);
  if (mois.length < 2 || f.execution.total.engage === 0) return undefined;
  const cumul = (de: (m: (typeof mois)[number]) => number): number[] => { let n = 0; return mois.map((m) => (n += de(m)) / 100); };
  return { noms: MOIS.slice(0, jusque), engage: cumul((m) => m.engage), depense: cumul((m) => m.depense), paye: cumul((m) => m.paye) };
}

function groupes({ execution: { places }, par, actions }: FaitsBudgetVue): LigneExecution[] {
  const ordonner = (g: ReadonlyMap<string, Sommes>, nom: (cle: string) => string): LigneExecution[] => [...g].map(([cle, s]) => enLigne(cle, nom(cle), s)).toSorted((a, b) => a.nom.localeCompare(b.nom, 'fr'));
  if (par === 'nature') return ordonner(regrouper(places, (p) => p.nature), (c) => libelleNatureCharge[NatureCharge.parse(c)]);
  if (par === 'action') {
    const titres = new Map(actions.map((a) => [a.id, a.titre]));
    return ordonner(regrouper(places, (p) => p.ficheId ?? ''), (c) => (c === '' ? 'Sans action' : (titres.get(c) ?? 'Action abandonnée')));
  }
  const postes = [...Poste.options, ''] as const;
  const g = regrouper(places, (p) => p.poste ?? '');
  return postes.flatMap((p) => { const s = g.get(p); return s ? [enLigne(p || 'sans', p === '' ? dirPoste(undefined) : dirPoste(p), s)] : []; });
}

function phraseBudget(f: FaitsBudgetVue): string {
  const { prevu, engage, depense, paye } = f.execution.total;
  if (prevu === 0 && engage === 0) return `Rien n’est encore prévu ni dépensé en ${f.annee}.`;
  const suite = `${montant(depense)} dépensés, ${montant(paye)} payés.`;
  if (prevu === 0) return `Aucun budget n’est prévu en ${f.annee} : ${montant(engage)} sont engagés, dont ${suite}`;
  return engage > prevu ? `En ${f.annee}, ${montant(engage)} sont engagés pour ${montant(prevu)} prévus : ${montant(engage - prevu)} de trop. ${suite}` : `En ${f.annee}, ${montant(engage)} sont engagés sur ${montant(prevu)} prévus (${formaterPart(engage / prevu, 0)}). ${suite}`;
}

export function presenterBudget(f: FaitsBudgetVue): VueBudget {
  const courante = Number(f.aujourdhui.slice(0, 4));
  const lignes = groupes(f);
  return {
    base: f.base, annee: f.annee, annees: [courante + 1, courante, courante - 1, courante - 2], par: f.par, phrase: phraseBudget(f), lignes, total: lignes.length > 1 ? enLigne('total', 'Total', f.execution.total) : undefined, mois: moisParlants(f),
    prevues: f.prevues.map((l) => ({ id: l.id, quoi: l.libelle, ou: [dirPoste(l.poste), f.actions.find((a) => a.id === l.ficheId)?.titre].filter(Boolean).join(', '), nature: libelleNatureCharge[l.nature], montant: montant(l.centimes) })),
    aImputer: f.aImputer.map((m) => ({ mission: m.mission, nom: m.mission === '' ? 'Rémunérations sans mission' : `« ${m.mission} »`, montant: montant(m.centimes) })),
    actions: choixActions(f.actions), clos: f.clos, peutSaisir: f.peutSaisir, peutTenir: f.peutTenir, interdit: f.interdit ?? false,
  };
}

type FactureLue = Facture & { readonly saisieParNom: string; readonly approuveeParNom: string | null; readonly action: string | null };
export type LigneFacture = {
  readonly id: string; readonly version: number; readonly statut: StatutFacture; readonly etat: string; readonly fournisseur: string; readonly numero: string; readonly jour: string; readonly echeance: string; readonly retard: boolean; readonly montant: string; readonly ou: string; readonly detail: string; readonly fichier: boolean;
  readonly gestes: readonly GesteFacture[];
};
export type VueFactures = {
  readonly base: string; readonly adresse: string; readonly filtre: FiltreFactures; readonly phrase: string; readonly lignes: readonly LigneFacture[]; readonly page: { readonly numero: number; readonly taille: number; readonly total: number };
  readonly actions: readonly Choix[]; readonly clos: boolean; readonly peutSaisir: boolean; readonly peutTenir: boolean; readonly interdit: boolean;
};

const historique = (f: FactureLue): string => [`saisie par ${f.saisieParNom}`, ...(f.approuveeParNom && f.approuveeLe ? [`approuvée par ${f.approuveeParNom} le ${formaterDateCourte(f.approuveeLe)}`] : []), ...(f.payeeLe ? [`payée le ${formaterDateCourte(f.payeeLe)}`] : []), ...(f.motif === '' ? [] : [`motif : ${f.motif}`])].join(', ');

const GESTES: readonly GesteFacture[] = ['approuver', 'payer', 'refuser', 'desapprouver', 'rouvrir', 'depayer'];
/** `moi`: the gestures that are of no use to this reader are not shown. */
export function presenterFacture(f: FactureLue, p: { readonly aujourdhui: Jour; readonly moi: string; readonly peutTenir: boolean }): LigneFacture {
  const gestes = p.peutTenir ? GESTES.filter((g) => transitionsFacture[f.statut][g] !== undefined && (g !== 'approuver' || f.saisiePar !== p.moi)) : [];
  return {
    id: f.id, version: f.version, statut: f.statut, etat: libelleStatutFacture[f.statut], fournisseur: f.fournisseur, numero: f.numero, jour: formaterDateCourte(f.jour), echeance: f.echeance ? formaterDateCourte(f.echeance) : '',
    retard: f.echeance !== null && f.echeance < p.aujourdhui && (f.statut === 'recue' || f.statut === 'approuvee'), montant: montant(f.centimes), ou: [dirPoste(f.poste), f.action, libelleNatureCharge[f.nature]].filter(Boolean).join(', '),
    detail: historique(f), fichier: f.fichierId !== null, gestes,
  };
}

export function presenterFactures(f: {
  readonly base: string; readonly adresse: string; readonly filtre: FiltreFactures; readonly numero: number; readonly lu: { readonly lignes: readonly FactureLue[]; readonly total: number; readonly centimes: number }; readonly aujourdhui: Jour; readonly moi: string;
  readonly actions: readonly Action[]; readonly clos: boolean; readonly peutSaisir: boolean; readonly peutTenir: boolean; readonly interdit?: boolean;
}): VueFactures {
  return {
    base: f.base, adresse: f.adresse, filtre: f.filtre, page: { numero: f.numero, taille: PAR_PAGE, total: f.lu.total }, lignes: f.lu.lignes.map((l) => presenterFacture(l, f)), actions: choixActions(f.actions), clos: f.clos, peutSaisir: f.peutSaisir, peutTenir: f.peutTenir, interdit: f.interdit ?? false,
    phrase: f.lu.total === 0 ? `Aucune facture en ${f.filtre.annee}${f.filtre.q !== '' || f.filtre.statut !== '' || f.filtre.poste !== '' ? ' pour ces critères' : ''}.` : `${accord(f.lu.total, 'facture')} en ${f.filtre.annee}, pour ${montant(f.lu.centimes)}.`,
  };
}

type SubventionLue = SubventionSuivie & { readonly saisieParNom: string; readonly approuveeParNom: string | null };
export type LigneSubvention = {
  readonly id: string; readonly version: number; readonly statut: StatutSubvention; readonly etat: string; readonly nom: string; readonly libelle: string; readonly promis: string; readonly recu: string; readonly reste: string; readonly pour: string; readonly detail: string; readonly emploi: string; readonly fichier: boolean; readonly peutRecevoir: boolean;
  readonly gestes: readonly string[]; readonly versements: readonly { readonly id: string; readonly phrase: string }[];
};
export type VueSubventions = { readonly base: string; readonly annee: number; readonly annees: readonly number[]; readonly phrase: string; readonly groupes: readonly { readonly financeur: string; readonly promis: string; readonly recu: string; readonly lignes: readonly LigneSubvention[] }[]; readonly clos: boolean; readonly peutSaisir: boolean; readonly peutTenir: boolean; readonly interdit: boolean };
type FaitsSubventions = { readonly base: string; readonly annee: number; readonly aujourdhui: Jour; readonly moi: string; readonly subventions: readonly SubventionLue[]; readonly depenses: Execution; readonly clos: boolean; readonly peutSaisir: boolean; readonly peutTenir: boolean; readonly interdit?: boolean };

function presenterSubvention(s: SubventionLue, f: FaitsSubventions): LigneSubvention {
  const depense = s.poste === null ? 0 : (regrouper(f.depenses.places, (p) => p.poste ?? '').get(s.poste)?.depense ?? 0);
  const gestes = f.peutTenir ? Object.keys(transitionsSubvention[s.statut]).filter((g) => (g !== 'accorder' || s.saisiePar !== f.moi) && (g !== 'desaccorder' || s.recu === 0)) : [];
  return {
    id: s.id, version: s.version, statut: s.statut, etat: libelleStatutSubvention[s.statut], nom: s.nom, libelle: s.libelle, promis: montant(s.centimes), recu: montant(s.recu), reste: montant(s.centimes - s.recu), pour: s.poste === null ? 'Libre d’emploi' : `Réservée : ${dirPoste(s.poste)}`,
    emploi: s.poste === null || s.statut !== 'accordee' ? '' : `${montant(depense)} dépensés en ${f.annee} pour cette mission, tous financeurs ensemble`,
    detail: [`saisie par ${s.saisieParNom}`, ...(s.approuveeParNom ? [`confirmée par ${s.approuveeParNom}`] : []), `décision du ${formaterDate(s.jour)}`, ...(s.motif === '' ? [] : [`motif : ${s.motif}`])].join(', '), fichier: s.fichierId !== null,
    peutRecevoir: f.peutTenir && s.statut === 'accordee' && s.recu < s.centimes, gestes, versements: s.encaissements.map((e) => ({ id: e.id, phrase: `${montant(e.centimes)} le ${formaterDate(e.jour)}${e.reference === '' ? '' : `, ${e.reference}`}` })),
  };
}

export function presenterSubventions(f: FaitsSubventions): VueSubventions {
  const accordees = f.subventions.filter((s) => s.statut === 'accordee');
  const somme = (l: readonly SubventionLue[], de: (s: SubventionLue) => number): number => l.reduce((n, s) => n + de(s), 0);
  const financeurs = [...new Set(f.subventions.map((s) => s.financeur))];
  const courante = Number(f.aujourdhui.slice(0, 4));
  return {
    base: f.base, annee: f.annee, annees: [courante, courante - 1, courante - 2], clos: f.clos, peutSaisir: f.peutSaisir, peutTenir: f.peutTenir, interdit: f.interdit ?? false,
    phrase: f.subventions.length === 0 ? `Aucune subvention annoncée en ${f.annee}.` : `En ${f.annee} : ${montant(somme(accordees, (s) => s.centimes))} accordés, ${montant(somme(accordees, (s) => s.recu))} reçus${f.subventions.some((s) => s.statut === 'annoncee') ? `, ${montant(somme(f.subventions.filter((s) => s.statut === 'annoncee'), (s) => s.centimes))} à confirmer` : ''}.`,
    groupes: financeurs.map((financeur) => {
      const siennes = f.subventions.filter((s) => s.financeur === financeur);
      const comptees = siennes.filter((s) => s.statut === 'accordee');
      return { financeur: libelleFinanceurCompte[financeur], promis: montant(somme(comptees, (s) => s.centimes)), recu: montant(somme(comptees, (s) => s.recu)), lignes: siennes.map((s) => presenterSubvention(s, f)) };
    }),
  };
}

export type VueComptes = {
  readonly base: string; readonly annee: number; readonly annees: readonly number[]; readonly phrase: string; readonly provisoire: boolean; readonly journaux: readonly { readonly code: string; readonly nom: string; readonly ecritures: string; readonly montant: string }[];
  readonly missions: readonly Choix[]; readonly siren: string; readonly ouvertureLe: string; readonly ouverture: string; readonly version: number; readonly comptes: readonly { readonly cle: CleCompte; readonly nom: string; readonly numero: string; readonly source: string }[]; readonly rapprocher: number; readonly peutTenir: boolean; readonly interdit: boolean;
};

export function presenterComptes(f: {
  readonly base: string; readonly annee: number; readonly aujourdhui: Jour; readonly provisoire: boolean; readonly ecritures: readonly { readonly journal: string; readonly poste: Poste | null; readonly lignes: readonly { readonly debit: number }[] }[]; readonly noms: Readonly<Record<string, string>>;
  readonly reglages: Reglages; readonly rapprocher: number; readonly peutTenir: boolean; readonly interdit?: boolean;
}): VueComptes {
  const courante = Number(f.aujourdhui.slice(0, 4));
  const debit = (l: typeof f.ecritures): number => l.reduce((n, e) => n + e.lignes.reduce((m, x) => m + x.debit, 0), 0);
  const postes = new Set(f.ecritures.map((e) => e.poste));
  return {
    base: f.base, annee: f.annee, annees: [courante, courante - 1, courante - 2], provisoire: f.provisoire, peutTenir: f.peutTenir, interdit: f.interdit ?? false, rapprocher: f.rapprocher,
    phrase: f.ecritures.length === 0 ? `Aucune écriture en ${f.annee}.` : `${accord(f.ecritures.length, 'écriture')} en ${f.annee}, ${montant(debit(f.ecritures))} au débit comme au crédit. ${f.provisoire ? 'L’exercice est ouvert : le fichier est provisoire.' : 'L’exercice est clos : le fichier ne change plus.'}`,
    journaux: Object.entries(f.noms).flatMap(([code, nom]) => { const les = f.ecritures.filter((e) => e.journal === code); return les.length === 0 ? [] : [{ code, nom, ecritures: String(les.length), montant: montant(debit(les)) }]; }),
    missions: CHOIX_POSTES.filter((c) => [...postes].some((p) => p === c.valeur)), siren: f.reglages.siren ?? '', ouvertureLe: f.reglages.ouverture?.le ?? '', ouverture: f.reglages.ouverture ? (f.reglages.ouverture.centimes / 100).toFixed(2).replace('.', ',') : '', version: f.reglages.version,
    comptes: CleCompte.options.map((cle) => { const c = compteDe(cle, f.reglages.comptes); return { cle, nom: libelleCle[cle], numero: c.numero, source: c.source }; }),
  };
}
