import { CHAMPS_FEC, type Separateur, Separateurs } from './fec.ts';

export type FecRelu = { readonly ecritures: number; readonly lignes: number; readonly debit: bigint; readonly credit: bigint; readonly defauts: readonly string[] };

const centimes = (t: string): bigint | undefined => (/^\d+,\d{2}$/.test(t) ? BigInt(t.replace(',', '')) : undefined);

/**
 * Reads a written file back, as its receiver would: eighteen named fields on every line, days as eight figures, entries numbered one after
 * the other, each balanced. Nothing of what made it is known here. A fault is named with its line.
 */
export function relireFec(texte: string, separateur: Separateur): FecRelu {
  const [tete = '', ...lignes] = texte.split('\r\n').slice(0, -1);
  const defauts: string[] = tete === CHAMPS_FEC.join(Separateurs[separateur]) ? [] : ['ligne 1 : les noms des champs'];
  const soldes = new Map<number, bigint>();
  let [debit, credit, dernier] = [0n, 0n, 0];
  for (const [i, l] of lignes.entries()) {
    const c = l.split(Separateurs[separateur]);
    const [d, k, n] = [centimes(c[11] ?? ''), centimes(c[12] ?? ''), Number(c[2])];
    if (c.length !== CHAMPS_FEC.length || d === undefined || k === undefined) { defauts.push(`ligne ${i + 2} : ${c.length} champs, débit « ${c[11] ?? ''} », crédit « ${c[12] ?? ''} »`); continue; }
    if (!/^\d{8}$/.test(c[3] ?? '') || !/^\d{8}$/.test(c[9] ?? '')) defauts.push(`ligne ${i + 2} : une date`);
    if (n !== dernier && n !== dernier + 1) defauts.push(`ligne ${i + 2} : l’écriture ${c[2] ?? ''} après la ${dernier}`);
    [debit, credit, dernier] = [debit + d, credit + k, n];
    soldes.set(n, (soldes.get(n) ?? 0n) + d - k);
  }
  for (const [n, s] of soldes) if (s !== 0n) defauts.push(`écriture ${n} : débit et crédit diffèrent`);
  return { ecritures: soldes.size, lignes: lignes.length, debit, credit, defauts };
}
