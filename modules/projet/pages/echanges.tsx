import type { JSX } from 'preact';
import { Badge, BadgeEcheance } from '#web/composants/badge.tsx';
import { Bouton } from '#web/composants/bouton.tsx';
import { Champ, ChampJour, Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { DepotFichier } from '#web/composants/depot-fichier.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueEchanges } from '../moteur/vue-echanges.ts';

function Depots({ vue }: { vue: VueEchanges }): JSX.Element {
  if (vue.depots.length === 0) return <EtatVide titre="Aucun document déposé" icone="folder">{vue.peutDeposer ? 'Déposez la lettre ou le projet depuis le parcours, ou une pièce ci-dessous.' : 'Vous verrez ici ce que la CPTS dépose, et seulement cela.'}</EtatVide>;
  return (
    <ul class="carte divide-y divide-base-300">
      {vue.depots.map((d) => (
        <li key={d.id} class="px-5 py-4">
          <p class="font-semibold"><a class="lien" href={d.href}>N° {d.numero} · {d.titre}</a></p>
          <p class="text-sm text-douce">{d.genre}, {d.taille}. Déposé le {d.quand} par {d.par}.</p>
          <p class="mt-1 text-sm text-douce wrap-anywhere"><abbr title="Empreinte du fichier : elle change si un seul octet change">Empreinte SHA-256</abbr> : <code class="chiffres">{d.empreinte.slice(0, 16)}…</code></p>
        </li>
      ))}
    </ul>
  );
}

function Questions({ vue }: { vue: VueEchanges }): JSX.Element {
  if (vue.questions.length === 0) return <EtatVide titre="Aucune question" icone="circle-help">Une question posée ici garde sa réponse : on la retrouve des mois plus tard.</EtatVide>;
  return (
    <ul class="carte divide-y divide-base-300">
      {vue.questions.map((q) => (
        <li key={q.id} class="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-5 py-4">
          <div class="min-w-0 grow basis-64">
            <p class="font-semibold wrap-anywhere"><a class="lien" href={q.href}>N° {q.numero} · {q.objet}</a></p>
            <p class="text-sm text-douce">{q.sens}, le {q.quand}.{q.porteur && ` Suivie par ${q.porteur}.`}</p>
          </div>
          <p class="flex flex-wrap gap-2">
            {q.repondue ? <Badge ton="reussi">répondue</Badge> : <Badge ton={q.aMoi ? 'attente' : 'encours'}>{q.aMoi ? 'à vous de répondre' : 'en attente'}</Badge>}
            {!q.repondue && q.echeance && <BadgeEcheance echeance={q.echeance} aujourdhui={vue.aujourdhui} />}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Looked for before asking: what was answered here, or shared by another CPTS. */
function DejaDemandees({ vue }: { vue: VueEchanges }): JSX.Element {
  return (
    <>
      <Formulaire action={`${vue.base}/projet/echanges`} methode="get" prefixe="r-" class="flex flex-wrap items-end gap-x-3">
        <div class="min-w-0 grow basis-72"><Champ nom="q" libelle="Chercher dans les réponses déjà données" valeur={vue.recherche} facultatif type="search" /></div>
        <p class="mb-5"><Bouton icone="search">Chercher</Bouton></p>
      </Formulaire>
      {vue.recherche !== '' && vue.trouvees.length === 0 && <p class="mb-5 text-douce">Rien sur ce sujet : posez la question.</p>}
      {vue.trouvees.map((r) => (
        <article key={r.question} class="carte mb-3 max-w-texte px-5 py-4">
          <p class="flex flex-wrap items-baseline gap-2"><span class="font-semibold">{r.href ? <a class="lien" href={r.href}>{r.objet}</a> : r.objet}</span><Badge ton="neutre" icone={false}>{r.ici ? 'déjà demandé ici' : 'partagé par une autre CPTS'}</Badge></p>
          <p class="mt-1 text-sm text-douce wrap-anywhere">{r.question}</p>
          <p class="mt-2 whitespace-pre-line wrap-anywhere">{r.reponse}</p>
        </article>
      ))}
    </>
  );
}

function Demander({ vue }: { vue: VueEchanges }): JSX.Element {
  const { erreurs, valeurs } = vue.question;
  return (
    <Depliant titre="Poser une question" id="demander" ouvert={Object.keys(erreurs).length > 0}>
      <Formulaire action={`${vue.base}/projet/echanges/questions`} prefixe="q-" erreurs={erreurs} valeurs={valeurs} brouillon={`question-${vue.base}`}>
        <Choix nom="destinataire" libelle="À qui" options={vue.destinataires} vide="Choisissez" />
        <Champ nom="objet" libelle="Objet" maximum={200} />
        <ZoneTexte nom="texte" libelle="Question" lignes={4} maximum={4000} />
        <Choix nom="depot" libelle="Au sujet de" facultatif vide="Aucun document en particulier" options={vue.depots.map((d) => ({ valeur: d.id, libelle: `N° ${d.numero} · ${d.titre}` }))} />
        {vue.porteurs.length > 0 && <Choix nom="porteur" libelle="Qui suit cette question à la CPTS" facultatif vide="Personne en particulier" options={vue.porteurs} />}
        <ChampJour nom="echeance" libelle="Réponse souhaitée avant le" facultatif />
        <Bouton variante="primaire" icone="send">Poser la question</Bouton>
      </Formulaire>
    </Depliant>
  );
}

/** The room where CPTS, ARS and CPAM speak on what was deposited, and on nothing else. */
export function PageEchanges({ vue, refus }: { vue: VueEchanges; refus?: string }): JSX.Element {
  return (
    <>
      <TitrePage titre="Échanges avec l’ARS et l’Assurance Maladie" phrase={vue.phrase} />
      {refus && <Encadre ton="refus">{refus}</Encadre>}
      <div class="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        <div class="min-w-0">
          <Section titre="Documents déposés" phrase="Chaque dépôt est figé : personne ne peut plus le changer.">
            <Depots vue={vue} />
            {vue.peutDeposer && (
              <Depliant titre="Déposer une pièce" id="deposer" ouvert={Object.keys(vue.depot.erreurs).length > 0}>
                <Formulaire action={`${vue.base}/projet/echanges/depots`} prefixe="d-" erreurs={vue.depot.erreurs} valeurs={vue.depot.valeurs} fichiers>
                  <Champ nom="titre" libelle="Titre" maximum={200} />
                  <DepotFichier nom="fichier" libelle="Fichier" accepte=".pdf,.docx,.odt,.xlsx,.ods,.png,.jpg" aide="20 Mo au plus. L’ARS et l’Assurance Maladie le liront aussitôt." />
                  <Bouton variante="primaire" icone="upload">Déposer la pièce</Bouton>
                </Formulaire>
              </Depliant>
            )}
          </Section>
        </div>
        <div class="min-w-0">
          <Section titre="Questions" id="questions">
            <DejaDemandees vue={vue} />
            {vue.peutEcrire && <Demander vue={vue} />}
            <Questions vue={vue} />
          </Section>
        </div>
      </div>
    </>
  );
}
