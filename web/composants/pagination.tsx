import type { JSX } from 'preact';
import { avecUnite, formaterNombre } from '#core/texte.ts';
import { avecParametres } from '../adresse.ts';
import { Icone } from './icone.tsx';

export type VuePage = { readonly numero: number; readonly taille: number; readonly total: number };

/** The pages worth a link: first, last, and those around the present one. */
export function pagesVoisines(numero: number, derniere: number): (number | 'trou')[] {
  const gardees = [...new Set([1, numero - 1, numero, numero + 1, derniere])].filter((p) => p >= 1 && p <= derniere).sort((a, b) => a - b);
  return gardees.flatMap((p, i) => (i > 0 && p - (gardees[i - 1] ?? p) > 1 ? ['trou' as const, p] : [p]));
}

const pagesDe = (page: VuePage): number => Math.max(1, Math.ceil(page.total / page.taille));

/** A list that fits on one page needs no pages: its count is enough. */
export const tientSurUnePage = (page: VuePage): boolean => page.numero === 1 && pagesDe(page) === 1;

/** `1 à 50 sur 812`, and the pages. */
export function Pagination({ page, adresse, quoi = 'lignes' }: { page: VuePage; adresse: string; quoi?: string }): JSX.Element {
  if (tientSurUnePage(page)) return <p class="hors-papier chiffres text-sm text-douce">{avecUnite(page.total, quoi)}</p>;
  const derniere = pagesDe(page);
  const vers = (p: number): string => avecParametres(adresse, { page: p === 1 ? undefined : p });
  const debut = page.total === 0 ? 0 : (page.numero - 1) * page.taille + 1;
  return (
    <nav class="hors-papier flex flex-wrap items-center justify-between gap-x-6 gap-y-2" aria-label={`Pages : ${quoi}`}>
      <p class="chiffres text-sm text-douce">
        {formaterNombre(debut)} à {formaterNombre(Math.min(page.numero * page.taille, page.total))} sur {formaterNombre(page.total)} {quoi}
      </p>
      {derniere > 1 && (
        <ul class="flex flex-wrap items-center">
          {page.numero > 1 && (
            <li>
              <a class="numero" rel="prev" href={vers(page.numero - 1)}><Icone nom="chevron-left" taille={18} />Précédente</a>
            </li>
          )}
          {pagesVoisines(page.numero, derniere).map((p, i) => (
            <li key={p === 'trou' ? `trou-${i}` : p} class="max-sm:hidden">
              {p === 'trou' ? (
                <span class="px-1 text-douce" aria-hidden="true">…</span>
              ) : (
                <a class="numero" href={vers(p)} {...(p === page.numero ? { 'aria-current': 'page' as const } : {})}>
                  <span class="sr-only">Page </span>{formaterNombre(p)}
                </a>
              )}
            </li>
          ))}
          {page.numero < derniere && (
            <li>
              <a class="numero" rel="next" href={vers(page.numero + 1)}>Suivante<Icone nom="chevron-right" taille={18} /></a>
            </li>
          )}
        </ul>
      )}
    </nav>
  );
}
