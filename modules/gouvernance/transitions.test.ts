import { expect, test } from 'vitest';
import { transitionsAssemblee, transitionsPoint, transitionsStatuts } from './transitions.ts';

/** What can be reached from a status, itself included. */
function atteints(table: Readonly<Record<string, Readonly<Record<string, string>>>>, depart: string, vus: Set<string> = new Set()): Set<string> {
  if (vus.has(depart)) return vus;
  vus.add(depart);
  for (const suivant of Object.values(table[depart] ?? {})) atteints(table, suivant, vus);
  return vus;
}

test.each([
  ['une assemblée', transitionsAssemblee, 'preparee', 'approuvee'],
  ['un point', transitionsPoint, 'a_venir', 'clos'],
  ['un texte', transitionsStatuts, 'brouillon', 'remplacee'],
] as const)('%s passe par tous ses statuts, de son début à sa fin, dont rien ne sort', (_, table, debut, fin) => {
  expect([...atteints(table, debut)].toSorted()).toEqual(Object.keys(table).toSorted());
  expect([...atteints(table, fin)]).toEqual([fin]);
});
