import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { PersonneId } from '#core/tenancy.ts';
import { Poste } from '#modules/aci/model.ts';
import { FactureId, NatureCharge } from '../model-comptes.ts';
import { CHAMPS_FEC, enLatin9, ecrireFec, nomDuFec, numeroter } from './fec.ts';
import { relireFec } from './relecture.ts';
import { completer, type Ecriture, type FaitsJournal, journalDe, toutesLesEcritures } from './journal.ts';
import { compteDe, posteDuTemps } from './plan.ts';

const id = (n: number): string => `0198f000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const QUI = PersonneId.parse(id(1));
const jour = fc.tuple(fc.integer({ min: 2024, max: 2026 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(([a, m, j]) => Jour.parse(`${a}-${String(m).padStart(2, '0')}-${String(j).padStart(2, '0')}`));
const centimes = fc.integer({ min: 1, max: 99_999_999 });
const poste = fc.constantFrom(...Poste.options);
const mot = fc.oneof(fc.string({ unit: 'grapheme', minLength: 2, maxLength: 30 }), fc.constantFrom('||', '\t"', '漢字', '’—'));

/** Random years: invoices (credit notes among them), time paid in batches or not, grants in several receipts, the fund, the bank. */
const faits: fc.Arbitrary<FaitsJournal> = fc.record({
  factures: fc.array(fc.record({ f: mot, n: mot, jour, paye: fc.option(jour), centimes: fc.oneof(centimes, centimes.map((c) => -c)), poste, nature: fc.constantFrom(...NatureCharge.options), statut: fc.constantFrom('recue', 'approuvee', 'refusee') }), { maxLength: 12 }),
  temps: fc.array(fc.record({ qui: fc.integer({ min: 10, max: 13 }), jour, centimes: fc.integer({ min: 0, max: 500_000 }), poste: fc.option(poste), lot: fc.option(fc.integer({ min: 20, max: 22 })) }), { maxLength: 20 }),
  lots: fc.tuple(jour, jour, jour),
  subventions: fc.array(fc.record({ nom: mot, jour, centimes, poste: fc.option(poste), recus: fc.array(fc.record({ jour, centimes }), { maxLength: 3 }) }), { maxLength: 4 }),
  versements: fc.array(fc.record({ le: jour, montant: fc.oneof(centimes, centimes.map((c) => -c)), poste: fc.option(poste) }), { maxLength: 5 }),
  mouvements: fc.array(fc.record({ jour, centimes: fc.oneof(centimes, centimes.map((c) => -c)), libelle: mot, genre: fc.constantFrom('frais', 'cotisations', 'produit', 'charge'), poste: fc.option(poste) }), { maxLength: 6 }),
  ouverture: fc.option(fc.record({ le: jour, centimes: fc.oneof(fc.constant(0), fc.integer({ min: -5_000_000, max: 5_000_000 })) })),
}).map((f): FaitsJournal => ({
  factures: f.factures.map((x, i) => ({ id: FactureId.parse(id(1000 + i)), statut: x.statut === 'approuvee' && x.paye ? 'payee' : x.statut as 'recue', version: 1, fournisseur: x.f, numero: x.n, jour: x.jour, echeance: null, centimes: x.centimes, poste: x.poste, nature: x.nature, ficheId: null, libelle: '', fichierId: null, motif: '', saisiePar: QUI, approuveePar: null, approuveeLe: x.jour, payeeLe: x.statut === 'approuvee' ? x.paye : null })),
  temps: f.temps.map((t, i) => ({ id: id(2000 + i), personneId: id(t.qui), nom: `Membre ${t.qui}`, nature: 'indemnites', poste: t.poste, action: `Réunion ${i}`, jour: t.jour, centimes: t.centimes, lotId: t.lot === null ? null : id(t.lot) })),
  lots: f.lots.map((l, i) => ({ id: id(20 + i), numero: i + 1, executeLe: l })),
  subventions: f.subventions.map((s, i) => ({ id: id(3000 + i), nom: s.nom, libelle: 'Projet', centimes: s.centimes, jour: s.jour, poste: s.poste })),
  encaissements: f.subventions.flatMap((s, i) => s.recus.map((r, j) => ({ id: id(4000 + 10 * i + j), subventionId: id(3000 + i), ...r, reference: '' }))),
  versements: f.versements.map((v, i) => ({ id: id(5000 + i), ...v, reference: '' })),
  mouvements: f.mouvements.map((m, i) => ({ id: id(6000 + i), ...m })),
  ouverture: f.ouverture ?? undefined,
}));

/** What is wrong in the words of one line. */
const malEcrits = (de: (n: string) => string, provisoire: boolean): string[] => [
  ...['JournalCode', 'JournalLib', 'EcritureNum', 'EcritureDate', 'CompteNum', 'CompteLib', 'PieceRef', 'PieceDate', 'EcritureLib'].filter((n) => de(n) === '').map((n) => `${n} vide`),
  ...['EcritureDate', 'PieceDate', ...(provisoire ? [] : ['ValidDate'])].filter((n) => !/^20\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(de(n))).map((n) => `${n} mal écrit`),
  ...(/^[1-8]\d{2}/.test(de('CompteNum')) ? [] : ['compte']),
  ...((de('CompAuxNum') === '') === (de('CompAuxLib') === '') ? [] : ['auxiliaire à moitié dit']),
  ...['Debit', 'Credit'].filter((n) => !/^\d{1,13},\d{2}$/.test(de(n))).map((n) => `${n} mal écrit`),
];

/**
 * A reader of the FEC written from the article, not from our writer: it starts from bytes, knows neither our types nor our accounts, and
 * returns everything that the tax office would refuse.
 */
function defauts(octets: Uint8Array, { provisoire }: { provisoire: boolean }): string[] {
  const texte = new TextDecoder('iso-8859-15', { fatal: true }).decode(octets);
  const vus: string[] = [];
  if (!texte.endsWith('\r\n')) vus.push('fin de fichier');
  const [entete = '', ...lignes] = texte.slice(0, -2).split('\r\n');
  const sep = entete.includes('\t') ? '\t' : '|';
  const noms = entete.split(sep);
  if (noms.join() !== 'JournalCode,JournalLib,EcritureNum,EcritureDate,CompteNum,CompteLib,CompAuxNum,CompAuxLib,PieceRef,PieceDate,EcritureLib,Debit,Credit,EcritureLet,DateLet,ValidDate,Montantdevise,Idevise') vus.push('en-tête');
  const parNumero = new Map<number, { debit: bigint; credit: bigint; date: string }>();
  let dernier = 0;
  lignes.forEach((ligne, i) => {
    const cases = ligne.split(sep);
    const de = (n: string): string => cases[noms.indexOf(n)] ?? '';
    const dire = (quoi: string): void => void vus.push(`ligne ${i + 2} : ${quoi} « ${ligne} »`);
    if (cases.length !== 18) dire(`${cases.length} champs`);
    malEcrits(de, provisoire).forEach(dire);
    const [debit, credit] = [BigInt(de('Debit').replace(',', '')), BigInt(de('Credit').replace(',', ''))];
    if ((debit === 0n) === (credit === 0n)) dire('ni débit seul, ni crédit seul');
    const numero = Number(de('EcritureNum'));
    if (numero !== dernier && numero !== dernier + 1) dire('saut de numéro');
    dernier = numero;
    const e = parNumero.get(numero) ?? { debit: 0n, credit: 0n, date: de('EcritureDate') };
    if (e.date !== de('EcritureDate')) dire('deux dates dans une écriture');
    parNumero.set(numero, { ...e, debit: e.debit + debit, credit: e.credit + credit });
  });
  for (const [n, e] of parNumero) if (e.debit !== e.credit) vus.push(`écriture ${n} déséquilibrée de ${e.debit - e.credit} centimes`);
  if (parNumero.size > 0 && (Math.min(...parNumero.keys()) !== 1 || parNumero.size !== dernier)) vus.push('suite de numéros');
  return vus;
}

const fec = (ecritures: readonly Ecriture[], separateur: 'tabulation' | 'barre' = 'tabulation') => enLatin9(ecrireFec(numeroter(ecritures), separateur));
/** Balances of accounts, by another way than the journal's. */
function soldes(ecritures: readonly Ecriture[]): Map<string, number> {
  const s = new Map<string, number>();
  for (const e of ecritures) for (const l of e.lignes) s.set(`${l.compte}${l.aux}`, (s.get(`${l.compte}${l.aux}`) ?? 0) + l.debit - l.credit);
  return new Map([...s].filter(([, n]) => n !== 0).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

describe('le fichier des écritures', () => {
  test('sur des années au hasard : dix-huit champs, débit égal au crédit au centime, numéros sans trou, dates en ordre', () => {
    fc.assert(fc.property(faits, fc.constantFrom('tabulation' as const, 'barre' as const), (f, separateur) => {
      for (const annee of [2024, 2025, 2026]) {
        const journal = journalDe(f, annee, {});
        expect(defauts(fec(journal, separateur), { provisoire: true })).toEqual([]);
        expect(journal.map((e) => e.jour)).toEqual(journal.map((e) => e.jour).toSorted());
      }
    }), { numRuns: 150 });
  });

  test('par mission : chaque extrait s’équilibre, et les extraits avec ce qui n’est d’aucune mission refont le tout', () => {
    fc.assert(fc.property(faits, (f) => {
      const journal = journalDe(f, 2025, {});
      const extraits = [null, ...Poste.options].map((p) => journal.filter((e) => e.poste === p));
      for (const extrait of extraits) expect(defauts(fec(extrait), { provisoire: true })).toEqual([]);
      expect(soldes(extraits.flat())).toEqual(soldes(journal));
    }), { numRuns: 60 });
  });

  test('les à-nouveaux reprennent ce que les années passées ont laissé : banque et tiers à l’identique, aucun compte de charge ni de produit', () => {
    fc.assert(fc.property(faits, (f) => {
      const avant = [2024, 2025].flatMap((a) => toutesLesEcritures(f, {}).filter((e) => e.jour.startsWith(String(a))));
      const an = journalDe(f, 2026, {}).filter((e) => e.cle === 'a nouveaux 2026');
      const attendus = new Map([...soldes(avant)].filter(([c]) => c < '6' && !c.startsWith('110')));
      const lus = soldes(an);
      expect(new Map([...lus].filter(([c]) => !c.startsWith('110')))).toEqual(attendus);
      expect([...lus.values()].reduce((a, b) => a + b, 0)).toBe(0);
    }), { numRuns: 60 });
  });

  test('la banque du journal est la somme de ce qui est entré et sorti', () => {
    fc.assert(fc.property(faits, (f) => {
      const payees = f.factures.filter((x) => x.payeeLe !== null).reduce((n, x) => n - x.centimes, 0);
      const temps = f.temps.filter((t) => t.lotId !== null).reduce((n, t) => n - t.centimes, 0);
      const entrees = f.encaissements.reduce((n, e) => n + e.centimes, 0) + f.versements.reduce((n, v) => n + v.montant, 0) + f.mouvements.reduce((n, m) => n + m.centimes, 0);
      expect(soldes(toutesLesEcritures(f, {})).get('512') ?? 0).toBe(payees + temps + entrees + (f.ouverture?.centimes ?? 0));
    }), { numRuns: 60 });
  });

  test('une nouvelle clôture n’efface rien : ce qui a changé est extourné, et le solde est celui des faits', () => {
    fc.assert(fc.property(fc.array(faits, { minLength: 1, maxLength: 4 }), (etats) => {
      let figees: readonly Ecriture[] = [];
      for (const f of etats) {
        const avant = figees;
        const voulu = journalDe(f, 2025, {});
        figees = [...figees, ...completer(figees, voulu)];
        expect(figees.slice(0, avant.length)).toEqual(avant);
        expect(soldes(figees)).toEqual(soldes(voulu));
        expect(new Set(figees.filter((e) => e.cle.startsWith('extourne')).map((e) => e.cle)).size).toBe(figees.filter((e) => e.cle.startsWith('extourne')).length);
        expect(completer(figees, voulu)).toEqual([]);
        expect(defauts(fec(figees), { provisoire: true })).toEqual([]);
      }
    }), { numRuns: 60 });
  });

  test('les textes sont en ISO 8859-15, sans séparateur ; l’euro et l’œ y ont leur octet', () => {
    expect([...enLatin9('é€œ')]).toEqual([0xe9, 0xa4, 0xbd]);
    expect(new TextDecoder('iso-8859-15').decode(enLatin9('L’été — ź ½ 漢'))).toBe("L'été - z ? ?");
    const piege = journalDe({ factures: [], temps: [], lots: [], subventions: [], encaissements: [], versements: [], ouverture: undefined, mouvements: [{ id: id(1), jour: Jour.parse('2025-03-01'), centimes: -100, libelle: 'a\tb|c\r\nd"e', genre: 'frais', poste: null }] }, 2025, {});
    expect(ecrireFec(numeroter(piege), 'barre').split('\r\n')[1]).toBe('BQ|Banque|1|20250301|512|Banque|||B-000000000001|20250301|a b c d e|0,00|1,00|||||');
  });

  test('le nom du fichier : SIREN, FEC, jour de clôture', () => {
    expect(nomDuFec({ siren: '732829320', cloture: Jour.parse('2025-12-31'), poste: null, provisoire: false })).toBe('732829320FEC20251231.txt');
    expect(nomDuFec({ siren: null, cloture: Jour.parse('2026-12-31'), poste: 'acces', provisoire: true })).toBe('000000000FEC20261231-acces-provisoire.txt');
  });
});

describe('où un temps est compté', () => {
  test.each([
    ['indemnite', '', 'fonctionnement'], ['remuneration', '', undefined], ['remuneration', 'Prévention territoriale', 'prevention'], ['remuneration', 'ACCES', 'acces'],
    ['remuneration', 'Groupe plaies', 'parcours'], ['indemnite', 'Groupe inconnu', undefined], ['remuneration', 'constructor', undefined],
  ] as const)('%s « %s » : %s', (nature, mission, attendu) => expect(posteDuTemps({ nature, mission }, { 'groupe plaies': 'parcours' })).toBe(attendu));
  test('un compte choisi remplace celui qui est proposé ; une racine à deux chiffres en reçoit un troisième', () => {
    expect(compteDe('produit_subventions', {}).numero).toBe('740');
    expect(compteDe('banque', { banque: { numero: '51201', libelle: 'Crédit Inventé' } })).toEqual({ numero: '51201', libelle: 'Crédit Inventé', source: 'choix de la CPTS' });
  });
});

describe('la relecture', () => {
  const T = '\t';
  const ligne = (c: Partial<Record<number, string>>) => Array.from({ length: 18 }, (_, i) => c[i] ?? { 0: 'AC', 1: 'Achats', 2: '1', 3: '20261005', 4: '606000', 5: 'Achats', 8: 'P1', 9: '20261005', 10: 'Facture', 11: '0,00', 12: '0,00' }[i] ?? '').join(T);
  const fichier = (...lignes: string[]) => [CHAMPS_FEC.join(T), ...lignes].map((l) => `${l}\r\n`).join('');
  test('un fichier juste n’a pas de défaut, et ses sommes sont celles des lignes', () => {
    expect(relireFec(fichier(ligne({ 11: '480,00' }), ligne({ 12: '480,00' }), ligne({ 2: '2', 11: '0,01' }), ligne({ 2: '2', 12: '0,01' })), 'tabulation')).toEqual({ ecritures: 2, lignes: 4, debit: 48_001n, credit: 48_001n, defauts: [] });
  });
  test.each([
    ['une écriture qui ne s’équilibre pas', fichier(ligne({ 11: '480,00' }), ligne({ 12: '479,99' })), 'écriture 1'],
    ['un trou dans les numéros', fichier(ligne({ 11: '1,00' }), ligne({ 12: '1,00' }), ligne({ 2: '3' })), 'ligne 4 : l’écriture 3 après la 1'],
    ['un champ de moins', fichier(ligne({}).split(T).slice(1).join(T)), 'ligne 2 : 17 champs'],
    ['un montant à l’anglaise', fichier(ligne({ 11: '1.00' })), 'débit « 1.00 »'],
    ['une date à tirets', fichier(ligne({ 3: '2026-10-05' })), 'ligne 2 : une date'],
    ['un autre séparateur', fichier(ligne({})).replaceAll(T, '|'), 'les noms des champs'],
  ])('%s : vu et nommé', (_quoi, texte, defaut) => expect(relireFec(texte, 'tabulation').defauts.join(' ; ')).toContain(defaut));
});
