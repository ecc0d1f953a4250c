import autocannon from 'autocannon';
import { randomBytes } from 'node:crypto';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { ouvrirDb, ouvrirPool } from '#db/connexion.ts';
import { lancerServeur } from '#db/embarque.ts';
import { assurerBase, preparerSchema } from '#server/demarrage.ts';
import { COOKIE_SESSION, cookieDuJeton, nomDeCookie } from '#server/jetons.ts';
import { racine } from '#tools/racine.ts';

const SEUIL_MS = 100;
const SAISIES = 20_000;
const PERSONNES = 200;

/** One CPTS with 20,000 entries of 200 people in a year, and its treasurer who is signed in. */
async function preparer(adresse: { hote: string; port: number; base: string }): Promise<string> {
  const pool = ouvrirPool(adresse, undefined, 1);
  const db = ouvrirDb(pool);
  const cpts = await db.insertInto('cpts').values({ slug: 'banc', nom: 'CPTS du banc', demo: true }).returning('id').executeTakeFirstOrThrow();
  const moi = await db.insertInto('personnes').values({ nom: 'Camille Banc', courriel: 'banc@exemple.invalid', courriel_verifie: true, demo: true }).returning('id').executeTakeFirstOrThrow();
  await db.insertInto('roles_tenus').values({ cpts_id: cpts.id, personne_id: moi.id, role: 'tresorerie', depuis: '2020-01-01', jusque: null }).execute();
  const jeton = randomBytes(24).toString('base64url');
  await db.insertInto('sessions').values({ personne_id: moi.id, jeton, expire_le: new Date(Date.now() + 86_400_000), adresse_ip: null, agent: null }).execute();
  await sql`insert into personnes (nom, courriel, courriel_verifie) select 'Prénom' || n || ' Nom-Inventé', 'temps' || n || '@exemple.invalid', true from generate_series(1, ${PERSONNES}) n`.execute(db);
  await sql`insert into roles_tenus (cpts_id, personne_id, role, depuis) select ${cpts.id}, id, 'adherent', date '2020-01-01' from personnes where courriel like 'temps%'`.execute(db);
  await db.transaction().execute(async (tx) => {
    await sql`select set_config('app.cpts', ${cpts.id}, true), set_config('app.personne', ${moi.id}, true), set_config('role', 'maillage_app', true)`.execute(tx);
    const { rows } = await sql<{ id: string }>`insert into taux_horaires (cpts_id, nature, centimes_heure, depuis, vote_reference, vote_le) values (${cpts.id}, 'indemnite', 5000, '2026-01-01', 'Délibération 1', '2026-01-01') returning id`.execute(tx);
    await sql`insert into temps_declares (cpts_id, personne_id, statut, nature, mission, action, jour, minutes, centimes, taux_id, origine)
      select ${cpts.id}, p.id, 'confirmee', 'indemnite', 'Mission ' || (n % 6), 'Réunion ' || n, date '2026-01-01' + n % 300, 60, 5000, ${rows[0]?.id ?? null}, 'saisie'
      from (select id, row_number() over (order by id) as rang from personnes where courriel like 'temps%') p join generate_series(1, ${SAISIES / PERSONNES}) n on true`.execute(tx);
  });
  await sql`analyze`.execute(db);
  await pool.end();
  return jeton;
}

/** How long the ledger of 20,000 entries takes to answer, one reader at a time: first page, last page, search, sort. */
export async function mesurer(): Promise<void> {
  const dossier = mkdtempSync(join(tmpdir(), 'maillage-banc-'));
  const serveur = lancerServeur({ dossier: join(dossier, 'base') });
  let enfant: ChildProcess | undefined;
  try {
    await assurerBase(serveur, 'maillage');
    const adresse = { hote: serveur.hote, port: serveur.port, base: 'maillage' };
    await preparerSchema(adresse);
    const jeton = await preparer(adresse);
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
    const headers = { cookie: `${nomDeCookie(url, COOKIE_SESSION)}=${cookieDuJeton(jeton, secret)}` };
    for (const [quoi, suite] of [['première page', ''], ['dernière page', '&page=400'], ['cherchée, triée par personne', '&q=prénom1&tri=nom'], ['triée par montant', '&tri=centimes']] as const) {
      const page = `${url}/cpts/banc/finances/registre?annee=2026${suite}`;
      const premiere = await fetch(page, { headers, redirect: 'manual' });
      const lignes = (await premiere.text()).split('<tr role="row"').length - 2;
      if (premiere.status !== 200 || lignes !== 50) throw new Error(`La page mesurée n’est pas la bonne : ${premiere.status}, ${lignes} lignes.`);
      const r = await autocannon({ url: page, headers, connections: 1, duration: 4 });
      if (r.non2xx > 0 || r.errors > 0) throw new Error(`${r.non2xx} réponses refusées, ${r.errors} erreurs.`);
      console.log(`  ${SAISIES} temps, ${quoi} : médiane ${r.latency.p50} ms, p99 ${r.latency.p99} ms (demandé < ${SEUIL_MS})`);
      if (r.latency.p99 >= SEUIL_MS) process.exitCode = 1;
    }
  } finally {
    const fin = new Promise((f) => (enfant ? enfant.once('exit', f) : f(undefined)));
    enfant?.kill('SIGTERM');
    await fin;
    serveur.arreter();
    rmSync(dossier, { recursive: true, force: true });
  }
}
