import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { type Aide, aVerifier, desordre, direAide, lireMontant, totaux } from './aides.ts';

const uneAide = (avec: Partial<Aide> = {}): Aide => ({ id: 'a', financeur: 'fir', objet: 'Coordination', region: 'Nouvelle-Aquitaine', demandee: {}, accordee: {}, versee: {}, commentaire: '', source: '', version: 1, ...avec });

describe('un montant', () => {
  test.each([['15000', 1_500_000], ['15 000', 1_500_000], ['15 000,50 €', 1_500_050], ['0,5', 50], ['12.05', 1205], ['999999999,99', 99_999_999_999]])('« %s » : %i centimes', (tape, centimes) => expect(lireMontant(tape)).toBe(centimes));
  test.each(['', 'douze', '-5', '1,234', '1e3', '12,', '1000000000'])('« %s » n’en est pas un', (tape) => expect(lireMontant(tape)).toBeUndefined());
});

test('les totaux s’ajoutent au centime', () => {
  const aides = [uneAide({ demandee: { centimes: 10 } }), uneAide({ demandee: { centimes: 20 }, versee: { centimes: 1_500_000 } })];
  expect(Object.values(totaux(aides)).map((t) => t.replace(/[\u00a0\u202f]/g, ' '))).toEqual(['0,30 €', '0,00 €', '15 000,00 €']);
});

test.each([
  ['2026-01-02', '2026-01-01', undefined, 'accordee_le'],
  ['2026-01-02', '2026-01-02', '2026-01-01', 'versee_le'],
  ['2026-01-02', undefined, '2026-01-01', 'versee_le'],
  ['2026-01-02', '2026-01-02', '2026-01-02', undefined],
] as const)('demandée le %s, accordée le %s, versée le %s : %s', (d, a, v, attendu) => {
  const t = (x: string | undefined) => (x === undefined ? {} : { le: Jour.parse(x) });
  expect(desordre(uneAide({ demandee: t(d), accordee: t(a), versee: t(v) }))).toBe(attendu);
});

test.each([[{}, true], [{ source: ' ' }, true], [{ source: 'Convention du 11 mai 2026' }, false], [{ fichierId: 'f' }, false]])('avec %j, le montant est à vérifier : %s', (avec, attendu) => {
  expect(aVerifier(uneAide(avec))).toBe(attendu);
});

test('une aide se dit au plus loin où elle est allée', () => {
  const le = Jour.parse('2026-05-11');
  const dire = (avec: Partial<Aide>): string => direAide(uneAide({ source: 'Convention', ...avec })).replace(/[\u00a0\u202f]/g, ' ');
  expect(dire({ demandee: { centimes: 1_500_000, le } })).toBe('Coordination (Fonds d’intervention régional, Nouvelle-Aquitaine) : demandée, 15 000,00 €, le 11 mai 2026');
  expect(dire({ demandee: { centimes: 1_500_000, le }, accordee: { le } })).toBe('Coordination (Fonds d’intervention régional, Nouvelle-Aquitaine) : accordée, le 11 mai 2026');
});
