import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { libelleNature, titreChapitre, tonNature } from '../labels.ts';
import type { CleChapitre } from '../model.ts';
import type { ConstatEpingle } from '../view.ts';

/** What the members conclude from a chapter, beside its figure, and the form that ties one more to it. */
export function ConstatsDuChapitre({ cle, constats, base }: { cle: CleChapitre; constats: readonly ConstatEpingle[]; base: string }): JSX.Element {
  const adresse = `${base}/territoire/diagnostic/constats`;
  return (
    <div class="mb-5 max-w-texte">
      {constats.length > 0 && (
        <ul class="grid gap-2 border-l-2 border-base-300 pl-3" aria-label={`Constats : ${titreChapitre[cle]}`}>
          {constats.map((c) => (
            <li key={c.id} class="break-words">
              <Badge ton={tonNature[c.nature]} icone={false}>{libelleNature[c.nature]}</Badge> {c.texte}{c.retenu && <span class="text-sm text-douce"> (retenu pour le projet de santé)</span>}
            </li>
          ))}
        </ul>
      )}
      <p class="hors-papier"><a class="inline-flex min-h-11 items-center text-sm text-lien underline underline-offset-4" href={`${adresse}?chapitre=${cle}#ajouter`}>{constats.length === 0 ? 'Écrire un constat' : 'Écrire un autre constat'}<span class="sr-only"> : {titreChapitre[cle]}</span></a></p>
    </div>
  );
}
