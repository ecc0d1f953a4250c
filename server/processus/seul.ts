import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Where the process that holds a folder answers. On Linux and on Windows a name without a file, which dies with its process, however it
 * dies; elsewhere a file, which may outlive it.
 */
export function nomDe(dossier: string): { readonly nom: string; readonly fichier: boolean } {
  // The folder itself, by whatever path it is reached: two machines that share a network each have their own.
  const { dev, ino } = statSync(dossier);
  const cle = `maillage-${createHash('sha256').update(`${dev} ${ino}`).digest('hex').slice(0, 16)}`;
  if (process.platform === 'linux') return { nom: `\0${cle}`, fichier: false };
  if (process.platform === 'win32') return { nom: `\\\\.\\pipe\\${cle}`, fichier: false };
  return { nom: join(tmpdir(), `${cle}.tenu`), fichier: true };
}

const PATIENCE_MS = 2000;
/** The number of a process that holds a folder and does not say who it is. */
const MUET = 0;

/** The process that holds this folder now, `MUET` when it does not answer, or undefined. */
export const quiTient = (dossier: string): Promise<number | undefined> =>
  new Promise((dire) => {
    if (!statSync(dossier, { throwIfNoEntry: false })) return dire(undefined);
    let lu = '';
    const appel = connect(nomDe(dossier).nom);
    appel.setEncoding('utf8').on('data', (d: string) => { lu += d; });
    appel.once('error', () => dire(undefined)).once('end', () => dire(Number(lu) || MUET));
    appel.setTimeout(PATIENCE_MS, () => {
      appel.destroy();
      dire(MUET);
    });
  });

export type Tenue = { readonly tenu: true; readonly liberer: () => Promise<void> } | { readonly tenu: false; readonly par: number | undefined };

/** Holds a data folder for the life of this process, from before anything is opened there: two starts at once would share one database, and the first to stop would take it from the other. */
export async function tenir(dossier: string): Promise<Tenue> {
  mkdirSync(dossier, { recursive: true });
  const { nom, fichier } = nomDe(dossier);
  const ecouter = (): Promise<Tenue | undefined> =>
    new Promise((dire) => {
      // Who asks may be gone before the answer.
      const serveur = createServer((appel) => appel.on('error', () => appel.destroy()).end(String(process.pid)));
      // Where the system refuses such a name altogether, nothing is held: the start goes on without this guard.
      serveur.once('error', (e: NodeJS.ErrnoException) => dire(e.code === 'EADDRINUSE' ? undefined : { tenu: true, liberer: () => Promise.resolve() }));
      serveur.listen(nom, () => {
        serveur.unref();
        dire({ tenu: true, liberer: () => new Promise((fini) => { serveur.close(() => fini()); }) });
      });
    });
  const premiere = await ecouter();
  if (premiere) return premiere;
  const par = await quiTient(dossier);
  if (par === undefined && fichier) rmSync(nom, { force: true });
  return (par === undefined ? await ecouter() : undefined) ?? { tenu: false, par: par === MUET ? undefined : par };
}
