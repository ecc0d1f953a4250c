import type { Duree } from '#core/calendrier.ts';
import { Jour } from '#core/jour.ts';
import type { MissionSocle } from './constants.ts';
import type { CleSource } from './transitions.ts';

/** A text, where it is read, and whether it was read for this program. */
export type Source = { readonly texte: string; readonly adresse?: string; readonly verifie: boolean };

export const SOURCES: Readonly<Record<CleSource, Source>> = {
  ministere_2022: { texte: 'Ministère de la Santé, étapes de création d’une CPTS (janvier 2022), citées par M. Sylla, EHESP, 2024', verifie: true },
  csp_l1434_12: { texte: 'Code de la santé publique, article L. 1434-12', adresse: 'https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006072665/', verifie: true },
  crpa_l114_5: { texte: 'Code des relations entre le public et l’administration, article L. 114-5 (dossier incomplet)', adresse: 'https://www.legifrance.gouv.fr/codes/id/LEGITEXT000031366350/', verifie: false },
  aci: { texte: 'Accord conventionnel interprofessionnel des CPTS, arrêté du 21 août 2019', adresse: 'https://juriblio.fr/arretes/arrete-du-21-aout-2019/173172467/annexe/307390210', verifie: true },
  avenant_2: { texte: 'Avenant 2 à l’accord conventionnel (avis au JO du 31 mars 2022)', adresse: 'https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000045443303', verifie: true },
  paps: { texte: 'Régime de l’avenant 2, selon le portail PAPS Hauts-de-France (30 novembre 2023)', adresse: 'https://www.hauts-de-france.paps.sante.fr', verifie: true },
  usage: { texte: 'Aucun texte lu ne fixe ce pas', verifie: false },
};

/** A delay as a text gives it. `auPlusTot` is the shortest length when the text gives a range. */
export type Delai = { readonly duree: Duree; readonly auPlusTot?: Duree; readonly source: CleSource; readonly verifie: boolean };

export type CleDelai = 'rencontre' | 'lettre' | 'projet_sante' | 'silence' | 'negociation' | 'contrat' | 'dialogue';
export type DelaisDeMission = { readonly demarrage: Delai; readonly deploiement: Delai };

/** The delays that hold from a day on. Law changes by adding a regime: what began under one ends under it. */
export type RegimeParcours = { readonly depuis: Jour; readonly nom: string; readonly delais: Readonly<Record<CleDelai, Delai>>; readonly missions: Partial<Record<MissionSocle, DelaisDeMission>> };

const mois = (n: number): Duree => ({ n, unite: 'mois' });
const ans = (n: number): Duree => ({ n, unite: 'annees' });

const DELAIS: RegimeParcours['delais'] = {
  rencontre: { duree: { n: 15, unite: 'jours' }, source: 'ministere_2022', verifie: true },
  lettre: { duree: mois(3), source: 'ministere_2022', verifie: true },
  projet_sante: { duree: mois(12), auPlusTot: mois(6), source: 'ministere_2022', verifie: true },
  silence: { duree: mois(2), source: 'csp_l1434_12', verifie: true },
  negociation: { duree: mois(2), auPlusTot: mois(1), source: 'ministere_2022', verifie: true },
  contrat: { duree: ans(5), source: 'aci', verifie: true },
  // The yearly dialogue is sourced; that it falls on the anniversary day is the custom of contracts read, not a text.
  dialogue: { duree: ans(1), source: 'aci', verifie: false },
};

const mission = (demarrage: number, deploiement: number, source: CleSource, verifie: boolean): DelaisDeMission => ({ demarrage: { duree: mois(demarrage), source, verifie }, deploiement: { duree: mois(deploiement), source, verifie } });

const LOI_DE_2016: RegimeParcours = { depuis: Jour.parse('2016-01-28'), nom: 'loi du 26 janvier 2016', delais: DELAIS, missions: {} };

/** @source faits lus : docs/sources/projet.md, « Les délais » */
const REGIMES: readonly RegimeParcours[] = [
  LOI_DE_2016,
  // The mission calendar of the 2019 agreement was not read: that of amendment 2 stands in, marked.
  { depuis: Jour.parse('2019-08-25'), nom: 'accord de 2019', delais: DELAIS, missions: { acces: mission(6, 18, 'aci', false), parcours: mission(12, 24, 'aci', false), prevention: mission(12, 24, 'aci', false) } },
  {
    depuis: Jour.parse('2022-03-31'),
    nom: 'avenant 2',
    delais: DELAIS,
    missions: { acces: mission(6, 18, 'paps', true), parcours: mission(12, 24, 'paps', true), prevention: mission(12, 24, 'paps', true), crise: mission(6, 18, 'paps', true) },
  },
];

/** The regime under which something that began on this day runs; what began before the first one runs under it. */
export const regimeAu = (jour: Jour): RegimeParcours => REGIMES.findLast((r) => r.depuis <= jour) ?? LOI_DE_2016;
