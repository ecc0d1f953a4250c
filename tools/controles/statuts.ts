import type { Expression, ObjectExpression } from 'oxc-parser';
import type { Controle, Fichier } from './depot.ts';
import { analyser, parcourir } from './syntaxe.ts';

export const PAGE = 'docs/statuts.md';

type Machine = { readonly titre: string; readonly source: string; readonly lignes: readonly (readonly [string, string, string])[] };

const objet = (e: Expression | null): ObjectExpression | undefined => {
  if (e?.type === 'TSSatisfiesExpression' || e?.type === 'TSAsExpression') return objet(e.expression);
  return e?.type === 'ObjectExpression' ? e : undefined;
};

/** The entries of an object literal whose keys are plain. */
const entrees = (o: ObjectExpression): (readonly [string, Expression])[] =>
  o.properties.flatMap((p) => {
    if (p.type !== 'Property') return [];
    const cle = p.key.type === 'Identifier' ? p.key.name : p.key.type === 'Literal' ? String(p.key.value) : undefined;
    return cle === undefined ? [] : [[cle, p.value] as const];
  });

/** Where a gesture leads: `'validee'`, or `{ vers: 'validee', … }`. */
function arrivee(e: Expression): string {
  if (e.type === 'Literal') return String(e.value);
  const vers = objet(e);
  const trouve = vers && entrees(vers).find(([cle]) => cle === 'vers')?.[1];
  return trouve?.type === 'Literal' ? String(trouve.value) : '?';
}

function machinesDe(f: Fichier): Machine[] {
  const machines: Machine[] = [];
  parcourir(analyser(f).programme, (n) => {
    if (n.type !== 'VariableDeclarator' || n.id.type !== 'Identifier' || !/^transitions/i.test(n.id.name)) return;
    const table = objet(n.init);
    if (!table) return;
    const lignes = entrees(table).flatMap(([statut, sorties]) => {
      const gestes = objet(sorties);
      const suite = gestes ? entrees(gestes).map(([geste, vers]) => [statut, geste, arrivee(vers)] as const) : [];
      return suite.length > 0 ? suite : [[statut, '—', 'fin'] as const];
    });
    machines.push({ titre: f.chemin.split('/')[1] ?? f.chemin, source: f.chemin, lignes });
  });
  return machines;
}

/** The page that tells every status table, or undefined when no module has one. */
export function ecrireStatuts(fichiers: readonly Fichier[]): string | undefined {
  const machines = fichiers.filter((f) => /^modules\/[^/]+\/transitions\.ts$/.test(f.chemin)).flatMap(machinesDe);
  if (machines.length === 0) return undefined;
  const sections = machines.map((m) => {
    const lignes = m.lignes.map(([de, geste, vers]) => `| \`${de}\` | ${geste} | ${vers === 'fin' ? 'fin' : `\`${vers}\``} |`);
    return [`## ${m.titre}`, '', `D’après \`${m.source}\`.`, '', '| statut | geste | devient |', '|---|---|---|', ...lignes].join('\n');
  });
  return `# Statuts\n\nÉcrit par \`npm run check -- --statuts\` à partir des tables de transitions : ne se modifie pas à la main.\n\n${sections.join('\n\n')}\n`;
}

/** The page of statuses says what the code does. */
export const statuts: Controle = (fichiers) => {
  const attendue = ecrireStatuts(fichiers);
  const ecrite = fichiers.find((f) => f.chemin === PAGE)?.contenu;
  return attendue === ecrite ? [] : [{ chemin: PAGE, detail: 'perimee', message: 'Cette page ne dit plus ce que font les transitions : npm run check -- --statuts.' }];
};
