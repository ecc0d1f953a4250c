import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { lireXml } from '#server/documents/xml.ts';
import { proposer } from './rapprochement.ts';
import { devinerColonnes, entetesDe, lireCamt053, lireCsv, lireTableau } from './releve.ts';

const entree = (montant: string, sens: string, jour = '2026-11-05', suite = '') => `<Ntry><Amt Ccy="EUR">${montant}</Amt><CdtDbtInd>${sens}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${jour}</Dt></BookgDt>${suite}</Ntry>`;
const soldes = (debut: string, fin: string) => [['OPBD', debut], ['CLBD', fin]].map(([c, m]) => `<Bal><Tp><CdOrPrtry><Cd>${c}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${m}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>`).join('');
const camt = (dedans: string, version = '02') => `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"><BkToCstmrStmt><GrpHdr/><Stmt><Id>R1</Id><Acct><Id><IBAN>FR1420041010050500013M02606</IBAN></Id></Acct>${dedans}</Stmt></BkToCstmrStmt></Document>`;
const lire = (xml: string) => {
  const lu = lireXml(new TextEncoder().encode(xml));
  return lu.ok ? lireCamt053(lu.valeur) : lu;
};

describe('un relevé CAMT.053', () => {
  test('les mouvements comptabilisés, leur sens, leur tiers, leur motif ; ce qui est en attente n’y est pas', () => {
    const details = '<AcctSvcrRef>REF9</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Cdtr><Nm>Imprimerie</Nm></Cdtr></RltdPties><RmtInf><Ustrd>Facture IP-1</Ustrd></RmtInf></TxDtls></NtryDtls>';
    const r = lire(camt(soldes('100.00', '1087.55') + entree('12.45', 'DBIT', '2026-11-05', details) + entree('1000', 'CRDT') + entree('5.00', 'DBIT').replace('BOOK', 'PDNG')));
    expect(r).toMatchObject({ ok: true, valeur: { iban: 'FR1420041010050500013M02606', mouvements: [{ jour: '2026-11-05', centimes: -1245, libelle: 'Facture IP-1', contrepartie: 'Imprimerie', reference: 'REF9' }, { centimes: 100_000 }] } });
  });
  test('la version 08 met l’état et le tiers un cran plus bas', () => {
    const suite = '<NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>CPAM</Nm></Pty></Dbtr></RltdPties></TxDtls></NtryDtls>';
    expect(lire(camt(entree('3.10', 'CRDT', '2026-01-02', suite).replace('<Sts>BOOK</Sts>', '<Sts><Cd>BOOK</Cd></Sts>'), '08'))).toMatchObject({ ok: true, valeur: { mouvements: [{ centimes: 310, contrepartie: 'CPAM' }] } });
  });
  test('les montants se lisent au centime, sur des relevés au hasard dont les soldes tombent juste', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -99_999_999, max: 99_999_999 }).filter((n) => n !== 0), { minLength: 1, maxLength: 30 }), (montants) => {
      const dec = (n: number) => `${Math.trunc(Math.abs(n) / 100)}.${String(Math.abs(n) % 100).padStart(2, '0')}`;
      const debut = 10_000_000_000;
      const r = lire(camt(soldes(dec(debut), dec(debut + montants.reduce((a, b) => a + b, 0))) + montants.map((m) => entree(dec(m), m > 0 ? 'CRDT' : 'DBIT')).join('')));
      expect(r.ok && r.valeur.mouvements.map((m) => m.centimes)).toEqual(montants);
      expect(r.ok && new Set(r.valeur.mouvements.map((m) => m.cle)).size).toBe(montants.length);
    }));
  });
  // Unusual features that the schema allows: whole documents of each were held once against camt.053.001.08 (xmllint, libxml2 2.9).
  const nom = (role: string, n: string) => `<${role}><Pty><Nm>${n}</Nm></Pty></${role}>`;
  const transaction = (parties: string, motif: string, montant = '') => `<TxDtls>${montant}<RltdPties>${parties}</RltdPties><RmtInf><Ustrd>${motif}</Ustrd></RmtInf></TxDtls>`;
  test('un lot de plusieurs virements en une ligne, un préfixe partout, un jour avec son fuseau, une ligne à zéro, le solde de la veille pour départ', () => {
    const lot = entree('+30.5', 'DBIT', '2026-11-05+01:00', `<BkTxCd/><NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>${transaction(nom('Dbtr', 'CPTS') + nom('Cdtr', 'Prune Supposée'), 'Réunion A')}${transaction(nom('Dbtr', 'CPTS') + nom('Cdtr', 'Octave Factice'), 'Réunion B')}</NtryDtls>`);
    const r = lire(camt(`${soldes('100.00', '69.50').replace('OPBD', 'PRCD')}${lot}${entree('0.00', 'DBIT')}`, '08').replace(/<(\/?)([A-Z])/g, '<$1b:$2').replace('xmlns=', 'xmlns:b='));
    expect(r.ok && r.valeur.mouvements.map((m) => [m.jour, m.centimes, m.libelle, m.contrepartie])).toEqual([['2026-11-05', -3050, 'Réunion A Réunion B', 'Prune Supposée, Octave Factice']]);
    expect(lire(camt(soldes('100.00', '69.51').replace('OPBD', 'PRCD') + lot, '08'))).toMatchObject({ ok: false, refus: { code: 'solde_faux' } });
  });
  test('ce qui annule garde son sens, et l’autre partie de ce qui est annulé', () => {
    const annule = (sens: string, parties: string) => entree('12.45', sens, '2026-11-06', `<NtryDtls>${transaction(parties, 'Facture IP-1')}</NtryDtls>`).replace('<Sts>', '<RvslInd>true</RvslInd><Sts>');
    const r = lire(camt(soldes('100.00', '100.00') + annule('CRDT', nom('Dbtr', 'CPTS') + nom('Cdtr', 'Imprimerie')) + annule('DBIT', nom('Dbtr', 'CPAM') + nom('Cdtr', 'CPTS')), '08'));
    expect(r.ok && r.valeur.mouvements.map((m) => [m.centimes, m.libelle, m.contrepartie])).toEqual([[1245, 'Annulation : Facture IP-1', 'Imprimerie'], [-1245, 'Annulation : Facture IP-1', 'CPAM']]);
  });
  test('sans tiers ni motif, une ligne reste une ligne ; un achat en dollars compte pour ses euros ; deux comptes ne se mêlent pas', () => {
    const dollars = entree('.92', 'DBIT', '2026-11-07', `<NtryDtls>${transaction(nom('Cdtr', 'Éditeur'), 'Licence', '<AmtDtls><InstdAmt><Amt Ccy="USD">1.00</Amt></InstdAmt></AmtDtls>')}</NtryDtls>`);
    const r = lire(camt(soldes('100.00', '94.08') + entree('5.', 'DBIT') + dollars, '08'));
    expect(r.ok && r.valeur.mouvements.map((m) => [m.centimes, m.libelle, m.contrepartie])).toEqual([[-500, 'Mouvement', ''], [-92, 'Licence', 'Éditeur']]);
    const deux = camt(entree('5.00', 'CRDT')).replace('</Stmt>', '</Stmt><Stmt><Id>R2</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct></Stmt>');
    expect(lire(deux)).toMatchObject({ ok: false, refus: { code: 'autre_compte' } });
  });
  test.each([
    ['un point seul', camt(entree('.', 'CRDT')), 'montant_illisible'],
    ['solde faux d’un centime', camt(soldes('100.00', '112.46') + entree('12.45', 'CRDT')), 'solde_faux'],
    ['une autre devise', camt(entree('5.00', 'CRDT').replace('EUR', 'USD')), 'devise_etrangere'],
    ['une fraction de centime', camt(entree('5.001', 'CRDT')), 'montant_illisible'],
    ['un montant négatif', camt(entree('-5.00', 'CRDT')), 'montant_illisible'],
    ['ni débit ni crédit', camt(entree('5.00', 'XXXX')), 'montant_illisible'],
    ['un 30 février', camt(entree('5.00', 'CRDT', '2026-02-30')), 'jour_illisible'],
    ['sans mouvement', camt(''), 'releve_vide'],
    ['un autre message', '<Document><CstmrCdtTrfInitn/></Document>', 'pas_un_camt053'],
    ['autre chose', '<html/>', 'pas_un_camt053'],
  ])('%s : refusé', (_quoi, xml, code) => expect(lire(xml)).toMatchObject({ ok: false, refus: { code } }));
});

