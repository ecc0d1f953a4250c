import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ouvrirPool } from '#db/connexion.ts';
import { baseASoi } from '#db/essais-base.ts';
import { mots, ouvrirSite } from '#server/essais.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import { unFichier, unProfessionnel, unRpps } from '../builders.ts';
import { importerAnnuaire } from '../use-cases/importer-annuaire.ts';
import { resoudreCommune } from '../use-cases/resoudre-commune.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
const base = baseASoi('changements');
const { visiter } = ouvrirSite(base);
const dossier = mkdtempSync(join(tmpdir(), 'changements-'));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

const SLUG = 'essai-changements';
const a = (code: string, nom: string, departement: string, codePostal: string) => ({ 'Code commune (coord. structure)': code, 'Libellé commune (coord. structure)': nom, 'Code Département (structure)': departement, 'Code postal (coord. structure)': codePostal });
const [FOIX, PAMIERS, PAU, BAYONNE] = [a('09122', 'Foix', '09', '09000'), a('09225', 'Pamiers', '09', '09100'), a('64445', 'Pau', '64', '64000'), a('64102', 'Bayonne', '64', '64100')];
const INFIRMIER = { 'Code profession': '60', 'Libellé profession': 'Infirmier', 'Code savoir-faire': '' };

const qui = (n: number, nom: string, lieu: Record<string, string>, plus: Record<string, string> = {}): string => unProfessionnel(n, { "Nom d'exercice": nom, ...lieu, ...plus });
const restent = [qui(1, 'RESTEE', FOIX)];
const NOUVEAUX = 120;
const ANCIENNE = [
  ...restent, qui(2, 'PARTIE', FOIX), qui(4, 'INSTALLEE', PAU), qui(5, 'QUITTE', FOIX), qui(6, 'BOUGE', FOIX), qui(7, 'DELAISSE', FOIX), qui(7, 'DELAISSE', PAU, { 'Identifiant technique de la structure': 'CABINET-DE-PAU' }), qui(8, 'REDUITE', FOIX), qui(8, 'REDUITE', FOIX, { 'Identifiant technique de la structure': 'AUTRE' }),
  qui(9, 'CHANGEE', FOIX), qui(10, 'FAUTIVE', FOIX), qui(11, 'AILLEURS', PAU),
];
const NOUVELLE = [
  ...restent, qui(3, 'VENUE', FOIX), qui(4, 'INSTALLEE', FOIX), qui(5, 'QUITTE', PAU), qui(6, 'BOUGE', PAMIERS), qui(7, 'DELAISSE', FOIX), qui(8, 'REDUITE', FOIX),
  qui(9, 'CHANGEE', FOIX, INFIRMIER), qui(10, 'EXACTE', FOIX), qui(11, 'AILLEURS', BAYONNE), ...Array.from({ length: NOUVEAUX }, (_, n) => qui(100 + n, `NOUVEAU${String(n).padStart(3, '0')}`, PAMIERS, INFIRMIER)),
];

async function importer(jour: string, lignes: readonly string[]): Promise<void> {
  const chemin = join(dossier, `PS_LibreAcces_Personne_activite_${jour}0800.txt`);
  writeFileSync(chemin, unFichier(lignes));
  const pool = ouvrirPool(base.adresse, 'maillage_donnees', 2);
  const fait = await importerAnnuaire(pool, { chemin, resoudre: resoudreCommune(chargerPaquet()) });
  await pool.end();
  expect(fait.ok).toBe(true);
}

let site: ReturnType<typeof visiter> extends Promise<infer S> ? S : never;
beforeAll(async () => {
  const { id: cpts } = await base.proprietaire.insertInto('cpts').values({ slug: SLUG, nom: 'CPTS des Changements' }).returning('id').executeTakeFirstOrThrow();
  await sql`with t as (insert into territoires (cpts_id, version, courant, compose_le) values (${cpts}, 1, true, now()) returning id)
    insert into territoire_communes (cpts_id, territoire_id, commune, rang) select ${cpts}, t.id, x.commune, x.rang from t, (values ('09122', 0), ('09225', 1)) x(commune, rang)`.execute(base.proprietaire);
  const { id } = await base.proprietaire.insertInto('personnes').values({ nom: 'Camille Essai', courriel: 'camille@exemple.invalid', courriel_verifie: true }).returning('id').executeTakeFirstOrThrow();
  await sql`insert into roles_tenus (cpts_id, personne_id, role, depuis) values (${cpts}, ${id}, 'coordination', '2020-01-01')`.execute(base.proprietaire);
  site = await visiter(SLUG, id);
  await importer('20260915', ANCIENNE);
});

