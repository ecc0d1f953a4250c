import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { racine } from '#tools/racine.ts';

/** Where one can look at every process of the machine and at its environment. */
describe.runIf(existsSync('/proc/self/environ'))('npm start, puis Ctrl-C', () => {
  let donnees: string;
  beforeAll(() => {
    donnees = mkdtempSync(join(tmpdir(), 'maillage-arret-'));
  });

  /** Every process started on this data folder, npm and PostgreSQL included: each inherits its name. One that has ended has no environment. */
  const lire = (pid: number, quoi: 'environ' | 'cmdline'): string => {
    try {
      return readFileSync(`/proc/${pid}/${quoi}`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  };
  const siens = (): number[] => readdirSync('/proc').map(Number).filter((p) => p > 0 && p !== process.pid && lire(p, 'environ').includes(donnees));
  const restants = (): string[] => siens().map((p) => lire(p, 'cmdline'));

  // What a failed test left would make the next one fail too.
  const vider = (): void => {
    for (const pid of siens()) process.kill(pid, 'SIGKILL');
  };
  afterEach(vider);
  afterAll(() => rmSync(donnees, { recursive: true, force: true }));

  const lancer = (): { npm: ChildProcess; dit: (mots: RegExp) => Promise<void>; fin: Promise<number | null> } => {
    let texte = '';
    const npm = spawn('npm', ['start'], { cwd: racine, detached: true, env: { ...process.env, MAILLAGE_RACINE: racine, MAILLAGE_DATA: donnees, PORT: '0', NODE_ENV: 'test' }, stdio: ['ignore', 'pipe', 'pipe'] });
    const dit = (mots: RegExp): Promise<void> =>
      new Promise((oui, non) => {
        const entendre = (d: Buffer): void => {
          texte += d.toString();
          if (mots.test(texte)) oui();
        };
        npm.stdout?.on('data', entendre);
        npm.stderr?.on('data', entendre);
        npm.once('close', (code) => non(new Error(`npm start a fini (code ${code}).\n${texte}`)));
      });
    return { npm, dit, fin: new Promise((r) => npm.once('exit', r)) };
  };

  test('dès que l’adresse est écrite, au clavier : tout le groupe entend, et plus un processus ne reste', async () => {
    const { npm, dit, fin } = lancer();
    await dit(/Maillage est prêt/);
    expect(restants().some((c) => c.includes('bin/postgres')), 'PostgreSQL tournait').toBe(true);
    process.kill(-(npm.pid ?? 0), 'SIGINT');
    await fin;
    expect(restants()).toEqual([]);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s envoyé à npm seul arrête aussi tout', async (signal) => {
    const { npm, dit, fin } = lancer();
    await dit(/Maillage est prêt/);
    npm.kill(signal);
    await fin;
    expect(restants()).toEqual([]);
  });

  test('npm tué sans préavis : la plateforme s’en aperçoit et s’arrête d’elle-même', async () => {
    const { npm, dit } = lancer();
    await dit(/Maillage est prêt/);
    npm.kill('SIGKILL');
    await expect.poll(restants, { interval: 200 }).toEqual([]);
  });

  test('un second démarrage pendant le premier le dit et s’arrête, sans rien prendre au premier', async () => {
    rmSync(donnees, { recursive: true, force: true });
    const { npm, dit, fin } = lancer();
    await dit(/chargement de la démonstration/);
    const second = lancer();
    await expect(second.dit(/jamais/)).rejects.toThrow(/Maillage (démarre|tourne) déjà ici/);
    expect(await second.fin).toBe(1);
    await dit(/Maillage est prêt/);
    npm.kill('SIGTERM');
    await fin;
    expect(restants()).toEqual([]);
  });

  test('pendant le démarrage, la base est ouverte et rien n’est encore prêt : plus un processus ne reste', async () => {
    rmSync(donnees, { recursive: true, force: true });
    const { npm, dit, fin } = lancer();
    await dit(/chargement de la démonstration/);
    expect(restants().some((c) => c.includes('bin/postgres'))).toBe(true);
    process.kill(-(npm.pid ?? 0), 'SIGINT');
    await fin;
    expect(restants()).toEqual([]);
  });
});
