import type { JSX } from 'preact';
import { ICONES, type NomIcone } from '../icones.ts';

export type { NomIcone };

/** A drawing beside a word, never instead of it: hidden from assistive technology. `taille` in pixels at 16px root. */
export function Icone({ nom, taille = 20, class: classe = '' }: { nom: NomIcone; taille?: number; class?: string }): JSX.Element {
  return (
    <svg
      class={`shrink-0 ${classe}`}
      width={taille}
      height={taille}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
      dangerouslySetInnerHTML={{ __html: ICONES[nom] }}
    />
  );
}
