import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { copierBinaires, relierBibliotheques } from './embarque.ts';

describe('les binaires de PostgreSQL', () => {
  let dossier: string;
  let natif: string;
  const lire = (racine: string): string => readFileSync(join(racine, 'lib', 'essai.so.60'), 'utf8');

  beforeEach(() => {
    dossier = mkdtempSync(join(tmpdir(), 'maillage-binaires-'));
    natif = join(dossier, 'clone', 'native');
    for (const d of ['bin', 'lib']) mkdirSync(join(natif, d), { recursive: true });
    writeFileSync(join(natif, 'bin', 'postgres'), '');
    writeFileSync(join(natif, 'lib', 'essai.so.60.2'), 'octets');
    writeFileSync(join(natif, 'pg-symlinks.json'), JSON.stringify([{ source: 'native/lib/essai.so.60.2', target: 'native/lib/essai.so.60' }]));
    relierBibliotheques(natif);
  });
  afterEach(() => rmSync(dossier, { recursive: true, force: true }));

  test('copiés hors d’un clone, ils servent encore quand le clone n’est plus là', () => {
    const copie = join(dossier, 'postgresql');
    copierBinaires(natif, copie);
    rmSync(join(dossier, 'clone'), { recursive: true });
    expect(lire(copie)).toBe('octets');
  });

  test('une copie dont les liens mènent à un clone disparu est remise d’aplomb', () => {
    const copie = join(dossier, 'postgresql');
    copierBinaires(natif, copie);
    const lien = join(copie, 'lib', 'essai.so.60');
    rmSync(lien);
    symlinkSync(join(dossier, 'ailleurs', 'essai.so.60.2'), lien);
    relierBibliotheques(copie);
    expect([readlinkSync(lien), lire(copie)]).toEqual(['essai.so.60.2', 'octets']);
  });

  test('deux démarrages qui copient ensemble : le second garde la copie du premier', () => {
    const copie = join(dossier, 'postgresql');
    copierBinaires(natif, copie);
    writeFileSync(join(copie, 'temoin'), 'premier');
    copierBinaires(natif, copie);
    expect(readFileSync(join(copie, 'temoin'), 'utf8')).toBe('premier');
  });
});
