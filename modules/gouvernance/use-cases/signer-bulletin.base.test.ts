import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { PersonneId } from '#core/tenancy.ts';
import { demoConvocation, demoStatuts } from '#db/demo/gouvernance.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { SECRET, SITE, siteEssai } from '#server/essais.ts';
import { type AssembleeId, BulletinSecret, type PointId } from '../model.ts';
import { depuisBase64Url, enBase64Url, messageDuBulletin } from '../moteur/aveugle.ts';
import { chargerAssemblee } from '../repository.ts';
import { chargerScrutin, chargerUrne } from '../repository-scrutins.ts';
import { compterVote, ouvrirVote } from './compter-vote.ts';
import { conduireAssemblee } from './conduire-assemblee.ts';

/*
 * What somebody would try who holds a full copy of the database: every table of every CPTS and of the accounts, with transaction
 * numbers and places; sequences; the files themselves, where PostgreSQL keeps the old images of a row; its log of what it wrote.
 * The votes are cast as browsers cast them: a session for the envelope, nothing for the ballot.
 */
const base = essaiAvecBase();
const { app, visiter } = siteEssai(base);
const suite = RSABSSA.SHA384.PSS.Deterministic();

type Votant = { readonly id: PersonneId; readonly courriel: string; readonly poster: Awaited<ReturnType<typeof visiter>>['poster'] };
type Ici = { readonly cpts: Awaited<ReturnType<typeof base.uneCpts>>; readonly chef: PersonneId; readonly votants: readonly Votant[]; readonly id: AssembleeId; readonly points: readonly PointId[] };
const adresse = (chemin: string): string => `${SITE}${chemin}`;

async function preparer(n: number): Promise<Ici> {
  const cpts = await base.uneCpts();
  const chef = (await base.unePersonne(cpts.id, ['presidence', 'adherent'], 'Anselme Exemple')).id;
  const inscrits: Omit<Votant, 'poster'>[] = [];
  for (let i = 0; i < n; i++) inscrits.push(await base.unePersonne(cpts.id, ['adherent'], `Membre ${i}`));
  const dans = <T>(faire: Parameters<typeof base.dans<T>>[3]): Promise<T> => base.dans(cpts.id, chef, ['presidence', 'adherent'], faire);
  await dans((ctx) => demoStatuts(ctx, []));
  const point = (titre: string) => ({ titre, genre: 'resolution' as const, decision: 'ordinaire', sieges: 1, candidats: [], forme: 'distance' as const });
  const id = await dans((ctx) => demoConvocation(ctx, 20, { titre: 'AG', points: [point('Adopter'), point('Quitter')] }));
  const points = (await dans((ctx) => chargerAssemblee(ctx, id)))?.points.map((p) => p.id) ?? [];
  for (const pointId of points) expect(await dans((ctx) => ouvrirVote(ctx, { id, pointId, secret: SECRET }))).toMatchObject({ ok: true });
  const votants: Votant[] = [];
  for (const v of inscrits) votants.push({ id: v.id, courriel: v.courriel, poster: (await visiter(cpts.slug, v.id)).poster });
  return { cpts, chef, votants, id, points };
}

const Signe = z.object({ signature: z.string() });

