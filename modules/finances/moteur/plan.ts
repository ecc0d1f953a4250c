import { cleDeRecherche } from '#core/texte.ts';
import { libellePoste } from '#modules/aci/labels.ts';
import { Poste } from '#modules/aci/model.ts';
import type { Versement } from '../model.ts';
import type { CleCompte, Comptes, Imputations, NatureCharge } from '../model-comptes.ts';

/** `source` is empty when no published text was read for that account: the page shows « à vérifier ». */
export type Compte = { readonly numero: string; readonly libelle: string; readonly source: string };

const PLAN_2020 = 'Plan de comptes des associations 2020 (PCG et règlement ANC 2018-06), Pluriel Consultants';
const SUBVENTION = 'votre-expert-des-associations.fr, subvention de fonctionnement (règlement ANC 2018-06)';

/**
 * The accounts proposed to a CPTS, an association of the law of 1901. Those without a source are proposals, to be seen with the accountant:
 * every one may be replaced. The ACI is proposed as a grant: extencia.fr classes the money of ARS and health insurance so.
 */
export const PLAN: Readonly<Record<CleCompte, Compte>> = {
  banque: { numero: '512', libelle: 'Banque', source: '' },
  fournisseurs: { numero: '401', libelle: 'Fournisseurs', source: '' },
  membres: { numero: '467', libelle: 'Membres, indemnités et rémunérations à payer', source: '' },
  subventions_a_recevoir: { numero: '4417', libelle: 'Subventions d’exploitation à recevoir', source: SUBVENTION },
  report: { numero: '110', libelle: 'Report à nouveau', source: PLAN_2020 },
  charge_indemnites: { numero: '6228', libelle: 'Indemnités des membres', source: '' },
  charge_remunerations: { numero: '6226', libelle: 'Rémunérations des membres pour les missions', source: '' },
  charge_salaires: { numero: '641', libelle: 'Rémunérations du personnel', source: '' },
  charge_prestataires: { numero: '611', libelle: 'Prestataires', source: '' },
  charge_achats: { numero: '606', libelle: 'Achats', source: '' },
  charge_deplacements: { numero: '625', libelle: 'Déplacements, missions et réceptions', source: '' },
  charge_banque: { numero: '627', libelle: 'Services bancaires', source: '' },
  charge_autres: { numero: '658', libelle: 'Charges diverses', source: '' },
  produit_subventions: { numero: '74', libelle: 'Subventions d’exploitation', source: SUBVENTION },
  produit_aci: { numero: '741', libelle: 'Contrat ACI', source: '' },
  produit_cotisations: { numero: '756', libelle: 'Cotisations', source: 'familles-de-france.org, nouveau plan comptable (7561 et 7562, règlement ANC 2018-06)' },
  produit_autres: { numero: '758', libelle: 'Produits divers', source: '' },
};

/** The account to use: the one the CPTS chose, else the proposed one. A root of two digits is completed: the FEC asks for three. */
export function compteDe(cle: CleCompte, choisis: Comptes): Compte {
  const choisi = choisis[cle];
  if (choisi) return { ...choisi, source: 'choix de la CPTS' };
  return { ...PLAN[cle], numero: PLAN[cle].numero.padEnd(3, '0') };
}

export const compteDeCharge = (nature: NatureCharge): CleCompte => `charge_${nature}`;
export const natureDuTemps: Readonly<Record<Versement, NatureCharge>> = { indemnite: 'indemnites', remuneration: 'remunerations' };

const MOTS: ReadonlyMap<string, Poste> = new Map(Poste.options.flatMap((p): [string, Poste][] => [[cleDeRecherche(p), p], [cleDeRecherche(libellePoste[p]), p]]));

/**
 * Where a time is counted, from the word of mission it bears: what the CPTS said once for that word, else the mission of that name. An
 * indemnity without a word pays a function, so the running of the CPTS. Undefined: to be imputed by a person.
 */
export function posteDuTemps(t: { readonly nature: Versement; readonly mission: string }, imputations: Imputations): Poste | undefined {
  const cle = cleDeRecherche(t.mission);
  if (Object.hasOwn(imputations, cle)) return imputations[cle];
  if (cle === '') return t.nature === 'indemnite' ? 'fonctionnement' : undefined;
  return MOTS.get(cle);
}
