import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { racine } from '#tools/racine.ts';

const CANDIDATS = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** The browser of this machine, or undefined. In CI its absence is a failure, elsewhere the tests say that they did not run. */
export const cheminChromium = CANDIDATS.find((c): c is string => c !== undefined && existsSync(c));

if (!cheminChromium) {
  const message = 'Aucun Chromium sur cette machine : les essais de navigateur ne sont pas exécutés (indiquez CHROMIUM_PATH).';
  if (process.env.CI) throw new Error(message);
  console.warn(message);
}

export const lancerNavigateur = (): Promise<Browser> =>
  chromium.launch({
    executablePath: cheminChromium ?? '',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });

/** One that ended but that the first process of the machine has not reaped yet holds nothing: it counts as gone. */
export function processusVivant(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

export type PlateformeEssai = { readonly url: string; readonly donnees: string; readonly sortie: () => string; readonly arreter: () => Promise<number | null> };

/** Starts the platform as a newcomer would, in a process of its own, on an empty data folder. Resolves when it prints its address. */
export async function lancerPlateforme(env: Record<string, string> = {}, dossier = racine, compte?: { uid: number; gid: number }): Promise<PlateformeEssai> {
  const donnees = mkdtempSync(join(tmpdir(), 'maillage-e2e-'));
  if (compte) chownSync(donnees, compte.uid, compte.gid);
  const enfant: ChildProcess = spawn(process.execPath, [join(dossier, 'tools', 'lancer.mjs'), 'demarrer'], {
    cwd: dossier,
    env: { ...process.env, MAILLAGE_RACINE: dossier, MAILLAGE_DATA: donnees, PORT: '0', NODE_ENV: 'test', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...compte,
  });
  let texte = '';
  const url = await new Promise<string>((pret, echec) => {
    const lire = (d: Buffer): void => {
      texte += d.toString();
      const trouve = /Maillage est prêt :\s+(\S+)/.exec(texte);
      if (trouve?.[1]) pret(trouve[1]);
    };
    enfant.stdout?.on('data', lire);
    enfant.stderr?.on('data', lire);
    enfant.on('exit', (code) => echec(new Error(`La plateforme s’est arrêtée (code ${code}).\n${texte}`)));
  });
  const arreter = async (): Promise<number | null> => {
    const fin = new Promise<number | null>((r) => enfant.once('exit', r));
    enfant.kill('SIGTERM');
    const code = await fin;
    rmSync(donnees, { recursive: true, force: true });
    return code;
  };
  return { url, donnees, sortie: () => texte, arreter };
}

/** Signs in with one click on the demo page, as the first person who holds this role. */
export async function entrerComme(page: Page, url: string, role: string): Promise<void> {
  await page.goto(`${url}/connexion`);
  await page.getByRole('button', { name: role }).first().click();
  await page.waitForURL(/\/cpts\//);
}
