import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste } from '#web/composants/bouton.tsx';
import { Champ, ChampJour, Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueAccueil } from '../view-mobilisation.ts';

type Props = { readonly vue: VueAccueil; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };

/** What an intern, a locum or a newcomer may find here. */
export function PageAccueilNouveaux({ vue, erreurs = {}, valeurs = {} }: Props): JSX.Element {
  return (
    <>
      <TitrePage titre="Accueil des nouveaux venus" phrase={vue.phrase} action={vue.peutTenir ? <a class="btn" href="#publier">Publier une offre</a> : undefined} />
      {vue.retiree && <Encadre titre="L’offre est retirée"><BoutonGeste petit action={`${vue.base}/reseau/accueil/remise`} champs={{ offre: vue.retiree }} icone="undo-2">La remettre</BoutonGeste></Encadre>}
      {vue.offres.length === 0 ? (
        <EtatVide titre="Rien pour le moment" icone="handshake">{vue.peutTenir ? 'Publiez un terrain de stage, un local libre, un remplacement, ou le nom de qui aide à s’installer.' : 'La coordination publiera ici ce qui aide à venir.'}</EtatVide>
      ) : (
        <ul class="grid gap-3 lg:grid-cols-2">
          {vue.offres.map((o) => (
            <li key={o.id} class="carte p-5">
              <p><Badge icone={false}>{o.genre}</Badge></p>
              <p class="mt-1 text-lg font-semibold wrap-anywhere">{o.titre}</p>
              {o.quand && <p class="text-douce">{o.quand}</p>}
              {o.detail && <p class="mt-1 whitespace-pre-line wrap-anywhere">{o.detail}</p>}
              <p class="mt-2 wrap-anywhere"><span class="text-douce">Contact : </span>{o.contact}</p>
              {vue.peutTenir && <p class="mt-3"><BoutonGeste petit action={`${vue.base}/reseau/accueil/retrait`} champs={{ offre: o.id }}>Retirer<span class="sr-only"> « {o.titre} »</span></BoutonGeste></p>}
            </li>
          ))}
        </ul>
      )}
      {vue.peutTenir && (
        <Section titre="Publier une offre" id="publier">
          <Formulaire action={`${vue.base}/reseau/accueil`} erreurs={erreurs} valeurs={valeurs}>
            <Choix nom="genre" libelle="Quoi" options={vue.genres} />
            <Champ nom="titre" libelle="En quelques mots" maximum={160} />
            <ZoneTexte nom="detail" libelle="Précisions" facultatif lignes={3} maximum={2000} />
            <Champ nom="lieu" libelle="Où" facultatif maximum={120} />
            <div class="grid gap-x-4 sm:grid-cols-2"><ChampJour nom="depuis" libelle="À partir du" facultatif /><ChampJour nom="jusque" libelle="Jusqu’au" facultatif /></div>
            <Champ nom="contact" libelle="Qui contacter, et comment" maximum={300} />
            <Bouton variante="primaire" icone="send">Publier l’offre</Bouton>
          </Formulaire>
        </Section>
      )}
    </>
  );
}
