import type { JSX } from 'preact';
import { BadgeEcheance } from '#web/composants/badge.tsx';
import { Bouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Champ, ChampJour, Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { Depliant } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import { type LigneDemande, OPTIONS_GENRE, type VueDemandes } from '../view.ts';
import { CeQuiReste } from './ce-qui-reste.tsx';

type Props = { readonly vue: VueDemandes; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };

const Liste = ({ lignes, vue }: { lignes: readonly LigneDemande[]; vue: VueDemandes }): JSX.Element => (
  <ul class="carte divide-y divide-base-300">
    {lignes.map((d) => (
      <li key={d.id} class="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-5 py-3">
        <span class="min-w-0"><a class="font-semibold hover:underline wrap-anywhere" href={d.href}>{d.quoi} : {d.qui}</a><span class="block text-sm text-douce">{d.recue}</span></span>
        {d.close ? <span class="text-sm">{d.etat}</span> : <BadgeEcheance echeance={d.echeance} aujourdhui={vue.aujourdhui} />}
      </li>
    ))}
  </ul>
);

/** The register of what people ask about their data, with the legal day of each. */
export function PageDemandes({ vue, erreurs = {}, valeurs = {} }: Props): JSX.Element {
  if (vue.interdit) return <PageMessage titre="Ce registre est tenu par la coordination et la présidence." texte="Vos propres demandes se font et se suivent depuis « Ce que l’on sait de moi »." lien={{ href: `${vue.base}/reseau/moi/donnees`, libelle: 'Voir mes données' }} />;
  return (
    <>
      <TitrePage titre="Demandes sur les données" phrase={vue.phrase} />
      {vue.ouvertes.length === 0 ? <EtatVide titre="Rien à traiter" icone="check">Une demande faite depuis un compte arrive ici d’elle-même, avec son échéance.</EtatVide> : <Liste lignes={vue.ouvertes} vue={vue} />}
      <Section titre="Noter une demande reçue autrement" phrase="Par courriel, par courrier ou de vive voix : le mois court depuis le jour de réception.">
        <Depliant titre="Noter une demande" ouvert={Object.keys(erreurs).length > 0}>
          <Formulaire action={`${vue.base}/donnees/demandes`} erreurs={erreurs} valeurs={valeurs}>
            <Choix nom="genre" libelle="Ce qui est demandé" options={OPTIONS_GENRE} />
            <Choix nom="adhesion" libelle="Qui demande" vide="Une personne hors du registre" facultatif options={vue.adherents} />
            <Champ nom="nom" libelle="Son nom, si elle n’est pas au registre" facultatif maximum={160} autocompletion="off" />
            <CasesChoix nom="canal" libelle="Comment" options={[{ valeur: 'courriel', libelle: 'Par courriel' }, { valeur: 'courrier', libelle: 'Par courrier' }, { valeur: 'oral', libelle: 'De vive voix' }]} />
            <ChampJour nom="recue_le" libelle="Reçue le" />
            <ZoneTexte nom="detail" libelle="Précisions" facultatif lignes={3} maximum={4000} />
            <Bouton icone="save">Noter cette demande</Bouton>
          </Formulaire>
        </Depliant>
      </Section>
      {vue.closes.length > 0 && <Section titre="Closes"><Liste lignes={vue.closes} vue={vue} /></Section>}
      <Section titre="Ce que la loi garde"><CeQuiReste /></Section>
    </>
  );
}
