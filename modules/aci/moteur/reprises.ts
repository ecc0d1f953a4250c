import type { Indicateur } from '../model.ts';

/** Lines of a year that the next one already has: the same words in the same mission, or one that says it takes it over. */
export function lignesReprises(indicateurs: readonly Indicateur[], annee: number): ReadonlySet<string> {
  const suivantes = indicateurs.filter((i) => i.annee === annee + 1);
  return new Set(indicateurs.filter((i) => i.annee === annee && suivantes.some((s) => s.reporteDe === i.id || (s.mission === i.mission && s.libelle === i.libelle))).map((i) => i.id));
}
