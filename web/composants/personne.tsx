import type { JSX } from 'preact';

export const initialesDe = (nom: string): string =>
  nom
    .split(/[\s-]+/)
    .filter((m) => /^\p{Lu}/u.test(m))
    .slice(0, 2)
    .map((m) => m[0])
    .join('');

/** A person, by name and role. Never a score, never a rank. */
export function PucePersonne({ nom, fonction, initiales, href }: { nom: string; fonction?: string; initiales?: string; href?: string }): JSX.Element {
  return (
    <span class="inline-flex max-w-full items-center gap-2 align-middle">
      <span class="grid size-7 shrink-0 place-items-center rounded-full bg-teinte text-xs font-semibold text-teinte-texte" aria-hidden="true">
        {initiales ?? initialesDe(nom)}
      </span>
      <span class="min-w-0">
        {href ? <a class="lien" href={href}>{nom}</a> : nom}
        {fonction && <span class="text-douce"> · {fonction}</span>}
      </span>
    </span>
  );
}
