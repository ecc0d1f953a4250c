import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Badge } from '#web/composants/badge.tsx';
import { BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Carte } from '#web/composants/carte.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { htmlEcrit } from '#web/figee.ts';
import { PageMessage } from '#web/message.tsx';
import type { VueSondage } from '../view-sondages.ts';
import { MesReponses } from './reponses.tsx';

function Meilleures({ vue }: { vue: VueSondage }): JSX.Element {
  const { cartes } = vue.commun;
  if (cartes.length === 0) return <EtatVide titre="Pas encore de réponse" icone="hourglass">Les meilleures dates apparaîtront ici dès la première réponse.</EtatVide>;
  return (
    <div class="grid gap-4 md:grid-cols-3">
      {cartes.map((c, i) => (
        <Carte key={c.rang} niveau={3} titre={c.titre} action={vue.gestes?.retenir ? <BoutonGeste action={`${vue.gestes.base}/date`} champs={{ rang: String(c.rang) }} variante={i === 0 ? 'primaire' : 'simple'}>Retenir cette date</BoutonGeste> : undefined}>
          {i === 0 && <p class="mb-1.5"><Badge ton="reussi">La meilleure à cette heure</Badge></p>}
          {c.phrases.map((p) => <p key={p}>{p}</p>)}
          {c.manques && c.manques.length === 0 && <p class="font-semibold text-primary">Quorum atteint.</p>}
          {c.manques?.map((m) => <p key={m} class="font-semibold">{m}</p>)}
          {c.absents && <p class="text-sm text-douce">{c.absents}</p>}
        </Carte>
      ))}
    </div>
  );
}

function GestesDuSondage({ vue }: { vue: VueSondage }): JSX.Element | null {
  const g = vue.gestes;
  if (!g) return null;
  return (
    <>
      {g.clore && <BoutonGeste action={`${g.base}/cloture`} champs={{ geste: 'clore' }}>Clore le sondage</BoutonGeste>}
      {g.rouvrir && <BoutonGeste action={`${g.base}/cloture`} champs={{ geste: 'rouvrir' }}>Rouvrir une semaine</BoutonGeste>}
      {g.annuler && <BoutonGeste action={`${g.base}/cloture`} champs={{ geste: 'annuler' }} variante="discret">Abandonner</BoutonGeste>}
    </>
  );
}

function Ensemble({ vue }: { vue: VueSondage }): JSX.Element {
  return (
    <>
      <Section titre="Les meilleures dates"><Meilleures vue={vue} /></Section>
      {vue.commun.manquent.length > 0 && <Section titre="Réponses attendues"><p class="max-w-texte text-pretty">{vue.commun.manquent.slice(0, 30).join(', ')}{vue.commun.manquent.length > 30 ? ` et ${vue.commun.manquent.length - 30} autres` : ''}.</p></Section>}
      {vue.commun.commentaires.length > 0 && (
        <Section titre="Mots reçus">
          <ul class="grid max-w-texte gap-2">{vue.commun.commentaires.map((c) => <li key={c.nom}><span class="font-semibold">{c.nom}</span> : {c.texte}</li>)}</ul>
        </Section>
      )}
      <Section titre="Toutes les réponses" phrase="Oui (✓), si besoin (?), non (✕) ; vide : pas encore de réponse."><Grille commun={vue.commun} /></Section>
    </>
  );
}

const Grille = ({ commun }: { commun: VueSondage['commun'] }): JSX.Element => <div class="overflow-x-auto" tabIndex={0} role="region" aria-label="Grille des réponses" dangerouslySetInnerHTML={{ __html: commun.grille }} />;

const ecrits = new WeakMap<VueSondage['commun'], string>();

/** What whoever organises sees carries their buttons; for all the others it is the same text, written once for each state of the poll. */
function EnsembleEcrit({ vue }: { vue: VueSondage }): JSX.Element {
  if (vue.gestes) return <Ensemble vue={vue} />;
  const html = ecrits.get(vue.commun) ?? renderToString(<Ensemble vue={vue} />);
  ecrits.set(vue.commun, html);
  return htmlEcrit(html);
}

/** The address for people from outside, that whoever organises opens and closes. */
function LienPublic({ vue }: { vue: VueSondage }): JSX.Element | null {
  if (vue.lienPublic === undefined || !vue.gestes) return null;
  return (
    <Section titre="Lien pour l’extérieur" horsPapier phrase={vue.lienPublic ? 'Toute personne qui a cette adresse donne son nom, puis ses réponses. Elle cesse de répondre à la clôture, ou quand vous la fermez.' : 'Pour une mairie, un établissement, une association : une adresse que vous envoyez vous-même.'}>
      {vue.lienPublic && <p class="mb-3 max-w-texte"><a class="break-all text-lien underline" href={vue.lienPublic}>{vue.lienPublic}</a></p>}
      <BoutonGeste petit action={`${vue.gestes.base}/public`} champs={{ ouvert: vue.lienPublic ? 'non' : 'oui' }}>{vue.lienPublic ? 'Fermer ce lien' : 'Ouvrir un lien public'}</BoutonGeste>
    </Section>
  );
}

/** « Choisir une date »: one's own answers, the best three, the grid for those who want to see. */
export function PageSondage({ vue }: { vue: VueSondage }): JSX.Element {
  return (
    <>
      <TitrePage titre={vue.titre} phrase={vue.phrase} action={vue.reunion ? <LienBouton variante="primaire" href={vue.reunion.href}>Voir la réunion</LienBouton> : <GestesDuSondage vue={vue} />}>
        {vue.lieu && <p class="mt-1 text-douce">{vue.lieu}</p>}
      </TitrePage>
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.miennes && vue.ouvert && <Section titre="Vos réponses" horsPapier><MesReponses vue={vue} /></Section>}
      <EnsembleEcrit vue={vue} />
      <LienPublic vue={vue} />
      {vue.liens.length > 0 && (
        <Depliant titre="Liens des personnes sans adresse">
          <ul class="grid gap-2">{vue.liens.map((l) => <li key={l.href}>{l.nom} : <a class="break-all text-lien underline" href={l.href}>{l.href}</a></li>)}</ul>
        </Depliant>
      )}
    </>
  );
}

/** The page of a link received by mail: nothing but the answers, on a phone, without signing in. */
export function PageReponse({ vue }: { vue: VueSondage }): JSX.Element {
  return (
    <>
      <TitrePage chez={vue.chez} titre={vue.titre} phrase={vue.phrase}>{vue.lieu && <p class="mt-1 text-douce">{vue.lieu}</p>}</TitrePage>
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      <MesReponses vue={vue} />
      {vue.exterieur ? <p class="mt-6 text-sm text-douce">Qui a répondu quoi ne se lit qu’entre membres de la CPTS.</p> : <Depliant titre="Voir les réponses des autres"><Grille commun={vue.commun} /></Depliant>}
    </>
  );
}

export const AgendaReserve = ({ base }: { base: string }): JSX.Element => <PageMessage titre="L’agenda est réservé aux membres." texte="Les réunions et les sondages se lisent entre personnes qui travaillent dans cette CPTS." lien={{ href: base, libelle: 'Revenir à Aujourd’hui' }} />;
export const SondageIntrouvable = ({ texte }: { texte: string }): JSX.Element => <PageMessage titre="Introuvable" texte={texte} />;
