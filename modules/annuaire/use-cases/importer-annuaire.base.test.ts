import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ouvrirPool } from '#db/connexion.ts';
import { baseASoi } from '#db/essais-base.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import { ENTETE, uneLigne, unFichier, unProfessionnel } from '../builders.ts';
import { phraseRefusFichier } from '../labels.ts';
import { importerAnnuaire } from './importer-annuaire.ts';
import { resoudreCommune } from './resoudre-commune.ts';

const base = baseASoi('import');
const dossier = mkdtempSync(join(tmpdir(), 'annuaire-'));
const pool = ouvrirPool(base.adresse, 'maillage_donnees', 4);
afterAll(async () => {
  await pool.end();
  rmSync(dossier, { recursive: true, force: true });
});

const resoudre = resoudreCommune(chargerPaquet({ donnees: dossier, dossier: null }));
let numero = 0;
const poser = (contenu: string | Uint8Array, nom = `PS_LibreAcces_Personne_activite_2026${String(++numero).padStart(4, '0')}.txt`): string => {
  const chemin = join(dossier, nom);
  writeFileSync(chemin, contenu);
  return chemin;
};
const importer = (contenu: string | Uint8Array, departements?: string[]) => importerAnnuaire(pool, { chemin: poser(contenu), resoudre, fictif: true, departements, memePlusPetit: true });

/** All that a reader can see, in one value. */
async function visible(): Promise<unknown> {
  const { rows } = await sql<{ p: unknown; a: unknown; s: unknown; i: unknown }>`select
    (select jsonb_agg(to_jsonb(p) order by p.id) from annuaire.professionnels p) p, (select jsonb_agg(to_jsonb(a) order by a.commune) from annuaire.presences a) a,
    (select jsonb_agg(to_jsonb(s) order by s.id) from annuaire.structures s) s, (select count(*) from annuaire.imports) i`.execute(base.db);
  return rows[0];
}
const indexes = async (): Promise<unknown> => (await sql`select tablename, indexdef from pg_indexes where schemaname = 'annuaire' order by 1, 2`.execute(base.proprietaire)).rows;

const MOIS = [1, 2, 3, 4, 5].map((n) => unProfessionnel(n));

