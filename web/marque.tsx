import type { JSX } from 'preact';

const NOEUDS = [[5, 26], [5, 7], [16, 17.5], [27, 7], [27, 26]] as const;

/** The mesh: five people, seven links, and an M. */
export function Marque({ taille = 28, class: classe = '' }: { taille?: number; class?: string }): JSX.Element {
  return (
    <svg class={`shrink-0 ${classe}`} width={taille} height={taille} viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
      <path d="M5 26 16 17.5 27 26M5 26H27" stroke="currentColor" stroke-width="1.5" opacity="0.55" />
      <path d="M5 26V7L16 17.5 27 7V26" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round" stroke-linecap="round" />
      {NOEUDS.map(([cx, cy]) => (
        <circle key={`${cx}-${cy}`} cx={cx} cy={cy} r="3.5" fill="currentColor" />
      ))}
    </svg>
  );
}
