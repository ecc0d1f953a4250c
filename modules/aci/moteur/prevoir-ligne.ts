import type { Jour } from '#core/jour.ts';
import type { Contrat, Indicateur } from '../model.ts';
import { regleEnVigueur } from './lignes.ts';
import { type LignePrevue, prevoir, prevoirLigne, saisonDe } from './prevision.ts';

type Lue = { readonly indicateur: string; readonly le: Jour; readonly valeur: number | boolean };

/** The values of a line, those of the line it carries on included: its history. */
export function histoire(i: Indicateur, contrat: Contrat, releves: readonly Lue[]): { readonly le: Jour; readonly valeur: number }[] {
  const siens = releves.flatMap((r) => (r.indicateur === i.id && typeof r.valeur === 'number' ? [{ le: r.le, valeur: r.valeur }] : []));
  const avant = contrat.indicateurs.find((x) => x.id === i.reporteDe);
  return [...(avant ? histoire(avant, contrat, releves) : []), ...siens].toSorted((a, b) => (a.le < b.le ? -1 : 1));
}

/** What a line should bring at the end of its year; undefined when nothing can be said. */
export function prevoirDe(i: Indicateur, contrat: Contrat, { debut, fin }: { readonly debut: Jour; readonly fin: Jour }): LignePrevue | undefined {
  const { regle, depart } = regleEnVigueur(i, fin);
  if (!regle) return undefined;
  const points = histoire(i, contrat, contrat.releves);
  const deLAnnee = points.filter((p) => p.le >= debut);
  const recents = deLAnnee.length >= 3 ? deLAnnee : points.slice(-6);
  const prevision = prevoir(depart?.le !== undefined && recents.length < 2 ? [{ le: depart.le, valeur: depart.valeur }, ...recents] : recents, fin, saisonDe(points.filter((p) => p.le < debut)));
  return prevision && prevoirLigne(prevision, regle, { sens: i.sens, depart });
}
