import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CptsAutorisee } from '#core/tenancy.ts';
import { installerFile } from '#server/taches/file.ts';
import { type Adresse, type Db, ouvrirDb, ouvrirPool } from './connexion.ts';
import { chargerDemo } from './demo/charger.ts';
import { baseAPart } from './essais-a-part.ts';
import { adresseEssais, essaiAvecBase, INSTANT } from './essais.ts';
import { verifierJournal } from './journal.ts';
import { publier } from './outbox.ts';
import { restaurer } from './restauration.ts';
import { type Sauvegarde, sauvegarder } from './sauvegarde.ts';
import { enLignes, ordonner } from './sauvegarde-format.ts';

const partagee = essaiAvecBase();
const dossier = mkdtempSync(join(tmpdir(), 'sauvegarde-'));
const fichier = (nom: string) => join(dossier, nom);
const source = await baseAPart(adresseEssais());
const aSupprimer = [source];
let faite: Sauvegarde;
/** Where every refusal is tried: it must stay empty. */
let vide: Adresse;

const neuve = async (migree = true) => {
  const base = await baseAPart(adresseEssais(), migree);
  aSupprimer.push(base);
  return base.adresse;
};

async function avecProprietaire<T>(adresse: Adresse, faire: (db: Db) => Promise<T>): Promise<T> {
  const pool = ouvrirPool(adresse, undefined, 1);
  try {
    return await faire(ouvrirDb(pool));
  } finally {
    await pool.end();
  }
}

const compter = (adresse: Adresse) => avecProprietaire(adresse, async (db) => (await sql<{ n: number }>`select (select count(*) from cpts)::int + (select count(*) from personnes)::int + (select count(*) from journal)::int as n`.execute(db)).rows[0]?.n);

const VALEURS = ['tabulation\tet retour\nà la ligne', 'antislash \\ et \\. seul', '\\.', 'été « œ » 🩺', '', "l'apostrophe", '\\N'];

beforeAll(async () => {
  await installerFile(source.adresse);
  await chargerDemo(source.adresse, INSTANT);
  await avecProprietaire(source.adresse, async (db) => {
    const cpts = await db.selectFrom('cpts').select('id').orderBy('slug').executeTakeFirstOrThrow();
    await sql`insert into personnes (nom, courriel, image) select 'Personne ' || i, 'p' || i || '@exemple.invalid', case when i % 3 = 0 then null else (${VALEURS}::text[])[1 + i % 7] end from generate_series(1, 5000) i`.execute(db);
    await db.transaction().execute(async (tx) => {
      for (const v of VALEURS) await publier({ tx, cpts: cpts.id as CptsAutorisee }, 'essai', { v });
    });
    await sql`insert into taches.queue (name, policy, retry_limit, retry_delay, retry_backoff, expire_seconds, retention_seconds, deletion_seconds, partition, table_name)
      values ('essai', 'standard', 1, 1, false, 60, 60, 60, false, 'job_common')`.execute(db);
    await sql`insert into taches.job (name, data, policy) values ('essai', ${JSON.stringify({ sujet: 'essai', cptsId: cpts.id, charge: { enRoute: true } })}::jsonb, 'standard')`.execute(db);
  });
  vide = await neuve();
  faite = await sauvegarder(source.adresse, { fichier: fichier('ok'), version: '0.1.0', maintenant: INSTANT });
});
afterAll(async () => {
  for (const b of aSupprimer) await b.supprimer();
  rmSync(dossier, { recursive: true, force: true });
});

describe('une sauvegarde chiffrée', () => {
  const secret = { phrase: 'trois rivières et un pont' };
  test('se restaure avec sa phrase, à l’identique, et ne se lit pas sans elle', async () => {
    const chiffree = await sauvegarder(source.adresse, { fichier: fichier('chiffree'), version: '0.1.0', maintenant: INSTANT, secret });
    expect(chiffree.tables['public.personnes']).toEqual(faite.tables['public.personnes']);
    expect(() => gunzipSync(readFileSync(chiffree.fichier))).toThrow();
    await expect(restaurer(vide, { fichier: chiffree.fichier })).rejects.toThrow(/est chiffré : donnez sa phrase de passe/);
    await expect(restaurer(vide, { fichier: chiffree.fichier, secret: { phrase: 'une toute autre phrase' } })).rejects.toThrow(/ne s’ouvre pas/);
    const octets = readFileSync(chiffree.fichier);
    writeFileSync(fichier('chiffree-coupee'), octets.subarray(0, octets.length - 9));
    await expect(restaurer(vide, { fichier: fichier('chiffree-coupee'), secret })).rejects.toThrow(/abîmé|ne s’ouvre pas/);
    expect(await compter(vide)).toBe(0);
    const la = await neuve();
    expect((await restaurer(la, { fichier: chiffree.fichier, secret })).lignes).toBe(chiffree.lignes);
    expect(await compter(la)).toBe(await compter(source.adresse));
  });
});

