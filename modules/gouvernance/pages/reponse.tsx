import type { JSX } from 'preact';
import { Bouton, BoutonGeste } from '#web/composants/bouton.tsx';
import { Choix } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueReponse } from '../view.ts';

/** The answer to a convocation, from the link of the letter: one tap to come or not, a proxy in two. */
export function PageReponseSeance({ vue }: { vue: VueReponse }): JSX.Element {
  return (
    <>
      <TitrePage titre={vue.titre} phrase={vue.etat}><p class="mt-2 text-douce wrap-anywhere">{vue.instance} de {vue.cpts} · {vue.quand}</p></TitrePage>
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.ouverte && (
        <div class="mb-8 grid max-w-md gap-3 sm:grid-cols-2">
          <BoutonGeste {...(vue.reponse === 'viendra' && !vue.mandataire ? {} : { variante: 'primaire' as const })} action={vue.action} champs={{ reponse: 'viendra' }}>Je viendrai</BoutonGeste>
          <BoutonGeste action={vue.action} champs={{ reponse: 'absence' }}>Je ne viendrai pas</BoutonGeste>
        </div>
      )}
      {vue.ouverte && (
        <Section titre="Procuration" phrase={vue.mandataire ? undefined : 'Un autre membre porte votre voix si vous n’êtes pas là.'}>
          {vue.mandataire ? <BoutonGeste action={vue.action} champs={{ mandataire: '' }}>Reprendre ma procuration</BoutonGeste> : (
            <Formulaire action={vue.action}><Choix nom="mandataire" libelle="Donner procuration à" vide="Choisir un membre" options={vue.autres.map((a) => ({ valeur: a.id, libelle: a.nom }))} /><Bouton>Donner procuration</Bouton></Formulaire>
          )}
        </Section>
      )}
      <Section titre="Ordre du jour">{vue.points.length === 0 ? <p class="text-douce">Aucun point n’est écrit.</p> : <ul class="grid gap-1">{vue.points.map((p) => <li key={p} class="wrap-anywhere">{p}</li>)}</ul>}</Section>
    </>
  );
}
