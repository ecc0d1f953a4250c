import type { JSX } from 'preact';
import { BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Icone } from '#web/composants/icone.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueEspace } from '../view-espace.ts';
import { TextesALire } from './lien.tsx';

type Props = { readonly vue: VueEspace; readonly refus?: string };

/** Four big buttons: one tap changes, one tap changes back. */
const Engagement = ({ vue }: Props): JSX.Element => (
  <Section titre="Jusqu’où je m’engage" phrase="Un geste pour changer, un geste pour revenir. Personne n’est classé, nulle part.">
    <Formulaire action={`${vue.base}/reseau/moi/engagement`}>
      <div class="grid max-w-[46rem] gap-2 sm:grid-cols-2" role="group" aria-label="Mon engagement">
        {vue.niveaux.map((n) => (
          <button key={n.valeur} class={`carte flex min-h-16 items-start gap-3 px-4 py-3 text-left ${n.valeur === vue.niveau ? 'border-primary bg-teinte text-teinte-texte' : 'hover:border-bord'}`} type="submit" name="niveau" value={n.valeur} aria-pressed={n.valeur === vue.niveau}>
            <Icone nom={n.valeur === vue.niveau ? 'circle-check' : 'minus'} class="mt-1" />
            <span><span class="block font-semibold">{n.libelle}</span><span class="block text-sm">{n.detail}</span></span>
          </button>
        ))}
      </div>
    </Formulaire>
  </Section>
);

const Cotisations = ({ vue }: Props): JSX.Element | null =>
  vue.cotisations.length === 0 ? null : (
    <Section titre="Mes cotisations">
      <ul class="grid gap-2">{vue.cotisations.map((c) => <li key={c.annee}><span class="font-semibold">{c.annee}</span> : <span class="chiffres">{c.montant}</span>, {c.etat}{c.recu && <> · <a class="text-lien underline underline-offset-4" href={c.recu} data-turbo="false">Télécharger le reçu</a></>}</li>)}</ul>
    </Section>
  );

const Renouveler = ({ vue }: Props): JSX.Element | null =>
  vue.renouveler === undefined ? null : (
    <Encadre ton="attention" titre={`Restez-vous membre en ${vue.renouveler.annee} ?`}>
      <p class="mb-2">{vue.renouveler.phrase}</p>
      <BoutonGeste variante="primaire" icone="check" action={`${vue.base}/reseau/moi/renouvellement`} champs={{ annee: String(vue.renouveler.annee) }}>Je reste membre en {vue.renouveler.annee}</BoutonGeste>
    </Encadre>
  );

const Partir = ({ vue }: Props): JSX.Element | null => {
  if (vue.depart === 'impossible') return null;
  if (vue.depart === 'demande') return <Encadre ton="attention" titre={`Vous quittez la CPTS le ${vue.finLe}`}><p class="mb-2">D’ici là, vous pouvez changer d’avis.</p><BoutonGeste variante="primaire" action={`${vue.base}/reseau/moi/rester`}>Finalement, je reste</BoutonGeste></Encadre>;
  return (
    <Depliant titre="Quitter la CPTS">
      <p class="mb-3 max-w-texte">Un geste suffit. Vous avez ensuite {vue.delai} pour changer d’avis, ici même.</p>
      <BoutonGeste action={`${vue.base}/reseau/moi/depart`} icone="log-out">Quitter la CPTS</BoutonGeste>
    </Depliant>
  );
};

/** My place in the CPTS: what I chose, what waits for me, what is known of me. */
export function PageEspace({ vue, refus }: Props): JSX.Element {
  return (
    <>
      <TitrePage titre="Ma place dans la CPTS" phrase={vue.phrase} action={<LienBouton href={`${vue.base}/reseau/bienvenue`} icone="book-open">Ma CPTS en cinq minutes</LienBouton>} />
      {refus && <Encadre ton="refus" titre="Rien n’a été changé">{refus}</Encadre>}
      {vue.depart === 'demande' && <Partir vue={vue} />}
      <Renouveler vue={vue} />
      {vue.etat !== 'membre' ? <EtatVide titre="Pas d’adhésion en cours" icone="user">Votre accès vient d’un rôle. Pour adhérer, demandez à la coordination ou utilisez le formulaire public.</EtatVide> : <Engagement vue={vue} />}
      {vue.textes.length > 0 && <TextesALire textes={vue.textes} action={`${vue.base}/reseau/moi/textes`} />}
      <Cotisations vue={vue} />
      {vue.renouvelees.length > 0 && <Section titre="Mes renouvellements"><ul class="grid gap-1">{vue.renouvelees.map((r) => <li key={r}>{r}</li>)}</ul></Section>}
      <Section titre="Ce que je porte" phrase="Mes mandats, mes actions, mes tâches et mes soirées de l’année, pour passer la main à temps.">
        <p><LienBouton href={`${vue.base}/gouvernance/qui-porte-quoi`} icone="clipboard-list">Voir ce que je porte</LienBouton></p>
      </Section>
      <Section titre="Ma lettre de la semaine" phrase="Mes tâches, mes dates, mes sondages, les décisions de mes groupes, les réponses reçues. Rien quand rien ne me concerne.">
        <p><LienBouton href={`${vue.base}/reseau/moi/lettre`} icone="mail">Voir ma lettre et choisir son jour</LienBouton></p>
      </Section>
      <Section titre="Mes données">
        <p class="mb-3 max-w-texte">Tout ce que la CPTS sait de vous se lit et s’emporte.</p>
        <p class="flex flex-wrap gap-2">{vue.fiche && <LienBouton href={vue.fiche} icone="pen">Ma fiche d’adhérent</LienBouton>}<LienBouton href={`${vue.base}/reseau/moi/donnees`} icone="eye">Ce que l’on sait de moi</LienBouton></p>
        {vue.acceptes.length > 0 && <ul class="mt-4 grid gap-1 text-sm text-douce">{vue.acceptes.map((a) => <li key={a.empreinte + a.le}>{a.texte}, acceptée le {a.le}</li>)}</ul>}
      </Section>
      {vue.depart === 'possible' && <Section titre="Partir"><Partir vue={vue} /></Section>}
    </>
  );
}
