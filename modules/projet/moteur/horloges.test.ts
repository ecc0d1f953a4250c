import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Jour, plusJours, plusMois } from '#core/jour.ts';
import { Jour as J } from '#core/jour.ts';
import { unDossier } from '../builders-parcours.ts';
import type { Dossier } from '../model-parcours.ts';
import { type Horloge, horloges, horlogesQuiCourent, rappelsDus, valideParLeSilence } from './horloges.ts';

const jour = (t: string): Jour => J.parse(t);
const trouver = (d: Dossier, id: string, le: string): Horloge | undefined => horloges(d, jour(le)).find((h) => h.id === id || h.cle === id);

const CONTACT = unDossier('2026-01-05');
const LETTRE = unDossier('2026-01-05', [['tenir_rencontre', '2026-01-15']]);
const VALIDEE = unDossier('2026-01-05', [['tenir_rencontre', '2026-01-15'], ['deposer_lettre', '2026-03-02'], ['valider_lettre', '2026-04-10']]);
const depose = (le: string, suite: NonNullable<Parameters<typeof unDossier>[1]> = []): Dossier => unDossier('2025-01-05', [['tenir_rencontre', '2025-01-15'], ['deposer_lettre', '2025-03-02'], ['valider_lettre', '2025-04-10'], ['commencer_projet', '2025-04-10'], ['deposer_projet', le], ...suite]);
const signe = (le: string): Dossier => unDossier('2023-01-05', [['tenir_rencontre', '2023-01-15'], ['deposer_lettre', '2023-03-02'], ['valider_lettre', '2023-04-10'], ['commencer_projet', '2023-04-10'], ['deposer_projet', '2024-01-08'], ['valider_projet', '2024-02-08'], ['ouvrir_negociation', '2024-02-08'], ['signer_contrat', le]]);

describe('la rencontre, quinze jours', () => {
  test.each([
    ['2026-01-19', 'court', 0],
    ['2026-01-20', 'court', 0],
    ['2026-01-21', 'retard', 1],
    ['2026-02-20', 'retard', 31],
  ] as const)('au %s : %s, %i jours de retard', (le, etat, retard) => {
    expect(trouver(CONTACT, 'rencontre', le)).toMatchObject({ etat, retard, dernierJour: '2026-01-20', attend: ['ars', 'assurance_maladie'] });
  });
  test('tenue le quinzième jour, dépassée le seizième', () => {
    expect(trouver(unDossier('2026-01-05', [['tenir_rencontre', '2026-01-20']]), 'rencontre', '2026-06-01')?.etat).toBe('tenue');
    expect(trouver(unDossier('2026-01-05', [['tenir_rencontre', '2026-01-21']]), 'rencontre', '2026-06-01')).toMatchObject({ etat: 'depassee', retard: 1 });
  });
  test('un dernier jour férié passe au jour ouvré suivant, si la règle le dit', () => {
    const noel = unDossier('2026-12-10');
    expect(trouver(noel, 'rencontre', '2026-12-26')).toMatchObject({ dernierJourDuTexte: '2026-12-25', dernierJour: '2026-12-28', etat: 'court' });
    expect(trouver({ ...noel, reglages: { ...noel.reglages, reportReperes: 'aucun' } }, 'rencontre', '2026-12-26')).toMatchObject({ dernierJour: '2026-12-25', etat: 'retard' });
  });
});

describe('la lettre, trois mois ; le projet, douze', () => {
  test('la lettre attend la CPTS, puis les autorités une fois déposée', () => {
    expect(trouver(LETTRE, 'lettre', '2026-02-01')).toMatchObject({ attend: ['cpts'], dernierJour: '2026-04-15' });
    expect(trouver(unDossier('2026-01-05', [['tenir_rencontre', '2026-01-15'], ['deposer_lettre', '2026-03-02']]), 'lettre', '2026-03-03')?.attend).toEqual(['ars', 'assurance_maladie']);
  });
  test('le projet de santé a six mois au plus tôt et douze au plus tard, depuis la validation de la lettre', () => {
    expect(trouver(VALIDEE, 'projet_sante', '2026-05-01')).toMatchObject({ depuis: '2026-04-10', auPlusTot: '2026-10-10', dernierJourDuTexte: '2027-04-10', dernierJour: '2027-04-12' });
    expect(trouver(VALIDEE, 'lettre', '2026-05-01')?.etat).toBe('tenue');
  });
});

