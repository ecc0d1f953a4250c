import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { Poste } from '#modules/aci/model.ts';
import { StatutTemps } from '../model.ts';
import { NatureCharge, StatutFacture } from '../model-comptes.ts';
import { executerBudget, regrouper } from './budget.ts';

const commun = { poste: fc.constantFrom(...Poste.options), nature: fc.constantFrom(...NatureCharge.options), ficheId: fc.constantFrom(null, 'a', 'b'), centimes: fc.integer({ min: 1, max: 1_000_000 }) };
const faits = fc.record({
  lignes: fc.array(fc.record({ ...commun, id: fc.constant(''), annee: fc.constant(2026), libelle: fc.constant(''), cle: fc.constant(null) }), { maxLength: 15 }),
  factures: fc.array(fc.record({ ...commun, statut: fc.constantFrom(...StatutFacture.options), jour: fc.integer({ min: 1, max: 12 }).map((m) => Jour.parse(`2026-${String(m).padStart(2, '0')}-15`)) }), { maxLength: 30 }),
  temps: fc.array(fc.record({ ...commun, poste: fc.option(commun.poste, { nil: undefined }), mois: fc.integer({ min: 1, max: 12 }), statut: fc.constantFrom(...StatutTemps.options) }), { maxLength: 30 }),
});
const ENGAGES = ['recue', 'confirmee', 'approuvee', 'en_paiement', 'payee'];
const DEPENSES = ['approuvee', 'en_paiement', 'payee'];

test('engagé, dépensé, payé : chaque somme retrouvée fait par fait, par mission, par nature, par action et par mois', () => {
  fc.assert(fc.property(faits, (f) => {
    const { total, places, mois } = executerBudget(f);
    const vecus = [...f.factures, ...f.temps];
    const somme = (garder: (x: (typeof vecus)[number]) => boolean): number => vecus.reduce((n, x) => n + (garder(x) ? x.centimes : 0), 0);
    expect(total).toEqual({ prevu: f.lignes.reduce((n, l) => n + l.centimes, 0), engage: somme((x) => ENGAGES.includes(x.statut)), depense: somme((x) => DEPENSES.includes(x.statut)), paye: somme((x) => x.statut === 'payee') });
    for (const p of Poste.options) expect(regrouper(places, (x) => x.poste ?? 'rien').get(p)?.engage ?? 0).toBe(somme((x) => x.poste === p && ENGAGES.includes(x.statut)));
    for (const n of NatureCharge.options) expect(regrouper(places, (x) => x.nature).get(n)?.paye ?? 0).toBe(somme((x) => x.nature === n && x.statut === 'payee'));
    expect(regrouper(places, (x) => x.ficheId ?? '-').get('a')?.depense ?? 0).toBe(somme((x) => x.ficheId === 'a' && DEPENSES.includes(x.statut)));
    expect(mois.reduce((n, m) => n + m.engage, 0)).toBe(total.engage);
    expect(mois[2]?.paye).toBe(f.factures.filter((x) => x.jour.startsWith('2026-03') && x.statut === 'payee').reduce((n, x) => n + x.centimes, 0) + f.temps.filter((t) => t.mois === 3 && t.statut === 'payee').reduce((n, t) => n + t.centimes, 0));
  }));
});
