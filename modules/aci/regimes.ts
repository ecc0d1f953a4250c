import { Jour } from '#core/jour.ts';
import type { Mission } from '#core/mission.ts';
import type { Enveloppe, Taille } from './model.ts';

export type Categorie = 'socle' | 'complementaire';
type ParTaille<T> = Readonly<Record<Taille, T>>;

/** What a mission is worth in a year, in euros, by size. `verifie` by size: read in a text or a contract, or derived and to be verified. */
type LigneDeRegime = { readonly categorie: Categorie; readonly montants: ParTaille<readonly [fixe: number, variable: number]>; readonly verifie: ParTaille<boolean>; readonly source: string };

/** The law at a date. A later amendment is one more entry: the years already closed keep computing with theirs. */
export type Regime = {
  readonly code: string;
  readonly nom: string;
  readonly depuis: Jour;
  readonly source: string;
  readonly fonctionnement: { readonly montants: ParTaille<number>; readonly verifie: boolean; readonly source: string };
  readonly missions: Readonly<Partial<Record<Mission, LigneDeRegime>>>;
  /** Latest start and full deployment, in months after the signature; absent: at the choice of the CPTS. */
  readonly calendrier: Readonly<Partial<Record<Mission, { readonly debut: number; readonly plein: number }>>>;
};

const non: ParTaille<boolean> = { 1: false, 2: false, 3: false, 4: false };
const seuleT3: ParTaille<boolean> = { ...non, 3: true };
/** The total of a line in equal halves. */
const moities = (t1: number, t2: number, t3: number, t4: number): LigneDeRegime['montants'] => ({ 1: [t1 / 2, t1 / 2], 2: [t2 / 2, t2 / 2], 3: [t3 / 2, t3 / 2], 4: [t4 / 2, t4 / 2] });

const WEBINAIRE = 'barème présenté au webinaire FENAREDIAM du 23 novembre 2021';
const PARTAGE_NON_SOURCE = `${WEBINAIRE} pour le total ; partage en parts égales entre fixe et variable non sourcé`;
const CONTRATS_T3 = 'deux contrats publiés de taille 3 (CPTS RoViRa, CPTS Drancy – Le Blanc-Mesnil – Le Bourget) ; autres tailles déduites';

/**
 * The regimes of the ACI, oldest first. Totals of 2019 are exact; how each splits between fixed and variable is not sourced and stands
 * here as halves, marked to be verified. @revoir à chaque avenant à l'ACI
 */
export const REGIMES: readonly Regime[] = [
  {
    code: 'ACI-2019',
    nom: 'ACI du 20 juin 2019',
    depuis: Jour.parse('2019-08-25'),
    source: 'accord conventionnel interprofessionnel du 20 juin 2019, arrêté du 21 août 2019 (JO du 24 août 2019)',
    fonctionnement: { montants: { 1: 50_000, 2: 60_000, 3: 75_000, 4: 90_000 }, verifie: true, source: WEBINAIRE },
    missions: {
      acces: { categorie: 'socle', montants: moities(40_000, 47_000, 65_000, 80_000), verifie: non, source: PARTAGE_NON_SOURCE },
      parcours: { categorie: 'socle', montants: moities(50_000, 70_000, 90_000, 100_000), verifie: non, source: PARTAGE_NON_SOURCE },
      prevention: { categorie: 'socle', montants: moities(20_000, 30_000, 35_000, 40_000), verifie: non, source: PARTAGE_NON_SOURCE },
      qualite: { categorie: 'complementaire', montants: moities(15_000, 20_000, 30_000, 40_000), verifie: non, source: PARTAGE_NON_SOURCE },
      accompagnement: { categorie: 'complementaire', montants: moities(10_000, 15_000, 20_000, 30_000), verifie: non, source: PARTAGE_NON_SOURCE },
    },
    calendrier: {},
  },
  {
    code: 'ACI-AVENANT-2',
    nom: 'ACI, avenant 2',
    depuis: Jour.parse('2022-03-31'),
    source: 'avenant 2 signé le 20 décembre 2021, avis publié au JO du 31 mars 2022 (JORFTEXT000045443303)',
    fonctionnement: { montants: { 1: 50_000, 2: 60_000, 3: 75_000, 4: 90_000 }, verifie: false, source: `${WEBINAIRE} pour 2019 ; inchangé par l’avenant 2 : à vérifier` },
    missions: {
      acces: { categorie: 'socle', montants: { 1: [55_000, 25_000], 2: [70_000, 30_000], 3: [90_000, 35_000], 4: [110_000, 45_000] }, verifie: seuleT3, source: CONTRATS_T3 },
      parcours: { categorie: 'socle', montants: moities(50_000, 70_000, 90_000, 100_000), verifie: seuleT3, source: CONTRATS_T3 },
      prevention: { categorie: 'socle', montants: moities(20_000, 30_000, 35_000, 40_000), verifie: seuleT3, source: CONTRATS_T3 },
      crise: { categorie: 'socle', montants: { 1: [12_500, 37_500], 2: [17_500, 52_500], 3: [22_500, 67_500], 4: [25_000, 75_000] }, verifie: seuleT3, source: CONTRATS_T3 },
      qualite: { categorie: 'complementaire', montants: moities(15_000, 20_000, 30_000, 40_000), verifie: seuleT3, source: CONTRATS_T3 },
      accompagnement: { categorie: 'complementaire', montants: moities(10_000, 15_000, 20_000, 30_000), verifie: seuleT3, source: CONTRATS_T3 },
    },
    calendrier: { acces: { debut: 6, plein: 18 }, parcours: { debut: 12, plein: 24 }, prevention: { debut: 12, plein: 24 }, crise: { debut: 6, plein: 18 } },
  },
];

/** Totals of the 2019 scale, fixed and variable together, in euros. @source webinaire FENAREDIAM du 23 novembre 2021, sommes vérifiées */
export const TOTAUX_2019: ParTaille<number> = { 1: 185_000, 2: 242_000, 3: 315_000, 4: 380_000 };

/** The regime in force on a day; undefined before the first agreement. */
export const regimeAu = (jour: Jour): Regime | undefined => REGIMES.findLast((r) => r.depuis <= jour);
export const regimeDeCode = (code: string): Regime | undefined => REGIMES.find((r) => r.code === code);

/** The envelope of a mission, in cents; undefined when the regime does not know the mission. */
export function enveloppeDe(regime: Regime, mission: Mission, taille: Taille): (Enveloppe & { readonly verifie: boolean; readonly source: string }) | undefined {
  const ligne = regime.missions[mission];
  if (!ligne) return undefined;
  const [fixe, variable] = ligne.montants[taille];
  return { fixe: fixe * 100, variable: variable * 100, verifie: ligne.verifie[taille], source: ligne.source };
}

export const fonctionnementDe = (regime: Regime, taille: Taille): number => regime.fonctionnement.montants[taille] * 100;
