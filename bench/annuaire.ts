import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Adresse, ouvrirDb, ouvrirPool } from '#db/connexion.ts';
import { lancerServeur, type ServeurEmbarque } from '#db/embarque.ts';
import { OPTION_D_IMPORT } from '#modules/annuaire/constants.ts';
import { type CommuneDuFichier, fichierNational, tirage } from '#modules/annuaire/builders.ts';
import type { Libelles } from '#modules/annuaire/model.ts';
import { comprendre } from '#modules/annuaire/moteur/texte.ts';
import { chercherProfessionnels, libellesServis } from '#modules/annuaire/queries.ts';
import { TABLES_ANNUAIRE } from '#modules/annuaire/repository.ts';
import { importerAnnuaire } from '#modules/annuaire/use-cases/importer-annuaire.ts';
import { resoudreCommune } from '#modules/annuaire/use-cases/resoudre-commune.ts';
import type { Paquet } from '#modules/territoire/model.ts';
import { assurerBase, preparerSchema } from '#server/demarrage.ts';
import { COOKIE_SESSION, cookieDuJeton, nomDeCookie } from '#server/jetons.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import { racine } from '#tools/racine.ts';

const LIGNES = Number(process.env['BANC_LIGNES'] ?? 2_300_000);
const SEUILS = { debit: 100_000, memoireMo: 600, rechercheMs: 30, pageMs: 60 };

const secondes = (debut: number): number => (performance.now() - debut) / 1000;

/** Runs `faire` and returns its result with the greatest resident memory of this process meanwhile, in MB. */
async function memoire<T>(faire: () => Promise<T>): Promise<{ resultat: T; mo: number }> {
  let max = process.memoryUsage.rss();
  const guet = setInterval(() => (max = Math.max(max, process.memoryUsage.rss())), 50);
  try {
    return { resultat: await faire(), mo: Math.round(max / 2 ** 20) };
  } finally {
    clearInterval(guet);
  }
}

const centile = (valeurs: readonly number[], c: number): number => [...valeurs].sort((a, b) => a - b)[Math.min(valeurs.length - 1, Math.floor(valeurs.length * c))] ?? 0;

/** A letter doubled, dropped, swapped or replaced, never the first one. */
function avecFaute(mot: string, hasard: (n: number) => number): string {
  const i = 1 + hasard(Math.max(1, mot.length - 2));
  const [avant, lettre, apres] = [mot.slice(0, i), mot[i] ?? '', mot.slice(i + 1)];
  return [avant + apres, avant + lettre + lettre + apres, avant + (apres[0] ?? '') + lettre + apres.slice(1), `${avant}z${apres}`][hasard(4)] ?? mot;
}

type Demande = { texte: string; communes?: readonly string[] };
type Genre = (mots: readonly string[]) => Demande;

/** What people type, from the words of a name of the directory. */
const genresDeRecherche = (hasard: (n: number) => number, territoire: readonly string[], foix: readonly string[]): Readonly<Record<string, Genre>> => ({
  'trois premières lettres': (m) => ({ texte: (m[0] ?? '').slice(0, 3) }),
  'deux premières lettres': (m) => ({ texte: (m[0] ?? '').slice(0, 2) }),
  'nom entier': (m) => ({ texte: m[0] ?? '' }),
  'prénom seul': (m) => ({ texte: m.at(-1) ?? '' }),
  'nom et début du prénom': (m) => ({ texte: `${m[0]} ${(m.at(-1) ?? '').slice(0, 2)}` }),
  'prénom puis nom': (m) => ({ texte: `${m.at(-1)} ${m[0]}` }),
  'une faute dans le nom': (m) => ({ texte: avecFaute(m[0] ?? '', hasard) }),
  'une faute, prénom puis nom': (m) => ({ texte: `${m.at(-1)} ${avecFaute(m[0] ?? '', hasard)}` }),
  'nom et métier': (m) => ({ texte: `${m[0]} infirmier` }),
  'nom sur le territoire': (m) => ({ texte: (m[0] ?? '').slice(0, 4), communes: territoire }),
  'métier sur le territoire': () => ({ texte: 'kiné', communes: territoire }),
  'spécialité autour d’une ville': () => ({ texte: 'cardiologue', communes: foix }),
  'prénom et métier sur le territoire': (m) => ({ texte: `${m.at(-1)} médecin`, communes: territoire }),
});

