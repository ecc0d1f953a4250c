import type { JSX } from 'preact';
import { Bouton } from '#web/composants/bouton.tsx';
import { Champ, Choix } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import type { VueDeplacer } from '../view-sondages.ts';
import { DetailDeDate, optionsDuree } from './nouveau.tsx';

/** Another date, another place: the engine's dates for the same people, or one's own; everybody is told why and asked again. */
export function PageDeplacer({ vue }: { vue: VueDeplacer }): JSX.Element {
  const choisie = vue.valeurs['date'];
  return (
    <>
      <TitrePage titre="Déplacer la réunion" phrase={`${vue.titre} : pour l’instant, ${vue.quand}.`} />
      {vue.suite !== '' && <Encadre>Cette réunion fait partie d’une série : ce qui change ici ne change qu’elle. <a class="text-lien underline underline-offset-4" href={vue.suite}>Changer aussi les suivantes</a></Encadre>}
      <Formulaire action={`${vue.base}/deplacer`} erreurs={vue.erreurs} valeurs={vue.valeurs} brouillon={`deplacer-${vue.base}`}>
        {vue.dates.length > 0 && (
          <fieldset class="mb-5" id="champ-date" tabIndex={-1}>
            <legend class="mb-2 font-semibold">Les meilleures dates pour les mêmes personnes</legend>
            <ul class="grid gap-4 lg:grid-cols-2">
              {vue.dates.map((d) => (
                <li key={d.valeur} class="carte p-5"><label class="flex cursor-pointer items-start gap-3"><input class="radio mt-1" type="radio" name="date" value={d.valeur} checked={choisie === d.valeur} /><span class="font-semibold">{d.titre}</span></label><DetailDeDate d={d} /></li>
              ))}
            </ul>
          </fieldset>
        )}
        <Champ nom="autre" libelle="Une autre date" facultatif aide="Par exemple : 24/11/2026 19:30. Laissez vide pour garder la date, et ne changer que le lieu." />
        <Choix nom="duree" libelle="Durée" options={optionsDuree(vue.minutes)} valeur={String(vue.minutes)} />
        <Champ nom="lieu" libelle="Lieu" facultatif maximum={300} valeur={vue.lieu} />
        <Champ nom="visio" libelle="Lien pour venir à distance" type="url" facultatif maximum={500} valeur={vue.visio} />
        <Champ nom="motif" libelle="Pourquoi" maximum={500} aide="Chacun lira cette raison dans son courriel." />
        <Encadre>Chaque personne invitée reçoit la mise à jour de son agenda. Si la date change, sa réponse lui est demandée à nouveau.</Encadre>
        <Bouton variante="primaire">Déplacer et prévenir</Bouton>
      </Formulaire>
    </>
  );
}
