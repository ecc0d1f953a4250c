import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { MODELE_DISTANCE, MODELE_RELIEF } from '#modules/territoire/moteur/temps-estime.ts';
import { calibrerTemps } from '../accessibilite/evaluation/calibration.ts';
import { lireDonnees } from '../accessibilite/evaluation/donnees.ts';
import { offreDe, PLAT, RETENU, simulateur } from '../accessibilite/evaluation/modele.ts';
import { accorder, enTableau } from '../accessibilite/evaluation/rapport.ts';
import { commande } from './accessibilite-evaluer.ts';

const dossier = process.env['MAILLAGE_DONNEES'];
if (!dossier) console.info('Évaluation de la simulation sautée : MAILLAGE_DONNEES n’indique pas le dossier de référence.');

describe('maillage accessibilite evaluer', () => {
  const dits: string[] = [];
  const lancer = (...args: string[]): Promise<number> => commande.executer(args, { ecrire: () => undefined, dire: (t) => void dits.push(t) });
  afterEach(() => {
    dits.length = 0;
    vi.unstubAllEnvs();
  });
  test('sans dossier de données, une phrase et le code 1', async () => {
    vi.stubEnv('MAILLAGE_DONNEES', '');
    expect(await lancer()).toBe(1);
    expect(dits.join()).toContain('MAILLAGE_DONNEES');
  });
  test('un dossier incomplet dit ce qui manque', async () => {
    const vide = mkdtempSync(join(tmpdir(), 'evaluer-'));
    vi.stubEnv('MAILLAGE_DONNEES', vide);
    expect(await lancer()).toBe(1);
    expect(dits.join()).toContain('apl/apl_mg_communes_2015_2023.csv.gz');
    rmSync(vide, { recursive: true });
  });
});

describe.runIf(dossier)('simulation de l’APL sur les données de référence', () => {
  const d = dossier ? lireDonnees(dossier) : undefined;
  const donnees = () => {
    if (!d) throw new Error('données absentes');
    return d;
  };

  test('les communes, leurs habitants et les médecins sont tous là', () => {
    const total = (v: Float64Array): number => v.reduce((s, x) => s + x, 0);
    expect(donnees().codes.length).toBe(34_969);
    // SOURCE.md of offre_soins: the estimate sums to 51,775, SIRENE has 96,986 practices, a few under codes that no table knows
    expect(total(donnees().offres.estimation)).toBeCloseTo(51_775, -1);
    expect(total(donnees().offres.sirene) / 96_986).toBeGreaterThan(0.999);
    expect(total(donnees().offres.sirene)).toBeLessThanOrEqual(96_986);
    expect(donnees().urgences.length).toBeGreaterThan(500);
    const standard = donnees().population.reduce((s, p, i) => s + p * (donnees().indiceAge[i] ?? 0), 0);
    expect(standard / total(donnees().population)).toBeCloseTo(1, 1);
  });

  test('la simulation retenue s’accorde mieux que le modèle simple, à chaque niveau', () => {
    const simple = accorder(donnees(), simulateur(donnees())(PLAT));
    const retenu = accorder(donnees(), simulateur(donnees())(RETENU));
    for (const niveau of ['commune', 'epci', 'departement'] as const) {
      expect(retenu[niveau].pearson).toBeGreaterThan(simple[niveau].pearson);
      expect(retenu[niveau].pearsonPondere).toBeGreaterThan(simple[niveau].pearsonPondere);
      expect(retenu[niveau].ecartAbsoluMoyen).toBeLessThan(simple[niveau].ecartAbsoluMoyen);
    }
    expect(retenu.commune.nombre).toBe(17_107);
    expect(retenu.commune.pearson).toBeGreaterThan(0.64);
    expect(retenu.departement.pearson).toBeGreaterThan(0.94);
    expect(enTableau([{ nom: 'retenu', niveaux: retenu }]).split('\n')).toHaveLength(3);
  });

  test('toute l’offre est distribuée : demande × accessibilité = offre, aux communes sans voisin près', () => {
    const valeurs = simulateur(donnees())(RETENU);
    const servi = valeurs.reduce((s, v, i) => s + v * (donnees().population[i] ?? 0) * (donnees().indiceAge[i] ?? 0), 0);
    const offert = offreDe(donnees(), RETENU).reduce((s, x) => s + x, 0);
    // a few places have no position and their doctors are out of reach
    expect(servi / offert).toBeGreaterThan(0.98);
    expect(servi / offert).toBeLessThanOrEqual(1 + 1e-9);
  });

  test('les modèles de temps du moteur sont ceux que donnent les trajets connus, et leur erreur aussi', () => {
    const { distance, relief } = calibrerTemps(donnees());
    for (const [modele, ajuste] of [[MODELE_DISTANCE, distance], [MODELE_RELIEF, relief]] as const) {
      expect(ajuste.coefficients[0]).toBeCloseTo(modele.constante, 2);
      expect(ajuste.coefficients[1]).toBeCloseTo(modele.parKm, 3);
      expect(ajuste.coefficients[2] ?? 0).toBeCloseTo(modele.parKmEtRelief, 2);
      expect(ajuste.erreur.moyenne).toBeCloseTo(modele.erreur.moyenne, 1);
      expect(ajuste.erreur.mediane).toBeCloseTo(modele.erreur.mediane, 1);
      expect(ajuste.erreurMoinsDe25.centile68).toBeCloseTo(modele.erreur.centile68, 1);
    }
    expect(relief.erreur.moyenne).toBeLessThan(distance.erreur.moyenne);
  });
});
