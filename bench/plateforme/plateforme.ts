import autocannon, { type Resultat } from 'autocannon';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { CptsId, PersonneId, Role } from '#core/tenancy.ts';
import { ouvrirDb, ouvrirPool } from '#db/connexion.ts';
import { lancerServeur } from '#db/embarque.ts';
import type { Schema } from '#db/schema.ts';
import { assurerBase, preparerSchema } from '#server/demarrage.ts';
import { COOKIE_SESSION, cookieDuJeton, nomDeCookie } from '#server/jetons.ts';
import { racine } from '#tools/racine.ts';

export const SECRET = 's'.repeat(64);

export type Lecteur = { readonly cpts: CptsId; readonly slug: string; readonly moi: PersonneId; readonly jeton: string };

/** A CPTS with one person who holds this role and is signed in. */
export async function unLecteur(db: Kysely<Schema>, role: Role, slug = 'banc'): Promise<Lecteur> {
  const { id: cpts } = await db.insertInto('cpts').values({ slug, nom: 'CPTS du banc', demo: true }).returning('id').executeTakeFirstOrThrow();
  const { id: moi } = await db.insertInto('personnes').values({ nom: 'Camille Banc', courriel: `${slug}@exemple.invalid`, courriel_verifie: true, demo: true }).returning('id').executeTakeFirstOrThrow();
  await db.insertInto('roles_tenus').values({ cpts_id: cpts, personne_id: moi, role, depuis: '2020-01-01', jusque: null }).execute();
  const jeton = randomBytes(24).toString('base64url');
  await db.insertInto('sessions').values({ personne_id: moi, jeton, expire_le: new Date(Date.now() + 86_400_000), adresse_ip: null, agent: null }).execute();
  return { cpts, slug, moi, jeton };
}

export type Plateforme = {
  readonly url: string;
  /** The header by which the browser of this reader is known. */
  readonly entetes: (l: Lecteur) => { readonly cookie: string };
  /** Process numbers, for what each costs of the processor. */
  readonly pid: { readonly page: number; readonly base: number };
};

function adresseDitePar(enfant: ChildProcess): Promise<string> {
  return new Promise((pret, echec) => {
    let t = '';
    enfant.stdout?.on('data', (d: Buffer) => {
      t += d.toString();
      const m = /Maillage est prêt :\s+(\S+)/.exec(t);
      if (m?.[1]) pret(m[1]);
    });
    enfant.on('exit', () => echec(new Error(t)));
  });
}

/** A platform as `npm start` makes it, on a database of its own that `preparer` fills as its owner; stopped and erased at the end. */
export async function surPlateforme<T>(preparer: (db: Kysely<Schema>) => Promise<T>, faire: (p: Plateforme, prepare: T) => Promise<void>): Promise<void> {
  const dossier = mkdtempSync(join(tmpdir(), 'maillage-banc-'));
  const serveur = lancerServeur({ dossier: join(dossier, 'base') });
  let enfant: ChildProcess | undefined;
  try {
    await assurerBase(serveur, 'maillage');
    const adresse = { hote: serveur.hote, port: serveur.port, base: 'maillage' };
    await preparerSchema(adresse);
    const pool = ouvrirPool(adresse, undefined, 1);
    const db = ouvrirDb(pool);
    const prepare = await preparer(db);
    await sql`analyze`.execute(db);
    await pool.end();
    enfant = spawn(process.execPath, [join(racine, 'tools', 'demarrer.ts')], { env: { ...process.env, MAILLAGE_DATA: dossier, PORT: '0', MAILLAGE_SECRET: SECRET, MAILLAGE_RACINE: racine }, stdio: ['ignore', 'pipe', 'inherit'] });
    const url = await adresseDitePar(enfant);
    const base = Number(readFileSync(join(serveur.dossier, 'postmaster.pid'), 'utf8').split('\n')[0]);
    await faire({ url, entetes: (l) => ({ cookie: `${nomDeCookie(url, COOKIE_SESSION)}=${cookieDuJeton(l.jeton, SECRET)}` }), pid: { page: enfant.pid ?? 0, base } }, prepare);
  } finally {
    const fin = new Promise((f) => (enfant ? enfant.once('exit', f) : f(undefined)));
    enfant?.kill('SIGTERM');
    await fin;
    serveur.arreter();
    rmSync(dossier, { recursive: true, force: true });
  }
}

/** The page to be measured, once: a benchmark of an error page would be very good. @throws when the answer or its number of rows is another. */
export async function ouvrirPage(url: string, headers: Record<string, string>, attendu: { readonly lignes: number; readonly separateur?: string }): Promise<string> {
  const premiere = await fetch(url, { headers, redirect: 'manual' });
  const html = await premiere.text();
  const lignes = html.split(attendu.separateur ?? '<tr role="row"').length - 2;
  if (premiere.status !== 200 || lignes !== attendu.lignes) throw new Error(`La page mesurée n’est pas la bonne : ${premiere.status}, ${lignes} lignes.`);
  return html;
}

/** Asks this page again and again for `duree` seconds, by `connexions` readers. @throws when an answer fails. */
export async function charger(url: string, headers: Record<string, string>, { duree, connexions = 20 }: { readonly duree: number; readonly connexions?: number }): Promise<Resultat> {
  const r = await autocannon({ url, headers, connections: connexions, duration: duree });
  if (r.non2xx > 0 || r.errors > 0) throw new Error(`${r.non2xx} réponses refusées, ${r.errors} erreurs.`);
  return r;
}
