import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { PersonneId, Role } from '#core/tenancy.ts';
import { uneDeclaration, uneFacture, unTaux, uneSubvention } from './builders.ts';
import { PLAFONDS } from './constants.ts';
import { peutApprouver, peutDeclarerTemps, peutTenirFinances, peutVoirRegistre } from './permissions.ts';
import { deciderFacture, deciderSubvention, engager } from './rules.ts';

const moi = PersonneId.parse('0198f000-0000-7000-8000-000000000001');
const autre = PersonneId.parse('0198f000-0000-7000-8000-000000000002');
const en = (role: Role) => ({ personneId: moi, nom: 'Moi', roles: [role] });

describe.each(Role.options)('%s', (role) => {
  test('déclare son temps', () => expect(peutDeclarerTemps(en(role))).toBe(['adherent', 'coordination', 'presidence', 'tresorerie', 'secretariat'].includes(role)));
  test('lit le registre de tous', () => expect(peutVoirRegistre(en(role))).toBe(['tresorerie', 'presidence', 'coordination'].includes(role)));
  test('vote les taux, paie, clôt', () => expect(peutTenirFinances(en(role))).toBe(['tresorerie', 'presidence'].includes(role)));
  test('approuve le temps d’un autre', () => expect(peutApprouver(en(role), autre)).toBe(['tresorerie', 'presidence'].includes(role)));
  test('n’approuve jamais le sien', () => expect(peutApprouver(en(role), moi)).toBe(false));
});

describe('une pièce n’est jamais approuvée par qui l’a saisie', () => {
  const tresorerie = en('tresorerie');
  test('une facture : la trésorerie approuve celle d’un autre, jamais la sienne ; elle peut encore la refuser', () => {
    expect(deciderFacture(uneFacture({ saisiePar: autre }), 'approuver', tresorerie, '')).toMatchObject({ ok: true, valeur: { statut: 'approuvee' } });
    expect(deciderFacture(uneFacture({ saisiePar: moi }), 'approuver', tresorerie, '')).toEqual({ ok: false, refus: { code: 'jamais_la_sienne_facture' } });
    expect(deciderFacture(uneFacture({ saisiePar: moi }), 'refuser', tresorerie, 'Doublon')).toMatchObject({ ok: true, valeur: { statut: 'refusee' } });
  });
  test('la présidence non plus, ni avec tous les rôles à la fois', () => {
    for (const qui of [en('presidence'), { ...tresorerie, roles: [...Role.options] }]) expect(deciderFacture(uneFacture({ saisiePar: moi }), 'approuver', qui, '')).toEqual({ ok: false, refus: { code: 'jamais_la_sienne_facture' } });
  });
  test('une subvention : de même', () => {
    const accorder = (saisiePar: PersonneId) => deciderSubvention(uneSubvention({ statut: 'annoncee', saisiePar }), 'accorder', tresorerie, { recu: false, motif: '' });
    expect([accorder(autre).ok, accorder(moi).ok]).toEqual([true, false]);
  });
});

describe('le plafond refuse', () => {
  const PASS_2026 = 4_806_000; // 48 060 € : arrêté du 22 décembre 2025
  const a = (engage: number, minutes: number) => engager({ ...uneDeclaration({ minutes }), profession: null }, { taux: [{ ...unTaux(), id: moi }], engage, clos: false, plafond: PLAFONDS[2026] });
  test('le plafond de 2026 est celui de l’arrêté', () => expect(PLAFONDS[2026]?.centimes).toBe(PASS_2026));
  test.each([
    // An hour and a half at 50 € is 75 €.
    [PASS_2026 - 7_501, 90, true], [PASS_2026 - 7_500, 90, true], [PASS_2026 - 7_499, 90, false],
    [PASS_2026 - 1, 1, false], [PASS_2026, 1, false], [PASS_2026 + 5_000, 1, false],
  ])('%i centimes déjà promis, %i minutes de plus à 50 € : %s', (engage, minutes, tient) => {
    expect(a(engage, minutes).ok).toBe(tient);
  });
  test('le refus dit ce qui reste, et combien de minutes tiendraient encore', () => {
    // 89 minutes are 74.17 €, 90 are 75 €.
    expect(a(PASS_2026 - 7_499, 90)).toEqual({ ok: false, refus: { code: 'plafond_depasse', annee: 2026, plafond: PASS_2026, reste: 7_499, minutesAuPlus: 89 } });
  });
  test('une année close, ou sans plafond publié, est refusée avant même de compter', () => {
    const d = { ...uneDeclaration({ minutes: 1 }), profession: null };
    expect(engager(d, { taux: [{ ...unTaux(), id: moi }], engage: 0, clos: true, plafond: PLAFONDS[2026] })).toEqual({ ok: false, refus: { code: 'exercice_clos', annee: 2026 } });
    expect(engager({ ...d, jour: Jour.parse('2031-01-01') }, { taux: [{ ...unTaux(), id: moi }], engage: 0, clos: false, plafond: undefined })).toEqual({ ok: false, refus: { code: 'plafond_inconnu', annee: 2031 } });
  });
});
