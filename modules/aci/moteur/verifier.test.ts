import { describe, expect, test } from 'vitest';
import { phraseAvertissement, phraseRefusContrat } from '../labels.ts';
import { Contrat, type ContratSaisi } from '../model.ts';
import { REGIMES, TOTAUX_2019 } from '../regimes.ts';
import { calculerContrat } from './calculer.ts';

const base: ContratSaisi = { signeLe: '2024-01-10', taille: 2, missions: [{ mission: 'acces', debut: '2024-06-01' }] };
const ligne = { id: 'a', mission: 'acces', annee: 1, libelle: 'Une ligne', regle: { type: 'atteint', cible: 10, montant: 100 } } as const;
const calculer = (avec: Partial<ContratSaisi>) => calculerContrat(Contrat.parse({ ...base, ...avec }));

describe('un contrat qui se contredit est refusé, avec sa raison', () => {
  test.each<[string, Partial<ContratSaisi>]>([
    ['regime_inconnu', { regime: 'ACI-2050' }],
    ['aucun_regime', { signeLe: '2019-08-24' }],
    ['dates_inversees', { missions: [{ mission: 'acces', debut: '2024-06-01', fin: '2024-06-01' }] }],
    ['dates_inversees', { resiliation: { le: '2024-01-10' } }],
    ['missions_superposees', { missions: [{ mission: 'acces', debut: '2024-06-01' }, { mission: 'acces', debut: '2025-06-01' }] }],
    ['identifiant_double', { indicateurs: [ligne, ligne] }],
    ['reference_inconnue', { releves: [{ indicateur: 'zzz', le: '2024-12-01', valeur: 1 }] }],
    ['reference_inconnue', { indicateurs: [{ ...ligne, reporteDe: 'a' }] }],
    ['reference_inconnue', { indicateurs: [ligne], livrablesFournis: [{ indicateur: 'a', livrable: 'x', le: '2024-12-01' }] }],
    ['report_double', { indicateurs: [ligne, { ...ligne, id: 'b', annee: 2, reporteDe: 'a' }, { ...ligne, id: 'c', annee: 3, reporteDe: 'a' }] }],
    ['annee_hors_contrat', { indicateurs: [{ ...ligne, annee: 6 }] }],
    ['mission_non_engagee', { indicateurs: [{ ...ligne, mission: 'qualite' }] }],
    ['releves_contradictoires', { indicateurs: [ligne], releves: [{ indicateur: 'a', le: '2024-12-01', valeur: 1 }, { indicateur: 'a', le: '2024-12-01', valeur: 2 }] }],
    ['valeur_vraie_ou_fausse', { indicateurs: [ligne], releves: [{ indicateur: 'a', le: '2024-12-01', valeur: true }] }],
    ['ligne_sans_pente', { indicateurs: [{ ...ligne, regle: { type: 'lineaire', base: 4, cible: 4, montant: 1 } }] }],
    ['deux_facons_de_payer', { indicateurs: [ligne], appreciations: [{ mission: 'acces', annee: 1, taux: 0.5 }] }],
    ['appreciation_double', { appreciations: [{ mission: 'acces', annee: 1, taux: 0.5 }, { mission: 'acces', annee: 1, taux: 0.6 }] }],
  ])('%s', (code, avec) => {
    const issue = calculer(avec);
    expect(issue).toMatchObject({ ok: false, refus: { code } });
    if (!issue.ok) expect(phraseRefusContrat(issue.refus)).toMatch(/^[A-ZÉÀ«].{10,}\.$/);
  });
});

