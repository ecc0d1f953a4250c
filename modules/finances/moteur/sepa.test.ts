import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { ecrirePain001, enLatin, lireIban, type Virement } from './sepa.ts';

/** The published examples of the IBAN registry, and a French one. */
const IBAN = 'FR1420041010050500013M02606';
const un = (v: Partial<Virement> = {}): Virement => ({ reference: 'LOT-1-1', nom: 'Prune Supposée', iban: IBAN, centimes: 12_345, motif: 'CPTS', ...v });
const remise = (virements: readonly Virement[]) => ecrirePain001({ identifiant: 'LOT-1', creeLe: new Date('2026-11-23T09:00:00Z'), execution: Jour.parse('2026-11-25'), payeur: { nom: 'CPTS d’essai & Cie', iban: 'DE89370400440532013000' }, virements });

describe('un IBAN', () => {
  test.each(['FR14 2004 1010 0505 0001 3M02 606', 'GB29 NWBK 6016 1331 9268 19', 'DE89370400440532013000'])('%s est juste', (t) => expect(lireIban(t)).toBe(t.replaceAll(' ', '')));
  test.each(['', 'FR14', 'FR1520041010050500013M02606', 'FR1420041010050500013M0260', '1234', 'FR14 2004 1010 0505 0001 3M02 60é'])('« %s » ne l’est pas', (t) => expect(lireIban(t)).toBeUndefined());
  test('un chiffre changé se voit toujours', () => {
    fc.assert(fc.property(fc.integer({ min: 4, max: 20 }), fc.integer({ min: 1, max: 9 }), (i, ecart) => {
      const c = IBAN[i] ?? '';
      fc.pre(/\d/.test(c));
      expect(lireIban(IBAN.slice(0, i) + String((Number(c) + ecart) % 10) + IBAN.slice(i + 1))).toBeUndefined();
    }));
  });
});

/** The order and the facets that pain.001.001.03 asks of what we write, read from its schema. */
const ORDRE = ['MsgId', 'CreDtTm', 'NbOfTxs', 'CtrlSum', 'InitgPty'];
const ORDRE_LOT = ['PmtInfId', 'PmtMtd', 'BtchBookg', 'NbOfTxs', 'CtrlSum', 'PmtTpInf', 'ReqdExctnDt', 'Dbtr', 'DbtrAcct', 'DbtrAgt', 'ChrgBr', 'CdtTrfTxInf'];
const ORDRE_VIREMENT = ['PmtId', 'Amt', 'Cdtr', 'CdtrAcct', 'RmtInf'];
const enfants = (xml: string): string[] => {
  const noms: string[] = [];
  let profondeur = 0;
  for (const [, ferme, nom] of xml.matchAll(/<(\/?)([A-Za-z]+)[^>]*>/g)) {
    if (ferme === '/') profondeur--;
    else if (profondeur++ === 0) noms.push(nom ?? '');
  }
  return noms;
};
const dans = (xml: string, nom: string): string => new RegExp(`<${nom}>(.*?)</${nom}>`, 's').exec(xml)?.[1] ?? '';

describe('le fichier de virements', () => {
  test('les éléments dans l’ordre du schéma, le nombre et la somme aux deux niveaux', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 999_999_999 }), { minLength: 1, maxLength: 30 }), fc.string({ maxLength: 90 }), (montants, nom) => {
      const xml = remise(montants.map((centimes, i) => un({ centimes, nom: `A${nom}`, reference: `LOT-1-${i}` })));
      expect(enfants(dans(xml, 'GrpHdr'))).toEqual(ORDRE);
      expect([...new Set(enfants(dans(xml, 'PmtInf')))]).toEqual(ORDRE_LOT);
      for (const v of xml.match(/<CdtTrfTxInf>.*?<\/CdtTrfTxInf>/gs) ?? []) {
        expect(enfants(v.slice(13, -14))).toEqual(ORDRE_VIREMENT);
        expect(dans(v, 'Nm').length).toBeGreaterThan(0);
      }
      const total = montants.reduce((n, m) => n + BigInt(m), 0n);
      const ecrit = `${total / 100n}.${String(total % 100n).padStart(2, '0')}`;
      expect(xml.match(/<CtrlSum>([^<]*)/g)).toEqual([`<CtrlSum>${ecrit}`, `<CtrlSum>${ecrit}`]);
      expect(xml.match(/<NbOfTxs>([^<]*)/g)).toEqual([`<NbOfTxs>${montants.length}`, `<NbOfTxs>${montants.length}`]);
      for (const [, m] of xml.matchAll(/Ccy="EUR">([^<]*)</g)) expect(m).toMatch(/^\d{1,15}\.\d{2}$/);
    }));
  });
  test('les textes tiennent dans leurs longueurs et leurs caractères', () => {
    expect(enLatin('Œuvre d’Éloïse — Noël & fils €', 70)).toBe("OEuvre d'Eloise Noel fils");
    expect(dans(remise([un({ nom: 'x'.repeat(200) })]), 'Cdtr')).toBe(`<Nm>${'x'.repeat(70)}</Nm>`);
    expect(remise([un()])).toContain('<Nm>CPTS d&apos;essai Cie</Nm>');
  });
});
