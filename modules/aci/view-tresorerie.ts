import type { Jour } from '#core/jour.ts';
import { enEuros, libelleEtatEcheance, libelleNature, libellePoste } from './labels.ts';
import type { Dossier } from './model-dossier.ts';
import type { Calcul } from './moteur/calculer.ts';
import type { EcheanceSuivie } from './moteur/tresorerie.ts';
import type { TonLigne } from './view.ts';

export type LigneEcheance = { readonly cle: string; readonly le: Jour; readonly quoi: string; readonly montant: string; readonly recu: string; readonly etat: string; readonly ton: TonLigne };
export type LigneVersement = { readonly id: string; readonly le: Jour; readonly montant: string; readonly pour: string; readonly reference: string };

export type VueTresorerie = {
  readonly base: string;
  readonly ancien: string | undefined;
  readonly interdit: boolean;
  readonly phrase: string;
  readonly mois: { readonly noms: readonly string[]; readonly attendu: readonly number[]; readonly recu: readonly (number | undefined)[] } | undefined;
  readonly echeances: readonly LigneEcheance[];
  readonly versements: readonly LigneVersement[];
  readonly choix: readonly { readonly valeur: string; readonly libelle: string }[];
  readonly peutNoter: boolean;
  readonly aujourdhui: Jour;
  readonly refus?: string;
};

/** `3-acces-avance`: the sum due that a payment is for. */
export const cleEcheance = (e: { readonly annee: number; readonly poste: string; readonly nature: string }): string => `${e.annee}-${e.poste}-${e.nature}`;

const TON: Record<EcheanceSuivie['etat'], TonLigne> = { a_venir: 'neutre', due: 'attente', partielle: 'encours', soldee: 'reussi', trop_percue: 'refus' };
const quoi = (e: { readonly poste: EcheanceSuivie['poste']; readonly annee: number; readonly nature: EcheanceSuivie['nature'] }): string => `${libellePoste[e.poste]}, année ${e.annee}, ${libelleNature[e.nature]}`;

function phraseDe(calcul: Calcul, aujourdhui: Jour): string {
  const enRetard = calcul.tresorerie.echeances.filter((e) => e.le <= aujourdhui && e.reste > 0).reduce((s, e) => s + e.reste, 0);
  const prochaine = calcul.tresorerie.echeances.find((e) => e.le > aujourdhui && e.reste > 0);
  const suite = prochaine ? ` Prochaine somme : ${enEuros(prochaine.reste)}.` : '';
  return enRetard > 0 ? `${enEuros(enRetard)} sont attendus et n’ont pas été notés comme reçus.${suite}` : `Tout ce qui était attendu est reçu.${suite}`;
}

const MOIS = ['janv.', 'févr.', 'mars', 'avril', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'] as const;
const nomDuMois = (m: string): string => `${MOIS[Number(m.slice(5)) - 1] ?? ''} ${m.slice(0, 4)}`;

type Faits = { readonly base: string; readonly ancien?: string | undefined; readonly dossier: Dossier; readonly calcul: Calcul; readonly aujourdhui: Jour; readonly peutNoter: boolean; readonly refus?: string };

export function presenterTresorerie(f: Faits): VueTresorerie {
  const { mois, echeances } = f.calcul.tresorerie;
  return {
    base: f.base, ancien: f.ancien, interdit: false, aujourdhui: f.aujourdhui, peutNoter: f.peutNoter, phrase: phraseDe(f.calcul, f.aujourdhui),
    mois: mois.length < 2 ? undefined : { noms: mois.map((m) => nomDuMois(m.mois)), attendu: mois.map((m) => m.attenduCumule / 100), recu: mois.map((m) => (m.mois <= f.aujourdhui.slice(0, 7) ? m.recuCumule / 100 : undefined)) },
    echeances: echeances.map((e) => ({ cle: `${cleEcheance(e)}-${e.le}`, le: e.le, quoi: quoi(e), montant: enEuros(e.montant), recu: enEuros(e.recu), etat: libelleEtatEcheance[e.etat], ton: TON[e.etat] })),
    versements: f.dossier.versements.toReversed().map((v) => ({ id: v.id, le: v.le, montant: enEuros(v.montant), pour: v.poste && v.annee !== undefined && v.nature ? quoi({ poste: v.poste, annee: v.annee, nature: v.nature }) : 'rapproché tout seul', reference: v.reference ?? '' })),
    choix: echeances.filter((e) => e.reste !== 0).map((e) => ({ valeur: cleEcheance(e), libelle: `${quoi(e)} : ${enEuros(e.reste)}` })),
    ...(f.refus !== undefined && { refus: f.refus }),
  };
}

export const presenterTresorerieInterdite = (base: string, aujourdhui: Jour): VueTresorerie => ({ base, ancien: undefined, aujourdhui, interdit: true, phrase: '', mois: undefined, echeances: [], versements: [], choix: [], peutNoter: false });
