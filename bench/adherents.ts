import autocannon from 'autocannon';
import { randomBytes } from 'node:crypto';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { ouvrirDb, ouvrirPool } from '#db/connexion.ts';
import { lancerServeur } from '#db/embarque.ts';
import { assurerBase, preparerSchema } from '#server/demarrage.ts';
import { COOKIE_SESSION, cookieDuJeton, nomDeCookie } from '#server/jetons.ts';
import { racine } from '#tools/racine.ts';
import { secondes } from '#tools/processeur.ts';

const SEUILS = { debit: 400, poidsKo: 100 };
const MEMBRES = 800;

/** One CPTS with 800 members of varied professions, communes and colleges, and a coordinator who is signed in. */
async function preparer(adresse: { hote: string; port: number; base: string }): Promise<string> {
  const pool = ouvrirPool(adresse, undefined, 1);
  const db = ouvrirDb(pool);
  const cpts = await db.insertInto('cpts').values({ slug: 'banc', nom: 'CPTS du banc', demo: true }).returning('id').executeTakeFirstOrThrow();
  const moi = await db.insertInto('personnes').values({ nom: 'Camille Banc', courriel: 'banc@exemple.invalid', courriel_verifie: true, demo: true }).returning('id').executeTakeFirstOrThrow();
  await db.insertInto('roles_tenus').values({ cpts_id: cpts.id, personne_id: moi.id, role: 'coordination', depuis: '2020-01-01', jusque: null }).execute();
  const jeton = randomBytes(24).toString('base64url');
  await db.insertInto('sessions').values({ personne_id: moi.id, jeton, expire_le: new Date(Date.now() + 86_400_000), adresse_ip: null, agent: null }).execute();
  await db.transaction().execute(async (tx) => {
    await sql`select set_config('app.cpts', ${cpts.id}, true), set_config('app.personne', ${moi.id}, true)`.execute(tx);
    await sql`insert into categories_adhesion (cpts_id, code, libelle, association, vote, cotise) values (${cpts.id}, 'professionnel', 'Professionnel de santé', true, true, true)`.execute(tx);
    await sql`insert into colleges (cpts_id, code, libelle) select ${cpts.id}, 'c' || n, 'Collège numéro ' || n from generate_series(1, 4) n`.execute(tx);
    await sql`insert into adhesions (cpts_id, statut, nom, cle, courriel, profession, commune, commune_nom, categorie, college_id, origine, membre_depuis, modifiee_le)
      select ${cpts.id}, 'validee', 'Prénom' || n || ' Nom-Inventé', 'prenom' || n || ' nom invente', 'membre' || n || '@exemple.invalid', (array['10','21','40','50','60','70','91'])[1 + n % 7], lpad((19000 + n % 60)::text, 5, '0'),
        'Saint-Exemple-' || (n % 60), 'professionnel', (select id from colleges where cpts_id = ${cpts.id} and code = 'c' || (1 + n % 4)), 'saisie', date '2025-01-01' + n % 600, now() from generate_series(1, ${MEMBRES}) n`.execute(tx);
  });
  await sql`analyze`.execute(db);
  await pool.end();
  return jeton;
}

/** Rate and weight of the list of 800 members as the coordinator opens it, filters it, turns its pages; load generator on the same cores. */
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
    const postgres = Number(readFileSync(join(serveur.dossier, 'postmaster.pid'), 'utf8').split('\n')[0]);
    const headers = { cookie: `${nomDeCookie(url, COOKIE_SESSION)}=${cookieDuJeton(jeton, secret)}` };
    for (const [quoi, suite] of [['première page', ''], ['filtrée par profession, page 2', '?profession=10&page=2'], ['cherchée par nom, triée par commune', '?q=prenom1&tri=commune']] as const) {
      const page = `${url}/cpts/banc/reseau/adherents${suite}`;
      const premiere = await fetch(page, { headers, redirect: 'manual' });
      const html = await premiere.text();
      const lignes = html.split('<tr role="row"').length - 2;
      if (premiere.status !== 200 || lignes !== 50) throw new Error(`La page mesurée n’est pas la bonne : ${premiere.status}, ${lignes} lignes.`);
      await autocannon({ url: page, headers, connections: 20, duration: 2 });
      const releve = () => ({ node: secondes(enfant?.pid ?? 0), base: secondes(postgres) });
      const avant = releve();
      const r = await autocannon({ url: page, headers, connections: 20, duration: 6 });
      const apres = releve();
      if (r.non2xx > 0 || r.errors > 0) throw new Error(`${r.non2xx} réponses refusées, ${r.errors} erreurs.`);
      const ms = (s: number): string => ((s / r.requests.total) * 1000).toFixed(2);
      const ko = Buffer.byteLength(html) / 1024;
      console.log(`  ${MEMBRES} membres, ${quoi} : ${Math.round(r.requests.average)} requêtes/s (demandé ≥ ${SEUILS.debit}), p99 ${r.latency.p99} ms, processeur par page : ${ms(apres.node - avant.node)} ms pour Node et ${ms(apres.base - avant.base)} ms pour PostgreSQL, page ${ko.toFixed(1)} Ko non compressée (demandé < ${SEUILS.poidsKo})`);
      if (r.requests.average < SEUILS.debit || ko >= SEUILS.poidsKo) process.exitCode = 1;
    }
  } finally {
    const fin = new Promise((f) => (enfant ? enfant.once('exit', f) : f(undefined)));
    enfant?.kill('SIGTERM');
    await fin;
    serveur.arreter();
    rmSync(dossier, { recursive: true, force: true });
  }
}