/** One person votes, by the two requests that their browser makes. */
async function voter(ici: Ici, v: Votant, point: PointId, choix: string): Promise<BulletinSecret> {
  const scrutin = await base.dans(ici.cpts.id, ici.chef, ['presidence'], (ctx) => chargerScrutin(ctx, point, SECRET));
  const cle = await crypto.subtle.importKey('spki', new Uint8Array(depuisBase64Url(scrutin?.clePublique ?? '')), { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify']);
  const jeton = enBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  const { blindedMsg, inv } = await suite.blind(cle, messageDuBulletin(point, { jeton, choix }));
  const signe = await v.poster(`/gouvernance/assemblees/${ici.id}/points/${point}/signature`, { aveugle: enBase64Url(blindedMsg) });
  expect(signe.status).toBe(200);
  const signature = enBase64Url(await suite.finalize(cle, messageDuBulletin(point, { jeton, choix }), depuisBase64Url(Signe.parse(await signe.json()).signature), inv));
  const depot = await app.request(adresse(`/scrutins/${ici.cpts.slug}/${ici.id}/${point}`), { method: 'POST', headers: { Origin: SITE }, body: new URLSearchParams({ numero: jeton, choix, signature }) });
  expect(depot.status).toBe(200);
  return { jeton, choix, signature };
}

type Ligne = { readonly table: string; readonly ligne: string; readonly xmin: string; readonly ctid: string };

/** Every line of every table that speaks of this CPTS or of one of its people; other tests of the run write beside us. */
async function copier(ici: Ici): Promise<Ligne[]> {
  const mots = [ici.cpts.id, ...ici.points, ...ici.votants.flatMap((v) => [v.id, v.courriel])];
  const tables = await sql<{ schema: string; nom: string }>`select n.nspname as schema, c.relname as nom from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%'`.execute(base.proprietaire);
  const lignes: Ligne[] = [];
  await base.proprietaire.transaction().execute(async (tx) => {
    await sql`set local row_security = off`.execute(tx);
    for (const { schema, nom } of tables.rows) {
      const { rows } = await sql<Omit<Ligne, 'table'>>`select to_jsonb(t)::text as ligne, t.xmin::text as xmin, t.ctid::text as ctid from ${sql.table(`${schema}.${nom}`)} t`.execute(tx);
      lignes.push(...rows.filter((r) => mots.some((m) => r.ligne.includes(m))).map((r) => ({ table: nom, ...r })));
    }
  });
  return lignes;
}

const ecrite = (l: Ligne): string => `${l.table} ${l.xmin} ${l.ligne}`;

/** The files of the two tables, their overflow and indexes, old images included, and the log since `depuis`; undefined to whoever may not read files. */
async function lireFichiers(depuis: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ tout: boolean }>`select rolsuper as tout from pg_roles where rolname = current_user`.execute(base.proprietaire);
  if (!rows[0]?.tout) {
    console.warn('Les fichiers de PostgreSQL ne sont lus que par un superutilisateur : cette partie de l’attaque n’est pas jouée.');
    return undefined;
  }
  await sql`checkpoint`.execute(base.proprietaire);
  const tables = await sql<{ octets: Buffer }>`select pg_read_binary_file(pg_relation_filepath(o), 0, 1 << 29, true) as octets from (
    select c.oid as o from pg_class c where c.relname in ('scrutins_urnes', 'scrutins_emargements')
    union all select c.reltoastrelid from pg_class c where c.relname in ('scrutins_urnes', 'scrutins_emargements')
    union all select i.indexrelid from pg_index i join pg_class c on c.oid = i.indrelid where c.relname in ('scrutins_urnes', 'scrutins_emargements')) r`.execute(base.proprietaire);
  const journaux = await sql<{ octets: Buffer }>`select pg_read_binary_file('pg_wal/' || name) as octets from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$' and name >= pg_walfile_name(${depuis}::pg_lsn) and name <= pg_walfile_name(pg_current_wal_lsn())`.execute(base.proprietaire);
  return Buffer.concat([...tables.rows, ...journaux.rows].map((r) => r.octets));
}

const ici = async (): Promise<string> => (await sql<{ lsn: string }>`select pg_current_wal_lsn()::text as lsn`.execute(base.proprietaire)).rows[0]?.lsn ?? '';
const longueurs = async (point: PointId): Promise<{ urne: number; emargement: number }> =>
  (await sql<{ urne: number; emargement: number }>`select length(u.bulletins::text) as urne, length(e.emargement::text) as emargement from scrutins_urnes u join scrutins_emargements e using (point_id) where point_id = ${point}`.execute(base.proprietaire)).rows[0] ?? { urne: 0, emargement: 0 };

const CHOIX = ['pour', 'contre', 'blanc', 'contre', 'pour', 'contre'] as const;

describe('d’une copie complète de la base', () => {
  test('rien ne relie un votant à son bulletin : tables, transactions, images anciennes, journal d’écriture', async () => {
    const e = await preparer(CHOIX.length);
    const [premier, second] = e.points;
    if (!premier || !second) throw new Error('no item');
    const depart = await ici();
    const sequences = () => sql<{ nom: string; valeur: string | null }>`select schemaname || '.' || sequencename as nom, last_value::text as valeur from pg_sequences order by 1`.execute(base.proprietaire).then((r) => r.rows);
    const avant = new Set((await copier(e)).map(ecrite));
    const verite: { readonly v: Votant; readonly bulletin: BulletinSecret }[] = [];
    const tailles: Awaited<ReturnType<typeof longueurs>>[][] = [];
    for (const [rang, v] of e.votants.entries()) {
      // Two votes at once, the second with the choices turned round: if a length followed a choice, the two would part.
      verite.push({ v, bulletin: await voter(e, v, premier, CHOIX[rang] ?? 'blanc') });
      verite.push({ v, bulletin: await voter(e, v, second, CHOIX.toReversed()[rang] === 'pour' ? 'contre' : 'pour') });
      tailles.push([await longueurs(premier), await longueurs(second)]);
    }
    // What the votes wrote, by content and by transaction: two rolls and two urns. No session, person, letter, job or journal line moved.
    const pendant = await copier(e);
    expect(pendant.filter((l) => !avant.has(ecrite(l))).map((l) => l.table).sort()).toEqual(['scrutins_emargements', 'scrutins_emargements', 'scrutins_urnes', 'scrutins_urnes']);
    // A rank drawn for each ballot would be an order: there is none to draw.
    expect((await sequences()).filter((s) => /scrutin|urne|emargement|bulletin/.test(s.nom))).toEqual([]);
    for (const [a, b] of tailles) expect(a).toEqual(b);

    // While the vote is open, nothing written anywhere holds a ballot or a name, in clear.
    const tout = pendant.filter((l) => l.table.startsWith('scrutins_')).map((l) => l.ligne).join('\n');
    const octets = await lireFichiers(depart);
    for (const { v, bulletin } of verite) {
      for (const secret of [bulletin.jeton, bulletin.signature.slice(0, 40), v.id]) {
        expect(tout).not.toContain(secret);
        if (secret !== v.id) expect(octets?.includes(secret) ?? false, 'in the files or the log').toBe(false);
      }
    }

    // Once counted: the roll and the urn are there to be read, each in its own order, and the key that sealed the past is gone.
    const dans = <T>(faire: Parameters<typeof base.dans<T>>[3]): Promise<T> => base.dans(e.cpts.id, e.chef, ['presidence', 'adherent'], faire);
    expect(await dans((ctx) => conduireAssemblee(ctx, e.id, { geste: 'ouvrir', presidence: e.chef }))).toMatchObject({ ok: true });
    for (const pointId of e.points) expect(await dans((ctx) => compterVote(ctx, { id: e.id, pointId, bulletins: [], secret: SECRET }))).toMatchObject({ ok: true });
    const roll = await dans((ctx) => chargerScrutin(ctx, premier, SECRET));
    const urne = await dans((ctx) => chargerUrne(ctx, premier, undefined));
    expect(roll?.cles).toBeUndefined();
    expect(urne.map((b) => b.jeton)).toEqual(verite.filter((_, i) => i % 2 === 0).map((x) => x.bulletin.jeton).sort());
    expect(urne.map((b) => b.choix).sort()).toEqual([...CHOIX].sort());
    const noms = Object.keys(roll?.emargement ?? {});
    expect(noms).toEqual(e.votants.map((v) => v.id).sort());
    await essayerLesEmpreintes(Object.values(roll?.emargement ?? {}), urne);
    // In the files each ballot is now found as often as every other: no older image shows an urn with some of them and not yet the rest.
    const apres = await lireFichiers(depart);
    if (apres) {
      const fois = urne.map((b) => apres.toString('latin1').split(b.jeton).length - 1);
      expect(Math.min(...fois)).toBeGreaterThan(0);
      expect(new Set(fois).size).toBe(1);
    }
  });
});

/** The print kept beside a name is that of the blinded envelope: nothing that the urn holds gives it. */
async function essayerLesEmpreintes(empreintes: readonly string[], urne: readonly BulletinSecret[]): Promise<void> {
  const connues = new Set(empreintes);
  for (const b of urne) {
    for (const texte of [b.jeton, b.signature, b.choix, `${b.jeton}${b.choix}`, JSON.stringify(b), JSON.stringify(BulletinSecret.parse(b))]) {
      const octets = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(texte)));
      expect(connues.has(enBase64Url(octets)) || connues.has(texte)).toBe(false);
    }
  }
}
