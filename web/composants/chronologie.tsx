import type { ComponentChildren, JSX } from 'preact';
import { ecartEnJours, type Jour } from '#core/jour.ts';
import { formaterDate } from '#core/texte.ts';
import { motEcheance } from './badge.tsx';
import { Icone } from './icone.tsx';

export type Repere = {
  readonly id: string;
  readonly jour: Jour;
  readonly titre: ComponentChildren;
  readonly detail?: ComponentChildren;
  readonly etat: 'fait' | 'encours' | 'avenir' | 'manque';
  /** A legal delay that runs: from which day, until which. */
  readonly horloge?: { readonly depuis: Jour; readonly jusquau: Jour; readonly libelle: string };
  readonly action?: ComponentChildren;
};

const RAYON = 15;
const TOUR = 2 * Math.PI * RAYON;

/** A delay as an arc: what has run out of the whole, and the days left in words. */
export function Horloge({ depuis, jusquau, libelle, aujourdhui }: { depuis: Jour; jusquau: Jour; libelle: string; aujourdhui: Jour }): JSX.Element {
  const total = Math.max(1, ecartEnJours(depuis, jusquau));
  const ecoule = Math.min(total, Math.max(0, ecartEnJours(depuis, aujourdhui)));
  const reste = ecartEnJours(aujourdhui, jusquau);
  const ton = reste < 0 ? 'text-error' : reste <= total / 4 ? 'text-accent' : 'text-primary';
  return (
    <span class="inline-flex items-center gap-2.5">
      <svg class={`trace shrink-0 ${ton}`} width="36" height="36" viewBox="0 0 36 36" fill="none" aria-hidden="true">
        <circle cx="18" cy="18" r={RAYON} stroke="var(--color-base-300)" stroke-width="4" />
        <circle cx="18" cy="18" r={RAYON} stroke="currentColor" stroke-width="4" stroke-dasharray={`${((ecoule / total) * TOUR).toFixed(1)} ${TOUR.toFixed(1)}`} transform="rotate(-90 18 18)" />
      </svg>
      <span class="text-sm leading-snug">
        <span class="block font-semibold">{libelle} : {motEcheance(jusquau, aujourdhui)}</span>
        <span class="block text-douce">{ecoule} jours écoulés sur {total}, jusqu’au {formaterDate(jusquau)}</span>
      </span>
    </span>
  );
}

const MOTS: Record<Repere['etat'], string> = { fait: 'Fait', encours: 'En cours', avenir: 'À venir', manque: 'Manqué' };

function Point({ etat }: { etat: Repere['etat'] }): JSX.Element {
  const classe = { fait: 'bg-primary text-primary-content border-primary', encours: 'bg-base-100 text-primary border-primary border-4', avenir: 'bg-base-100 border-bord border-2', manque: 'bg-error text-error-content border-error' }[etat];
  return (
    <span class={`absolute top-0.5 left-0 grid size-6 place-items-center rounded-full border ${classe}`}>
      {etat === 'fait' && <Icone nom="check" taille={15} />}
      {etat === 'manque' && <Icone nom="x" taille={15} />}
      <span class="sr-only">{MOTS[etat]} : </span>
    </span>
  );
}

/** What has happened and what comes, in order of days, with today's line and the clocks that run. */
export function Chronologie({ reperes, aujourdhui, libelle }: { reperes: readonly Repere[]; aujourdhui: Jour; libelle: string }): JSX.Element {
  const ordre = reperes.toSorted((a, b) => (a.jour < b.jour ? -1 : a.jour > b.jour ? 1 : 0));
  const prochain = ordre.findIndex((r) => r.jour > aujourdhui);
  return (
    <ol class="max-w-texte" aria-label={libelle}>
      {ordre.map((r, i) => (
        <li key={r.id} class={i === prochain ? 'ligne-du-jour' : ''} {...(i === prochain ? { 'data-jour': `Aujourd’hui, ${formaterDate(aujourdhui)}` } : {})}>
          <div class={`relative pl-10 ${i < ordre.length - 1 ? 'pb-6' : ''} fil`}>
            <Point etat={r.etat} />
            <p class="chiffres text-sm text-douce"><time dateTime={r.jour}>{formaterDate(r.jour)}</time></p>
            <p class="font-semibold">{r.titre}</p>
            {r.detail && <div class="text-douce">{r.detail}</div>}
            {r.horloge && <div class="mt-2"><Horloge {...r.horloge} aujourdhui={aujourdhui} /></div>}
            {r.action && <div class="hors-papier mt-2">{r.action}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
