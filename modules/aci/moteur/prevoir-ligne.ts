import type { Jour } from '#core/jour.ts';
import type { Contrat, Indicateur } from '../model.ts';
import { regleEnVigueur } from './lignes.ts';
import { type LignePrevue, type Prevision, prevoir, prevoirLigne, saisonDe } from './prevision.ts';

type Lue = { readonly indicateur: string; readonly le: Jour; readonly valeur: number | boolean };

/** The values of a line, those of the line it carries on included: its history. */
export function histoire(i: Indicateur, contrat: Contrat, releves: readonly Lue[]): { readonly le: Jour; readonly valeur: number }[] {
  const siens = releves.flatMap((r) => (r.indicateur === i.id && typeof r.valeur === 'number' ? [{ le: r.le, valeur: r.valeur }] : []));
  const avant = contrat.indicateurs.find((x) => x.id === i.reporteDe);
  return [...(avant ? histoire(avant, contrat, releves) : []), ...siens].toSorted((a, b) => (a.le < b.le ? -1 : 1));
}

type Bornes = { readonly debut: Jour; readonly fin: Jour };

/** Where the value of a line should stand at the end of its year; undefined when nothing can be said. */
export function previsionDe(i: Indicateur, contrat: Contrat, { debut, fin }: Bornes): Prevision | undefined {
  const { depart } = regleEnVigueur(i, fin);
  const points = histoire(i, contrat, contrat.releves);
  const deLAnnee = points.filter((p) => p.le >= debut);
  const recents = deLAnnee.length >= 3 ? deLAnnee : points.slice(-6);
  return prevoir(depart?.le !== undefined && recents.length < 2 ? [{ le: depart.le, valeur: depart.valeur }, ...recents] : recents, fin, saisonDe(points.filter((p) => p.le < debut)));
}

/** What a line should bring at the end of its year; undefined when nothing can be said. */
export function prevoirDe(i: Indicateur, contrat: Contrat, bornes: Bornes): LignePrevue | undefined {
  const { regle, depart } = regleEnVigueur(i, bornes.fin);
  const prevision = regle && previsionDe(i, contrat, bornes);
  return regle && prevision && prevoirLigne(prevision, regle, { sens: i.sens, depart });
}
