import { diffLines, diffWordsWithSpace } from 'diff';
import type { JSX } from 'preact';
import { accord } from '#core/texte.ts';

/** Runs of unchanged words longer than this are cut in the middle. */
const CONTEXTE = 160;

const abrege = (texte: string): string => (texte.length <= 2 * CONTEXTE ? texte : `${texte.slice(0, CONTEXTE)} […] ${texte.slice(-CONTEXTE)}`);

export type Morceau = { readonly value: string; readonly added: boolean; readonly removed: boolean };

/** The work of a comparison grows with the square of what differs: beyond this, two texts are said to have nothing in common. */
const ECARTS_AU_PLUS = 800;

/** So few words left in place between two changes are only there by chance. */
const MOTS_ISOLES = 2;
const estIsole = (texte: string): boolean => !texte.includes('\n') && texte.split(/\s+/).filter(Boolean).length <= MOTS_ISOLES;

const joindre = (morceaux: readonly Morceau[]): string => morceaux.map((m) => m.value).join('');

/** A passage rewritten is read as what was there, then what is there, rather than as a weave of words. */
function regrouper(morceaux: readonly Morceau[]): readonly Morceau[] {
  const sortie: Morceau[] = [];
  let passage: Morceau[] = [];
  const clore = (): void => {
    const recrit = passage.some((m) => m.added) && passage.some((m) => m.removed);
    if (recrit) sortie.push({ value: joindre(passage.filter((m) => !m.added)), added: false, removed: true }, { value: joindre(passage.filter((m) => !m.removed)), added: true, removed: false });
    else sortie.push(...passage);
    passage = [];
  };
  morceaux.forEach((m, i) => {
    const change = m.added || m.removed;
    const suivant = morceaux[i + 1];
    if (change || (passage.length > 0 && suivant !== undefined && estIsole(m.value))) passage.push(m);
    else {
      clore();
      sortie.push(m);
    }
  });
  clore();
  return sortie;
}

/** By passages made of words; line by line when too much differs; whole against whole at worst, so that no text can stall the server. */
export function morceauxDe(avant: string, apres: string): readonly Morceau[] {
  const options = { maxEditLength: ECARTS_AU_PLUS };
  const mots = diffWordsWithSpace(avant, apres, options);
  if (mots) return regrouper(mots);
  return (
    diffLines(avant, apres, options) ?? [
      { value: avant, added: false, removed: true },
      { value: apres, added: true, removed: false },
    ]
  );
}

/** Two versions of a text: what was added and removed, said in words as well as struck and underlined. */
export function Diff({ avant, apres, entier = false }: { avant: string; apres: string; entier?: boolean }): JSX.Element {
  const morceaux = morceauxDe(avant, apres);
  const [ajouts, retraits] = [morceaux.filter((m) => m.added).length, morceaux.filter((m) => m.removed).length];
  if (ajouts + retraits === 0) return <p class="text-douce">Aucune différence : les deux versions disent la même chose.</p>;
  return (
    <div class="max-w-texte">
      <p class="mb-2 text-sm text-douce">{accord(ajouts, 'passage ajouté', 'passages ajoutés')}, {accord(retraits, 'passage retiré', 'passages retirés')}.</p>
      <p class="whitespace-pre-wrap">
        {morceaux.map((m, i) =>
          m.added ? (
            <ins key={i} class="rounded-sm bg-teinte px-0.5 text-teinte-texte underline underline-offset-4"><span class="sr-only"> [ajouté : </span>{m.value}<span class="sr-only">] </span></ins>
          ) : m.removed ? (
            <del key={i} class="rounded-sm bg-refus px-0.5 text-refus-texte line-through"><span class="sr-only"> [retiré : </span>{m.value}<span class="sr-only">] </span></del>
          ) : (
            <span key={i}>{entier ? m.value : abrege(m.value)}</span>
          ),
        )}
      </p>
    </div>
  );
}
