import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Where the process that holds a folder answers. On Linux and on Windows a name without a file, which dies with its process, however it
 * dies; elsewhere a file, which may outlive it.
 */
function nomDe(dossier: string): { readonly nom: string; readonly fichier: boolean } {
  const cle = `maillage-${createHash('sha256').update(dossier).digest('hex').slice(0, 16)}`;
  if (process.platform === 'linux') return { nom: `\0${cle}`, fichier: false };
  if (process.platform === 'win32') return { nom: `\\\\.\\pipe\\${cle}`, fichier: false };
  return { nom: join(tmpdir(), `${cle}.tenu`), fichier: true };
}

/** The process that holds this folder now, or undefined. */
export const quiTient = (dossier: string): Promise<number | undefined> =>
  new Promise((dire) => {
    let lu = '';
    const appel = connect(nomDe(dossier).nom);
    appel.setEncoding('utf8').on('data', (d: string) => { lu += d; });
    appel.once('error', () => dire(undefined)).once('end', () => dire(Number(lu) || undefined));
  });

export type Tenue = { readonly tenu: true; readonly liberer: () => Promise<void> } | { readonly tenu: false; readonly par: number | undefined };

/** Holds a data folder for the life of this process, from before anything is opened there: two starts at once would share one database, and the first to stop would take it from the other. */
export async function tenir(dossier: string): Promise<Tenue> {
  const { nom, fichier } = nomDe(dossier);
  const ecouter = (): Promise<Tenue | undefined> =>
    new Promise((dire) => {
      const serveur = createServer((appel) => appel.end(String(process.pid)));
      serveur.once('error', () => dire(undefined));
      serveur.listen(nom, () => {
        serveur.unref();
        dire({ tenu: true, liberer: () => new Promise((fini) => { serveur.close(() => fini()); }) });
      });
    });
  const premiere = await ecouter();
  if (premiere) return premiere;
  const par = await quiTient(dossier);
  if (par === undefined && fichier) rmSync(nom, { force: true });
  return (par === undefined ? await ecouter() : undefined) ?? { tenu: false, par };
}
