import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import mammoth from 'mammoth';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { racine } from '#tools/racine.ts';
import { essaiNavigateur } from './essai.ts';
import { cheminChromium, lancerPlateforme, processusVivant } from './plateforme.ts';

/** Twelve real communes around Brive; populations of 2023, INSEE: their sum is worked out by hand below. */
const COMMUNES: readonly [code: string, nom: string, habitants: number][] = [
  ['19031', 'Brive-la-Gaillarde', 47_095],
  ['19123', 'Malemort', 8239],
  ['19274', 'Ussac', 4322],
  ['19005', 'Allassac', 4081],
  ['19153', 'Objat', 3721],
  ['19063', 'Cosnac', 3044],
  ['19072', 'Donzenac', 2733],
  ['19278', 'Varetz', 2409],
  ['19107', 'Larche', 1645],
  ['19151', 'Noailles', 945],
  ['19273', 'Turenne', 801],
  ['19147', 'Nespouls', 638],
];
const TOTAL = '79 673';

/** A clone as a newcomer makes it; `mkdtemp` closes it to every other account, as root's home is. Only the packages are lent. */
function cloner(): string {
  const dossier = join(mkdtempSync(join(tmpdir(), 'maillage-clone-')), 'maillage');
  const git = existsSync(join(racine, '.git')) && spawnSync('git', ['clone', '--quiet', '--no-hardlinks', racine, dossier], { encoding: 'utf8' });
  if (!git || git.status !== 0) cpSync(racine, dossier, { recursive: true, filter: (s) => !/[\\/](node_modules|dist[^\\/]*|\.maillage|\.git)$/.test(s) });
  symlinkSync(join(racine, 'node_modules'), join(dossier, 'node_modules'));
  return dossier;
}

const compact = (s: string | null): string => (s ?? '').replace(/\s+/g, ' ');

async function composer(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Retirer tout/ }).click();
  for (const [code, nom] of COMMUNES) {
    const champ = page.getByRole('combobox', { name: 'Ajouter une commune' });
    await champ.fill(code);
    await page.getByRole('option', { name: new RegExp(nom) }).click();
    await page.getByRole('button', { name: `Retirer ${nom}` }).waitFor();
  }
}

describe.runIf(cheminChromium)('le chemin d’un nouveau venu', () => {
  let dossier: string;
  const erreurs: string[] = [];
  // Said first, done last: the platform stops before its folder goes.
  afterAll(() => {
    if (dossier) rmSync(join(dossier, '..'), { recursive: true, force: true });
  });
  const maison = essaiNavigateur(() => lancerPlateforme({ dossier: (dossier = cloner()) }));

  test('il se connecte, compose un territoire de douze communes, écrit la lettre et emporte les deux fichiers', async () => {
    const page = await maison.nouvelle({ viewport: { width: 1280, height: 900 } });
    page.on('console', (m) => m.type() === 'error' && erreurs.push(m.text()));
    page.on('pageerror', (e) => erreurs.push(e.message));

    await page.goto(`${maison.url}/connexion`);
    await page.getByRole('button', { name: /Coordination.*Maëlle/ }).click();
    await page.waitForURL(/\/cpts\/trois-rivieres$/);
    expect(compact(await page.getByRole('heading', { level: 1 }).textContent())).toBe('Bonjour Maëlle');

    await page.getByRole('link', { name: 'Territoire', exact: true }).first().click();
    await page.getByRole('link', { name: /Modifier le territoire/ }).click();
    await composer(page);
    await expect.poll(async () => compact(await page.locator('[data-totaux]').textContent())).toContain(`12 communes${TOTAL} habitants`);
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.waitForURL(/\/territoire(\?.*)?$/);
    expect(compact(await page.locator('main').textContent())).toContain(`12 communes, ${TOTAL} habitants : taille 2`);

    await page.goto(`${maison.url}/cpts/trois-rivieres/projet/lettre`);
    expect(compact(await page.locator('main').textContent())).toContain(TOTAL);
    const emporter = async (lien: RegExp): Promise<Buffer> => {
      const [fichier] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: lien }).first().click()]);
      return readFileSync(await fichier.path());
    };
    const docx = await emporter(/Word/);
    const pdf = await emporter(/^PDF/);
    const { value: texte } = await mammoth.extractRawText({ buffer: docx });
    for (const [, nom] of COMMUNES) expect(texte).toContain(nom);
    expect(compact(texte)).toContain(TOTAL);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    if (existsSync('/usr/bin/pdftotext')) {
      const lu = compact(spawnSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' }).stdout);
      for (const [, nom] of COMMUNES) expect(lu).toContain(nom);
    }
    expect(erreurs).toEqual([]);
  });

  test('un second démarrage dit qu’un premier tourne déjà, et s’arrête', () => {
    const r = spawnSync(process.execPath, [join(dossier, 'tools', 'demarrer.ts')], { cwd: dossier, env: { ...process.env, MAILLAGE_RACINE: dossier, MAILLAGE_DATA: maison.plateforme.donnees, PORT: '0' }, encoding: 'utf8' });
    expect(r.status).toBe(1);
    expect(r.stderr).toContain('Maillage tourne déjà ici');
  });
});

/** The other accounts of the machine: what a person who is not root would do. */
describe.runIf(userInfo().uid === 0)('un compte ordinaire', () => {
  test('démarre la plateforme et l’arrête', async () => {
    const dossier = cloner();
    const parent = join(dossier, '..');
    const NOBODY = 65_534;
    spawnSync('chown', ['-R', `${NOBODY}:${NOBODY}`, parent]);
    chmodSync(parent, 0o755);
    const plateforme = await lancerPlateforme({ dossier, compte: { uid: NOBODY, gid: NOBODY } });
    const pid = join(plateforme.donnees, 'base', 'postmaster.pid');
    expect(statSync(pid).uid).toBe(NOBODY);
    const postmaster = Number(readFileSync(pid, 'utf8').split('\n')[0]);
    expect(processusVivant(postmaster)).toBe(true);
    expect(await plateforme.arreter()).toBe(0);
    expect(processusVivant(postmaster), 'PostgreSQL est arrêté avant que la commande rende la main').toBe(false);
    rmSync(parent, { recursive: true, force: true });
  });
});
