import ICAL from 'ical.js';
import { Jour } from '#core/jour.ts';
import { refuser, ok, type Result } from '#core/result.ts';
import { horlogeDe } from '#modules/agenda/moteur/horloge.ts';

export type Occurrence = { readonly jour: Jour; readonly debut: Date };
export type RefusRegle = { readonly code: 'sans_fin' | 'illisible' };

const PAS_MAX = 2000;

/**
 * The occurrences of a rule that ends, from a local day and time: the same hour on the clock in winter and in summer. The first is always
 * the day it starts. A rule without COUNT is refused: nothing is walked that does not end.
 */
export function occurrencesDe(regle: string, { jour, minutes, fuseau }: { readonly jour: Jour; readonly minutes: number; readonly fuseau: string }): Result<readonly Occurrence[], RefusRegle> {
  let r: InstanceType<typeof ICAL.Recur>;
  try {
    r = ICAL.Recur.fromString(regle);
  } catch {
    return refuser({ code: 'illisible' });
  }
  if (!r.count) return refuser({ code: 'sans_fin' });
  const h = horlogeDe(fuseau);
  const [annee = 0, mois = 1, quantieme = 1] = jour.split('-').map(Number);
  const iterateur = r.iterator(new ICAL.Time({ year: annee, month: mois, day: quantieme, hour: Math.floor(minutes / 60), minute: minutes % 60, second: 0, isDate: false }, ICAL.Timezone.localTimezone));
  const lues: Occurrence[] = [];
  for (let pas = 0; pas < Math.min(r.count, PAS_MAX); pas++) {
    const t = iterateur.next();
    if (!t) break;
    lues.push({ jour: Jour.parse(t.toString().slice(0, 10)), debut: new Date(h.instant(Date.UTC(t.year, t.month - 1, t.day, t.hour, t.minute))) });
  }
  return ok(lues);
}
