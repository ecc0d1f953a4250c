import autocannon, { type Resultat } from 'autocannon';
import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { type Kysely, sql } from 'kysely';
import type { Schema } from '#db/schema.ts';
import { secondes, secondesDeLaMachine } from '#tools/processeur.ts';
import { charger, type Lecteur, ouvrirPage, surPlateforme, unLecteur } from './plateforme/plateforme.ts';
import { premieresVisites, type Visite } from './plateforme/premiere-visite.ts';

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
async function preparer(db: Kysely<Schema>): Promise<Lecteur> {
  const lecteur = await unLecteur(db, 'coordination');
  await db.transaction().execute(async (tx) => {
    await sql`select set_config('app.cpts', ${lecteur.cpts}, true), set_config('app.personne', ${lecteur.moi}, true)`.execute(tx);
    await sql`select journaliser('territoire_compose', n::text, '{}') from generate_series(1, ${EVENEMENTS}) n`.execute(tx);
  });
  return lecteur;
}

const miennes = (): number => (process.cpuUsage().user + process.cpuUsage().system) / 1e6;

const ko = (octets: number): string => (octets / 1000).toFixed(1);
const enDetail = (v: Visite): string => [...v.detail].map(([f, n]) => `${f === v.chemin ? 'page' : f.replace('/actifs/', '')} ${ko(n)}`).join(', ');

/** What a first visit of each page of the demo downloads, headers and fonts included, as Chromium counts it; and what moves while it opens. */
async function peser(): Promise<void> {
  const visites = await premieresVisites();
  if (!visites) {
    console.log('  première visite : aucun Chromium ici (CHROMIUM_PATH), rien n’est pesé');
    return;
  }
  const [avec, sans] = [visites.filter((v) => v.ilot), visites.filter((v) => !v.ilot)].map((l) => l.toSorted((a, b) => b.octets - a.octets));
  const lourdes = (sans ?? []).filter((v) => v.octets >= SEUILS.poidsKo * 1000);
  const paquet = process.env['MAILLAGE_DONNEES'] ? 'avec les fichiers officiels' : 'avec le paquet intégré (MAILLAGE_DONNEES pour peser avec les fichiers officiels)';
  console.log(`  première visite, ${paquet}, ${sans?.length} pages sans îlot pesées par Chromium : au plus ${ko(sans?.[0]?.octets ?? 0)} Ko (demandé < ${SEUILS.poidsKo}), en-têtes et polices compris`);
  for (const v of sans?.slice(0, 5) ?? []) console.log(`    ${ko(v.octets)} Ko ${v.chemin} — ${enDetail(v)}`);
  console.log(`  avec îlot, ${avec?.length} pages : au plus ${ko(avec?.[0]?.octets ?? 0)} Ko (${avec?.[0]?.chemin}) ; la page de connexion ${ko(visites[0]?.octets ?? 0)} Ko — ${visites[0] ? enDetail(visites[0]) : ''}`);
  const mobiles = visites.toSorted((a, b) => b.decalage - a.decalage);
  console.log(`  décalage à l’ouverture, 360 px : connexion ${visites[0]?.decalage.toFixed(3)}, au plus ${mobiles[0]?.decalage.toFixed(3)} (${mobiles[0]?.chemin})`);
  if (lourdes.length > 0) process.exitCode = 1;
}

/** Rate and latency of the signed-in 50-row page, load generator on the same cores, and the weight of a first visit. */
export async function mesurer(): Promise<void> {
  await surPlateforme(preparer, async ({ url, entetes, pid }, lecteur) => {
    const headers = entetes(lecteur);
    const adressePage = `${url}/cpts/${lecteur.slug}/historique`;
    const html = await ouvrirPage(adressePage, headers, { lignes: 50 });
    await charger(adressePage, headers, { duree: 4 });
    const releve = () => ({ page: secondes(pid.page), base: secondes(pid.base), charge: miennes(), machine: secondesDeLaMachine() });
    const fenetres: (Resultat & { autres: number })[] = [];
    const avant = releve();
    for (let i = 0; i < FENETRES; i++) {
      const a = releve();
      const mesure = await charger(adressePage, headers, { duree: 5 });
      const b = releve();
      const autres = Math.max(0, b.machine - a.machine - (b.page - a.page) - (b.base - a.base) - (b.charge - a.charge)) / (5 * cpus().length);
      fenetres.push({ ...mesure, autres });
    }
    const apres = releve();
    const r = fenetres.toSorted((a, b) => a.requests.average - b.requests.average)[Math.floor(FENETRES / 2)];
    if (!r) throw new Error('Aucune fenêtre mesurée.');
    const total = fenetres.reduce((n, f) => n + f.requests.total, 0);
    const parRequete = (s: number): string => ((s / total) * 1000).toFixed(2);
    console.log(`  50 lignes, session et base comprises : ${Math.round(r.requests.average)} requêtes/s (demandé ≥ ${SEUILS.debit}), p50 ${r.latency.p50} ms, p99 ${r.latency.p99} ms (demandé < ${SEUILS.p99})`);
    console.log(`  chaque fenêtre de 5 s : ${fenetres.map((f) => `${Math.round(f.requests.average)} (p99 ${f.latency.p99} ms, ${Math.round(f.autres * 100)} % de la machine pris par d’autres programmes)`).join(', ')}`);
    console.log('  la fenêtre du milieu compte');
    console.log(`  processeur par requête : ${parRequete(apres.page - avant.page)} ms pour la page, ${parRequete(apres.base - avant.base)} ms pour PostgreSQL`);
    console.log(`  pour comparer, node:http qui répond « bonjour », même charge, juste après : ${await bonjour()} requêtes/s`);
    console.log(`  page : ${(html.length / 1024).toFixed(1)} Ko non compressés`);
    if (r.requests.average < SEUILS.debit || r.latency.p99 >= SEUILS.p99) process.exitCode = 1;
  });
  await peser();
}
