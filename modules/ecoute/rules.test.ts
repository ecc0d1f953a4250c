import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { uneEnquete } from './builders.ts';
import type { Question } from './model.ts';
import { compter, deplacerQuestion, ecrireQuestion, estFinie, prendReponses, refusDOuvrir, resultatDe } from './rules.ts';

const jour = (j: string): Jour => Jour.parse(j);
const question = (n: number, genre: Question['genre'] = 'une'): Question => ({ genre, intitule: 'Quand ?', choix: Array.from({ length: n }, (_, i) => `Choix ${i + 1}`) });
const ecrits = (q: Question, comptes: readonly number[], reponses: number): unknown => { const r = resultatDe(q, comptes, reponses); return r.etat === 'comptee' ? r.choix.map((c) => c.compte) : r.etat; };
const moins5 = { masque: true, seuil: 5 };

describe('le dernier jour compte en entier', () => {
  test.each([['2026-12-19', true, false], ['2026-12-20', true, false], ['2026-12-21', false, true]])('le %s', (j, prend, finie) => {
    const e = uneEnquete({ cloture: jour('2026-12-20') });
    expect([prendReponses(e, jour(j)), estFinie(e, jour(j))]).toEqual([prend, finie]);
  });
  test('une enquête en préparation ne prend rien, et n’est pas finie', () => expect([prendReponses(uneEnquete({ statut: 'preparee' }), jour('2026-12-01')), estFinie(uneEnquete({ statut: 'preparee' }), jour('2027-12-01'))]).toEqual([false, false]));
});

test.each([['2026-11-22', 'cloture_passee'], ['2026-11-23', undefined], ['2027-11-24', undefined], ['2027-11-25', 'cloture_lointaine']])('ouverte le 23 novembre 2026, close le %s : %s', (cloture, code) => {
  expect(refusDOuvrir(uneEnquete({ cloture: jour(cloture) }), jour('2026-11-23'))?.code).toBe(code);
});
test('sans question, elle ne s’ouvre pas', () => expect(refusDOuvrir(uneEnquete({ questions: [] }), jour('2026-11-23'))?.code).toBe('sans_question'));

describe('compter', () => {
  const e = uneEnquete({ questions: [question(3), question(2, 'plusieurs'), { genre: 'texte', intitule: 'Et encore ?', choix: [] }], comptes: [[1, 0, 2], [3, 3], []], reponses: 3 });
  test('une réponse ajoute un à ce qui est choisi, et à rien d’autre', () => expect(compter(e, [{ choix: [1] }, { choix: [0, 1] }, { texte: 'Un bus' }])).toEqual({ ok: true, valeur: [[1, 1, 2], [4, 4], []] }));
  test('une question laissée n’ajoute rien', () => expect(compter(e, [undefined, undefined, { texte: 'Un bus' }])).toEqual({ ok: true, valeur: e.comptes }));
  test('ne rien dire n’est pas répondre', () => expect(compter(e, [undefined, undefined, undefined])).toMatchObject({ refus: { code: 'sans_reponse' } }));
  test('au bout de vingt mille, plus personne', () => expect([compter({ ...e, reponses: 19_999 }, [{ choix: [0] }]).ok, compter({ ...e, reponses: 20_000 }, [{ choix: [0] }]).ok]).toEqual([true, false]));
});

describe('ce qu’une question montre', () => {
  test('sous cinq personnes, rien ; à cinq, ce qui se montre', () => expect([ecrits(question(2), [4, 0], 4), ecrits(question(2), [5, 0], 5)]).toEqual(['trop_peu', [5, 0]]));
  test('quatre est masqué, cinq se lit, zéro reste zéro', () => expect(ecrits(question(4), [4, 5, 0, 20], 29)).toEqual([moins5, { protege: true, entre: [5, 8] }, 0, 20]));
  test('vingt-huit oui et deux non : la soustraction ne dit que ce que le masque dit', () => expect(ecrits(question(2), [28, 2], 30)).toEqual([{ protege: true, entre: [26, 29] }, moins5]));
  test('un seul blanc se cache aussi', () => {
    const r = resultatDe(question(2), [15, 14], 30);
    expect(r.etat === 'comptee' && [r.sans, r.choix.filter((c) => typeof c.compte === 'number').length]).toEqual([moins5, 1]);
  });
  test('cinq personnes et cinq choix d’une seule : rien ne se montre, car le masque les dirait', () => expect(ecrits(question(5), [1, 1, 1, 1, 1], 5)).toBe('trop_peu'));
  test('plusieurs choix ne s’additionnent pas : chacun n’est caché que pour lui', () => expect(ecrits(question(3, 'plusieurs'), [28, 2, 5], 30)).toEqual([28, moins5, 5]));

  /** Every way to fill the hidden counts that fits what is shown, found by trying them all: each small count must keep 1, 2, 3 and 4. */
  const possibles = (q: Question, comptes: readonly number[], reponses: number): readonly ReadonlySet<number>[] | undefined => {
    const r = resultatDe(q, comptes, reponses);
    if (r.etat !== 'comptee') return undefined;
    const cellules = [...r.choix.map((c) => c.compte), r.sans ?? 0];
    const vus = cellules.map(() => new Set<number>());
    const essayer = (i: number, reste: number, pris: readonly number[]): void => {
      const c = cellules[i];
      if (c === undefined) { if (reste === 0) pris.forEach((v, k) => vus[k]?.add(v)); return; }
      const bornes = typeof c === 'number' ? [c, c] : 'masque' in c ? [1, 4] : [5, reste];
      for (let v = bornes[0] ?? 0; v <= Math.min(bornes[1] ?? 0, reste); v++) essayer(i + 1, reste - v, [...pris, v]);
    };
    essayer(0, reponses, []);
    return cellules.flatMap((c, i) => (typeof c === 'object' && 'masque' in c ? [vus[i] ?? new Set<number>()] : []));
  };
  test('aucune soustraction ne dit plus d’un petit compte que « moins de 5 »', () => {
    fc.assert(fc.property(fc.array(fc.nat(12), { minLength: 2, maxLength: 5 }), fc.nat(9), (comptes, blancs) => {
      const reponses = comptes.reduce((a, b) => a + b, 0) + blancs;
      for (const vus of possibles(question(comptes.length), comptes, reponses) ?? []) expect([...vus].sort((a, b) => a - b)).toEqual([1, 2, 3, 4]);
    }), { numRuns: 300 });
  });
});

describe('les questions', () => {
  const [a, b] = [question(2), question(3)];
  test('s’ajoutent à la fin, se corrigent à leur place', () => expect([ecrireQuestion([a], undefined, b), ecrireQuestion([a, a], 0, b), ecrireQuestion([a], 3, b).ok]).toEqual([{ ok: true, valeur: [a, b] }, { ok: true, valeur: [b, a] }, false]));
  test('sont douze au plus', () => expect([11, 12].map((n) => ecrireQuestion(Array.from({ length: n }, () => a), undefined, b).ok)).toEqual([true, false]));
  test('montent d’un rang, ou se retirent', () => expect([deplacerQuestion([a, b], 1, 'monter'), deplacerQuestion([a, b], 0, 'monter'), deplacerQuestion([a, b], 0, 'retirer'), deplacerQuestion([a], 1, 'monter').ok]).toEqual([{ ok: true, valeur: [b, a] }, { ok: true, valeur: [a, b] }, { ok: true, valeur: [b] }, false]));
});