/** Queries as people type them, on persons of the directory itself: beginnings, whole names, swapped words, errors, trade and commune words. */
async function mesurerRecherche(adresse: Adresse, paquet: Paquet): Promise<void> {
  const pool = ouvrirPool(adresse, 'maillage_app', 2);
  const db = ouvrirDb(pool);
  const hasard = tirage(7);
  // What the server's own upkeep may do at any time after an import must not change the plans.
  const entretien = ouvrirPool(adresse, 'maillage_donnees', 1);
  for (const t of TABLES_ANNUAIRE) await entretien.query(`analyze annuaire.${t}`);
  await entretien.end();
  try {
    const personnes = (await db.selectFrom('annuaire.professionnels').select(['cle', 'profession']).where('id', 'in', Array.from({ length: 300 }, () => hasard(1_300_000))).execute()).map((p) => p.cle.split(' '));
    const territoire = paquet.communesDuDepartement('09').slice(0, 60).map((c) => c.code as string);
    const foix = paquet.communesDuDepartement('31').slice(0, 120).map((c) => c.code as string);
    const genres = genresDeRecherche(hasard, territoire, foix);
    const tous: number[] = [];
    for (const [nom, demande] of Object.entries(genres)) {
      const durees: number[] = [];
      let trouves = 0;
      for (const mots of personnes.slice(0, 100)) {
        const { texte, communes } = demande(mots);
        const debut = performance.now();
        const r = await db.transaction().setAccessMode('read only').execute(async (tx) => chercherProfessionnels({ tx }, { ...comprendre(texte, libelles ??= await libellesServis({ tx })), communes }, { debut: 0, nombre: 20 }));
        durees.push(performance.now() - debut);
        if (r.total > 0) trouves++;
      }
      tous.push(...durees);
      console.log(`    ${nom.padEnd(36)} p50 ${centile(durees, 0.5).toFixed(1).padStart(6)} ms  p95 ${centile(durees, 0.95).toFixed(1).padStart(6)} ms  max ${Math.max(...durees).toFixed(0).padStart(4)} ms  ${trouves} sur ${durees.length} trouvent`);
    }
    console.log(`  recherche : p50 ${centile(tous, 0.5).toFixed(1)} ms, p95 ${centile(tous, 0.95).toFixed(1)} ms sur ${tous.length} requêtes (demandé p95 < ${SEUILS.rechercheMs} ms), transaction comprise`);
  } finally {
    await pool.end();
  }
}
let libelles: Libelles | undefined;

