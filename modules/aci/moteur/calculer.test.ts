import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ecartEnJours, Jour, plusJours } from '#core/jour.ts';
import { Mission } from '#core/mission.ts';
import { Contrat, type ContratSaisi } from '../model.ts';
import { type Calcul, calculerContrat } from './calculer.ts';

const DEBUT = Jour.parse('2022-04-01');

/** Every event a contract can meet, at random days. */
const contrats: fc.Arbitrary<ContratSaisi> = fc
  .record({
    decalage: fc.integer({ min: 0, max: 800 }),
    taille: fc.constantFrom<1 | 2 | 3 | 4>(1, 2, 3, 4),
    duree: fc.integer({ min: 1, max: 6 }),
    missions: fc.uniqueArray(fc.record({ mission: fc.constantFrom(...Mission.options), apres: fc.integer({ min: -60, max: 1500 }), dure: fc.option(fc.integer({ min: 1, max: 900 })), propre: fc.option(fc.record({ fixe: fc.integer({ min: 0, max: 9_999_999 }), variable: fc.integer({ min: 0, max: 9_999_999 }) })) }), { selector: (m) => m.mission, maxLength: 6 }),
    avenants: fc.array(fc.record({ apres: fc.integer({ min: 1, max: 1800 }), taille: fc.constantFrom<1 | 2 | 3 | 4>(1, 2, 3, 4), fonctionnement: fc.option(fc.integer({ min: 0, max: 9_999_999 })) }), { maxLength: 3 }),
    resiliation: fc.option(fc.integer({ min: 1, max: 2000 })),
    reglages: fc.record({
      tauxAvance: fc.constantFrom(75, 66.6, 0, 100),
      jours: fc.constantFrom<'reels' | 'sans_29_fevrier' | 'mois_de_30'>('reels', 'sans_29_fevrier', 'mois_de_30'),
      arrondi: fc.constantFrom<'au_plus_proche' | 'inferieur' | 'superieur' | 'au_pair'>('au_plus_proche', 'inferieur', 'superieur', 'au_pair'),
      fonctionnementPremiereAnnee: fc.constantFrom<'integral' | 'avance'>('integral', 'avance'),
      soldeApresMois: fc.integer({ min: 0, max: 12 }),
    }),
  })
  .map((x) => {
    const signeLe = plusJours(DEBUT, x.decalage);
    const opt = <K extends string, V>(cle: K, v: V | null): { [P in K]?: V } => (v === null ? {} : ({ [cle]: v } as { [P in K]?: V }));
    return {
      signeLe, taille: x.taille, dureeAnnees: x.duree, regime: 'ACI-AVENANT-2', reglages: x.reglages,
      missions: x.missions.map((m) => ({ mission: m.mission, debut: plusJours(signeLe, m.apres), ...opt('fin', m.dure === null ? null : plusJours(signeLe, m.apres + m.dure)), ...opt('enveloppe', m.propre) })),
      avenants: x.avenants.map((a) => ({ le: plusJours(signeLe, a.apres), taille: a.taille, ...opt('fonctionnement', a.fonctionnement) })),
      ...opt('resiliation', x.resiliation === null ? null : { le: plusJours(signeLe, x.resiliation) }),
    };
  });

function calculer(saisi: ContratSaisi): Calcul {
  const issue = calculerContrat(Contrat.parse(saisi));
  if (!issue.ok) throw new Error(issue.refus.code);
  return issue.valeur;
}

/**
 * The ledger of an accountant who knows no formula: walks every day of the contract, adds the yearly amount in force that day, and
 * divides by the days of the year at its close. Its scale is copied from the text, in thousands of euros.
 */
function grandLivre(saisi: ContratSaisi): Map<string, bigint> {
  const c = Contrat.parse(saisi);
  const gagne = new Map<string, bigint>();
  for (let n = 0; n < c.dureeAnnees; n++) {
    const jours = Array.from({ length: ecartEnJours(anniversaire(c, n), anniversaire(c, n + 1)) }, (_, i) => plusJours(anniversaire(c, n), i));
    const base = BigInt(jours.reduce((s, j) => s + poids(j, c), 0));
    const sommes = new Map<string, bigint>();
    for (const jour of jours) {
      if (c.resiliation && jour >= c.resiliation.le) break;
      for (const [poste, centimes] of parAn(c, jour)) sommes.set(poste, (sommes.get(poste) ?? 0n) + BigInt(centimes) * BigInt(poids(jour, c)));
    }
    for (const [poste, somme] of sommes) gagne.set(`${n + 1} ${poste}`, arrondirCommeDit(somme, base, c.reglages.arrondi));
  }
  return gagne;
}

