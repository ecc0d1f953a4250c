import autocannon from 'autocannon';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type ChildProcess, spawn } from 'node:child_process';
import { sql } from 'kysely';
import { ouvrirDb, ouvrirPool } from '#db/connexion.ts';
import { lancerServeur } from '#db/embarque.ts';
import { assurerBase, preparerSchema } from '#server/demarrage.ts';
import { COOKIE_SESSION, cookieDuJeton, nomDeCookie } from '#server/jetons.ts';
import { dossierConstruit, racine } from '#tools/racine.ts';
import { secondes, secondesDeLaMachine } from '#tools/processeur.ts';

const SEUILS = { debit: 1000, p99: 50, poidsKo: 100 };
const EVENEMENTS = 5000;
const FENETRES = 3;

/** What this machine gives at this minute to a server that does nothing, in a process of its own, under the same load. */
async function bonjour(): Promise<number> {
  const code = "const s = require('node:http').createServer((q, r) => r.end('bonjour')).listen(0, '127.0.0.1', () => console.log(s.address().port))";
  const enfant = spawn(process.execPath, ['--input-type=commonjs', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const port = await new Promise<string>((pret) => enfant.stdout.once('data', (d: Buffer) => pret(d.toString().trim())));
    const r = await autocannon({ url: `http://127.0.0.1:${port}/`, connections: 20, duration: 3 });
    return Math.round(r.requests.average);
  } finally {
    enfant.kill();
  }
}

/** One CPTS with a coordinator who is signed in and a journal of 5,000 changes: the page reads its 50 latest. */
async function preparer(adresse: { hote: string; port: number; base: string }): Promise<{ jeton: string; slug: string }> {
  const pool = ouvrirPool(adresse, undefined, 1);
  const db = ouvrirDb(pool);
  const cpts = await db.insertInto('cpts').values({ slug: 'banc', nom: 'CPTS du banc', demo: true }).returning('id').executeTakeFirstOrThrow();
  const moi = await db.insertInto('personnes').values({ nom: 'Camille Banc', courriel: 'banc@exemple.invalid', courriel_verifie: true, demo: true }).returning('id').executeTakeFirstOrThrow();
  await db.insertInto('roles_tenus').values({ cpts_id: cpts.id, personne_id: moi.id, role: 'coordination', depuis: '2020-01-01', jusque: null }).execute();
  const jeton = randomBytes(24).toString('base64url');
  await db.insertInto('sessions').values({ personne_id: moi.id, jeton, expire_le: new Date(Date.now() + 86_400_000), adresse_ip: null, agent: null }).execute();
  await db.transaction().execute(async (tx) => {
    await sql`select set_config('app.cpts', ${cpts.id}, true), set_config('app.personne', ${moi.id}, true)`.execute(tx);
    await sql`select journaliser('territoire_compose', n::text, '{}') from generate_series(1, ${EVENEMENTS}) n`.execute(tx);
  });
  await sql`analyze`.execute(db);
  await pool.end();
  return { jeton, slug: 'banc' };
}

const miennes = (): number => (process.cpuUsage().user + process.cpuUsage().system) / 1e6;

/** Everything that a first visit downloads: HTML, style sheet, scripts loaded by the page, the preloaded font. */
function poids(html: string): { ko: number; detail: string } {
  const client = join(dossierConstruit(), 'client');
  const liens = [...html.matchAll(/(?:href|src)="\/actifs\/([^"]+)"/g)].map((m) => m[1] ?? '').filter((f) => !f.endsWith('.svg'));
  const tailles = new Map<string, number>([['html', gzipSync(html).length]]);
  for (const f of new Set(liens)) {
    const chemin = join(client, f);
    if (!existsSync(chemin)) continue;
    tailles.set(f, f.endsWith('.woff2') ? statSync(chemin).size : gzipSync(readFileSync(chemin)).length);
  }
  const total = [...tailles.values()].reduce((a, b) => a + b, 0);
  return { ko: total / 1024, detail: [...tailles].map(([f, n]) => `${f} ${(n / 1024).toFixed(1)}`).join(', ') };
}

/** Rate and latency of the signed-in 50-row page, load generator on the same cores, and the weight of a first visit. */
export async function mesurer(): Promise<void> {
  const dossier = mkdtempSync(join(tmpdir(), 'maillage-banc-'));
  const serveur = lancerServeur({ dossier: join(dossier, 'base') });
  let enfant: ChildProcess | undefined;
  try {
    await assurerBase(serveur, 'maillage');
    const adresse = { hote: serveur.hote, port: serveur.port, base: 'maillage' };
    await preparerSchema(adresse);
    const { jeton, slug } = await preparer(adresse);
    const secret = 's'.repeat(64);
    enfant = spawn(process.execPath, [join(racine, 'tools', 'demarrer.ts')], { env: { ...process.env, MAILLAGE_DATA: dossier, PORT: '0', MAILLAGE_SECRET: secret, MAILLAGE_RACINE: racine }, stdio: ['ignore', 'pipe', 'inherit'] });
    const url = await new Promise<string>((pret, echec) => {
      let t = '';
      enfant?.stdout?.on('data', (d: Buffer) => {
        t += d.toString();
        const m = /Maillage est prêt :\s+(\S+)/.exec(t);
        if (m?.[1]) pret(m[1]);
      });
      enfant?.on('exit', () => echec(new Error(t)));
    });
    const cookie = `${nomDeCookie(url, COOKIE_SESSION)}=${cookieDuJeton(jeton, secret)}`;
    const adressePage = `${url}/cpts/${slug}/historique`;
    const premiere = await fetch(adressePage, { headers: { cookie }, redirect: 'manual' });
    const html = await premiere.text();
    const lignes = html.split('<tr role="row"').length - 2;
    if (premiere.status !== 200 || lignes !== 50) throw new Error(`La page mesurée n’est pas la bonne : ${premiere.status}, ${lignes} lignes.`);
    const charge = { url: adressePage, headers: { cookie }, connections: 20 };
    await autocannon({ ...charge, duration: 4 });
    const postgres = Number(readFileSync(join(serveur.dossier, 'postmaster.pid'), 'utf8').split('\n')[0]);
    const releve = () => ({ page: secondes(enfant?.pid ?? 0), base: secondes(postgres), charge: miennes(), machine: secondesDeLaMachine() });
    const fenetres: (Awaited<ReturnType<typeof autocannon>> & { autres: number })[] = [];
    const avant = releve();
    for (let i = 0; i < FENETRES; i++) {
      const a = releve();
      const mesure = await autocannon({ ...charge, duration: 5 });
      const b = releve();
      const autres = Math.max(0, b.machine - a.machine - (b.page - a.page) - (b.base - a.base) - (b.charge - a.charge)) / (5 * cpus().length);
      fenetres.push({ ...mesure, autres });
    }
    const apres = releve();
    for (const f of fenetres) if (f.non2xx > 0 || f.errors > 0) throw new Error(`${f.non2xx} réponses refusées, ${f.errors} erreurs.`);
    const r = fenetres.toSorted((a, b) => a.requests.average - b.requests.average)[Math.floor(FENETRES / 2)];
    if (!r) throw new Error('Aucune fenêtre mesurée.');
    const total = fenetres.reduce((n, f) => n + f.requests.total, 0);
    const parRequete = (s: number): string => ((s / total) * 1000).toFixed(2);
    const p = poids(html);
    console.log(`  50 lignes, session et base comprises : ${Math.round(r.requests.average)} requêtes/s (demandé ≥ ${SEUILS.debit}), p50 ${r.latency.p50} ms, p99 ${r.latency.p99} ms (demandé < ${SEUILS.p99})`);
    console.log(`  chaque fenêtre de 5 s : ${fenetres.map((f) => `${Math.round(f.requests.average)} (p99 ${f.latency.p99} ms, ${Math.round(f.autres * 100)} % de la machine pris par d’autres programmes)`).join(', ')}`);
    console.log('  la fenêtre du milieu compte');
    console.log(`  processeur par requête : ${parRequete(apres.page - avant.page)} ms pour la page, ${parRequete(apres.base - avant.base)} ms pour PostgreSQL`);
    console.log(`  pour comparer, node:http qui répond « bonjour », même charge, juste après : ${await bonjour()} requêtes/s`);
    console.log(`  page : ${(html.length / 1024).toFixed(1)} Ko non compressés`);
    console.log(`  première visite : ${p.ko.toFixed(1)} Ko compressés (demandé < ${SEUILS.poidsKo}) — ${p.detail}`);
    if (r.requests.average < SEUILS.debit || r.latency.p99 >= SEUILS.p99 || p.ko >= SEUILS.poidsKo) process.exitCode = 1;
  } finally {
    const fin = new Promise((f) => (enfant ? enfant.once('exit', f) : f(undefined)));
    enfant?.kill('SIGTERM');
    await fin;
    serveur.arreter();
    rmSync(dossier, { recursive: true, force: true });
  }
}