/** The same queries as whole pages over HTTP, one after the other, by a member whose CPTS has a territory of sixty communes. */
async function mesurerPages(dossier: string, adresse: Adresse, paquet: Paquet): Promise<void> {
  const pool = ouvrirPool(adresse, undefined, 1);
  const db = ouvrirDb(pool);
  const hasard = tirage(11);
  const territoire = paquet.communesDuDepartement('09').slice(0, 60).map((c) => c.code as string);
  const slug = `banc-${Date.now().toString(36)}`;
  const cpts = await db.insertInto('cpts').values({ slug, nom: 'CPTS du banc', demo: true }).returning('id').executeTakeFirstOrThrow();
  const moi = await db.insertInto('personnes').values({ nom: 'Camille Banc', courriel: `${slug}@exemple.invalid`, courriel_verifie: true, demo: true }).returning('id').executeTakeFirstOrThrow();
  await db.insertInto('roles_tenus').values({ cpts_id: cpts.id, personne_id: moi.id, role: 'adherent', depuis: '2020-01-01', jusque: null }).execute();
  await sql`with t as (insert into territoires (cpts_id, version, courant, compose_le) values (${cpts.id}, 1, true, now()) returning id)
    insert into territoire_communes (cpts_id, territoire_id, commune, rang) select ${cpts.id}, t.id, c.code, c.rang - 1 from t, unnest(${territoire}::text[]) with ordinality c(code, rang)`.execute(db);
  const jeton = randomBytes(24).toString('base64url');
  await db.insertInto('sessions').values({ personne_id: moi.id, jeton, expire_le: new Date(Date.now() + 86_400_000), adresse_ip: null, agent: null }).execute();
  const personnes = (await db.selectFrom('annuaire.professionnels').select('cle').where('id', 'in', Array.from({ length: 100 }, () => hasard(1_300_000))).execute()).map((p) => p.cle.split(' '));
  await pool.end();
  const secret = 's'.repeat(64);
  const enfant = spawn(process.execPath, [join(racine, 'tools', 'demarrer.ts')], { env: { ...process.env, MAILLAGE_DATA: dossier, PORT: '0', MAILLAGE_SECRET: secret, MAILLAGE_RACINE: racine }, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const url = await new Promise<string>((pret, echec) => {
      let t = '';
      enfant.stdout.on('data', (d: Buffer) => {
        t += d.toString();
        const m = /Maillage est prêt :\s+(\S+)/.exec(t);
        if (m?.[1]) pret(m[1]);
      });
      enfant.on('exit', () => echec(new Error(t)));
    });
    const cookie = `${nomDeCookie(url, COOKIE_SESSION)}=${cookieDuJeton(jeton, secret)}`;
    const dansLAnnuaire = ({ texte, communes }: Demande): string => `reseau/annuaire?${new URLSearchParams({ q: texte, ...(communes ? (communes.length > 0 ? {} : { autour: 'Foix', km: '30' }) : { ou: 'partout' }) })}`;
    const partout = ({ texte }: Demande): string => `recherche?${new URLSearchParams({ q: texte })}`;
    for (const [quoi, accept, adresseDe] of [['page de recherche', 'text/html', dansLAnnuaire], ['palette, toutes sources', 'application/json', partout]] as const) {
      const tous: number[] = [];
      for (const [nom, demande] of Object.entries(genresDeRecherche(hasard, territoire, []))) {
        const durees: number[] = [];
        for (const [i, mots] of personnes.slice(0, 45).entries()) {
          const chemin = adresseDe(demande(mots));
          const debut = performance.now();
          const r = await fetch(`${url}/cpts/${slug}/${chemin}`, { headers: { cookie, accept }, redirect: 'manual' });
          await r.text();
          if (r.status !== 200) throw new Error(`La page répond ${r.status} à ${chemin}.`);
          if (i >= 5) durees.push(performance.now() - debut);
        }
        tous.push(...durees);
        console.log(`    ${nom.padEnd(36)} p50 ${centile(durees, 0.5).toFixed(1).padStart(6)} ms  p95 ${centile(durees, 0.95).toFixed(1).padStart(6)} ms`);
      }
      console.log(`  ${quoi}, par HTTP, un utilisateur : p50 ${centile(tous, 0.5).toFixed(1)} ms, p95 ${centile(tous, 0.95).toFixed(1)} ms sur ${tous.length} réponses (demandé p95 < ${SEUILS.pageMs} ms)`);
    }
  } finally {
    const fin = new Promise((f) => enfant.once('exit', f));
    enfant.kill('SIGTERM');
    await fin;
  }
}

/** Writes a national extract of invented persons, in its exact format. */
export function generer(chemin: string): void {
  const communes = chargerPaquet().communes.map((c): CommuneDuFichier => ({ code: c.code, nom: c.nom, codePostal: c.codesPostaux[0] ?? '', departement: c.departement, poids: c.population ?? 0 }));
  const fichier = openSync(chemin, 'w');
  for (const bloc of fichierNational(LIGNES, communes)) writeSync(fichier, bloc);
  closeSync(fichier);
}

/** Processor time of the database server and its children so far, in seconds; undefined where /proc is not. */
function processeurDeLaBase(dossier: string): number | undefined {
  try {
    const maitre = readFileSync(join(dossier, 'postmaster.pid'), 'utf8').split('\n')[0] ?? '';
    const champs = (pid: string): number[] => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').map(Number) ?? [];
    const somme = (pid: string): number => champs(pid).slice(11, 15).reduce((a, b) => a + b, 0);
    const enfants = readFileSync(`/proc/${maitre}/task/${maitre}/children`, 'utf8').trim().split(' ');
    return [maitre, ...enfants].reduce((s, pid) => s + somme(pid), 0) / 100;
  } catch {
    return undefined;
  }
}

/** Imports the file into an empty directory, or in place of the edition of another month. */
async function mesurerImport(serveur: ServeurEmbarque, adresse: Adresse, paquet: Paquet, chemin: string): Promise<void> {
  const pool = ouvrirPool(adresse, 'maillage_donnees', 4);
  let [etape, depuis] = ['', performance.now()];
  const surProgres = (p: { etape: string }): void => {
    if (p.etape === etape) return;
    if (etape !== '') console.log(`    ${etape} : ${secondes(depuis).toFixed(1)} s`);
    [etape, depuis] = [p.etape, performance.now()];
  };
  try {
    const debut = performance.now();
    const [cpu, cpuBase] = [process.cpuUsage(), processeurDeLaBase(serveur.dossier)];
    const { resultat, mo } = await memoire(() => importerAnnuaire(pool, { chemin, resoudre: resoudreCommune(paquet), fictif: true, surProgres }));
    const duree = secondes(debut);
    console.log(`    ${etape} : ${secondes(depuis).toFixed(1)} s`);
    if (!resultat.ok) throw new Error(JSON.stringify(resultat.refus));
    const u = process.cpuUsage(cpu);
    const r = resultat.valeur;
    console.log(`  import : ${r.personnes} personnes, ${r.activites} activités, ${r.structures} structures en ${duree.toFixed(1)} s`);
    console.log(`  ${Math.round(r.lignes / duree)} lignes/s (demandé ≥ ${SEUILS.debit}), mémoire du processus ${mo} Mo (demandé < ${SEUILS.memoireMo}), processeur du processus ${((u.user + u.system) / 1e6).toFixed(1)} s, de la base ${((processeurDeLaBase(serveur.dossier) ?? 0) - (cpuBase ?? 0)).toFixed(1)} s`);
  } finally {
    await pool.end();
  }
}

/**
 * Import of a generated national extract, written, deduplicated, indexed and served; then searches in it.
 * `BANC_DOSSIER` keeps file and database from one run to the next; `BANC_ETAPES` chooses among `fichier,import,recherche,page`;
 * `BANC_LIGNES` the number of rows.
 */
export async function mesurer(): Promise<void> {
  // Node as the platform starts it for an import.
  if (!process.execArgv.includes(OPTION_D_IMPORT)) {
    const enfant = spawnSync(process.execPath, [OPTION_D_IMPORT, '--input-type=module', '-e', `import(${JSON.stringify(import.meta.url)}).then((m) => m.mesurer())`], { stdio: 'inherit' });
    if (enfant.status !== 0) throw new Error('Le banc de l’annuaire ne s’est pas terminé.');
    return;
  }
  const garde = process.env['BANC_DOSSIER'];
  const etapes = (process.env['BANC_ETAPES'] ?? 'fichier,import,recherche,page').split(',');
  const dossier = garde ?? mkdtempSync(join(tmpdir(), 'maillage-banc-annuaire-'));
  mkdirSync(dossier, { recursive: true });
  const chemin = join(dossier, `${LIGNES}_Personne_activite_202609150800.txt`);
  if (etapes.includes('fichier') && !existsSync(chemin)) {
    // In a process of its own: what it leaves behind is not the import's memory.
    const genere = spawnSync(process.execPath, ['--input-type=module', '-e', `import(${JSON.stringify(import.meta.url)}).then((m) => m.generer(${JSON.stringify(`${chemin}.partiel`)}))`], { stdio: 'inherit' });
    if (genere.status !== 0) throw new Error('Le fichier n’a pas pu être écrit.');
    renameSync(`${chemin}.partiel`, chemin);
    console.log(`  fichier : ${LIGNES} lignes, ${Math.round(statSync(chemin).size / 2 ** 20)} Mo`);
  }
  if (!etapes.some((e) => e !== 'fichier')) return;
  const serveur = lancerServeur({ dossier: join(dossier, 'base') });
  try {
    await assurerBase(serveur, 'maillage');
    const adresse = { hote: serveur.hote, port: serveur.port, base: 'maillage' };
    await preparerSchema(adresse);
    const paquet = chargerPaquet();
    if (etapes.includes('import')) await mesurerImport(serveur, adresse, paquet, chemin);
    if (etapes.includes('recherche')) await mesurerRecherche(adresse, paquet);
    if (etapes.includes('page')) await mesurerPages(dossier, adresse, paquet);
  } finally {
    serveur.arreter();
    if (garde === undefined) for (const d of [dossier, serveur.dossier]) rmSync(d, { recursive: true, force: true });
  }
}