const FIXES: Record<string, readonly number[]> = { fonctionnement: [50, 60, 75, 90], acces: [55, 70, 90, 110], parcours: [25, 35, 45, 50], prevention: [10, 15, 17.5, 20], crise: [12.5, 17.5, 22.5, 25], qualite: [7.5, 10, 15, 20], accompagnement: [5, 7.5, 10, 15] };

function anniversaire(c: Contrat, n: number): Jour {
  const [a = 0, m = 1, j = 1] = c.signeLe.split('-').map(Number);
  const bissextile = (x: number): boolean => (x % 4 === 0 && x % 100 !== 0) || x % 400 === 0;
  return Jour.parse(m === 2 && j === 29 && !bissextile(a + n) ? `${a + n}-02-28` : `${a + n}-${String(m).padStart(2, '0')}-${String(j).padStart(2, '0')}`);
}

/** How much a day counts. */
function poids(jour: Jour, c: Contrat): number {
  if (c.reglages.jours === 'reels') return 1;
  if (c.reglages.jours === 'sans_29_fevrier') return jour.endsWith('02-29') ? 0 : 1;
  const [, m, d = 0] = jour.split('-').map(Number);
  const [, m2, d2 = 0] = plusJours(jour, 1).split('-').map(Number);
  return m === m2 ? Math.min(d2, 30) - Math.min(d, 30) : 30 - Math.min(d, 30) + 1;
}

/** The yearly amounts in force on a day. */
function parAn(c: Contrat, jour: Jour): [string, number][] {
  let { taille, fonctionnement } = c;
  for (const a of c.avenants.filter((x) => x.le <= jour).toSorted((x, y) => (x.le < y.le ? -1 : x.le > y.le ? 1 : 0))) {
    taille = a.taille ?? taille;
    fonctionnement = a.fonctionnement ?? fonctionnement;
  }
  const bareme = (poste: string): number => (FIXES[poste]?.[taille - 1] ?? 0) * 100_000;
  const courent = c.missions.filter((m) => jour >= m.debut && (m.fin === undefined || jour < m.fin));
  return [['fonctionnement', fonctionnement ?? bareme('fonctionnement')], ...courent.map((m): [string, number] => [m.mission, m.enveloppe?.fixe ?? bareme(m.mission)])];
}

function arrondirCommeDit(n: bigint, d: bigint, mode: string): bigint {
  const [q, r] = [n / d, n % d];
  if (r === 0n || mode === 'inferieur') return q;
  if (mode === 'superieur') return q + 1n;
  if (2n * r === d) return mode === 'au_pair' && q % 2n === 0n ? q : q + 1n;
  return 2n * r > d ? q + 1n : q;
}