describe('un relevé en tableau', () => {
  const CSV = 'Compte;FR14…;;\nDate;Libellé;Débit;Crédit\n05/11/2026;"FRAIS; tenue ""de"" compte";12,45;\n06/11/2026;VIR CPAM;;1 000,00\n06/11/2026;VIR CPAM;;1 000,00\n;Solde;;\n';
  const colonnes = devinerColonnes(['Date', 'Libellé', 'Débit', 'Crédit']);
  test('titres devinés, guillemets, débit et crédit ; deux lignes pareilles restent deux', () => {
    expect(lireTableau(CSV)[1]).toEqual(['Date', 'Libellé', 'Débit', 'Crédit']);
    const r = lireCsv(CSV, colonnes);
    expect(r.ok && r.valeur.mouvements.map((m) => [m.jour, m.centimes, m.libelle])).toEqual([['2026-11-05', -1245, 'FRAIS; tenue "de" compte'], ['2026-11-06', 100_000, 'VIR CPAM'], ['2026-11-06', 100_000, 'VIR CPAM']]);
    expect(r.ok && new Set(r.valeur.mouvements.map((m) => m.cle)).size).toBe(3);
  });
  test.each([['Date,Libellé,Montant\n2026-11-05,x,"-1 234,56"', -123_456], ['Date\tLibellé\tMontant\n5/11/2026\tx\t+12.5', 1250], ['Date;Libellé;Montant\n05/11/2026;x;1.234,56 EUR', 123_456]])('%j', (texte, attendu) => {
    const r = lireCsv(texte, devinerColonnes(['Date', 'Libellé', 'Montant']));
    expect(r.ok && r.valeur.mouvements[0]?.centimes).toBe(attendu);
  });
  test.each([['Date;Libellé;Débit;Crédit\n31/02/2026;x;1;', 'jour_illisible'], ['Date;Libellé;Débit;Crédit\n01/02/2026;x;douze;', 'montant_illisible'], ['Date;Libellé;Débit;Crédit\n', 'releve_vide'], ['Jour;Mot;Euros\n01/02/2026;x;1', 'csv_sans_colonne'], ['rien', 'csv_illisible']])('%j est refusé', (texte, code) => expect(lireCsv(texte, colonnes)).toMatchObject({ ok: false, refus: { code } }));
});

