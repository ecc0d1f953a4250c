import { describe, expect, test, vi } from 'vitest';
import { Role } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { mots, siteEssai } from '#server/essais.ts';

vi.setConfig({ testTimeout: 60_000 });
const base = essaiAvecBase();
const { entrer } = siteEssai(base);
const IBAN = 'FR1420041010050500013M02606';
const entree = (montant: string, sens: 'CRDT' | 'DBIT', motif: string, jour = '2026-11-05') => `<Ntry><Amt Ccy="EUR">${montant}</Amt><CdtDbtInd>${sens}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${jour}</Dt></BookgDt><NtryDtls><TxDtls><RmtInf><Ustrd>${motif}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`;
const camt = (dedans: string, iban = IBAN) => new File([`<?xml version="1.0"?><Document><BkToCstmrStmt><Stmt><Acct><Id><IBAN>${iban}</IBAN></Id></Acct>${dedans}</Stmt></BkToCstmrStmt></Document>`], 'releve.xml', { type: 'text/xml' });
const csv = (texte: string, nom = 'releve.csv') => new File([texte], nom, { type: 'text/csv' });

async function uneBanque() {
  const tresorerie = await entrer(['tresorerie'], undefined, 'Ombeline Trésor');
  const presidence = await entrer(['presidence'], tresorerie.cpts, 'Maud Présidente');
  const lignes = () => base.proprietaire.selectFrom('mouvements_bancaires').selectAll().where('cpts_id', '=', tresorerie.cpts.id).orderBy('centimes').execute();
  const importer = (fichier: File) => tresorerie.poster('/finances/banque/releves', { fichier });
  return { cpts: tresorerie.cpts, tresorerie, presidence, lignes, importer };
}

async function uneFactureApprouvee(b: Awaited<ReturnType<typeof uneBanque>>) {
  await b.tresorerie.poster('/finances/factures', { fournisseur: 'Imprimerie', numero: 'IP-118', jour: '05/10/2026', echeance: '', montant: '480,00', poste: 'prevention', nature: 'achats', fiche: '', libelle: '' });
  const { id } = await base.proprietaire.selectFrom('factures').select('id').where('cpts_id', '=', b.cpts.id).executeTakeFirstOrThrow();
  await b.presidence.poster(`/finances/factures/${id}`, { geste: 'approuver', version: '1', motif: '', jour: '' });
  return { id, statut: async () => (await base.proprietaire.selectFrom('factures').select(['statut', 'payee_le']).where('id', '=', id).executeTakeFirstOrThrow()) };
}

