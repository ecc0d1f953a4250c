import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as attendre } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
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

/** Nothing in a browser takes that long, even while two others work on the same cores: what is not there by then is a fault. */
const PATIENCE_MS = 60_000;

/** A page that waits for what it is asked to find as long as the tests do. */
export async function pagePatiente(ouverture: Promise<Page>): Promise<Page> {
  const page = await ouverture;
  page.setDefaultTimeout(PATIENCE_MS);
  return page;
}

/** One that ended but that the first process of the machine has not reaped yet holds nothing: it counts as gone. */
export function processusVivant(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

export type PlateformeEssai = { readonly url: string; readonly donnees: string; readonly sortie: () => string; readonly arreter: (ensuite?: { readonly garder: boolean }) => Promise<number | null> };

/** A data folder that PostgreSQL's account enters when these tests run as root: the database stays in it, and goes with it. */
function nouveauDossier(): string {
  const donnees = mkdtempSync(join(tmpdir(), 'maillage-e2e-'));
  chmodSync(donnees, 0o755);
  return donnees;
}

type Lancement = { readonly env?: Record<string, string>; readonly dossier?: string; readonly compte?: { uid: number; gid: number }; readonly donnees?: string };

/** Starts the platform as a newcomer would, in a process of its own, on an empty data folder. Resolves when it prints its address. */
export async function lancerPlateforme({ env = {}, dossier = racine, compte, donnees = nouveauDossier() }: Lancement = {}): Promise<PlateformeEssai> {
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
  const arreter: PlateformeEssai['arreter'] = async ({ garder } = { garder: false }) => {
    const fin = new Promise<number | null>((r) => enfant.once('exit', r));
    enfant.kill('SIGTERM');
    const code = await fin;
    if (!garder) rmSync(donnees, { recursive: true, force: true });
    return code;
  };
  return { url, donnees, sortie: () => texte, arreter };
}

/** Copies a folder with its owners: PostgreSQL looks at them. */
function copier(de: string, vers: string): void {
  if (process.platform === 'win32') return cpSync(de, vers, { recursive: true });
  const { status, stderr } = spawnSync('cp', ['-a', `${de}/.`, vers], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** The built-in pack alone: what every fresh machine has. */
const SANS_DONNEES = { MAILLAGE_DONNEES: '' };

/** The data of a platform that has loaded the demo and was stopped: made by the first who asks, the others wait. */
async function demonstrationChargee(): Promise<string> {
  const dossier = join(inject('communs'), 'demonstration');
  for (; !existsSync(`${dossier}.prete`); await attendre(100)) {
    try {
      mkdirSync(`${dossier}.en-cours`);
    } catch {
      continue;
    }
    try {
      mkdirSync(dossier, { mode: 0o755 });
      await (await lancerPlateforme({ env: SANS_DONNEES, donnees: dossier })).arreter({ garder: true });
      writeFileSync(`${dossier}.prete`, '');
    } finally {
      rmSync(`${dossier}.en-cours`, { recursive: true });
    }
  }
  return dossier;
}

/** Starts the platform on a copy of the demo, loaded once for the whole run: each has its own, and changes it as it likes. */
export async function lancerDemonstration(): Promise<PlateformeEssai> {
  const modele = await demonstrationChargee();
  const donnees = nouveauDossier();
  copier(modele, donnees);
  return lancerPlateforme({ env: SANS_DONNEES, donnees });
}

/** Signs in with one click on the demo page, as the first person who holds this role. */
export async function entrerComme(page: Page, url: string, role: string): Promise<void> {
  await page.goto(`${url}/connexion`);
  await page.getByRole('button', { name: role }).first().click();
  await page.waitForURL(/\/cpts\//);
}
