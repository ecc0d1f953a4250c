import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for what the files of a run share. */
    communs: string;
  }
}

/** A folder of the run for what several files share, removed at its end. PostgreSQL's account enters it too. */
export function setup(projet: TestProject): () => void {
  const dossier = mkdtempSync(join(tmpdir(), 'maillage-e2e-communs-'));
  chmodSync(dossier, 0o755);
  projet.provide('communs', dossier);
  return () => rmSync(dossier, { recursive: true, force: true });
}