describe('le moteur et le grand livre tenu jour après jour', () => {
  test('aucune année, aucun poste ne diffère d’un centime', () => {
    fc.assert(
      fc.property(contrats, (saisi) => {
        const calcul = calculer(saisi);
        const livre = grandLivre(saisi);
        const moteur = new Map(calcul.annees.flatMap((a) => a.postes.filter((p) => p.fixeDu !== 0).map((p) => [`${a.numero} ${p.poste}`, BigInt(p.fixeDu)] as const)));
        expect(moteur).toEqual(new Map([...livre].filter(([, v]) => v !== 0n)));
      }),
      { numRuns: 150 },
    );
  });

  test('les échéances d’une année font ce qui est dû, et la trésorerie fait les échéances', () => {
    fc.assert(
      fc.property(contrats, (saisi) => {
        const { annees, totaux, tresorerie } = calculer(saisi);
        for (const a of annees) expect(tresorerie.echeances.filter((e) => e.annee === a.numero).reduce((s, e) => s + e.montant, 0)).toBe(a.totaux.du);
        expect(tresorerie.mois.at(-1)?.attenduCumule ?? 0).toBe(totaux.du);
      }),
      { numRuns: 150 },
    );
  });

  test('tout ce qui est versé à l’échéance est rapproché, et il ne reste rien', () => {
    fc.assert(
      fc.property(contrats, fc.infiniteStream(fc.integer()), (saisi, hasard) => {
        const attendues = calculer(saisi).tresorerie.echeances;
        const tirage = attendues.map((e) => ({ e, cle: hasard.next().value as number })).toSorted((a, b) => a.cle - b.cle);
        const { tresorerie } = calculer({ ...saisi, versements: tirage.map(({ e }) => ({ le: e.le, montant: e.montant, poste: e.poste, annee: e.annee, nature: e.nature })) });
        expect(tresorerie.nonRapproches).toEqual([]);
        expect(tresorerie.echeances.reduce((s, e) => s + Math.abs(e.reste), 0)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  test('l’ordre des listes ne change rien au résultat', () => {
    fc.assert(
      fc.property(contrats, (saisi) => {
        const retourne = { ...saisi, missions: saisi.missions?.toReversed() ?? [], avenants: saisi.avenants?.filter((a, i, l) => l.findIndex((b) => b.le === a.le) === i).toReversed() ?? [] };
        const droit = { ...saisi, avenants: retourne.avenants.toReversed() };
        expect(JSON.stringify(calculer(retourne).annees)).toBe(JSON.stringify(calculer(droit).annees));
      }),
      { numRuns: 60 },
    );
  });
});

describe('les dates et les reports', () => {
  const base: ContratSaisi = { signeLe: '2026-03-01', priseEffet: '2026-01-01', taille: 3, regime: 'ACI-AVENANT-2', missions: [{ mission: 'acces', debut: '2026-01-01' }] };

  test('un contrat qui prend effet avant sa signature ne verse ses avances qu’une fois signé', () => {
    const avances = calculer(base).tresorerie.echeances.filter((e) => e.nature === 'avance' && e.annee === 1);
    expect(avances.map((e) => [e.le, e.poste])).toEqual([['2026-03-01', 'fonctionnement'], ['2026-03-01', 'acces']]);
  });

  test('l’enveloppe variable d’une année est celle de sa veille de fin : l’avenant du jour d’après n’y change rien', () => {
    const avec = (le: string) => calculer({ ...base, avenants: [{ le, enveloppes: [{ mission: 'acces', enveloppe: { fixe: 0, variable: 123_456 } }] }] }).annees[0]?.postes.find((p) => p.poste === 'acces')?.variable?.enveloppe;
    expect(avec('2026-12-31')).toBe(123_456);
    expect(avec('2027-01-01')).not.toBe(123_456);
  });

  test('ce qu’une variable fermée n’a pas payé n’est pas déduit de la ligne qui la reporte', () => {
    const ligne = { mission: 'crise' as const, libelle: 'Exercice', regle: { type: 'atteint' as const, montant: 50_000 } };
    const avec = (crises: ContratSaisi['crises']) => calculer({ ...base, missions: [{ mission: 'crise', debut: '2026-01-01' }], crises, indicateurs: [{ ...ligne, id: 'un', annee: 1 }, { ...ligne, id: 'deux', annee: 2, reporteDe: 'un' }], releves: [{ indicateur: 'un', le: '2026-06-01', valeur: true }, { indicateur: 'deux', le: '2027-06-01', valeur: true }] })
      .annees.slice(0, 2).map((a) => a.postes.find((p) => p.poste === 'crise')?.variable?.montant);
    const [an1, an2] = [{ reconnueLe: '2026-05-01' }, { reconnueLe: '2027-05-01' }];
    expect(avec([an2])).toEqual([0, 50_000]);
    expect(avec([an1, an2])).toEqual([50_000, 0]);
  });
});

describe('une résiliation', () => {
  const base: ContratSaisi = { signeLe: '2026-01-01', taille: 3, regime: 'ACI-AVENANT-2', missions: [{ mission: 'acces', debut: '2026-01-01' }] };

  test('rend au prorata ce qui fut avancé', () => {
    const { tresorerie } = calculer({ ...base, resiliation: { le: '2026-04-01' } });
    // 90 days out of 365: 18 493,15 € of 75 000; 22 191,78 € of 90 000, 67 500 being advanced.
    expect(tresorerie.echeances.filter((e) => e.nature === 'solde').map((e) => [e.le, e.poste, e.montant])).toEqual([
      ['2026-07-01', 'fonctionnement', 1_849_315 - 7_500_000],
      ['2026-07-01', 'acces', 2_219_178 - 6_750_000],
    ]);
  });

  test('au terme exact d’une année elle ne rend rien', () => {
    const { annees } = calculer({ ...base, resiliation: { le: '2027-01-01' } });
    expect(annees).toHaveLength(1);
    expect(annees[0]?.resiliee).toBe(false);
  });
});