describe('ce qui mérite d’être su n’arrête rien', () => {
  test.each<[string, Partial<ContratSaisi>]>([
    ['somme_differente_de_l_enveloppe', { indicateurs: [ligne] }],
    ['paliers_decroissants', { indicateurs: [{ ...ligne, regle: { type: 'paliers_valeur', paliers: [{ seuil: 1, montant: 20 }, { seuil: 2, montant: 10 }] } }] }],
    ['demarrage_en_retard', { missions: [{ mission: 'acces', debut: '2024-07-11' }] }],
    ['montant_a_verifier', {}],
    ['mission_hors_regime', { signeLe: '2020-01-10', missions: [{ mission: 'crise', debut: '2020-06-01' }] }],
    ['variable_ferme', { missions: [{ mission: 'crise', debut: '2024-06-01' }], indicateurs: [{ ...ligne, mission: 'crise' }], releves: [{ indicateur: 'a', le: '2024-12-01', valeur: 10 }] }],
    ['variable_plafonne', { indicateurs: [{ ...ligne, regle: { type: 'atteint', cible: 10, montant: 90_000_000 } }], releves: [{ indicateur: 'a', le: '2024-12-01', valeur: 10 }] }],
    ['depart_absent', { indicateurs: [{ ...ligne, regle: { type: 'paliers_variation', mesure: 'absolue', paliers: [{ seuil: 1, montant: 2 }] } }], releves: [{ indicateur: 'a', le: '2024-12-01', valeur: 10 }] }],
    ['releve_a_venir', { aujourdhui: '2024-11-30', indicateurs: [ligne], releves: [{ indicateur: 'a', le: '2024-12-01', valeur: 10 }] }],
  ])('%s', (code, avec) => {
    const issue = calculer(avec);
    if (!issue.ok) throw new Error(issue.refus.code);
    const trouve = issue.valeur.avertissements.find((a) => a.code === code);
    expect(trouve, JSON.stringify(issue.valeur.avertissements)).toBeDefined();
    if (trouve) expect(phraseAvertissement(trouve)).toMatch(/^[A-ZÉÀ«].{10,}\.$/);
  });

  test('la veille de sa limite, une mission n’est pas en retard', () => {
    const issue = calculer({ missions: [{ mission: 'acces', debut: '2024-07-10' }] });
    if (!issue.ok) throw new Error(issue.refus.code);
    expect(issue.valeur.avertissements.map((a) => a.code)).not.toContain('demarrage_en_retard');
  });
});

describe('le barème de 2019', () => {
  test.each([[1, 185_000], [2, 242_000], [3, 315_000], [4, 380_000]] as const)('taille %d : ses lignes font %d €', (taille, total) => {
    const regime = REGIMES[0];
    if (!regime) throw new Error('2019');
    const lignes = Object.values(regime.missions).reduce((s, l) => s + l.montants[taille][0] + l.montants[taille][1], regime.fonctionnement.montants[taille]);
    expect(lignes).toBe(total);
    expect(TOTAUX_2019[taille]).toBe(total);
  });

  test('la crise n’y est pas, et l’avenant 2 l’ajoute', () => {
    expect(REGIMES.map((r) => r.missions.crise !== undefined)).toEqual([false, true]);
  });
});

test('une ligne reportée paie ce que l’ancienne n’a pas payé', () => {
  const paliers: NonNullable<ContratSaisi['indicateurs']>[number]['regle'] = { type: 'paliers_valeur', paliers: [{ seuil: 1, montant: 1000 }, { seuil: 2, montant: 3000 }] };
  const issue = calculer({
    indicateurs: [{ ...ligne, id: 'an1', regle: paliers }, { ...ligne, id: 'an2', annee: 2, regle: paliers, reporteDe: 'an1' }],
    releves: [{ indicateur: 'an1', le: '2024-12-01', valeur: 1 }, { indicateur: 'an2', le: '2025-12-01', valeur: 2 }],
  });
  if (!issue.ok) throw new Error(issue.refus.code);
  expect(issue.valeur.annees.slice(0, 2).map((a) => a.totaux.variableDu)).toEqual([1000, 2000]);
});

test('une chaîne de reports ne paie que ce que les précédentes n’ont pas payé', () => {
  const paliers: NonNullable<ContratSaisi['indicateurs']>[number]['regle'] = { type: 'paliers_valeur', paliers: [{ seuil: 1, montant: 100 }, { seuil: 2, montant: 250 }, { seuil: 3, montant: 400 }] };
  const issue = calculer({ indicateurs: [{ ...ligne, regle: paliers }, { ...ligne, id: 'b', annee: 2, reporteDe: 'a', regle: paliers }, { ...ligne, id: 'c', annee: 3, reporteDe: 'b', regle: paliers }], releves: [{ indicateur: 'a', le: '2024-12-01', valeur: 1 }, { indicateur: 'b', le: '2025-12-01', valeur: 2 }, { indicateur: 'c', le: '2026-12-01', valeur: 3 }] });
  expect(issue.ok && issue.valeur.annees.slice(0, 3).map((a) => a.totaux.variableDu)).toEqual([100, 150, 150]);
});
