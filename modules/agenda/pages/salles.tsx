import type { JSX } from 'preact';
import { accord } from '#core/texte.ts';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Champ } from '#web/composants/champ.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { Salle } from '../moteur/choix.ts';

export type VueSalles = { readonly base: string; readonly salles: readonly Salle[]; readonly peutOrganiser: boolean; readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };

/** The rooms of the CPTS: a date is then proposed when one is free and big enough. */
export function PageSalles({ vue }: { vue: VueSalles }): JSX.Element {
  return (
    <>
      <TitrePage titre="Salles" phrase={vue.salles.length === 0 ? 'Aucune salle indiquée : les dates se choisissent sans en tenir compte.' : `${accord(vue.salles.length, 'salle')}. Une salle est prise quand une réunion prévue porte son nom comme lieu.`} action={<LienBouton href={`${vue.base}/agenda/nouveau`}>Choisir une date</LienBouton>} />
      {vue.salles.length === 0 ? <EtatVide titre="Pas encore de salle" icone="building-2">Donnez le nom et le nombre de places de chacune.</EtatVide> : (
        <ul class="carte max-w-texte divide-y divide-base-300">
          {vue.salles.map((s) => (
            <li key={s.id} class="flex flex-wrap items-center gap-3 px-4 py-3"><span class="min-w-0 grow">{s.nom} <span class="text-sm text-douce">{accord(s.places, 'place')}</span></span>{vue.peutOrganiser && <BoutonGeste petit variante="discret" action={`${vue.base}/agenda/salles/retrait`} champs={{ nom: s.nom, places: String(s.places) }}>Retirer<span class="sr-only"> {s.nom}</span></BoutonGeste>}</li>
          ))}
        </ul>
      )}
      {vue.peutOrganiser && (
        <Section titre="Ajouter une salle, ou changer ses places">
          <Formulaire action={`${vue.base}/agenda/salles`} erreurs={vue.erreurs} valeurs={vue.valeurs}>
            <Champ nom="nom" libelle="Nom" maximum={120} aide="Comme vous l’écririez dans une invitation : Maison de santé, salle du haut" />
            <Champ nom="places" libelle="Places" court clavier="numeric" />
            <Bouton variante="primaire">Garder cette salle</Bouton>
          </Formulaire>
        </Section>
      )}
    </>
  );
}
