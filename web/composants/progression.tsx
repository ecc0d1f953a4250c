import type { JSX } from 'preact';
import { formaterNombre } from '#core/texte.ts';
import { BoutonGeste } from './bouton.tsx';

/** A share as a bar: widths are SVG percentages, since no style attribute is allowed. */
function Barre({ part, seuil, ton = 'text-primary' }: { part: number; seuil?: number; ton?: string }): JSX.Element {
  const pc = (x: number): string => `${(Math.min(1, Math.max(0, x)) * 100).toFixed(2)}%`;
  return (
    <svg class={`trace mt-2 block ${ton}`} width="100%" height="14" aria-hidden="true">
      <rect x="0" y="3" width="100%" height="8" rx="4" fill="var(--color-base-300)" />
      <rect x="0" y="3" width={pc(part)} height="8" rx="4" fill="currentColor" />
      {seuil !== undefined && <line x1={pc(seuil)} x2={pc(seuil)} y1="0" y2="14" stroke="var(--color-base-content)" stroke-width="2" />}
    </svg>
  );
}

type ProprietesProgression = { titre: string; fait: number; total?: number; quoi?: string; detail?: string; arreter?: { action: string; libelle?: string } };

/** A long job: how far, what it is doing, and how to stop it. */
export function Progression({ titre, fait, total, quoi = 'lignes', detail, arreter }: ProprietesProgression): JSX.Element {
  return (
    <div class="carte flex max-w-texte flex-wrap items-center gap-x-6 gap-y-3 px-5 py-4">
      <div class="min-w-0 grow basis-64">
        <p class="font-semibold">{titre}</p>
        <p class="chiffres text-sm text-douce">
          {total === undefined ? `${formaterNombre(fait)} ${quoi}` : `${formaterNombre(fait)} sur ${formaterNombre(total)} ${quoi}`}
          {detail && ` · ${detail}`}
        </p>
        <progress class="barre-progres" aria-label={titre} {...(total === undefined ? {} : { value: fait, max: Math.max(1, total) })} />
      </div>
      {arreter && <BoutonGeste action={arreter.action} icone="x" petit>{arreter.libelle ?? 'Arrêter'}</BoutonGeste>}
    </div>
  );
}

/** Has the count been reached? The sentence first, then the bar with the mark to reach. */
export function Jauge({ libelle, present, requis, total, quoi = 'voix' }: { libelle: string; present: number; requis: number; total: number; quoi?: string }): JSX.Element {
  const manque = Math.max(0, requis - present);
  return (
    <div class="max-w-texte">
      <p class="flex flex-wrap items-baseline justify-between gap-x-4">
        <span class="font-semibold">{libelle}</span>
        <span class={manque > 0 ? 'text-accent' : 'text-primary'}>{manque > 0 ? `Il manque ${formaterNombre(manque)}\u00a0${quoi}` : 'Atteint'}</span>
      </p>
      <Barre part={total === 0 ? 0 : present / total} seuil={total === 0 ? 0 : requis / total} ton={manque > 0 ? 'text-accent' : 'text-primary'} />
      <p class="chiffres mt-1 text-sm text-douce">{formaterNombre(present)} sur {formaterNombre(total)} ; il en faut {formaterNombre(requis)}.</p>
    </div>
  );
}
