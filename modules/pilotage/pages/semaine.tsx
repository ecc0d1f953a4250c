import type { JSX } from 'preact';
import { Bouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Choix } from '#web/composants/champ.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import { JOURS, type Partie, type VueSemaine } from '../view-semaine.ts';

const UnePartie = ({ p }: { p: Partie }): JSX.Element => (
  <>
    <h3 class="mt-5 mb-2">{p.titre}</h3>
    <ul class="grid max-w-texte gap-2.5">{p.lignes.map((l, i) => <li key={i} class="wrap-anywhere">{l.href ? <a class="text-lien underline underline-offset-4" href={l.href}>{l.texte}</a> : l.texte}{l.detail && <span class="block text-sm text-douce">{l.detail}</span>}</li>)}</ul>
  </>
);

/** The letter as it would leave now, and how one wants it. */
export function PageSemaine({ vue }: { vue: VueSemaine }): JSX.Element {
  if (vue.interdit) return <PageMessage titre="La lettre de la semaine est pour les membres de la CPTS." texte="Ce qui vous attend est dans « Aujourd’hui »." lien={{ href: vue.base, libelle: 'Revenir à Aujourd’hui' }} />;
  return (
    <>
      <TitrePage titre="Ma lettre de la semaine" phrase={vue.phrase} />
      <Section titre="Ce qu’elle dirait aujourd’hui">
        {vue.parties.length === 0 ? <EtatVide titre="Rien ne vous concerne cette semaine" icone="check">Ni tâche, ni date, ni sondage, ni décision, ni réponse : pas de courriel non plus.</EtatVide> : <div class="carte p-5 pt-1">{vue.parties.map((p) => <UnePartie key={p.titre} p={p} />)}</div>}
        {vue.derniere && <p class="mt-3 text-sm text-douce">Préparée pour la dernière fois le {vue.derniere}.</p>}
      </Section>
      <Section titre="Quand je la reçois" phrase="Vers six heures du matin, à l’heure de votre CPTS. Chaque lettre porte aussi un lien qui l’arrête.">
        <Formulaire action={`${vue.base}/reseau/moi/lettre`}>
          <CasesChoix nom="voulue" libelle="La recevoir" options={[{ valeur: 'oui', libelle: 'Oui, quand quelque chose me concerne' }, { valeur: 'non', libelle: 'Non' }]} valeur={[vue.voulue ? 'oui' : 'non']} />
          <Choix nom="jour" libelle="Le jour" options={JOURS} valeur={vue.jour} />
          <Bouton variante="primaire" icone="save">Enregistrer mon choix</Bouton>
        </Formulaire>
      </Section>
    </>
  );
}