describe('les tableaux que donnent les banques', () => {
  // Layouts seen in exports of French banks, with invented lines: titles, preamble, separators, decimals, signs.
  test.each([
    ['préambule, guillemets, débit et crédit nommés', 'Téléchargement du 06/11/2026;\n\nCompte courant n° 123;\nSolde au 06/11/2026;1 000,00\n\n"Date";"Libellé";"Débit euros";"Crédit euros";\n"05/11/2026";"FRAIS\nDE TENUE";"12,45";"";'],
    ['une date d’opération parmi plusieurs, un montant signé', "Date de l'opération;Libellé;Détail de l'écriture;Montant de l'opération;Devise\n05/11/2026;FRAIS DE TENUE;FRAIS;-12,45;EUR"],
    ['date de valeur ensuite, solde à la fin', 'Date;Date de valeur;Débit;Crédit;Libellé;Solde\n05/11/2026;06/11/2026;-12,45;;FRAIS DE TENUE;987,55'],
    ['date de comptabilisation, libellés doublés, référence', 'Date de comptabilisation;Libelle simplifie;Libelle operation;Reference;Type operation;Debit;Credit\n05/11/2026;FRAIS DE TENUE;FRAIS;REF1;Frais;-12,45;'],
    ['titres anglais, virgules, point décimal', 'dateOp,dateVal,label,category,amount\n2026-11-05,2026-11-06,FRAIS DE TENUE,Banque,-12.45'],
    ['tabulations', 'Date comptable\tLibellé\tMontant (EUROS)\n05/11/2026\tFRAIS DE TENUE\t-12,45'],
  ])('%s : colonnes devinées, la ligne lue au centime', (_quoi, csv) => {
    const tete = entetesDe(lireTableau(csv));
    const lu = lireCsv(csv, devinerColonnes(tete?.entetes ?? []));
    expect(lu.ok && lu.valeur.mouvements.map((m) => [m.jour, m.centimes, m.libelle.replace(/\s+/g, ' ')])).toEqual([['2026-11-05', -1245, 'FRAIS DE TENUE']]);
  });
});