describe('un relevé', () => {
  test('s’importe une fois : le même fichier, ou les mêmes lignes dans un autre, ne changent rien', async () => {
    const { tresorerie, lignes, importer } = await uneBanque();
    const deux = entree('12.45', 'DBIT', 'FRAIS DE TENUE') + entree('1000.00', 'CRDT', 'VIR CPAM');
    expect((await importer(camt(deux))).status).toBe(303);
    const avant = await lignes();
    expect(avant.map((l) => [l.jour, l.centimes, l.libelle])).toEqual([['2026-11-05', -1245, 'FRAIS DE TENUE'], ['2026-11-05', 100_000, 'VIR CPAM']]);
    const encore = await importer(camt(deux));
    expect([encore.status, await mots(encore)]).toEqual([409, expect.stringContaining('Ce relevé est déjà importé : rien n’a changé.')]);
    expect((await importer(camt(`${deux}<!-- un autre fichier -->${entree('5.00', 'DBIT', 'CARTE', '2026-11-06')}`))).status).toBe(303);
    expect((await lignes()).filter((l) => l.libelle !== 'CARTE')).toEqual(avant);
    expect(await mots(await tresorerie.lire('/finances/banque'))).toContain('3 mouvements à rapprocher');
  });

  test.each([
    ['une bombe d’entités', new File(['<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><l>&b;</l>'], 'r.xml'), 'peut cacher un piège'],
    ['un fichier du disque appelé par une entité', new File(['<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><r>&f;</r>'], 'r.xml'), 'peut cacher un piège'],
    ['un XML coupé', new File(['<Document><BkToCstmrStmt>'], 'r.xml'), 'n’est pas un XML lisible'],
    ['un autre XML', new File(['<Document><CstmrCdtTrfInitn/></Document>'], 'r.xml'), 'n’est pas un relevé CAMT.053'],
    ['une mauvaise date au milieu', camt(entree('5.00', 'DBIT', 'A') + entree('6.00', 'DBIT', 'B', '2026-02-30')), 'la date « 2026-02-30 » ne se lit pas'],
    ['du binaire', new File([Uint8Array.from([1, 0, 2, 3])], 'r.bin'), 'n’est ni un CAMT.053'],
    ['un texte', csv('bonjour'), 'n’est pas un tableau lisible'],
    ['un fichier vide', csv(''), 'Choisissez un fichier'],
  ])('%s : refusé avec sa phrase, rien n’est changé', async (_quoi, fichier, phrase) => {
    const { lignes, importer } = await uneBanque();
    const r = await importer(fichier);
    expect([r.status, await mots(r)]).toEqual([422, expect.stringContaining(phrase)]);
    expect(await lignes()).toEqual([]);
  });

  test('d’un autre compte ou d’une année close : refusé en entier', async () => {
    const { tresorerie, lignes, importer } = await uneBanque();
    await tresorerie.poster('/finances/comptes/cpts', { titulaire: 'CPTS', iban: IBAN });
    expect(await mots(await importer(camt(entree('5.00', 'DBIT', 'A'), 'DE89370400440532013000')))).toContain('un autre compte que celui de la CPTS');
    await tresorerie.poster('/finances/exercices', { annee: '2025', geste: 'clore' });
    expect(await mots(await importer(camt(entree('5.00', 'DBIT', 'A') + entree('6.00', 'DBIT', 'B', '2025-12-31'))))).toContain('des mouvements de 2025, un exercice clos');
    expect(await lignes()).toEqual([]);
  });

  test('en tableau : ses colonnes se disent une fois, le suivant se lit seul', async () => {
    const { tresorerie, lignes, importer } = await uneBanque();
    const tete = 'Date;Libellé;Débit;Crédit\n';
    const r = await importer(csv(`${tete}05/11/2026;FRAIS;12,45;\n`));
    const adresse = (r.headers.get('location') ?? '').replace(/^.*?\/finances/, '/finances');
    expect([r.status, adresse]).toEqual([303, expect.stringContaining('/finances/banque/colonnes/')]);
    expect(await lignes()).toEqual([]);
    expect(await mots(await tresorerie.lire(adresse))).toContain('Quelle colonne porte quoi ?');
    const colonnes = { jour: 'Date', libelle: 'Libellé', debit: 'Débit', credit: 'Crédit', montant: '', contrepartie: '', reference: '' };
    expect(await mots(await tresorerie.poster(adresse, { ...colonnes, jour: 'Libellé' }))).toContain('la date « FRAIS » ne se lit pas');
    expect((await tresorerie.poster(adresse, colonnes)).status).toBe(303);
    expect((await importer(csv(`${tete}06/11/2026;VIR CPAM;;1 000,00\n`, 'autre.csv'))).headers.get('location')).toMatch(/\/finances\/banque$/);
    expect((await lignes()).map((l) => l.centimes)).toEqual([-1245, 100_000]);
  });
});

