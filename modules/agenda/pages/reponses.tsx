import type { JSX } from 'preact';
import { Bouton } from '#web/composants/bouton.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { htmlEcrit } from '#web/figee.ts';
import type { VueSondage } from '../view-sondages.ts';

const PARTOUT = [['o', 'Toutes me vont'], ['s', 'Toutes si besoin'], ['n', 'Aucune']] as const;

/** One's own answers: three big buttons per date, each sends at once. */
export function MesReponses({ vue }: { vue: VueSondage }): JSX.Element | null {
  if (!vue.miennes) return null;
  if (!vue.ouvert) return vue.suite === '' ? null : <p class="text-douce">{vue.suite}</p>;
  return (
    <>
      <Formulaire action={vue.action} id="reponses">
        <div class="reponse-date">
          <p class="font-semibold">Toutes les dates</p>
          <div class="reponse-boutons">
            {PARTOUT.map(([lettre, mot]) => <button key={lettre} type="submit" name="choix" value={`toutes-${lettre}`} aria-pressed={vue.miennes?.partout === lettre}>{mot}</button>)}
          </div>
        </div>
        {htmlEcrit(vue.miennes.html)}
      </Formulaire>
      <Formulaire action={vue.action} class="mt-5 flex max-w-texte flex-wrap items-end gap-3">
        <div class="grow">
          <label class="mb-1 block font-semibold" for="commentaire">Un mot pour l’organisateur <span class="font-normal text-douce">(facultatif)</span></label>
          <input class="input" id="commentaire" name="commentaire" maxLength={500} value={vue.monCommentaire} />
        </div>
        <Bouton>Envoyer ce mot</Bouton>
      </Formulaire>
    </>
  );
}
