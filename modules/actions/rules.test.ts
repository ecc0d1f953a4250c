import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Depense, Financeur, NatureDepense, SaisieDepense, SaisieFiche } from './model.ts';
import { cleLibre, contenuDe, depenseDe, financementDe, lireJalons, VIDE } from './rules.ts';

const saisie = (avec: Record<string, string>) => SaisieDepense.parse({ version: '1', nature: 'achats', libelle: 'Tensiomètres', montant: '1 000', aci: '', fir: '', article_51: '', appel_a_projets: '', autre: '', ...avec });

describe('un euro n’est payé qu’une fois', () => {
  test.each([['600', '399,99', undefined], ['600', '400', undefined], ['600', '400,01', 1], ['1000', '1000', 100_000]])('ACI %s € et FIR %s € sur 1 000 €', (aci, fir, depasse) => {
    const issue = depenseDe(saisie({ aci, fir }), 'd1');
    expect(issue.ok ? undefined : issue.refus.depasse).toBe(depasse);
  });

  const montant = fc.integer({ min: 0, max: 3_000_000 });
  const demande = fc.record({ montant: fc.integer({ min: 1, max: 2_000_000 }), nature: fc.constantFrom(...NatureDepense.options), aci: montant, fir: montant, article_51: montant, appel_a_projets: montant, autre: montant });

  test('quelle que soit la suite des demandes, aucun financeur ne paie deux fois et le refus dit de combien', () => {
    fc.assert(fc.property(fc.array(demande, { maxLength: 30 }), (demandes) => {
      const budget: Depense[] = [];
      let coutAttendu = 0n;
      for (const d of demandes) {
        const issue = depenseDe({ version: 1, libelle: 'x', ...d }, cleLibre('d', budget));
        // Reference: cents handed out one funder after the other from a purse that holds the cost.
        let bourse = BigInt(d.montant);
        let manque = 0n;
        for (const f of Financeur.options) {
          const pris = BigInt(d[f]) < bourse ? BigInt(d[f]) : bourse;
          bourse -= pris;
          manque += BigInt(d[f]) - pris;
        }
        expect(issue.ok).toBe(manque === 0n);
        if (!issue.ok) expect(BigInt(issue.refus.depasse)).toBe(manque);
        else { budget.push(issue.valeur); coutAttendu += BigInt(d.montant); }
      }
      const f = financementDe(budget);
      expect(BigInt(f.cout)).toBe(coutAttendu);
      expect(f.finance).toBeLessThanOrEqual(f.cout);
      expect(f.finance + f.reste).toBe(f.cout);
      expect(Object.values(f.parNature).reduce((a, b) => a + b, 0)).toBe(f.cout);
      expect(new Set(budget.map((b) => b.id)).size).toBe(budget.length);
    }), { numRuns: 300 });
  });
});

describe('une fiche depuis son formulaire', () => {
  const champs = { version: '0', titre: 'Journée', mission: 'prevention', objectif: 'Cent personnes vues', pilote: '', debut: '', fin: '' };
  test('les jalons se lisent une ligne après l’autre et se rangent par date', () => {
    expect(lireJalons('12/03/2026 : lancement\n\n3/1/2026 - appel')).toEqual({ ok: true, valeur: [{ le: '2026-01-03', texte: 'appel' }, { le: '2026-03-12', texte: 'lancement' }] });
    expect(lireJalons('bientôt : lancement')).toEqual({ ok: false, refus: { ligne: 'bientôt : lancement' } });
  });
  test.each([[{ debut: '12/03/2026', fin: '11/03/2026' }, 'fin'], [{ indicateurs: 'inconnue' }, 'indicateurs'], [{ jalons: '31/02/2026 : rien' }, 'jalons']])('%o est refusé dans son champ', (avec, champ) => {
    const issue = contenuDe(SaisieFiche.parse({ ...champs, ...avec }), VIDE, new Set(['connue']));
    expect(issue.ok ? [] : Object.keys(issue.refus)).toEqual([champ]);
  });
  test('le même jour pour le début et la fin est accepté', () => {
    expect(contenuDe(SaisieFiche.parse({ ...champs, debut: '12/03/2026', fin: '12/03/2026', indicateurs: 'connue' }), VIDE, new Set(['connue'])).ok).toBe(true);
  });
});