describe('le silence de deux mois', () => {
  test.each([
    ['2026-01-15', '2026-03-15'],
    ['2025-12-31', '2026-02-28'],
    ['2027-12-31', '2028-02-29'],
    ['2026-08-31', '2026-10-31'],
  ])('déposé le %s, l’ARS peut s’opposer jusqu’au %s inclus', (depot, dernier) => {
    const d = depose(depot);
    expect(valideParLeSilence(d, jour(dernier))).toBeUndefined();
    expect(trouver(d, 'silence', dernier)).toMatchObject({ etat: 'court', dernierJour: dernier, attend: ['ars'] });
    expect(valideParLeSilence(d, plusJours(jour(dernier), 1))).toBe(plusJours(jour(dernier), 1));
    expect(valideParLeSilence(d, plusMois(jour(dernier), 9))).toBe(plusJours(jour(dernier), 1));
  });
  test('ni la veille du dépôt ni jamais le dernier jour', () => {
    fc.assert(fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }), (x) => {
      const j = jour(x.toISOString().slice(0, 10));
      const d = depose(j < '2025-05-01' ? '2025-05-02' : j);
      const dernier = plusMois(d.depuis, 2);
      expect(valideParLeSilence(d, dernier)).toBeUndefined();
      expect(valideParLeSilence(d, plusJours(dernier, 1))).toBe(plusJours(dernier, 1));
    }));
  });
  test('un nouveau dépôt fait repartir le délai ; l’ancien s’arrête', () => {
    const d = depose('2026-01-15', [['deposer_projet', '2026-02-20']]);
    expect(horloges(d, jour('2026-03-16')).filter((h) => h.cle === 'silence').map((h) => [h.etat, h.dernierJour])).toEqual([['arretee', '2026-03-15'], ['court', '2026-04-20']]);
    expect(valideParLeSilence(d, jour('2026-03-16'))).toBeUndefined();
    expect(valideParLeSilence(d, jour('2026-04-21'))).toBe('2026-04-21');
  });
  test('une opposition l’arrête ; après elle, le silence ne valide plus rien', () => {
    const d = depose('2026-01-15', [['opposer', '2026-03-15', { motif: 'prs' }]]);
    expect(valideParLeSilence(d, jour('2026-12-31'))).toBeUndefined();
    expect(horlogesQuiCourent(d, jour('2026-12-31'))).toEqual([]);
  });
  test('avec la règle du report, un dernier jour un dimanche va au lundi', () => {
    const d = depose('2026-01-15');
    expect(valideParLeSilence({ ...d, reglages: { ...d.reglages, reportSilence: 'jour_ouvre_suivant' } }, jour('2026-03-16'))).toBeUndefined();
    expect(valideParLeSilence({ ...d, reglages: { ...d.reglages, reportSilence: 'jour_ouvre_suivant' } }, jour('2026-03-17'))).toBe('2026-03-17');
  });
});

describe('après la signature', () => {
  const d = signe('2024-04-02');
  test.each([
    ['demarrage-acces', '2024-10-02'], ['demarrage-crise', '2024-10-02'], ['demarrage-parcours', '2025-04-02'], ['demarrage-prevention', '2025-04-02'],
    ['deploiement-acces', '2025-10-02'], ['deploiement-crise', '2025-10-02'], ['deploiement-parcours', '2026-04-02'], ['deploiement-prevention', '2026-04-02'],
  ])('%s au plus tard le %s', (id, dernier) => {
    expect(trouver(d, id, '2024-05-01')).toMatchObject({ dernierJour: dernier, etat: 'court', delai: { verifie: true } });
  });
  test('une mission démarrée s’arrête au jour noté, en retard ou non', () => {
    const suivi: Dossier = { ...d, missions: [{ mission: 'acces', demarreeLe: jour('2024-10-03') }, { mission: 'crise', demarreeLe: jour('2024-10-02') }] };
    expect(trouver(suivi, 'demarrage-acces', '2026-01-01')).toMatchObject({ etat: 'depassee', retard: 1 });
    expect(trouver(suivi, 'demarrage-crise', '2026-01-01')).toMatchObject({ etat: 'tenue', retard: 0 });
  });
  test('un contrat de l’accord de 2019 n’a pas de mission de crise, et son calendrier est à vérifier', () => {
    const ancien = signe('2021-04-02');
    expect(trouver(ancien, 'demarrage-crise', '2021-05-01')).toBeUndefined();
    expect(trouver(ancien, 'demarrage-acces', '2021-05-01')?.delai.verifie).toBe(false);
  });
  test.each([['2025-04-01', '2025-04-02'], ['2025-04-02', '2025-04-02'], ['2025-04-03', '2026-04-02'], ['2028-04-02', '2028-04-02']])('au %s, le prochain anniversaire est le %s', (le, attendu) => {
    expect(trouver(d, 'dialogue', le)?.dernierJour).toBe(attendu);
  });
  test('la cinquième année finit le contrat, sans autre dialogue', () => {
    expect(trouver(d, 'dialogue', '2028-04-03')).toBeUndefined();
    expect(trouver(d, 'contrat', '2028-04-03')).toMatchObject({ dernierJour: '2029-04-02', etat: 'court' });
  });
  test('une résiliation arrête tout', () => {
    const fini = unDossier('2023-01-05', [...d.pas.map((p) => [p.geste, p.le] as const), ['resilier', '2025-01-01']]);
    expect(horlogesQuiCourent(fini, jour('2026-01-01'))).toEqual([]);
  });
});

describe('les rappels', () => {
  const distances = (d: Dossier, le: string): readonly (readonly [string, number])[] => rappelsDus(d, jour(le)).map((r) => [r.horloge.cle, r.distance] as const);
  test.each([
    ['2026-02-12', []], ['2026-02-13', [['silence', 30]]], ['2026-03-08', [['silence', 7]]], ['2026-03-13', [['silence', 7]]], ['2026-03-14', [['silence', 1]]], ['2026-03-15', [['silence', 1]]],
  ] as const)('silence finissant le 15 mars : au %s, %o', (le, attendus) => {
    expect(distances(depose('2026-01-15'), le)).toEqual(attendus);
  });
  test('un délai de quinze jours n’a pas de rappel à trente', () => {
    expect(distances(CONTACT, '2026-01-06')).toEqual([]);
    expect(distances(CONTACT, '2026-01-13')).toEqual([['rencontre', 7]]);
    expect(distances(CONTACT, '2026-01-21')).toEqual([['rencontre', -1]]);
    expect(distances(CONTACT, '2026-05-01')).toEqual([['rencontre', -8]]);
  });
});

test('mêmes faits, même jour, même réponse', () => {
  expect(horloges(signe('2024-04-02'), jour('2026-01-01'))).toEqual(horloges(signe('2024-04-02'), jour('2026-01-01')));
});
