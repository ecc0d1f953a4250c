import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { bientot } from '#db/essais.ts';
import { nomDe, quiTient, tenir } from './seul.ts';

const dossier = mkdtempSync(join(tmpdir(), 'maillage-seul-'));
afterAll(() => rmSync(dossier, { recursive: true }));

/** Asks who holds the folder, and leaves before the answer. */
const abandonner = (lequel: string): Promise<void> =>
  new Promise((fini) => {
    const appel = connect(nomDe(lequel).nom, () => appel.destroy());
    appel.on('error', () => undefined).once('close', () => fini());
  });

test('un dossier se tient par un seul, qui se nomme ; rendu, un autre le prend', async () => {
  expect(await quiTient(dossier)).toBeUndefined();
  const premiere = await tenir(dossier);
  expect(premiere.tenu).toBe(true);
  expect(await quiTient(dossier)).toBe(process.pid);
  expect(await tenir(dossier)).toEqual({ tenu: false, par: process.pid });
  expect((await tenir(`${dossier}/autre`)).tenu, 'un autre dossier').toBe(true);
  for (let i = 0; i < 20; i++) await abandonner(dossier);
  expect(await quiTient(dossier), 'qui demande et s’en va aussitôt n’arrête rien').toBe(process.pid);
  if (premiere.tenu) await premiere.liberer();
  const suivante = await tenir(dossier);
  expect(suivante.tenu).toBe(true);
  if (suivante.tenu) await suivante.liberer();
});

test('un autre processus le tient jusqu’à sa fin, même tué sans préavis', async () => {
  const code = `import { tenir } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'seul.ts')).href)}; console.log((await tenir(${JSON.stringify(dossier)})).tenu); setInterval(() => {}, 1000);`;
  const autre = spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void autre.kill('SIGKILL'));
  const [dit] = await once(autre.stdout, 'data');
  expect(String(dit).trim()).toBe('true');
  expect(await tenir(dossier)).toEqual({ tenu: false, par: autre.pid });
  autre.kill('SIGKILL');
  await once(autre, 'exit');
  await bientot(async () => {
    const reprise = await tenir(dossier);
    expect(reprise.tenu).toBe(true);
    if (reprise.tenu) await reprise.liberer();
  });
});