describe('une sauvegarde', () => {
  test('n’est lisible que par son propriétaire et dit ce qu’elle contient', () => {
    expect(statSync(faite.fichier).mode & 0o777).toBe(0o600);
    const lignes = gunzipSync(readFileSync(faite.fichier)).toString('utf8').trimEnd().split('\n');
    expect(JSON.parse(lignes[0] ?? '')).toMatchObject({ format: 'maillage-sauvegarde-1', version: '0.1.0', faite_le: INSTANT.toISOString() });
    expect(JSON.parse(lignes.at(-1) ?? '').tables).toEqual(faite.tables);
    expect(faite.tables['public.personnes']?.lignes).toBeGreaterThan(5000);
  });

  test('est notée pour l’exploitant', async () => {
    const [notee] = await avecProprietaire(source.adresse, (db) => db.selectFrom('sauvegardes').selectAll().execute());
    expect(notee).toMatchObject({ fichier: 'ok', octets: faite.octets, lignes: faite.lignes, empreinte: faite.empreinte, faite_le: INSTANT });
  });

  test('se restaure à l’identique dans une base neuve, et le journal y est intact', async () => {
    const copie = await neuve();
    const issue = await restaurer(copie, { fichier: faite.fichier });
    expect(issue).toEqual({ faiteLe: INSTANT.toISOString(), lignes: faite.lignes, tables: Object.keys(faite.tables).length });
    const seconde = await sauvegarder(copie, { fichier: fichier('seconde'), version: '0.1.0', maintenant: INSTANT });
    expect(seconde.tables).toEqual(faite.tables);
    const { chainons, ruptures } = await avecProprietaire(copie, (db) => verifierJournal(db));
    expect(chainons).toBe(faite.tables['public.journal']?.lignes);
    expect(chainons).toBeGreaterThan(0);
    expect(ruptures).toEqual([]);
    const images = await avecProprietaire(copie, (db) => db.selectFrom('personnes').select('image').distinct().where('nom', 'like', 'Personne %').execute());
    expect(new Set(images.map((i) => i.image))).toEqual(new Set([null, ...VALEURS]));
  });

  test('garde ce qui attendait dans la file des tâches', async () => {
    const copie = await neuve();
    await restaurer(copie, { fichier: faite.fichier });
    const envois = await avecProprietaire(copie, (db) => db.selectFrom('boite_envoi').select('charge').where('sujet', '=', 'essai').execute());
    expect(envois.map((e) => e.charge)).toContainEqual({ enRoute: true });
    expect(envois).toHaveLength(VALEURS.length + 1);
  });

  test('voit un seul instant, même pendant que l’on écrit', async () => {
    let ecrites = 0;
    const s = await sauvegarder(source.adresse, { fichier: fichier('pendant'), version: '0.1.0', maintenant: INSTANT, suivre: () => void ecrites++ });
    expect(ecrites).toBe(Object.keys(s.tables).length);
    const copie = await neuve();
    const pool = ouvrirPool(source.adresse, undefined, 1);
    let arret = false;
    const ecrire = (async () => {
      for (let i = 0; !arret; i++) await pool.query("with c as (insert into cpts (slug, nom) values ($1, 'CPTS ajoutée') returning id), p as (insert into personnes (nom, courriel) values ('X', $2) returning id) insert into roles_tenus (cpts_id, personne_id, role, depuis) select c.id, p.id, 'adherent', '2026-01-01' from c, p", [`ajout-${i}`, `ajout-${i}@exemple.invalid`]);
    })();
    const vivante = await sauvegarder(source.adresse, { fichier: fichier('vivante'), version: '0.1.0', maintenant: INSTANT });
    arret = true;
    await ecrire;
    await pool.end();
    const ajouts = (vivante.tables['public.cpts']?.lignes ?? 0) - (s.tables['public.cpts']?.lignes ?? 0);
    expect(vivante.tables['public.personnes']?.lignes).toBe((s.tables['public.personnes']?.lignes ?? 0) + ajouts);
    expect(vivante.tables['public.roles_tenus']?.lignes).toBe((s.tables['public.roles_tenus']?.lignes ?? 0) + ajouts);
    await restaurer(copie, { fichier: fichier('vivante') });
  });

  test('n’en remplace pas une autre', async () => {
    await expect(sauvegarder(source.adresse, { fichier: faite.fichier, version: '0.1.0', maintenant: INSTANT })).rejects.toThrow('existe déjà');
    await expect(sauvegarder(source.adresse, { fichier: fichier('pas-de-dossier/x'), version: '0.1.0', maintenant: INSTANT })).rejects.toThrow('n’existe pas');
  });
});

