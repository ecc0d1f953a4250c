import type { JSX } from 'preact';
import { Bouton } from '#web/composants/bouton.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import type { VueSondage } from '../view-sondages.ts';

const CHOIX = [['o', 'Oui'], ['s', 'Si besoin'], ['n', 'Non']] as const;

/** One's own answers: three big buttons per date, each sends at once. */
export function MesReponses({ vue }: { vue: VueSondage }): JSX.Element | null {
  if (!vue.miennes) return null;
  if (!vue.ouvert) return <p class="text-douce">Ce sondage ne prend plus de réponses. La date retenue vous sera envoyée.</p>;
  return (
    <>
      <Formulaire action={vue.action} id="reponses">
        <div class="reponse-date">
          <p class="font-semibold">Toutes les dates</p>
          <div class="reponse-boutons">
            <button type="submit" name="choix" value="toutes-o" aria-pressed={vue.miennes.every((m) => m.reponse === 'o')}>Toutes me vont</button>
            <button type="submit" name="choix" value="toutes-s" aria-pressed={vue.miennes.every((m) => m.reponse === 's')}>Toutes si besoin</button>
            <button type="submit" name="choix" value="toutes-n" aria-pressed={vue.miennes.every((m) => m.reponse === 'n')}>Aucune</button>
          </div>
        </div>
        {vue.miennes.map((m) => (
          <div class="reponse-date" key={m.rang} id={`date-${m.rang}`}>
            <p><span class="font-semibold">{m.moment}</span> <span class="text-sm text-douce">{m.compte}</span></p>
            <div class="reponse-boutons" role="group" aria-label={m.moment}>
              {CHOIX.map(([lettre, mot]) => (
                <button key={lettre} type="submit" name="choix" value={`${m.rang}-${lettre}`} aria-pressed={m.reponse === lettre}>{mot}</button>
              ))}
            </div>
          </div>
        ))}
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
