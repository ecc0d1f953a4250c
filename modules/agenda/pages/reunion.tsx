import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { DepotFichier } from '#web/composants/depot-fichier.tsx';
import { Icone } from '#web/composants/icone.tsx';
import { Champ, ChampJour, Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { EnDeuxMinutes } from './invitation.tsx';
import type { VueDocument, VueReunion } from '../view-reunions.ts';

function Gestes({ vue }: { vue: VueReunion }): JSX.Element {
  const { gestes: g, moi } = vue;
  return (
    <>
      {moi?.peutPointer && <BoutonGeste variante="primaire" icone="check" action={`${vue.base}/presence`} champs={moi.champs}>Je suis là</BoutonGeste>}
      {g.tenir && <BoutonGeste variante={moi?.peutPointer ? 'simple' : 'primaire'} action={`${vue.base}/geste`} champs={{ geste: 'tenir' }}>Terminer la réunion</BoutonGeste>}
      {g.approuver && <BoutonGeste variante="primaire" action={`${vue.base}/geste`} champs={{ geste: 'approuver' }}>Approuver le compte rendu</BoutonGeste>}
      {g.retablir && <BoutonGeste variante="primaire" action={`${vue.base}/retablissement`}>Rétablir la réunion</BoutonGeste>}
      {g.deplacer && <LienBouton href={`${vue.base}/deplacer`} icone="calendar">Déplacer</LienBouton>}
      {g.annuler && <BoutonGeste variante="discret" action={`${vue.base}/geste`} champs={{ geste: 'annuler' }}>Annuler la réunion</BoutonGeste>}
    </>
  );
}

function MaReponse({ vue }: { vue: VueReunion }): JSX.Element | null {
  if (!vue.moi?.repondre) return null;
  const choix = [['acceptee', 'Je viens'], ['provisoire', 'Peut-être'], ['refusee', 'Je ne viens pas']] as const;
  return (
    <Section titre="Votre réponse" horsPapier phrase={`Pour l’instant : ${vue.moi.reponse}.`}>
      {vue.paie !== '' && <p class="mb-3 max-w-texte"><span class="font-semibold">Ce que cela vous paierait.</span> {vue.paie}</p>}
      <Formulaire action={`${vue.base}/reponse`}>
        <div class="reponse-boutons max-w-md" role="group" aria-label="Votre réponse">{choix.map(([v, mot]) => <button key={v} type="submit" name="reponse" value={v} aria-pressed={vue.moi?.choisie === v}>{mot}</button>)}</div>
      </Formulaire>
    </Section>
  );
}

function Documents({ documents, base }: { documents: readonly VueDocument[]; base: string }): JSX.Element | null {
  if (documents.length === 0) return null;
  return (
    <ul class="my-2 grid max-w-texte gap-1">
      {documents.map((d) => (
        <li key={d.id} class="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Icone nom="file-text" taille={18} />
          <a class="min-w-0 break-words text-lien underline underline-offset-4" href={d.href} data-turbo="false">{d.nom}</a>
          <span class="text-sm text-douce">{d.detail}</span>
          {d.retirable && <BoutonGeste petit variante="discret" action={`${base}/documents/${d.id}/retrait`}>Retirer<span class="sr-only"> {d.nom}</span></BoutonGeste>}
        </li>
      ))}
    </ul>
  );
}

const Joindre = ({ vue, point, titre }: { vue: VueReunion; point?: { readonly id: string; readonly rang: number }; titre: string }): JSX.Element => (
  <div class="hors-papier"><Depliant titre={titre}>
    <Formulaire action={`${vue.base}/documents`} fichiers prefixe={`doc${point?.rang ?? ''}-`}>
      <input type="hidden" name="point" value={point?.id ?? ''} />
      <DepotFichier nom="fichier" libelle="Document" aide="20 Mo au plus : PDF, image, texte, tableau, présentation." />
      <Bouton petit>Joindre ce document</Bouton>
    </Formulaire>
  </Depliant></div>
);

function OrdreDuJour({ vue }: { vue: VueReunion }): JSX.Element {
  return (
    <Section titre="Ordre du jour" horsPapier={vue.points.length === 0}>
      {vue.points.length === 0 && <EtatVide titre="Pas encore d’ordre du jour" icone="list">Écrivez un point par ligne : chacun sait à quoi s’attendre.</EtatVide>}
      <ol class="grid max-w-texte gap-4">
        {vue.points.map((p) => (
          <li key={p.rang}>
            <h3>{p.titre}</h3>
            {p.detail && <p class="text-sm text-douce">{p.detail}</p>}
            <Documents documents={p.documents} base={vue.base} />
            {vue.gestes.ecrire ? (
              <Formulaire action={`${vue.base}/notes`} version={vue.version} prefixe={`p${p.rang}-`} brouillon={`notes-${vue.base}-${p.rang}`} class="mt-1">
                <input type="hidden" name="rang" value={p.rang} />
                <ZoneTexte nom="notes" libelle="Notes" lignes={3} facultatif valeur={p.notes} maximum={20_000} />
                <Bouton petit>Garder ces notes</Bouton>
              </Formulaire>
            ) : p.notes && <p class="mt-1 whitespace-pre-line">{p.notes}</p>}
            {vue.gestes.joindre && <Joindre vue={vue} point={p} titre="Joindre un document à ce point" />}
          </li>
        ))}
      </ol>
      {vue.gestes.ecrire && (
        <div class="hors-papier"><Depliant titre={vue.points.length === 0 ? 'Écrire l’ordre du jour' : 'Modifier l’ordre du jour'} ouvert={vue.points.length === 0}>
          <Formulaire action={`${vue.base}/ordre-du-jour`} version={vue.version} erreurs={vue.erreurs} valeurs={vue.valeurs}>
            <ZoneTexte nom="ordre" libelle="Points" lignes={5} aide="Un par ligne : titre | qui le porte | minutes" valeur={vue.ordreDuJour} />
            <Bouton>Garder l’ordre du jour</Bouton>
          </Formulaire>
        </Depliant></div>
      )}
    </Section>
  );
}

function Decisions({ vue }: { vue: VueReunion }): JSX.Element {
  return (
    <Section titre="Décisions">
      {vue.decisions.length === 0 ? <p class="text-douce">Aucune décision enregistrée.</p> : <ul class="max-w-texte list-disc pl-5">{vue.decisions.map((d) => <li key={d}>{d}</li>)}</ul>}
      {vue.gestes.ecrire && (
        <Formulaire action={`${vue.base}/decisions`} prefixe="d-" class="hors-papier mt-3">
          <Champ nom="texte" libelle="Nouvelle décision" maximum={1000} />
          <Bouton petit>Enregistrer la décision</Bouton>
        </Formulaire>
      )}
    </Section>
  );
}

function Taches({ vue }: { vue: VueReunion }): JSX.Element {
  return (
    <Section titre="Tâches">
      {vue.taches.length === 0 ? <p class="text-douce">Aucune tâche confiée.</p> : (
        <ul class="carte max-w-texte divide-y divide-base-300">
          {vue.taches.map((t) => (
            <li key={t.id} class="flex flex-wrap items-center gap-3 px-4 py-3">
              <div class="min-w-0 grow"><p class={t.faite ? 'line-through' : ''}>{t.texte}</p><p class="text-sm text-douce">{t.detail}</p></div>
              {t.retard && <Badge ton="attente">en retard</Badge>}
              {t.faite ? <Badge ton="reussi">faite</Badge> : t.mienne && <BoutonGeste petit action={`${vue.base}/taches/${t.id}`} champs={{ faite: 'oui' }}>C’est fait</BoutonGeste>}
            </li>
          ))}
        </ul>
      )}
      {vue.gestes.ecrire && (
        <Formulaire action={`${vue.base}/taches`} prefixe="t-" class="hors-papier mt-3">
          <Champ nom="texte" libelle="Nouvelle tâche" maximum={500} />
          <Choix nom="personne" libelle="Confiée à" options={vue.confiables} />
          <ChampJour nom="echeance" libelle="Pour le" facultatif />
          <Bouton petit>Confier la tâche</Bouton>
        </Formulaire>
      )}
    </Section>
  );
}

function Action({ vue }: { vue: VueReunion }): JSX.Element | null {
  const { action } = vue;
  if (!action || (!action.liee && action.choix.length === 0)) return null;
  return (
    <Section titre="Action" horsPapier={!action.liee}>
      {action.liee && (
        <div class="flex flex-wrap items-center gap-x-6 gap-y-2">
          <p class="min-w-0 grow basis-56">Pour l’action <a class="text-lien underline underline-offset-4" href={action.liee.href}>{action.liee.titre}</a>. Sa feuille signée arrive parmi les preuves.</p>
          {action.liee.detachable && <BoutonGeste petit variante="discret" action={action.adresse} champs={{ fiche: '' }}>Détacher de cette action</BoutonGeste>}
        </div>
      )}
      {action.choix.length > 0 && (
        <div class="hors-papier"><Depliant titre="Rattacher à une fiche action">
          <Formulaire action={action.adresse} prefixe="action-">
            <Choix nom="fiche" libelle="Fiche action" options={action.choix} vide="Choisir…" aide="La feuille signée de la réunion arrivera parmi les preuves de cette action." />
            <Bouton petit>Rattacher la réunion</Bouton>
          </Formulaire>
        </Depliant></div>
      )}
    </Section>
  );
}

function Presences({ vue }: { vue: VueReunion }): JSX.Element {
  return (
    <Section titre="Personnes" action={<LienBouton petit href={`${vue.base}/feuille.pdf`} telechargement icone="printer">Feuille de présence</LienBouton>}>
      <ul class="carte divide-y divide-base-300">
        {vue.invites.map((i) => (
          <li key={i.id} class="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
            <span class="min-w-0 grow basis-full sm:basis-0">{i.nom}</span>
            <Badge ton={i.presence === 'presente' ? 'reussi' : 'neutre'} icone={i.presence === 'presente' ? 'check' : false}>{i.detail}</Badge>
            {vue.gestes.pointer && i.presence !== 'presente' && <BoutonGeste petit action={`${vue.base}/presence`} champs={{ invite: i.id, presence: 'presente' }}>Présente</BoutonGeste>}
            {vue.gestes.ecrire && i.presence === 'presente' && <BoutonGeste petit variante="discret" action={`${vue.base}/presence`} champs={{ invite: i.id, presence: 'inconnue' }}>Annuler</BoutonGeste>}
          </li>
        ))}
      </ul>
      {vue.ecran && !vue.gestes.pointer && <p class="hors-papier mt-3 text-sm text-douce">Les présences se notent à partir d’une demi-heure avant le début.</p>}
      {vue.ecran && <p class="hors-papier mt-4"><a class="btn btn-sm" href={`${vue.base}/ecran`} data-turbo="false"><Icone nom="eye" taille={17} />Afficher le code dans la salle</a></p>}
      {(vue.gestes.feuille || vue.feuilles.length > 0) && <h3 class={`mt-6${vue.feuilles.length === 0 ? ' hors-papier' : ''}`}>Feuille signée</h3>}
      <Documents documents={vue.feuilles} base={vue.base} />
      {vue.gestes.feuille && (
        <div class="hors-papier"><Depliant titre="Déposer la photo de la feuille signée">
          <Formulaire action={`${vue.base}/feuille`} fichiers prefixe="feuille-">
            <DepotFichier nom="fichier" libelle="Photo ou PDF de la feuille" accepte="image/*,application/pdf" aide="Elle est gardée telle quelle, avec son empreinte, et proposée parmi les preuves des missions." />
            <Bouton petit>Déposer la feuille</Bouton>
          </Formulaire>
        </Depliant></div>
      )}
    </Section>
  );
}

/** A meeting: before, its agenda; during, what is decided; after, what the absent must know. */
export function PageReunion({ vue }: { vue: VueReunion }): JSX.Element {
  return (
    <>
      <TitrePage titre={vue.titre} phrase={`${vue.quand.charAt(0).toUpperCase()}${vue.quand.slice(1)}. ${vue.phrase}`} action={<Gestes vue={vue} />}>
        <p class="mt-2 flex flex-wrap items-center gap-3"><Badge icone={false}>{vue.statut}</Badge>{vue.lieu && <span>{vue.lieu}</span>}{vue.visio && <a class="text-lien underline underline-offset-4" href={vue.visio} rel="noreferrer">Rejoindre à distance</a>}{vue.serie && <a class="text-lien underline underline-offset-4" href={vue.serie}>Toute la série</a>}</p>
      </TitrePage>
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.deplacements.map((d) => <Encadre key={d} titre="Réunion déplacée">{d}</Encadre>)}
      <MaReponse vue={vue} />
      {vue.rattrapage && <EnDeuxMinutes r={vue.rattrapage} />}
      <OrdreDuJour vue={vue} />
      {(vue.gestes.joindre || vue.documents.length > 0) && (
        <Section titre="Documents" horsPapier={vue.documents.length === 0}>
          <Documents documents={vue.documents} base={vue.base} />
          {vue.gestes.joindre && <Joindre vue={vue} titre="Joindre un document à la réunion" />}
        </Section>
      )}
      <Decisions vue={vue} />
      <Taches vue={vue} />
      <Presences vue={vue} />
      <Action vue={vue} />
      <Section titre="Compte rendu" horsPapier phrase="Il s’assemble de ce qui est enregistré ici.">
        <div class="flex flex-wrap gap-2"><LienBouton href={`${vue.base}/compte-rendu.pdf`} telechargement icone="file-text">Compte rendu en PDF</LienBouton><LienBouton href={`${vue.base}/compte-rendu.docx`} telechargement>En DOCX</LienBouton></div>
      </Section>
    </>
  );
}