describe('rapprocher', () => {
  test('une facture d’un geste : elle est payée ce jour-là ; défait, elle attend de nouveau', async () => {
    const b = await uneBanque();
    const facture = await uneFactureApprouvee(b);
    await b.importer(camt(entree('480.00', 'DBIT', 'VIR IP-118') + entree('480.00', 'DBIT', 'AUTRE')));
    const page = await mots(await b.tresorerie.lire('/finances/banque'));
    expect(page).toContain('Facture IP-118, Imprimerie');
    expect(page).toContain('« IP-118 » dans le libellé');
    const m = (await b.lignes()).find((l) => l.libelle === 'VIR IP-118');
    const autre = (await b.lignes()).find((l) => l.libelle === 'AUTRE');
    const geste = { mouvement: m?.id ?? '', objet: 'facture', id: facture.id };
    expect((await b.tresorerie.poster('/finances/banque/rapprochement', geste)).status).toBe(303);
    expect(await facture.statut()).toEqual({ statut: 'payee', payee_le: '2026-11-05' });
    expect((await b.tresorerie.poster('/finances/banque/rapprochement', geste)).status).toBe(409);
    expect((await b.tresorerie.poster('/finances/banque/rapprochement', { ...geste, mouvement: autre?.id ?? '' })).status).toBe(409);
    expect((await b.tresorerie.poster(`/finances/banque/${m?.id}/defaire`, {})).status).toBe(303);
    expect(await facture.statut()).toEqual({ statut: 'approuvee', payee_le: null });
    expect((await b.tresorerie.poster(`/finances/banque/${m?.id}/defaire`, {})).status).toBe(409);
    expect((await b.tresorerie.poster(`/finances/banque/${'-'.repeat(36)}/defaire`, {})).status).toBe(404);
  });

  test('jamais un autre montant ni l’autre sens ; rien n’est changé', async () => {
    const b = await uneBanque();
    const facture = await uneFactureApprouvee(b);
    await b.importer(camt(entree('480.01', 'DBIT', 'IP-118') + entree('480.00', 'CRDT', 'IP-118')));
    for (const l of await b.lignes()) {
      const r = await b.tresorerie.poster('/finances/banque/rapprochement', { mouvement: l.id, objet: 'facture', id: facture.id });
      expect([r.status, await mots(r)]).toEqual([422, expect.stringContaining('ne font pas le même montant')]);
      expect((await b.tresorerie.poster('/finances/banque/rapprochement', { mouvement: l.id, objet: l.centimes > 0 ? 'frais' : 'cotisations' })).status).toBe(422);
    }
    expect(await facture.statut()).toEqual({ statut: 'approuvee', payee_le: null });
  });

  test('ce que l’on a choisi à la main revient avec le refus, et un choix oublié se dit en français', async () => {
    const b = await uneBanque();
    await b.importer(camt(entree('3.00', 'DBIT', 'COMMISSION')));
    const [m] = await b.lignes();
    const poster = (champs: Record<string, string>) => b.tresorerie.poster('/finances/banque/rapprochement', { mouvement: m?.id ?? '', ...champs });
    const oubli = await poster({ objet: '', poste: 'acces' });
    const rendu = (await oubli.clone().text()).replace(/[\u00a0\u202f]/g, ' ');
    expect([oubli.status, await mots(oubli)]).toEqual([422, expect.stringContaining('Choisissez une réponse de la liste.')]);
    expect(rendu).toContain('À revoir : COMMISSION');
    expect(rendu).toContain('<option value="acces" selected');
    const refusee = await poster({ objet: 'cotisations', poste: 'acces' });
    expect(refusee.status).toBe(422);
    expect(await refusee.text()).toContain('<option value="acces" selected');
    expect((await poster({ objet: 'frais', poste: 'acces' })).status).toBe(303);
  });

  test('une subvention en deux fois, des frais sous une mission : le budget du financeur et le journal les portent', async () => {
    const b = await uneBanque();
    await b.tresorerie.poster('/finances/subventions', { financeur: 'fir', nom: 'ARS', libelle: 'Soins', montant: '1 000', jour: '02/02/2026', poste: 'acces' });
    const { id } = await base.proprietaire.selectFrom('subventions').select('id').where('cpts_id', '=', b.cpts.id).executeTakeFirstOrThrow();
    await b.presidence.poster(`/finances/subventions/${id}`, { version: '1', geste: 'accorder', motif: '' });
    await b.importer(camt(entree('600.00', 'CRDT', 'VIR ARS') + entree('400.01', 'CRDT', 'VIR ARS') + entree('3.00', 'DBIT', 'COMMISSION')));
    const [frais, second, premier] = await b.lignes();
    const rapprocher = (m: typeof frais, champs: Record<string, string>) => b.tresorerie.poster('/finances/banque/rapprochement', { mouvement: m?.id ?? '', ...champs });
    expect((await rapprocher(premier, { objet: 'subvention', id })).status).toBe(303);
    expect((await rapprocher(second, { objet: 'subvention', id })).status).toBe(422);
    expect((await rapprocher(frais, { objet: 'frais', poste: 'acces' })).status).toBe(303);
    const fec = new TextDecoder('iso-8859-15').decode(await (await b.tresorerie.lire('/finances/comptabilite/fec?annee=2026&poste=acces')).arrayBuffer());
    expect(fec.split('\r\n').slice(1, -1).map((l) => l.split('\t')).map((l) => `${l[4]} ${l[11]} ${l[12]}`)).toEqual(['4417 1000,00 0,00', '740 0,00 1000,00', '512 600,00 0,00', '4417 0,00 600,00', '512 0,00 3,00', '627 3,00 0,00']);
    await b.tresorerie.poster(`/finances/banque/${premier?.id}/defaire`, {});
    expect(await mots(await b.tresorerie.lire('/finances/subventions?annee=2026'))).toContain('1 000,00 € accordés, 0,00 € reçus');
  });

  test('seules la trésorerie et la présidence importent et rapprochent', async () => {
    const { cpts, importer, lignes } = await uneBanque();
    await importer(camt(entree('3.00', 'DBIT', 'COMMISSION')));
    const [m] = await lignes();
    for (const role of Role.options) {
      if (role === 'exploitant') continue;
      const qui = await entrer([role], cpts);
      const permis = role === 'tresorerie' || role === 'presidence';
      expect((await qui.poster('/finances/banque/rapprochement', { mouvement: m?.id ?? '', objet: 'frais' })).status, role).toBe(permis ? 303 : 403);
      if (permis) await qui.poster(`/finances/banque/${m?.id}/defaire`, {});
    }
  });
});
