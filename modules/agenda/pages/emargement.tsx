import type { JSX } from 'preact';
import { accord } from '#core/texte.ts';
import { Bouton } from '#web/composants/bouton.tsx';
import { Champ } from '#web/composants/champ.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueEmargement } from '../view-reunions.ts';

/** The sheet of the room on each one's phone: find one's name, one tap. */
export function PageEmargement({ vue }: { vue: VueEmargement }): JSX.Element {
  return (
    <>
      <TitrePage chez={vue.chez} titre={vue.titre} phrase={vue.phrase}><p class="mt-1 text-douce">{vue.quand.charAt(0).toUpperCase()}{vue.quand.slice(1)}</p></TitrePage>
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.ouverte && (
        <>
          {vue.attendus.length === 0 ? <EtatVide titre="Tout le monde est noté" icone="check">Si votre nom n’est pas plus bas, ajoutez-le.</EtatVide> : (
            <Formulaire action={vue.action}>
              <ul class="grid max-w-texte gap-2">{vue.attendus.map((a) => <li key={a.id}><button class="carte flex min-h-12 w-full items-center px-4 py-2 text-left font-semibold hover:border-primary" type="submit" name="invite" value={a.id}>{a.nom}</button></li>)}</ul>
            </Formulaire>
          )}
          <Section titre="Votre nom n’y est pas ?">
            <Formulaire action={vue.action} valeurs={{ nom: vue.nom }} class="flex max-w-texte flex-wrap items-end gap-3 [&>div]:mb-0 [&>div]:grow">
              <Champ nom="nom" libelle="Prénom et nom" maximum={120} autocompletion="name" />
              <Bouton>M’ajouter</Bouton>
            </Formulaire>
          </Section>
        </>
      )}
      {vue.presents.length > 0 && <Section titre={accord(vue.presents.length, 'présence notée', 'présences notées')}><p class="max-w-texte text-pretty">{vue.presents.join(', ')}.</p></Section>}
    </>
  );
}
