import type { JSX } from 'preact';
import { Icone } from '#web/composants/icone.tsx';
import { phraseAvertissement } from '../labels.ts';
import type { Avertissement } from '../rules.ts';

/** What to know before filing: each in a title and a sentence, never a refusal. */
export function Avertissements({ liste }: { liste: readonly Avertissement[] }): JSX.Element | null {
  if (liste.length === 0) return null;
  return (
    <ul class="grid gap-3" aria-label="À savoir avant de déposer">
      {liste.map((a) => {
        const { titre, texte } = phraseAvertissement(a);
        return (
          <li key={a.code} class="flex gap-2.5 rounded-md bg-du px-3.5 py-2.5 text-du-texte">
            <Icone nom="triangle-alert" taille={18} class="mt-1" />
            <span><span class="font-semibold">{titre}.</span> {texte}</span>
          </li>
        );
      })}
    </ul>
  );
}
