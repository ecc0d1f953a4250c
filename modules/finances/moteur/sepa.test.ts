import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import type { Noeud } from '#core/xml.ts';
import { lireXml } from '#server/documents/xml.ts';
import { ecrirePain001, enLatin, lireIban, VersionPain, type Virement } from './sepa.ts';

/** The published examples of the IBAN registry, and a French one. */
const IBAN = 'FR1420041010050500013M02606';
const un = (v: Partial<Virement> = {}): Virement => ({ reference: 'LOT-1-1', nom: 'Prune Supposée', iban: IBAN, centimes: 12_345, motif: 'CPTS', ...v });
const remise = (virements: readonly Virement[], version: VersionPain = 'pain.001.001.09') => ecrirePain001({ version, identifiant: 'LOT-1', creeLe: new Date('2026-11-23T09:00:00Z'), execution: Jour.parse('2026-11-25'), payeur: { nom: 'CPTS d’essai & Cie', iban: 'DE89370400440532013000' }, virements });

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

/** What the schema asks of an element: its children in their order (how many of each), or the form of its text. */
type Forme = { readonly enfants: readonly (readonly [nom: string, de: number, a: number, forme: Forme])[] } | { readonly texte: RegExp };
const mot = (max: number): Forme => ({ texte: new RegExp(`^[A-Za-z0-9/?:().,'+ -]{1,${max}}$`) });
const dans1 = (nom: string, forme: Forme): Forme => ({ enfants: [[nom, 1, 1, forme]] });
const NOMBRE: Forme = { texte: /^\d{1,15}$/ };
const SOMME: Forme = { texte: /^\d{1,16}\.\d{2}$/ };
const TIERS = dans1('Nm', mot(70));
const COMPTE = dans1('Id', dans1('IBAN', { texte: /^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/ }));
const JOUR: Forme = { texte: /^\d{4}-\d\d-\d\d$/ };
/**
 * The part of the message that we write, told again from the public schemas of ISO 20022 (edition .03 of 2009, edition .09 of 2019) and the
 * character set of the EPC: no package of npm ships the schemas. Two thousand files of each edition, of random names, reasons and amounts,
 * were also held by hand against the schemas themselves (libxml2 2.13; for .09 the EPC's own, EPC132-08 of 2023): none was refused, while the
 * other edition's day, an emptied name and a moved element were.
 */
const document = (version: VersionPain): Forme => dans1('CstmrCdtTrfInitn', { enfants: [
  ['GrpHdr', 1, 1, { enfants: [['MsgId', 1, 1, mot(35)], ['CreDtTm', 1, 1, { texte: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/ }], ['NbOfTxs', 1, 1, NOMBRE], ['CtrlSum', 0, 1, SOMME], ['InitgPty', 1, 1, TIERS]] }],
  ['PmtInf', 1, Infinity, { enfants: [
    ['PmtInfId', 1, 1, mot(35)], ['PmtMtd', 1, 1, { texte: /^(CHK|TRF|TRA)$/ }], ['BtchBookg', 0, 1, { texte: /^(true|false)$/ }], ['NbOfTxs', 0, 1, NOMBRE], ['CtrlSum', 0, 1, SOMME], ['PmtTpInf', 0, 1, dans1('SvcLvl', dans1('Cd', { texte: /^SEPA$/ }))],
    ['ReqdExctnDt', 1, 1, version === 'pain.001.001.09' ? dans1('Dt', JOUR) : JOUR], ['Dbtr', 1, 1, TIERS], ['DbtrAcct', 1, 1, COMPTE], ['DbtrAgt', 1, 1, dans1('FinInstnId', dans1('Othr', dans1('Id', { texte: /^NOTPROVIDED$/ })))], ['ChrgBr', 0, 1, { texte: /^SLEV$/ }],
    ['CdtTrfTxInf', 1, Infinity, { enfants: [['PmtId', 1, 1, dans1('EndToEndId', mot(35))], ['Amt', 1, 1, dans1('InstdAmt', SOMME)], ['Cdtr', 0, 1, TIERS], ['CdtrAcct', 0, 1, COMPTE], ['RmtInf', 0, 1, dans1('Ustrd', mot(140))]] }],
  ] }],
] });

function ecarts(n: Noeud, forme: Forme, ou: string): string[] {
  if ('texte' in forme) return n.enfants.length === 0 && forme.texte.test(n.texte) ? [] : [`${ou} : « ${n.texte} »`];
  const restants = [...n.enfants];
  const vus = forme.enfants.flatMap(([nom, de, a, suite]) => {
    const ceux: Noeud[] = [];
    while (restants[0]?.nom === nom) ceux.push(...restants.splice(0, 1));
    return [...(ceux.length < de || ceux.length > a ? [`${ou}/${nom} : ${ceux.length} fois`] : []), ...ceux.flatMap((e) => ecarts(e, suite, `${ou}/${nom}`))];
  });
  return [...vus, ...restants.map((r) => `${ou}/${r.nom} : pas ici`)];
}
const ecartsDe = (xml: string, version: VersionPain): string[] => {
  const lu = lireXml(new TextEncoder().encode(xml));
  return lu.ok ? [...(xml.includes(`xmlns="urn:iso:std:iso:20022:tech:xsd:${version}"`) ? [] : ['un autre espace de noms']), ...ecarts(lu.valeur, document(version), lu.valeur.nom)] : [lu.refus.code];
};

describe.each(VersionPain.options)('le schéma de la banque, %s', (version) => {
  const ecrire = (virements: readonly Virement[]) => remise(virements, version);
  const autre = VersionPain.options.find((v) => v !== version) ?? version;
  test('accepte tout ce qui s’écrit, quels que soient les noms', () => {
    fc.assert(fc.property(fc.array(fc.record({ centimes: fc.integer({ min: 1, max: 999_999_999 }), nom: fc.string({ unit: 'grapheme', maxLength: 90 }), motif: fc.string({ unit: 'grapheme', maxLength: 200 }) }), { minLength: 1, maxLength: 8 }), (virements) => {
      expect(ecartsDe(ecrire(virements.map((v, i) => un({ ...v, reference: `CPTS-1-${i + 1}` }))), version)).toEqual([]);
    }));
    expect(dans(ecrire([un({ nom: '漢字' })]), 'Cdtr')).toBe('<Nm>Nom non transcrit</Nm>');
  });
  test.each([
    ['un élément déplacé', (t: string) => t.replace(/(<ReqdExctnDt>.*?<\/ReqdExctnDt>)(<Dbtr>.*?<\/Dbtr>)/, '$2$1')],
    ['un élément de trop', (t: string) => t.replace('<ChrgBr>', '<Prio>1</Prio><ChrgBr>')],
    ['un élément absent', (t: string) => t.replace(/<EndToEndId>.*?<\/EndToEndId>/, '')],
    ['un nom vide', (t: string) => t.replace(/<Cdtr><Nm>.*?<\/Nm>/, '<Cdtr><Nm></Nm>')],
    ['une lettre hors du jeu', (t: string) => t.replace('Prune', 'Prûne')],
    ['un montant à trois décimales', (t: string) => t.replace('123.45</InstdAmt>', '123.450</InstdAmt>')],
    ['le jour de l’autre édition', () => remise([un()], autre).replace(autre, version)],
    ['l’espace de noms de l’autre édition', (t: string) => t.replace(version, autre)],
  ])('%s : vu', (_quoi, abimer) => {
    const bon = ecrire([un()]);
    const abime = abimer(bon);
    expect(abime).not.toBe(bon);
    expect([ecartsDe(bon, version), ecartsDe(abime, version).length > 0]).toEqual([[], true]);
  });
});
