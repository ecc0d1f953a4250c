import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { unCycle } from '../builders.ts';
import { type CleEtape, cycleDe, etapeDuMoment, type EtatEtape } from './cycle.ts';

const etape = (cle: CleEtape, avec: Parameters<typeof unCycle>[0] = {}) => cycleDe(unCycle(avec)).find((e) => e.cle === cle);

describe('le calendrier se compte depuis l’anniversaire', () => {
  test.each<readonly [CleEtape, string, string]>([
    ['preuves', '2026-02-10', '2027-02-09'],
    ['reunions', '2026-08-10', '2026-11-10'],
    ['valeurs', '2026-11-10', '2027-02-09'],
    ['rapport', '2026-11-10', '2027-02-09'],
    ['signature', '2027-01-10', '2027-04-09'],
    ['dialogue', '2027-01-10', '2027-04-09'],
    ['avance', '2027-02-10', '2027-02-10'],
    ['solde', '2027-02-10', '2027-05-10'],
  ])('%s : du %s au %s', (cle, debut, fin) => {
    expect(etape(cle)).toMatchObject({ debut, fin });
  });

  test('la revoyure vient l’année 2, le renouvellement l’année 5', () => {
    const cles = (numero: number): readonly string[] => cycleDe(unCycle({ annee: { ...unCycle().annee, numero } })).map((e) => e.cle);
    expect([1, 2, 3, 4, 5].map((n) => [cles(n).includes('revoyure'), cles(n).includes('renouvellement'), cles(n).includes('objectifs')])).toEqual([
      [false, false, true], [true, false, true], [false, false, true], [false, false, true], [false, true, false],
    ]);
  });
});

describe('un pas est fait quand rien ne manque, en retard quand son temps est passé', () => {
  const complet = { total: 9, completes: 9, sansValeur: [], caisseSansRequete: [], fragiles: 0 };
  test.each<readonly [string, CleEtape, EtatEtape, Parameters<typeof unCycle>[0]]>([
    ['la veille de son premier jour', 'rapport', 'avenir', { aujourdhui: Jour.parse('2026-11-09') }],
    ['son premier jour', 'rapport', 'encours', { aujourdhui: Jour.parse('2026-11-10') }],
    ['son dernier jour', 'rapport', 'encours', { aujourdhui: Jour.parse('2027-02-09') }],
    ['le lendemain', 'rapport', 'retard', { aujourdhui: Jour.parse('2027-02-10') }],
    ['écrit', 'rapport', 'faite', { redige: true }],
    ['trois réunions', 'reunions', 'retard', { fiches: [{ titre: 'A', reunions: 3 }] }],
    ['quatre réunions', 'reunions', 'faite', { fiches: [{ titre: 'A', reunions: 4 }] }],
    ['tout est relevé', 'valeurs', 'faite', { lignes: complet }],
    ['une requête de la caisse manque', 'valeurs', 'encours', { lignes: { ...complet, caisseSansRequete: ['Sein'] } }],
    ['le solde rendu (négatif) n’est pas « reçu » tant qu’il n’est pas rendu', 'solde', 'encours', { aujourdhui: Jour.parse('2027-03-01'), solde: { le: Jour.parse('2027-05-10'), attendu: -500, recu: 0 } }],
  ])('%s', (_, cle, etat, avec) => {
    expect(etape(cle, avec)?.etat).toBe(etat);
  });

  test('le pas du moment est d’abord celui qui est en retard', () => {
    expect(etapeDuMoment(cycleDe(unCycle()))?.cle).toBe('reunions');
    expect(etapeDuMoment(cycleDe(unCycle({ fiches: [{ titre: 'A', reunions: 5 }] })))?.cle).toBe('preuves');
  });
});