describe('une restauration est refusée, et rien n’est changé,', () => {
  const variante = (nom: string, changer: (texte: string) => string): string => {
    writeFileSync(fichier(nom), gzipSync(changer(gunzipSync(readFileSync(faite.fichier)).toString('utf8'))));
    return fichier(nom);
  };
  const refusee = async (chemin: string, phrase: RegExp, adresse?: Adresse) => {
    const copie = adresse ?? vide;
    const avant = await compter(copie);
    await expect(restaurer(copie, { fichier: chemin })).rejects.toThrow(phrase);
    expect(await compter(copie)).toBe(avant);
  };

  test('dans une base qui n’est pas vide', () => refusee(faite.fichier, /n’est pas vide \(.*restaurez dans une base neuve/, source.adresse));
  test('d’un fichier qui n’existe pas', () => refusee(fichier('absent'), /n’existe pas/));
  test.each([10, 1000])('d’un fichier coupé, il manque %i octets', async (n) => {
    writeFileSync(fichier(`coupe-${n}`), readFileSync(faite.fichier));
    truncateSync(fichier(`coupe-${n}`), faite.octets - n);
    await refusee(fichier(`coupe-${n}`), /est incomplet : il a été coupé/);
  });
  test('d’un fichier dont la fin manque, bien que le reste soit lisible', () => refusee(variante('sans-fin', (t) => t.slice(0, t.trimEnd().lastIndexOf('\n') + 1)), /incomplet/));
  test('d’un fichier coupé au milieu d’une table', () => refusee(variante('milieu', (t) => t.slice(0, t.indexOf('Personne 2500'))), /incomplet/));
  test.each(Array.from({ length: 10 }, (_, i) => i))('d’un octet changé, au %i dixième du fichier', async (i) => {
    const octets = readFileSync(faite.fichier);
    // The first ten bytes are gzip's own header, whose date and system nobody reads.
    const ou = 10 + Math.floor(((octets.length - 11) * i) / 9);
    octets[ou] = (octets[ou] ?? 0) ^ 0x55;
    writeFileSync(fichier(`abime-${i}`), octets);
    await refusee(fichier(`abime-${i}`), /abîmé|incomplet/);
  });
  test('d’une ligne changée par quelqu’un', () => refusee(variante('retouchee', (t) => t.replace('Personne 42\t', 'Personne 43\t')), /abîmé : la table public.personnes relue/));
  test('d’une ligne retirée par quelqu’un', () => refusee(variante('retiree', (t) => t.replace(/\n[^\n]*Personne 42\t[^\n]*/, '')), /abîmé/));
  test('d’un fichier qui n’est pas une sauvegarde', async () => {
    writeFileSync(fichier('texte'), 'bonjour');
    await refusee(fichier('texte'), /n’est pas une sauvegarde de Maillage/);
    await refusee(variante('autre', () => '{"format":"autre"}\n'), /n’est pas une sauvegarde de Maillage/);
    writeFileSync(fichier('vide'), '');
    await refusee(fichier('vide'), /n’est pas une sauvegarde|incomplet/);
  });
  const avecMigrations = (nom: string, changer: (m: { nom: string; empreinte: string }[]) => unknown[]) =>
    variante(nom, (t) => {
      const fin = t.indexOf('\n');
      const entete = JSON.parse(t.slice(0, fin));
      return `${JSON.stringify({ ...entete, migrations: changer(entete.migrations) })}${t.slice(fin)}`;
    });
  test('d’un schéma plus récent', () => refusee(avecMigrations('recente', (m) => [...m, { nom: '9999_demain', empreinte: 'x' }]), /plus récente que cette base, qui n’a pas « 9999_demain »/));
  test('d’un schéma plus ancien', () => refusee(avecMigrations('ancienne', (m) => m.slice(0, 1)), /plus ancienne que cette base, qui a déjà/));
  test('d’un schéma réécrit', () => refusee(avecMigrations('reecrite', (m) => m.map((x) => ({ ...x, empreinte: 'x' }))), /n’est pas le même ici/));
});

test('l’archiviste peut lire et remplir chaque table, et aucune n’a de compteur qu’une restauration oublierait', async () => {
  const { rows } = await sql<{ table: string }>`select n.nspname || '.' || c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'taches')
      and ((c.relkind in ('r', 'p') and c.relname <> 'migrations' and not (has_table_privilege('maillage_archiviste', c.oid, 'select') and has_table_privilege('maillage_archiviste', c.oid, 'insert'))) or c.relkind = 'S' or not has_schema_privilege('maillage_archiviste', n.oid, 'usage') and c.relkind in ('r', 'p'))`.execute(partagee.proprietaire);
  expect(rows).toEqual([]);
});

test('les tables viennent après celles qu’elles désignent', () => {
  const t = (nom: string) => ({ nom, colonnes: ['id'] });
  expect(ordonner([t('a'), t('b'), t('c')], [{ de: 'a', vers: 'c' }, { de: 'c', vers: 'b' }]).map((x) => x.nom)).toEqual(['b', 'c', 'a']);
  expect(() => ordonner([t('a'), t('b')], [{ de: 'a', vers: 'b' }, { de: 'b', vers: 'a' }])).toThrow('se désignent');
});

test.each([1, 2, 3, 7, 100])('des lignes coupées tous les %i octets se recollent', async (taille) => {
  const octets = Buffer.from('un\n\ndeux é\ntrois');
  async function* morceaux() {
    for (let i = 0; i < octets.length; i += taille) yield octets.subarray(i, i + taille);
  }
  const lues: string[] = [];
  for await (const l of enLignes(morceaux())) lues.push(...l.map(String));
  expect(lues).toEqual(['un', '', 'deux é', 'trois']);
});
