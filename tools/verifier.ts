import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { lireDepot } from './controles/depot.ts';
import type { Controle, Fichier, Probleme } from './controles/depot.ts';
import { documents } from './controles/documents.ts';
import { excuser } from './controles/exceptions.ts';
import { fonctions } from './controles/fonctions.ts';
import { galerie } from './controles/galerie.ts';
import { limites } from './controles/limites.ts';
import { cascades, migrations, SCEAUX, sceller } from './controles/migrations.ts';
import { proprete } from './controles/proprete.ts';
import { ecrireStatuts, PAGE, statuts } from './controles/statuts.ts';
import { structure } from './controles/structure.ts';
import { longs, taille } from './controles/taille.ts';
import { textes } from './controles/textes.ts';
import { vocabulaire } from './controles/vocabulaire.ts';

/**
 * `npm run check`: everything that can be said of the code without starting it, and the pure tests that answer at once.
 * Arguments are names of checks to run alone; `--liste` names them, `--sceller` seals the migrations of a release,
 * `--statuts` writes the page of statuses again, `--sans-essais` leaves the pure tests to who runs every test next.
 */

const racine = join(import.meta.dirname, '..');

const EN_MEMOIRE: Readonly<Record<string, Controle>> = { limites, structure, vocabulaire, proprete, textes, galerie, taille, fonctions, migrations, cascades, statuts, documents };

/** A program of others: arguments for our Node, and what to do when it complains. */
type Programme = { readonly nom: string; readonly args: readonly string[]; readonly conseil: string };

const PROGRAMMES: readonly Programme[] = [
  { nom: 'essais', args: ['vitest/vitest.mjs', 'run', '--project', 'unit', '--reporter=dot'], conseil: 'relancez seul : npm run test:watch -- <fichier>' },
  { nom: 'orthographe', args: ['cspell/bin.mjs', '--no-progress', '--no-summary', '--unique', '--dot', '--cache', '--cache-strategy', 'content', '--cache-location', '.maillage/orthographe.json', '.'], conseil: 'corrigez, ou ajoutez le mot à tools/mots.txt s’il est juste' },
  { nom: 'types', args: ['typescript/bin/tsc', '-p', 'tsconfig.json', '--pretty', 'false', '--checkers', '1', '--incremental', '--tsBuildInfoFile', '.maillage/types.tsbuildinfo'], conseil: 'corrigez le type ; jamais de « as »' },
  { nom: 'lint', args: ['oxlint/bin/oxlint', '--type-aware', '--deny-warnings', '--format=unix'], conseil: 'la règle est nommée entre crochets, sa configuration dans .oxlintrc.json' },
  { nom: 'code-mort', args: ['knip/bin/knip.js', '--no-progress', '--no-config-hints'], conseil: 'supprimez ce que rien n’utilise, ou déclarez l’entrée dans knip.json' },
  { nom: 'purete', args: ['typescript/bin/tsc', '-p', 'tsconfig.pure.json', '--pretty', 'false'], conseil: 'un fichier pur n’a ni Node ni navigateur : passez la valeur en argument' },
];

type Bilan = { readonly nom: string; readonly secondes: number; readonly rapport: readonly string[] };

function lancer({ nom, args: [bin = '', ...args], conseil }: Programme): Promise<Bilan> {
  const debut = performance.now();
  return new Promise((resoudre) => {
    const morceaux: string[] = [];
    const processus = spawn(process.execPath, [join(racine, 'node_modules', bin), ...args], {
      cwd: racine,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    processus.stdout.on('data', (d: Buffer) => morceaux.push(d.toString()));
    processus.stderr.on('data', (d: Buffer) => morceaux.push(d.toString()));
    processus.on('error', (e) => resoudre({ nom, secondes: 0, rapport: [`${bin} ne démarre pas (${e.message}) : npm ci`] }));
    processus.on('close', (code) => {
      const lignes = morceaux.join('').split('\n').map((l) => l.trimEnd()).filter(Boolean);
      const rapport = code === 0 ? [] : [...lignes.slice(0, 60), ...(lignes.length > 60 ? [`… et ${lignes.length - 60} lignes`] : []), `→ ${conseil}`];
      resoudre({ nom, secondes: (performance.now() - debut) / 1000, rapport });
    });
  });
}

const phrase = (p: Probleme): string => `${p.chemin}${p.ligne === undefined ? '' : `:${p.ligne}`}  ${p.message}`;

function controler(nom: string, controle: Controle, fichiers: readonly Fichier[]): Bilan {
  const debut = performance.now();
  const rapport = excuser(nom, controle(fichiers), fichiers).map(phrase);
  return { nom, secondes: (performance.now() - debut) / 1000, rapport };
}

function annoncer({ nom, secondes, rapport }: Bilan): void {
  const etat = rapport.length === 0 ? 'bon' : 'À REPRENDRE';
  console.log(`  ${nom.padEnd(14)}${secondes.toFixed(1).padStart(6)} s  ${etat}`);
}

async function verifier(noms: readonly string[]): Promise<number> {
  const voulu = (nom: string): boolean => noms.length === 0 || noms.includes(nom);
  const bilans: Bilan[] = [];
  const noter = (b: Bilan): void => {
    bilans.push(b);
    annoncer(b);
  };

  const file = PROGRAMMES.filter((p) => voulu(p.nom));
  const ouvrier = async (): Promise<void> => {
    for (let p = file.shift(); p; p = file.shift()) noter(await lancer(p));
  };
  const ouvriers = Array.from({ length: Math.min(4, Math.max(2, availableParallelism())) }, ouvrier);

  const fichiers = lireDepot(racine);
  for (const [nom, controle] of Object.entries(EN_MEMOIRE)) if (voulu(nom)) noter(controler(nom, controle, fichiers));
  await Promise.all(ouvriers);

  for (const { nom, rapport } of bilans) if (rapport.length > 0) console.log(`\n${nom}\n${rapport.map((l) => `  ${l}`).join('\n')}`);
  const conseils = voulu('taille') ? longs(fichiers) : [];
  if (conseils.length > 0) console.log(`\nÀ surveiller : ${conseils.join(', ')}.`);
  const fautifs = bilans.filter((b) => b.rapport.length > 0).length;
  console.log(`\n${bilans.length - fautifs} passed, ${fautifs} failed`);
  return fautifs === 0 ? 0 : 1;
}

const args = process.argv.slice(2);
const connus = [...PROGRAMMES.map((p) => p.nom), ...Object.keys(EN_MEMOIRE)];
const inconnus = args.filter((a) => !a.startsWith('--') && !connus.includes(a));
if (args.includes('--liste')) console.log(connus.join('\n'));
else if (args.includes('--sceller')) {
  writeFileSync(join(racine, SCEAUX), sceller(lireDepot(racine)));
  console.log(`${readFileSync(join(racine, SCEAUX), 'utf8').trim().split('\n').length} migrations scellées dans ${SCEAUX}.`);
} else if (args.includes('--statuts')) {
  const page = ecrireStatuts(lireDepot(racine));
  if (page !== undefined) writeFileSync(join(racine, PAGE), page);
  console.log(page === undefined ? 'Aucune table de transitions.' : `${PAGE} est à jour.`);
} else if (inconnus.length > 0) {
  console.error(`Contrôle inconnu : ${inconnus.join(', ')}. Les contrôles : ${connus.join(', ')}.`);
  process.exitCode = 2;
} else process.exitCode = await verifier(args.includes('--sans-essais') ? connus.filter((n) => n !== 'essais') : args);
