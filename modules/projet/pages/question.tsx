import type { JSX } from 'preact';
import { Badge, BadgeEcheance } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste } from '#web/composants/bouton.tsx';
import { Champ, ZoneTexte } from '#web/composants/champ.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueQuestion } from '../moteur/vue-echanges.ts';

const saisieDe = (vue: VueQuestion, formulaire: 'reponse' | 'partage'): { erreurs?: Readonly<Record<string, string>>; valeurs?: Readonly<Record<string, unknown>> } => (vue.saisie.formulaire === formulaire ? { erreurs: vue.saisie.erreurs, valeurs: vue.saisie.valeurs } : {});

/** What the reader may do with the question: answer, share, take back. */
function Suites({ vue }: { vue: VueQuestion }): JSX.Element {
  const { q } = vue;
  return (
    <>
      {vue.peutRepondre && (
        <Section titre={vue.reponse ? 'Compléter la réponse' : 'Répondre'}>
          <Formulaire action={`${q.href}/reponse`} version={vue.version} brouillon={`reponse-${q.id}-${vue.version}`} {...saisieDe(vue, 'reponse')}>
            <ZoneTexte nom="reponse" libelle="Votre réponse" lignes={6} maximum={8000} {...(vue.reponse && { valeur: vue.reponse.texte })} />
            <Bouton variante="primaire" icone="send">Envoyer la réponse</Bouton>
          </Formulaire>
        </Section>
      )}
      {vue.peutPartager && vue.reponse && (
        <Depliant titre="Partager cette réponse avec les autres CPTS" ouvert={vue.saisie.formulaire === 'partage'}>
          <Encadre ton="attention" titre="Toutes les CPTS liront ces mots">Retirez les noms, les lieux et ce qui vous reconnaîtrait. Le nom de votre CPTS n’est pas donné.</Encadre>
          <Formulaire action={`${q.href}/partage`} prefixe="s-" {...saisieDe(vue, 'partage')}>
            <Champ nom="objet" libelle="Objet" valeur={q.objet} maximum={200} />
            <ZoneTexte nom="question" libelle="Question" valeur={vue.texte} lignes={3} maximum={4000} />
            <ZoneTexte nom="reponse" libelle="Réponse" valeur={vue.reponse.texte} lignes={5} maximum={8000} />
            <Bouton icone="users">Partager la réponse</Bouton>
          </Formulaire>
        </Depliant>
      )}
      {vue.partagee && (
        <Encadre titre="Réponse partagée">
          Les autres CPTS la trouvent quand elles posent une question proche.
          <span class="mt-2 block"><BoutonGeste petit action={`${q.href}/partage/retrait`} icone="undo-2">Reprendre le partage</BoutonGeste></span>
        </Encadre>
      )}
    </>
  );
}

/** One question, its answer, and what may be done with it. */
export function PageQuestion({ vue, refus }: { vue: VueQuestion; refus?: string }): JSX.Element {
  const { q } = vue;
  return (
    <>
      <TitrePage titre={`Question n° ${q.numero} : ${q.objet}`} phrase={q.repondue ? 'La réponse est donnée.' : q.aMoi ? 'C’est à vous de répondre.' : 'La réponse est attendue.'} />
      {refus && <Encadre ton="refus">{refus}</Encadre>}
      <p class="mb-3 flex flex-wrap items-center gap-2">
        <Badge ton={q.repondue ? 'reussi' : 'encours'}>{q.repondue ? 'répondue' : 'en attente'}</Badge>
        {!q.repondue && q.echeance && <BadgeEcheance echeance={q.echeance} aujourdhui={vue.aujourdhui} />}
        <span class="text-douce">{q.sens}, le {q.quand}.{q.porteur && ` Suivie par ${q.porteur}.`}</span>
      </p>
      <p class="mb-1 text-sm text-douce">{vue.auteur}</p>
      <p class="mb-6 max-w-texte whitespace-pre-line wrap-anywhere">{vue.texte}</p>
      {vue.depot && <p class="mb-6"><a class="lien" href={vue.depot.href}>{vue.depot.libelle}</a></p>}
      {vue.reponse && (
        <Section titre="Réponse">
          <p class="mb-1 text-sm text-douce">{vue.reponse.par}</p>
          <p class="max-w-texte whitespace-pre-line wrap-anywhere">{vue.reponse.texte}</p>
        </Section>
      )}
      <Suites vue={vue} />
    </>
  );
}
