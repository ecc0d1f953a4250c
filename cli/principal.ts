import type { Commande, Sortie } from './commande.ts';

const fichiers = import.meta.glob<{ commande: Commande }>(['./commandes/*.ts', '!./commandes/*.test.ts']);

/** `territoire resumer` → how to load it. */
const COMMANDES = new Map(Object.entries(fichiers).map(([chemin, charger]) => [chemin.replace('./commandes/', '').replace('.ts', '').replace('-', ' '), charger]));

const console_: Sortie = { ecrire: (t) => process.stdout.write(t.endsWith('\n') ? t : `${t}\n`), dire: (t) => process.stderr.write(t.endsWith('\n') ? t : `${t}\n`) };

const veutAide = (args: readonly string[]): boolean => args.includes('--aide') || args.includes('--help') || args.includes('-h');

async function sommaire(sortie: Sortie): Promise<void> {
  const lignes = await Promise.all([...COMMANDES].sort(([a], [b]) => a.localeCompare(b)).map(async ([nom, charger]) => `  ${nom.padEnd(28)} ${(await charger()).commande.resume}`));
  sortie.ecrire(['maillage — la ligne de commande de Maillage', '', 'Commandes :', ...lignes, '', 'maillage <commande> --aide dit tout d’une commande.'].join('\n'));
}

/** Runs `maillage <args>`; returns the exit code. A command has one word (`migrer`) or two (`territoire resumer`). */
export async function principal(args: readonly string[], sortie: Sortie = console_): Promise<number> {
  const nom = [args.slice(0, 2).join(' '), args[0] ?? ''].find((n) => COMMANDES.has(n));
  const charger = nom === undefined ? undefined : COMMANDES.get(nom);
  if (nom === undefined || !charger) {
    const demandee = args.filter((a) => !a.startsWith('-')).join(' ');
    if (demandee !== '') sortie.dire(`La commande « ${demandee} » n’existe pas.`);
    await sommaire(sortie);
    return demandee === '' ? 0 : 2;
  }
  const { commande } = await charger();
  const suite = args.slice(nom.split(' ').length);
  if (veutAide(suite)) {
    sortie.ecrire(`maillage ${nom} — ${commande.resume}\n\n${commande.aide}`);
    return 0;
  }
  try {
    return await commande.executer(suite, sortie);
  } catch (e) {
    if (e instanceof TypeError && 'code' in e && String(e.code).startsWith('ERR_PARSE_ARGS')) {
      sortie.dire(`Option inconnue ou mal écrite. « maillage ${nom} --aide » liste les options.`);
      return 2;
    }
    throw e;
  }
}