describe('import de l’extraction', () => {
  let avant: unknown;
  beforeAll(async () => {
    avant = await indexes();
    const fait = await importer(unFichier(MOIS));
    expect(fait).toMatchObject({ ok: true, valeur: { personnes: 5, activites: 5, structures: 5, premier: true, differences: { arrivees: 0, departs: 0, demenagements: 0 } } });
  });

  test('l’application lit ce qui a été écrit, et ne peut rien y écrire', async () => {
    const p = await sql<{ nom: string; cle: string }>`select nom, cle from annuaire.professionnels order by id`.execute(base.db);
    expect(p.rows).toHaveLength(5);
    expect(p.rows[0]).toEqual({ nom: 'EXEMPLE', cle: 'exemple claude' });
    await expect(sql`delete from annuaire.professionnels`.execute(base.db)).rejects.toThrow(/permission denied|droit/);
    await expect(sql`select 1 from annuaire_prepare.mots`.execute(base.db)).rejects.toThrow(/permission denied|droit/);
  });

  test('le rôle des données ne lit rien d’une CPTS', async () => {
    await expect(pool.query('select * from roles_tenus')).rejects.toThrow(/permission denied|droit/);
    await expect(pool.query('select * from personnes')).rejects.toThrow(/permission denied|droit/);
  });

  test('le même fichier une seconde fois, même compressé ou dans un autre ordre, ne change rien', async () => {
    const etat = await visible();
    for (const contenu of [unFichier(MOIS), unFichier(MOIS.toReversed()), gzipSync(unFichier(MOIS)), zipSync({ 'lisez-moi.txt': Buffer.from('rien'), 'PS_LibreAcces_Personne_activite_202609.txt': Buffer.from(unFichier(MOIS)) })]) {
      expect(await importer(contenu)).toMatchObject({ ok: true, valeur: { differences: undefined, personnes: 5 } });
      expect(await visible()).toEqual(etat);
    }
  });

  test.each<[string, () => string | Uint8Array, string]>([
    ['vide', () => '', 'vide'],
    ['une page web', () => '<!DOCTYPE html><html><body>404</body></html>', 'page_web'],
    ['en UTF-16', () => Buffer.from(`\ufeff${unFichier(MOIS)}`, 'utf16le'), 'encodage'],
    ['en Windows-1252', () => Buffer.from(unFichier(MOIS), 'latin1'), 'encodage'],
    ['séparé par des points-virgules', () => unFichier(MOIS).replaceAll('|', ';'), 'separateur'],
    ['sans la colonne du nom', () => unFichier(MOIS, ENTETE.map((c) => (c === "Nom d'exercice" ? 'Autre chose' : c))), 'colonnes_absentes'],
    ['gzip coupé', () => gzipSync(unFichier(Array.from({ length: 3000 }, (_, n) => unProfessionnel(n)))).subarray(0, 9000), 'compression_tronquee'],
    ['zip coupé', () => zipSync({ 'a_Personne_activite.txt': Buffer.from(unFichier(MOIS)) }).subarray(0, 300), 'archive_illisible'],
    ['zip d’autre chose', () => zipSync({ 'a.txt': Buffer.from('a'), 'b.txt': Buffer.from('b') }), 'archive_sans_extraction'],
    ['FINESS national', () => 'finess;etalab;94;2026-09-01\nstructureet;010000024;010780054;NOM\n', 'autre_fichier'],
    ['FINESS avec titres', () => '"finess_et","raison_sociale","categorie_code"\n"010000024","X","355"\n', 'autre_fichier'],
    ['PDF', () => '%PDF-1.7\n1 0 obj\n', 'autre_fichier'],
    ['de tableur', () => zipSync({ '[Content_Types].xml': Buffer.from('<Types/>'), 'xl/workbook.xml': Buffer.from('<a/>') }), 'autre_fichier'],
    ['sans aucune activité', () => unFichier([]), 'aucune_ligne'],
    ['fait pour moitié de lignes fautives', () => unFichier(MOIS.flatMap((l) => [l, 'a|b'])), 'trop_de_lignes_fautives'],
    ['en clair, coupé au milieu d’une ligne', () => unFichier(Array.from({ length: 40 }, (_, n) => unProfessionnel(n))).slice(0, -200), 'texte_coupe'],
    ['en clair, coupé au milieu d’un accent', () => { const o = Buffer.from(unFichier([...Array.from({ length: 40 }, (_, n) => unProfessionnel(n)), unProfessionnel(41, { "Nom d'exercice": 'É' })])); return o.subarray(0, o.lastIndexOf(0xc3, o.lastIndexOf('É') + 1) + 1); }, 'texte_coupe'],
  ])('un fichier %s est refusé d’une phrase, et la base n’a pas bougé', async (_, contenu, code) => {
    const etat = await visible();
    const r = await importer(contenu());
    expect(r).toMatchObject({ ok: false, refus: { code } });
    if (!r.ok) expect(phraseRefusFichier(r.refus, 'annuaire')).toMatch(/^[A-ZÀ-Ý0-9].*[Rr]ien n’a été changé\.$/s);
    expect(await visible()).toEqual(etat);
    expect((await pool.query("select count(*)::int as n from pg_tables where schemaname = 'annuaire_prepare'")).rows[0].n).toBe(0);
  });

  test('un fichier entier dont seule la fin de ligne manque est pris', async () => {
    const etat = await visible();
    expect(await importer(unFichier(MOIS).trimEnd())).toMatchObject({ ok: true, valeur: { personnes: 5, fautives: 0, differences: undefined } });
    expect(await visible()).toEqual(etat);
  });

  test('un import arrêté ne laisse rien', async () => {
    const etat = await visible();
    const arret = new AbortController();
    arret.abort();
    expect(await importerAnnuaire(pool, { chemin: poser(unFichier([unProfessionnel(77)])), resoudre, signal: arret.signal })).toMatchObject({ ok: false, refus: { code: 'arrete' } });
    expect(await visible()).toEqual(etat);
  });

  test('le mois suivant : un départ, une arrivée, un déménagement, et rien de plus', async () => {
    const suivant = [
      ...MOIS.slice(1, 4),
      unProfessionnel(5, { 'Code commune (coord. structure)': '09225', 'Code postal (coord. structure)': '09100', 'Identifiant technique de la structure': 'FIC99' }),
      unProfessionnel(6, { "Nom d'exercice": 'NOUVEAU' }),
    ];
    expect(await importer(unFichier(suivant))).toMatchObject({ ok: true, valeur: { differences: { arrivees: 1, departs: 1, demenagements: 1 }, premier: false } });
    const { rows } = await sql`select nature, nom, avant, apres from annuaire.differences d join annuaire.imports i on i.id = d.import_id order by nature`.execute(base.db);
    expect(rows).toEqual([
      { nature: 'arrivee', nom: 'NOUVEAU', avant: [], apres: ['09122'] },
      { nature: 'demenagement', nom: 'EXEMPLE', avant: ['09122'], apres: ['09225'] },
      { nature: 'depart', nom: 'EXEMPLE', avant: ['09122'], apres: [] },
    ]);
    expect(await indexes()).toEqual(avant);
  });

  test('un texte coupé entre deux lignes ne se voit qu’à sa taille : deux fois plus petit que l’annuaire, il est refusé, sauf à le vouloir', async () => {
    const grand = Array.from({ length: 1001 }, (_, n) => unProfessionnel(n));
    expect(await importer(unFichier(grand))).toMatchObject({ ok: true });
    const etat = await visible();
    const strict = (lignes: readonly string[]) => importerAnnuaire(pool, { chemin: poser(unFichier(lignes)), resoudre, fictif: true });
    expect(await strict(grand.slice(0, 500))).toEqual({ ok: false, refus: { code: 'bien_plus_petit', avant: 1001, maintenant: 500 } });
    expect(await visible()).toEqual(etat);
    expect(await strict(grand.slice(0, 501))).toMatchObject({ ok: true, valeur: { differences: { departs: 500 } } });
    await importer(unFichier(grand));
    const voulu = (lignes: readonly string[], raison: string) => importerAnnuaire(pool, { chemin: poser(unFichier(lignes)), resoudre, fictif: true, memePlusPetit: true, raison });
    const raisons = async () => (await sql<{ raison: string | null }>`select raison from annuaire.imports order by fait_le desc, id desc limit 2`.execute(base.db)).rows.map((r) => r.raison);
    await voulu(grand.slice(0, 800), 'Sans objet');
    await importer(unFichier(grand));
    await voulu(grand.slice(0, 400), 'Les inactifs sont retirés');
    expect(await raisons()).toEqual(['Les inactifs sont retirés', null]);
    expect((await sql<{ n: number }>`select count(*)::int as n from annuaire.imports where raison = 'Sans objet'`.execute(base.db)).rows).toEqual([{ n: 0 }]);
    await importer(unFichier(grand));
    expect(await importer(unFichier(MOIS))).toMatchObject({ ok: true, valeur: { personnes: 5 } });
  });

  test('entre une édition inventée et une vraie, rien n’est comparé : tout le monde n’arrive pas', async () => {
    await importer(unFichier(MOIS));
    const vraie = await importerAnnuaire(pool, { chemin: poser(unFichier([unProfessionnel(7), unProfessionnel(8)])), resoudre });
    expect(vraie).toMatchObject({ ok: true, valeur: { personnes: 2, premier: true, differences: { arrivees: 0, departs: 0, demenagements: 0 } } });
    expect(await importer(unFichier(MOIS))).toMatchObject({ ok: true, valeur: { premier: true, differences: { arrivees: 0, departs: 0, demenagements: 0 } } });
  });

  test('le serveur ne mesure jamais l’intérieur des listes, ni ne nettoie ce qui ne change pas : ses plans en seraient trompés', async () => {
    await importer(unFichier(MOIS));
    const listes = await sql<{ ou: string }>`select c.relname || '.' || a.attname as ou from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'annuaire'
      where c.relkind = 'r' and a.atttypid = 'int[]'::regtype order by 1`.execute(base.db);
    expect(listes.rows.length).toBe(8);
    for (const t of ['professionnels', 'mots', 'presences', 'equipes', 'profils']) await sql`analyze annuaire.${sql.ref(t)}`.execute(base.db);
    const { rows } = await sql`select tablename, attname from pg_stats s where s.schemaname = 'annuaire' and s.tablename || '.' || s.attname = any(${listes.rows.map((l) => l.ou)})`.execute(base.db);
    expect(rows).toEqual([]);
    const surveillees = await sql`select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'annuaire' and relname in ('mots', 'professionnels') and not coalesce(reloptions::text like '%autovacuum_enabled=false%', false)`.execute(base.db);
    expect(surveillees.rows).toEqual([]);
  });

  test('une commune absente est retrouvée par son code postal et son nom, une commune disparue par son code', async () => {
    const champs = { 'Code commune (coord. structure)': '', 'Libellé commune (coord. structure)': '', 'Code Département (structure)': '' };
    const fait = await importer(unFichier([
      unProfessionnel(1, { ...champs, 'Code postal (coord. structure)': '09200', 'Bureau cedex (coord. structure)': '09200 ST GIRONS CEDEX' }),
      unProfessionnel(2, { ...champs, 'Code postal (coord. structure)': '', 'Bureau cedex (coord. structure)': '' }),
      uneLigne({ ...Object.fromEntries(ENTETE.map((c, i) => [c, unProfessionnel(3).split('|')[i] ?? ''])), 'Code commune (coord. structure)': '01091' }),
    ]));
    expect(fait).toMatchObject({ ok: true, valeur: { deduites: 1, sansCommune: 1 } });
    const { rows } = await sql<{ commune: string | null }>`select s.commune from annuaire.professionnels p, unnest(p.structures) a(structure) join annuaire.structures s on s.id = a.structure order by p.id`.execute(base.db);
    expect(rows.map((r) => r.commune)).toEqual(['09261', null, '01033']);
  });

  test('lu par un second fil, plein, zippé, fautif ou coupé, un fichier donne ce qu’il donne lu par le premier', async () => {
    const grand = unFichier(Array.from({ length: 12_000 }, (_, n) => (n % 997 === 5 ? 'ligne|fautive' : unProfessionnel(n % 9000, { "Nom d'exercice": `NOM${n % 9000}É`, 'Identifiant technique de la structure': `S${n % 700}` }))));
    const lire = async (contenu: string | Uint8Array, enParallele: boolean): Promise<unknown> => {
      const r = await importerAnnuaire(pool, { chemin: poser(contenu), resoudre, fictif: true, enParallele });
      return r.ok ? { ...r.valeur, fichier: '', premier: false, differences: undefined } : r;
    };
    const droit = await lire(grand, false);
    expect(droit).toMatchObject({ fautives: 13, lignes: 11_987 });
    const etat = await visible();
    for (const contenu of [grand, gzipSync(grand), zipSync({ 'b_Personne_activite.txt': Buffer.from(grand) })]) expect(await lire(contenu, true)).toEqual(droit);
    expect(await visible()).toEqual(etat);
    await importer(unFichier(MOIS));
    expect(await lire(grand, true)).toEqual(droit);
    expect(await visible()).toEqual({ ...Object(etat), i: expect.anything() });
    expect(await lire(grand.slice(0, -150), true)).toMatchObject({ ok: false, refus: { code: 'texte_coupe', ligne: 12_001 } });
    expect(await lire(gzipSync(grand).subarray(0, 40_000), true)).toMatchObject({ ok: false, refus: { code: 'compression_tronquee' } });
  });

  test('avec un autre choix de départements, seuls les départements communs sont comparés', async () => {
    await importer(unFichier([unProfessionnel(1), unProfessionnel(2, { 'Code commune (coord. structure)': '64445', 'Code Département (structure)': '64' })]));
    const fait = await importer(unFichier([unProfessionnel(3), unProfessionnel(2, { 'Code commune (coord. structure)': '64445', 'Code Département (structure)': '64' })]), ['09']);
    expect(fait).toMatchObject({ ok: true, valeur: { personnes: 1, differences: { arrivees: 1, departs: 1, demenagements: 0 } } });
  });
});