describe('ce qu’un mouvement peut solder', () => {
  const J = Jour.parse('2026-11-05');
  const facture = { objet: 'facture', id: 'a', nom: 'Imprimerie, IP-118', mots: ['IP-118', 'Imprimerie du Pont'], centimes: -48_000, partiel: false, le: J } as const;
  const ligne = { jour: Jour.parse('2026-11-20'), centimes: -48_000, libelle: 'VIR SEPA', contrepartie: '', reference: '' };
  test('le même montant, jamais un centime d’écart, jamais l’autre sens', () => {
    expect(proposer(ligne, [facture]).map((p) => p.id)).toEqual(['a']);
    for (const centimes of [-48_001, -47_999, 48_000]) expect(proposer({ ...ligne, centimes }, [facture])).toEqual([]);
  });
  test('à quarante-cinq jours près, la plus proche d’abord', () => {
    const le = (id: string, jour: string) => ({ ...facture, id, le: Jour.parse(jour) });
    // 6 October is forty-five days before 20 November, 5 October forty-six.
    expect(proposer(ligne, [le('loin', '2026-10-06'), le('trop', '2026-10-05'), le('pres', '2026-11-19')]).map((p) => p.id)).toEqual(['pres', 'loin']);
  });
  test('le numéro dans le libellé passe avant la date', () => {
    const autre = { ...facture, id: 'b', mots: ['ZZ-9'], le: ligne.jour };
    expect(proposer({ ...ligne, libelle: 'VIR facture ip-118' }, [autre, facture]).map((p) => p.id)).toEqual(['a', 'b']);
  });
  test('une subvention en plusieurs fois : proposée si elle est nommée, ou si c’est juste ce qui reste', () => {
    const s = { objet: 'subvention', id: 's', nom: 'ARS', mots: ['ARS'], centimes: 800_000, partiel: true, le: J } as const;
    expect(proposer({ ...ligne, centimes: 300_000, libelle: 'VIR ARS GRAND EST' }, [s])).toHaveLength(1);
    expect(proposer({ ...ligne, centimes: 300_000 }, [s])).toEqual([]);
    expect(proposer({ ...ligne, centimes: 800_000 }, [s])).toHaveLength(1);
    expect(proposer({ ...ligne, centimes: 800_001, libelle: 'ARS' }, [s])).toEqual([]);
  });
  test('les frais et les cotisations se reconnaissent à leur mot, dans leur sens', () => {
    expect(proposer({ ...ligne, libelle: 'Commission de mouvement' }, []).map((p) => p.objet)).toEqual(['frais']);
    expect(proposer({ ...ligne, centimes: 2000, libelle: 'Adhésion 2026' }, []).map((p) => p.objet)).toEqual(['cotisations']);
    expect(proposer({ ...ligne, centimes: 2000, libelle: 'frais' }, [])).toEqual([]);
  });
});
