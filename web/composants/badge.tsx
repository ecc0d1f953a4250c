import type { ComponentChildren, JSX } from 'preact';
import { ecartEnJours, type Jour } from '#core/jour.ts';
import { formaterDate } from '#core/texte.ts';
import { Icone, type NomIcone } from './icone.tsx';

export type TonBadge = 'neutre' | 'reussi' | 'encours' | 'attente' | 'refus';

const TONS: Record<TonBadge, { classe: string; icone: NomIcone }> = {
  neutre: { classe: 'bg-base-200 text-base-content', icone: 'minus' },
  reussi: { classe: 'bg-teinte text-teinte-texte', icone: 'check' },
  encours: { classe: 'bg-note text-note-texte', icone: 'hourglass' },
  attente: { classe: 'bg-du text-du-texte', icone: 'clock' },
  refus: { classe: 'bg-refus text-refus-texte', icone: 'x' },
};

/** A status, in words; the colour and the drawing only repeat it. */
export function Badge({ ton = 'neutre', icone, children }: { ton?: TonBadge; icone?: NomIcone | false; children: ComponentChildren }): JSX.Element {
  const t = TONS[ton];
  return (
    <span class={`pastille inline-flex items-center gap-1 rounded-full px-2.5 py-0.5 text-sm font-medium ${t.classe}`}>
      {icone !== false && <Icone nom={icone ?? t.icone} taille={15} />}
      {children}
    </span>
  );
}

const JOURS_PROCHES = 14;

/** `dans 3 jours`, `aujourd’hui`, `en retard de 2 jours`: what a due day means today. */
export function motEcheance(echeance: Jour, aujourdhui: Jour): string {
  const n = ecartEnJours(aujourdhui, echeance);
  if (n < -1) return `en retard de ${-n}\u00a0jours`;
  if (n === -1) return 'en retard d’un jour';
  if (n === 0) return 'aujourd’hui';
  if (n === 1) return 'demain';
  return n <= 60 ? `dans ${n}\u00a0jours` : `le ${formaterDate(echeance)}`;
}

/** A due day in words, amber when it is near, red when it is past. */
export function BadgeEcheance({ echeance, aujourdhui, fait = false }: { echeance: Jour; aujourdhui: Jour; fait?: boolean }): JSX.Element {
  const n = ecartEnJours(aujourdhui, echeance);
  if (fait) return <Badge ton="reussi">fait</Badge>;
  const ton: TonBadge = n < 0 ? 'refus' : n <= JOURS_PROCHES ? 'attente' : 'neutre';
  return (
    <Badge ton={ton} icone={n < 0 ? 'triangle-alert' : 'clock'}>
      <time dateTime={echeance} title={formaterDate(echeance)}>{motEcheance(echeance, aujourdhui)}</time>
    </Badge>
  );
}
