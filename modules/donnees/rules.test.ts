import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { uneDemande } from './builders.ts';
import { deciderDemande, echeanceDe, finDeComptabilite } from './rules.ts';
import { presenterTextes } from './view-textes.ts';

const j = (s: string) => Jour.parse(s);
describe('le délai d’un mois (RGPD, art. 12 § 3)', () => {
  test.each([['2026-11-03', null, '2026-12-03'], ['2026-01-31', null, '2026-02-28'], ['2026-11-03', '2026-11-20', '2027-02-03']])('reçue le %s, prolongée %s : due le %s', (recue, prolongee, due) => {
    expect(echeanceDe(uneDemande({ recueLe: j(recue), prolongeeLe: prolongee === null ? null : j(prolongee) }))).toBe(due);
  });
  test('se prolonge une fois, dans le premier mois seulement', () => {
    const d = uneDemande({ recueLe: j('2026-11-03') });
    expect(deciderDemande(d, 'prolonger', { version: 1, aujourdhui: j('2026-12-03') })).toEqual({ ok: true, valeur: 'prolongee' });
    expect(deciderDemande(d, 'prolonger', { version: 1, aujourdhui: j('2026-12-04') })).toMatchObject({ refus: { code: 'delai_passe' } });
    expect(deciderDemande({ ...d, statut: 'prolongee' }, 'prolonger', { version: 1, aujourdhui: j('2026-11-20') })).toMatchObject({ refus: { code: 'geste_impossible' } });
  });
  test('seule une demande d’effacement efface ; une version lue trop tôt ne fait rien', () => {
    expect(deciderDemande(uneDemande({ genre: 'acces' }), 'effacer', { version: 1, aujourdhui: j('2026-11-20') })).toMatchObject({ refus: { code: 'geste_impossible' } });
    expect(deciderDemande(uneDemande(), 'effacer', { version: 2, aujourdhui: j('2026-11-20') })).toMatchObject({ refus: { code: 'demande_modifiee' } });
    expect(deciderDemande(uneDemande({ statut: 'refusee' }), 'effacer', { version: 1, aujourdhui: j('2026-11-20') })).toMatchObject({ refus: { code: 'geste_impossible' } });
  });
  test('dix ans de comptes après la fin de l’année', () => expect(finDeComptabilite(2026)).toBe('2036-12-31'));
});

describe('les textes qui nomment une personne, montrés avec les mots autour', () => {
  const lus = (valeur: unknown): readonly string[] => {
    const vue = presenterTextes({ base: '', demande: uneDemande(), textes: [{ cle: 'a'.repeat(64), table: 'questions', colonne: 'texte', ids: ['1'], valeur, scelle: false }], reperes: { noms: ['Camille Durand'], courriels: [], numeros: [] }, relues: [], suites: [] });
    return [...vue.surs, ...vue.doutes].flatMap((t) => t.passages.map((p) => p.map((m) => ('dit' in m ? m.dit : `[${m.retire}|${m.mis}]`)).join('')));
  };

  test('deux noms proches se lisent ensemble, chacun barré', () => {
    expect(lus('Le projet du Dr Durand avance. Camille Durand rappelle.')).toEqual(['Le projet [du Dr Durand|d’une personne] avance. [Camille Durand|Une personne] rappelle.']);
  });

  test('deux noms éloignés font deux passages, sans couper un mot', () => {
    const [un = '', deux = '', ...reste] = lus(`${'mot '.repeat(40)}Camille Durand ${'suite '.repeat(60)}Camille Durand ${'fin '.repeat(40)}`);
    expect(reste).toEqual([]);
    expect(un).toMatch(/^… (mot )+\[Camille Durand\|une personne\]( suite)+ …$/);
    expect(deux).toMatch(/^… (suite )+\[Camille Durand\|une personne\]( fin)+ …$/);
  });
});
