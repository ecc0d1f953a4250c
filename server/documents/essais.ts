import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** True when this machine has the program; the tests that need it say so when it is missing. */
export const programmePresent = (nom: string, ...arguments_: string[]): boolean => spawnSync(nom, arguments_, { stdio: 'ignore', timeout: 30_000 }).status === 0;

/** A folder for the time of `faire`, whatever becomes of it. */
function dansUnDossier<T>(faire: (lieu: string) => T): T {
  const lieu = mkdtempSync(join(tmpdir(), 'maillage-document-'));
  try {
    return faire(lieu);
  } finally {
    rmSync(lieu, { recursive: true, force: true });
  }
}

/** Runs a poppler tool on a PDF and gives what it printed. */
export const poppler = (outil: 'pdftotext' | 'pdfinfo', pdf: Uint8Array, ...options: string[]): string =>
  dansUnDossier((lieu) => {
    const fichier = join(lieu, 'essai.pdf');
    writeFileSync(fichier, pdf);
    const { status, stdout, stderr } = spawnSync(outil, outil === 'pdftotext' ? [...options, fichier, '-'] : [...options, fichier], { encoding: 'utf8', timeout: 60_000 });
    if (status !== 0) throw new Error(`${outil}: ${stderr}`);
    return stdout;
  });

/** Opens a DOCX in LibreOffice and gives the text it understood. */
export const texteLuParLibreOffice = (docx: Uint8Array): string =>
  dansUnDossier((lieu) => {
    writeFileSync(join(lieu, 'essai.docx'), docx);
    const profil = `-env:UserInstallation=file://${join(lieu, 'profil')}`;
    const { status, stderr } = spawnSync('soffice', [profil, '--headless', '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', lieu, join(lieu, 'essai.docx')], { encoding: 'utf8', timeout: 90_000 });
    if (status !== 0) throw new Error(`soffice: ${stderr}`);
    return readFileSync(join(lieu, 'essai.txt'), 'utf8');
  });
