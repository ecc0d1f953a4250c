import type { JSX } from 'preact';
import { Bouton } from '#web/composants/bouton.tsx';
import { Champ } from '#web/composants/champ.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import type { VueLienPublic } from '../view-reunions.ts';

/** The door of a poll for people from outside: a name, then one's own answers. */
export function PageLienPublic({ vue }: { vue: VueLienPublic }): JSX.Element {
  return (
    <>
      <TitrePage chez={vue.chez} titre={vue.titre} phrase={vue.phrase} />
      <Formulaire action={vue.action} erreurs={vue.erreurs} valeurs={vue.valeurs}>
        <Champ nom="nom" libelle="Prénom et nom" maximum={120} autocompletion="name" />
        <Champ nom="courriel" libelle="Adresse électronique" type="email" facultatif maximum={254} autocompletion="email" aide="Pour recevoir votre lien et l’invitation, une fois la date choisie." />
        <Bouton variante="primaire">Donner mes réponses</Bouton>
      </Formulaire>
    </>
  );
}
