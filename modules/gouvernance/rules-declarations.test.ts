import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { PersonneId } from '#core/tenancy.ts';
import { unMandat } from './builders.ts';
import { MandatId, type VersionStatuts, VersionStatutsId } from './model.ts';
import { aDeclarer, changements, rappelDu } from './rules-declarations.ts';

const j = (s: string) => Jour.parse(s);
const mandat = (n: number, avec: Parameters<typeof unMandat>[0] = {}) => unMandat({ id: MandatId.parse(`0198f000-0000-7000-8000-00000000000${n}`), fonction: 'Présidence', declareLe: j('2024-01-02'), ...avec });
const version = (avec: Partial<VersionStatuts> = {}): VersionStatuts => ({ id: VersionStatutsId.parse('0198f000-0000-7000-8000-0000000000b1'), numero: 3, reponses: {}, statut: 'en_vigueur', le: new Date('2026-09-01T08:00:00Z'), par: 'X', ...avec });
const dus = (...a: Parameters<typeof aDeclarer>) => aDeclarer(...a).map((c) => [c.objet, c.echeance]);

// loi du 1er juillet 1901, article 5: within three months, of changes in the administration and of the statutes.
describe('déclarer dans les trois mois', () => {
  test('qui prend une fonction, trois mois après son premier jour', () => {
    const { declareLe: _, ...neuf } = mandat(1, { debut: j('2026-11-30') });
    expect(dus([neuf], [], j('2026-11-29'))).toEqual([]);
    expect(dus([neuf], [], j('2026-11-30'))).toEqual([['mandat', '2027-02-28']]);
  });
  test('qui la quitte : le lendemain du dernier jour de son mandat, ou le jour où il cesse', () => {
    const m = mandat(1, { debut: j('2023-11-01'), fin: j('2026-10-31') });
    expect(dus([m], [], j('2026-10-31'))).toEqual([]);
    expect(dus([m], [], j('2026-11-01'))).toEqual([['fin_mandat', '2027-01-31']]);
    expect(dus([mandat(1, { debut: j('2025-01-01'), fin: j('2027-12-31'), cesse: j('2026-11-10') })], [], j('2026-11-10'))).toEqual([['fin_mandat', '2027-02-10']]);
    expect(dus([{ ...m, finDeclareeLe: j('2026-11-20') }], [], j('2026-11-23'))).toEqual([]);
  });
  test('qui est reconduit sans interruption n’a ni quitté ni pris sa fonction ; qui laisse un jour vide, si', () => {
    const avant = mandat(1, { debut: j('2023-11-01'), fin: j('2026-10-31') });
    const suite = (debut: string) => { const { declareLe: _, ...m } = mandat(2, { debut: j(debut) }); return m; };
    expect(dus([avant, suite('2026-11-01')], [], j('2026-11-23'))).toEqual([]);
    expect(dus([avant, suite('2026-11-02')], [], j('2026-11-23'))).toEqual([['fin_mandat', '2027-01-31'], ['mandat', '2027-02-02']]);
    const autre = PersonneId.parse('0198f000-0000-7000-8000-0000000000c9');
    expect(dus([avant, mandat(2, { debut: j('2026-11-01'), personneId: autre })], [], j('2026-11-23'))).toEqual([['fin_mandat', '2027-01-31']]);
  });
  test('des statuts adoptés, jusqu’à leur déclaration ; une version dont l’adoption n’est pas datée n’a pas de terme', () => {
    expect(dus([], [version({ adopteeLe: j('2026-09-15') })], j('2026-11-23'))).toEqual([['statuts', '2026-12-15']]);
    expect(dus([], [version({ adopteeLe: j('2026-09-15'), declareeLe: j('2026-10-01') })], j('2026-11-23'))).toEqual([]);
    expect(dus([], [version()], j('2026-11-23'))).toEqual([]);
  });
  test('le terme le plus proche d’abord', () => {
    const l = changements([mandat(1, { debut: j('2026-10-01') })], [version({ adopteeLe: j('2026-09-15') })], j('2026-11-23'));
    expect(l.map((c) => c.echeance)).toEqual(['2026-12-15', '2027-01-01']);
  });
});

describe('rappeler', () => {
  test.each([['2026-12-31', undefined], ['2026-12-23', 30], ['2026-12-24', undefined], ['2026-12-01', 30], ['2026-11-30', 7], ['2026-11-24', 7], ['2026-11-23', 0], ['2026-10-01', 0]])('terme %s, le 23 novembre 2026 : %s', (terme, attendu) => expect(rappelDu(j(terme), j('2026-11-23'))).toBe(attendu));
});
