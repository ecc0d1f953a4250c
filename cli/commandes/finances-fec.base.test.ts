import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { essaiAvecBase } from '#db/essais.ts';
import { siteEssai } from '#server/essais.ts';
import { commande, ecrireEtRelire } from './finances-fec.ts';

vi.setConfig({ testTimeout: 60_000 });
const base = essaiAvecBase();
const { entrer } = siteEssai(base);
const dossier = mkdtempSync(join(tmpdir(), 'fec-'));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

const sortie = () => { const t = { ecrit: '', dit: '' }; return { t, voies: { ecrire: (x: string) => { t.ecrit += x; }, dire: (x: string) => { t.dit += x; } } }; };

test('le fichier d’un exercice s’écrit depuis la ligne de commande et se relit : une facture, deux lignes, équilibrées', async () => {
  const tresorerie = await entrer(['tresorerie'], undefined, 'Ombeline Trésor');
  const presidence = await entrer(['presidence'], tresorerie.cpts, 'Maud Présidente');
  await tresorerie.poster('/finances/factures', { fournisseur: 'Imprimerie', numero: 'IP-118', jour: '05/10/2026', echeance: '', montant: '480,00', poste: 'prevention', nature: 'achats', fiche: '', libelle: '' });
  const { id } = await base.proprietaire.selectFrom('factures').select('id').where('cpts_id', '=', tresorerie.cpts.id).executeTakeFirstOrThrow();
  await presidence.poster(`/finances/factures/${id}`, { geste: 'approuver', version: '1', motif: '', jour: '' });
  for (const separateur of ['tabulation', 'barre'] as const) {
    const [fichier, { t, voies }] = [join(dossier, `${separateur}.txt`), sortie()];
    expect(await ecrireEtRelire(base.adresse, { cpts: tresorerie.cpts.slug, annee: 2026, separateur, fichier, json: true }, voies)).toBe(0);
    expect(JSON.parse(t.ecrit)).toMatchObject({ fichier, provisoire: true, ecritures: 1, lignes: 2, debitCentimes: 48_000, creditCentimes: 48_000, defauts: [] });
    expect(readFileSync(fichier, 'latin1').split('\r\n')).toHaveLength(4);
  }
  const ailleurs = sortie();
  expect(await ecrireEtRelire(base.adresse, { cpts: tresorerie.cpts.slug, annee: 2026, mission: 'parcours', separateur: 'barre', fichier: join(dossier, 'p.txt'), json: false }, ailleurs.voies)).toBe(0);
  expect(ailleurs.t.ecrit.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('0 écriture, 0 ligne, 0,00 € au débit');
});

test('une CPTS inconnue, une année absente, une mission inventée : code 1, une phrase, aucun fichier', async () => {
  const inconnue = sortie();
  const temoin = join(dossier, 'temoin.txt');
  writeFileSync(temoin, 'avant');
  expect(await ecrireEtRelire(base.adresse, { cpts: 'nulle-part', annee: 2026, separateur: 'barre', fichier: temoin, json: false }, inconnue.voies)).toBe(1);
  expect([inconnue.t.dit, readFileSync(temoin, 'utf8')]).toEqual([expect.stringContaining('« nulle-part »'), 'avant']);
  for (const [args, phrase] of [[['--annee', '2026'], 'Donnez --cpts'], [['--cpts', 'x'], 'Donnez --annee'], [['--cpts', 'x', '--annee', '1999'], 'de 2000 à 2100'], [['--cpts', 'x', '--annee', '2026', '--mission', 'lune'], '--mission est l’un de']] as const) {
    const { t, voies } = sortie();
    expect([await commande.executer(args, voies), t.dit]).toEqual([1, expect.stringContaining(phrase)]);
  }
});
