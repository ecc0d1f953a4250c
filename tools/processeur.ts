import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Processor seconds of a process and of its children, from the system's own accounts; 0 elsewhere than on Linux. */
export function secondes(pid: number): number {
  if (!existsSync(`/proc/${pid}/stat`)) return 0;
  const parents = readdirSync('/proc').filter((p) => /^\d+$/.test(p));
  let total = 0;
  for (const p of parents) {
    try {
      const champs = (readFileSync(`/proc/${p}/stat`, 'utf8').split(') ')[1] ?? '').split(' ');
      if (Number(p) === pid || Number(champs[1]) === pid) total += (Number(champs[11]) + Number(champs[12])) / 100;
    } catch {
      // A process that ended meanwhile has no account any more.
    }
  }
  return total;
}

/** Processor seconds that the whole machine has worked, from the system's own accounts; 0 elsewhere than on Linux. */
export function secondesDeLaMachine(): number {
  if (!existsSync('/proc/stat')) return 0;
  const [, utilisateur = 0, aimable = 0, systeme = 0, , , materiel = 0, logiciel = 0] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(/\s+/).map(Number);
  return (utilisateur + aimable + systeme + materiel + logiciel) / 100;
}
