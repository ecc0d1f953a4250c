import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Node, parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';
import { Mission } from '#core/mission.ts';
import { essaiAvecBase } from './essais.ts';

const base = essaiAvecBase();
const DOSSIER = join(import.meta.dirname, 'tables');

/** `table.colonne` → whether the types say that it may be null. */
type Colonnes = Map<string, boolean>;

const nomDe = (cle: Node): string => (cle.type === 'Identifier' ? cle.name : cle.type === 'Literal' ? String(cle.value) : '');

/** True when the type of what is read may be null: `X | null`, or the first argument of `ColumnType` or `Generated` is. */
function peutEtreNul(t: Node): boolean {
  if (t.type === 'TSNullKeyword') return true;
  if (t.type === 'TSUnionType') return t.types.some(peutEtreNul);
  if (t.type !== 'TSTypeReference') return false;
  const premier = t.typeArguments?.params[0];
  return t.typeName.type === 'Identifier' && /^(Generated|ColumnType|JSONColumnType)$/.test(t.typeName.name) && premier !== undefined && peutEtreNul(premier);
}

function membres(corps: readonly Node[]): { nom: string; type: Node }[] {
  return corps.flatMap((m) => (m.type === 'TSPropertySignature' && m.typeAnnotation ? [{ nom: nomDe(m.key), type: m.typeAnnotation.typeAnnotation }] : []));
}

/** The columns that the interfaces `Tables…` of a source declare; a table may be described by another interface of the same file. */
export function colonnesDeclarees(source: string): Colonnes {
  const { program } = parseSync('tables.ts', source);
  const interfaces = new Map(
    program.body.flatMap((n) => {
      const d = n.type === 'ExportNamedDeclaration' ? n.declaration : n;
      return d?.type === 'TSInterfaceDeclaration' ? [[d.id.name, d.body.body] as const] : [];
    }),
  );
  const declarees: Colonnes = new Map();
  for (const [nom, corps] of interfaces) {
    if (!nom.startsWith('Tables')) continue;
    for (const table of membres(corps)) {
      const reference = table.type.type === 'TSTypeReference' && table.type.typeName.type === 'Identifier' ? interfaces.get(table.type.typeName.name) : undefined;
      const colonnes = table.type.type === 'TSTypeLiteral' ? table.type.members : reference;
      if (!colonnes) throw new Error(`${table.nom} : décrivez ses colonnes dans le même fichier.`);
      for (const c of membres(colonnes)) declarees.set(`${table.nom}.${c.nom}`, peutEtreNul(c.type));
    }
  }
  return declarees;
}

async function colonnesDeLaBase(): Promise<Colonnes> {
  const { rows } = await sql<{ colonne: string; nulle: boolean }>`
    select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname || '.' || a.attname as colonne, not a.attnotnull as nulle
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'taches') and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`.execute(base.proprietaire);
  return new Map(rows.map((r) => [r.colonne, r.nulle]));
}

const ecarts = (a: Colonnes, b: Colonnes): string[] => [...a.keys()].filter((c) => !b.has(c)).sort();

describe('les types des tables disent ce qu’est la base', async () => {
  const declarees: Colonnes = new Map(readdirSync(DOSSIER).filter((f) => f.endsWith('.ts')).flatMap((f) => [...colonnesDeclarees(readFileSync(join(DOSSIER, f), 'utf8'))]));
  const presentes = await colonnesDeLaBase();

  test('chaque colonne déclarée existe', () => expect(ecarts(declarees, presentes)).toEqual([]));
  test('chaque colonne de la base est déclarée', () => expect(ecarts(presentes, declarees)).toEqual([]));
  test('chacune peut être nulle dans les types exactement quand elle le peut dans la base', () => {
    expect([...declarees].filter(([c, nulle]) => presentes.has(c) && presentes.get(c) !== nulle).map(([c, nulle]) => `${c} : ${nulle ? 'nulle' : 'jamais nulle'} dans les types`)).toEqual([]);
  });
});

test('chaque colonne qui nomme une mission admet les six, sauf les dates des missions socles', async () => {
  const { rows } = await sql<{ nom: string; regle: string }>`select constraint_name as nom, check_clause as regle from information_schema.check_constraints where check_clause like '%''crise''%'`.execute(base.proprietaire);
  const incompletes = rows.filter(({ regle }) => !Mission.options.every((m) => regle.includes(`'${m}'`))).map((r) => r.nom);
  expect(rows.length).toBeGreaterThan(5);
  expect(incompletes).toEqual(['mission_socle']);
});

describe('la lecture des types', () => {
  const source = `
    interface Forme { a: string; 'b': Generated<number | null> }
    export interface TablesX { t: { id: Generated<string>; d: Date | null; e: ColumnType<Date | null, string, never>; f: ColumnType<string, string | null, never> }; u: Forme }`;
  test('voit les colonnes et celles qui peuvent être nulles, directement ou par un nom', () => {
    expect(Object.fromEntries(colonnesDeclarees(source))).toEqual({ 't.id': false, 't.d': true, 't.e': true, 't.f': false, 'u.a': false, 'u.b': true });
  });
  test('refuse une table décrite ailleurs', () => {
    expect(() => colonnesDeclarees('export interface TablesX { t: Ailleurs }')).toThrow('décrivez ses colonnes');
  });
});
