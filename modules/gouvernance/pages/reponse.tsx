import type { JSX } from 'preact';
import { Bouton, BoutonGeste } from '#web/composants/bouton.tsx';
import { Choix } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueReponse } from '../view.ts';

const CHOIX = [['viendra', 'Je viendrai'], ['absence', 'Je ne viendrai pas']] as const;

const Procuration = ({ vue }: { vue: VueReponse }): JSX.Element => (
  <Section titre="Procuration" phrase={vue.mandataire ? undefined : 'Un autre membre vote pour vous si vous n’êtes pas là.'} horsPapier>
    {vue.mandataire ? <BoutonGeste action={vue.action} champs={{ mandataire: '' }}>Reprendre ma procuration</BoutonGeste> : (
      <Formulaire action={vue.action}><Choix nom="mandataire" libelle="Donner procuration à" vide="Choisir un membre" options={vue.autres.map((a) => ({ valeur: a.id, libelle: a.nom }))} /><Bouton {...(vue.reponse === 'absence' ? { variante: 'primaire' as const } : {})}>Donner procuration</Bouton></Formulaire>
    )}
  </Section>
);

/** The answer to a convocation, from the link of the letter: one tap to come or not, a proxy in two. */
export function PageReponseSeance({ vue }: { vue: VueReponse }): JSX.Element {
  return (
    <>
      <TitrePage chez={vue.cpts} titre={vue.titre} phrase={vue.etat}><p class="mt-2 text-douce wrap-anywhere">{vue.instance} · {vue.quand}</p></TitrePage>
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.ouverte && (
        <Formulaire action={vue.action} class="mb-8">
          <div class="reponse-boutons max-w-md grid-cols-2" role="group" aria-label="Votre réponse">{CHOIX.map(([v, mot]) => <button key={v} type="submit" name="reponse" value={v} aria-pressed={vue.reponse === v && !vue.mandataire}>{mot}</button>)}</div>
        </Formulaire>
      )}
      {vue.ouverte && (vue.procurations || vue.mandataire) && <Procuration vue={vue} />}
      <Section titre="Ordre du jour">{vue.points.length === 0 ? <p class="text-douce">Aucun point n’est écrit.</p> : <ul class="grid gap-3">{vue.points.map((p) => <li key={p.titre} class="wrap-anywhere">{p.titre}<span class="block text-sm text-douce">{p.vote}</span></li>)}</ul>}</Section>
    </>
  );
}