const ICI = '/reseau/annuaire/changements';
const lire = async (suite = ''): Promise<string> => mots(await site.lire(`${ICI}${suite}`));

describe('ce qu’une édition change', () => {
  test('la première édition n’a rien à quoi se comparer, et le dit', async () => {
    expect(await lire()).toContain('L’édition servie n’a pas de précédente');
    expect(await mots(await site.lire('/reseau/annuaire'))).not.toContain('Ce qui a changé');
  });

  describe('après l’édition suivante', () => {
    beforeAll(() => importer('20261015', NOUVELLE));

    test('vu du territoire : y entrer est une arrivée, en sortir un départ ; ni un nom, ni un métier, ni un second poste au même endroit', async () => {
      expect(await lire()).toContain('122 arrivées, 2 départs et 2 changements de lieu sur le territoire, entre l’édition du 15/09/2026 et celle du 15/10/2026');
      expect(await lire('?sens=depart')).toMatch(/Claude Partie Médecin Foix N’est plus dans l’annuaire Claude Quitte Médecin Foix Pau \(hors du territoire\)/);
      expect(await lire('?sens=demenagement')).toMatch(/Claude Bouge Médecin Foix Pamiers Claude Delaisse Médecin Foix, Pau \(hors du territoire\) Foix/);
      expect(await lire('?metier=10')).toMatch(/Claude Installee Médecin Pau \(hors du territoire\) Foix Claude Venue Médecin Nouveau dans l’annuaire Foix/);
      const tout = (await Promise.all(['arrivee', 'depart', 'demenagement'].map((s) => lire(`?sens=${s}`)))).join(' ');
      for (const nom of ['Restee', 'Reduite', 'Changee', 'Fautive', 'Exacte', 'Ailleurs']) expect(tout).not.toContain(nom);
      expect(await mots(await site.lire('/reseau/annuaire'))).toContain('Sur le territoire : 122 arrivées, 2 départs et 2 changements de lieu.');
    });

    test('dans tout l’annuaire : cinq ont changé de lieu', async () => {
      expect(await lire('?ou=partout')).toContain('121 arrivées, 1 départ et 5 changements de lieu, entre');
      expect(await lire('?ou=partout&sens=demenagement')).toMatch(/Claude Ailleurs Médecin Pau Bayonne/);
    });

    test('les pages se suivent sans trou ni double', async () => {
      const vus: string[] = [];
      for (const page of [1, 2, 3]) vus.push(...[...(await lire(`?sens=arrivee&page=${page}`)).matchAll(/Nouveau(\d{3})/g)].map((m) => m[1] ?? ''));
      expect(vus).toEqual(Array.from({ length: NOUVEAUX }, (_, n) => String(n).padStart(3, '0')));
      expect(await lire('?sens=arrivee&page=3')).toContain('101 à 122 sur 122 personnes');
      expect((await site.lire(`${ICI}?sens=n’importe&page=-4&ou=lune&metier=%27`)).status).toBe(200);
    });

    test('l’export tient les trois listes, communes en toutes lettres et en codes', async () => {
      const lignes = (await (await site.lire(`${ICI}.csv`)).text()).split('\r\n').filter(Boolean);
      expect(lignes).toHaveLength(1 + 122 + 2 + 2);
      expect(lignes).toContain(`Départ;8${unRpps(5)};Claude Quitte;Médecin;Foix;Pau;09122;64445`);
      expect((await (await site.lire(`${ICI}.csv?ou=partout&metier=60`)).text()).split('\r\n').filter(Boolean)).toHaveLength(1 + NOUVEAUX);
      expect((await site.lire(`${ICI}.xlsx`)).status).toBe(200);
    });
  });
});
