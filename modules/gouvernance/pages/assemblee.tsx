import type { JSX } from 'preact';
import { accord } from '#core/texte.ts';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Onglets } from '#web/composants/onglets.tsx';
import { Tableau } from '#web/composants/tableau.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { libelleAssemblee } from '../labels.ts';
import type { Jauge, VueAssemblee, VuePoint } from '../view.ts';
import { Comptage } from './comptage.tsx';
import { LectureReservee } from './gouvernance.tsx';
import { OrdreAEcrire } from './ordre.tsx';

/** What is there against what is needed: the bar repeats the figures, it never stands alone. */
function JaugeQuorum({ j }: { j: Jauge }): JSX.Element {
  const [x, s] = [Math.round(j.part * 300), Math.round(j.seuil * 300)];
  return (
    <div class="mb-4">
      <p class="flex flex-wrap justify-between gap-2"><span class="font-semibold">{j.libelle}</span><span class="chiffres">{j.compte} sur {j.total} {j.atteint ? <Badge ton="reussi">atteint</Badge> : <Badge ton="attente">pas encore</Badge>}</span></p>
      <svg class="trace mt-1 block h-4 w-full" viewBox="0 0 300 12" preserveAspectRatio="none" aria-hidden="true"><rect x="0" y="2" width="300" height="8" fill="var(--color-base-300)" /><rect x="0" y="2" width={x} height="8" fill="var(--color-primary)" /><rect x={Math.min(298, s)} y="0" width="2" height="12" fill="currentColor" /></svg>
    </div>
  );
}

const siegesDe = ({ point: p, nommer }: VuePoint): string => (p.siegesParCollege ? p.siegesParCollege.map((x) => `${accord(x.sieges, 'siège')} pour le collège ${nommer(x.college)}`).join(', ') : accord(p.sieges, 'siège'));

/** What may be done with an item outside of its vote: taken off, carried on, looked up in the urn. */
function GestesDuPoint({ vue, p }: { vue: VueAssemblee; p: VuePoint }): JSX.Element {
  return (
    <>
      {vue.ordre && <p class="mt-2"><BoutonGeste petit action={`${p.href}/retrait`}>Retirer<span class="sr-only"> : {p.point.titre}</span></BoutonGeste></p>}
      {p.suite && vue.tient && vue.assemblee.statut === 'ouverte' && <p class="mt-2"><BoutonGeste action={`${p.href}/suite`}>{p.suite}<span class="sr-only"> : {p.point.titre}</span></BoutonGeste></p>}
      {p.point.statut === 'clos' && p.point.forme === 'distance' && <p class="mt-2"><a class="text-lien underline underline-offset-4" href={`${p.href}/vote`}>Retrouver mon bulletin dans l’urne<span class="sr-only"> : {p.point.titre}</span></a></p>}
    </>
  );
}

function Ordre({ vue }: { vue: VueAssemblee }): JSX.Element {
  return (
    <ol class="divide-y divide-base-300 border-y border-base-300">
      {vue.points.map((p) => (
        <li key={p.point.id} class="py-3">
          <p class="flex flex-wrap items-baseline gap-x-3 gap-y-1 wrap-anywhere"><span class="font-semibold">{p.point.ordre}. {p.point.titre}</span>{p.point.statut === 'ouvert' && <Badge ton="encours">vote ouvert</Badge>}{p.issue && <Badge ton={p.issue === 'Adoptée' || p.issue === 'Sièges pourvus' ? 'reussi' : 'neutre'}>{p.issue}</Badge>}</p>
          {p.point.genre !== 'information' && <p class="text-sm text-douce">Vote {p.forme}{p.point.genre === 'election' && `, ${siegesDe(p)} : ${p.candidats.join(', ')}`}</p>}
          {p.bilan && <p class="mt-1 wrap-anywhere">{p.bilan}</p>}
          <GestesDuPoint vue={vue} p={p} />
          {p.raisonnement.length > 0 && <Depliant titre="Comment c’est compté"><ul class="grid gap-1">{p.raisonnement.map((l) => <li key={l} class="wrap-anywhere">{l}</li>)}</ul></Depliant>}
        </li>
      ))}
    </ol>
  );
}

function phraseReponse({ moi, assemblee: a, procurations }: VueAssemblee): string {
  if (moi?.present) return 'Vous êtes noté présent.';
  if (moi?.mandataire) return `Vous êtes représenté par ${moi.mandataire}.`;
  return a.statut === 'ouverte' ? 'Êtes-vous dans la salle ?' : `Serez-vous là ?${procurations ? ' Sinon, donnez procuration.' : ''}`;
}

function MaReponse({ vue }: { vue: VueAssemblee }): JSX.Element | null {
  const { moi, assemblee: a } = vue;
  if (!moi || (a.statut !== 'convoquee' && a.statut !== 'ouverte')) return null;
  return (
    <div class="hors-papier mb-6 rounded-box border border-base-300 p-4">
      <p class="font-semibold">{phraseReponse(vue)}</p>
      <div class="mt-3 flex flex-wrap gap-2">
        {a.statut === 'ouverte' && !moi.present && <BoutonGeste variante="primaire" action={`${vue.adresse}/presence`} champs={{ present: 'oui' }}>Je suis présent</BoutonGeste>}
        {moi.present && <BoutonGeste action={`${vue.adresse}/presence`} champs={{ present: 'non' }}>Je m’en vais</BoutonGeste>}
        {moi.mandataire && <BoutonGeste action={`${vue.adresse}/procuration`} champs={{ mandataire: '' }}>Reprendre ma procuration</BoutonGeste>}
      </div>
      {vue.procurations && !moi.present && !moi.mandataire && (
        <Formulaire action={`${vue.adresse}/procuration`} class="mt-4" prefixe="moi-">
          <Choix nom="mandataire" libelle="Donner procuration à" vide="Choisir un membre" options={vue.electeurs.filter((e) => e.id !== moi.id).map((e) => ({ valeur: e.id, libelle: e.nom }))} />
          <Bouton>Donner procuration</Bouton>
        </Formulaire>
      )}
    </div>
  );
}

function Quorum({ vue }: { vue: VueAssemblee }): JSX.Element {
  return (
    <>
      <p class="mb-4 text-lg font-semibold">{vue.quorum.phrase}</p>
      {vue.quorum.jauges.map((j) => <JaugeQuorum key={j.libelle} j={j} />)}
      {vue.quorum.ecartees.map((e) => <Encadre key={e} ton="attention" titre="Procuration">{e}</Encadre>)}
      <MaReponse vue={vue} />
    </>
  );
}

const peutOuvrir = ({ assemblee: { statut } }: VueAssemblee, distance: boolean): boolean => statut === 'ouverte' || (distance && statut === 'convoquee');

/** The one gesture of the person who reads, on this vote. */
function GesteDeVote({ vue, p }: { vue: VueAssemblee; p: VuePoint }): JSX.Element | null {
  const [ouvert, distance] = [p.point.statut === 'ouvert', p.point.forme === 'distance'];
  if (!ouvert) return vue.tient && peutOuvrir(vue, distance) ? <BoutonGeste variante="primaire" action={`${p.href}/ouverture`}>Ouvrir ce vote</BoutonGeste> : null;
  if (distance) return vue.moi ? <p class="mb-4"><LienBouton variante="primaire" href={`${p.href}/vote`}>Voter</LienBouton></p> : null;
  return vue.tient ? null : <p>Le vote se fait dans la salle : levez la main, ou déposez votre bulletin.</p>;
}

function Vote({ vue }: { vue: VueAssemblee }): JSX.Element {
  const p = vue.courant;
  if (!p) return <p class="text-douce">Aucun vote n’est à venir.</p>;
  const compte = p.point.statut === 'ouvert' && vue.tient && vue.assemblee.statut === 'ouverte';
  return (
    <>
      <p class="text-lg font-semibold wrap-anywhere">{p.point.titre}</p>
      <p class="mb-4 text-douce">Vote {p.forme}.</p>
      <GesteDeVote vue={vue} p={p} />
      {compte && <Formulaire action={`${p.href}/comptage`} erreurs={vue.erreurs} valeurs={vue.valeurs} prefixe="vote-"><Comptage p={p} preponderante={vue.preponderante} /><Bouton variante="primaire">Compter et clore le vote</Bouton></Formulaire>}
    </>
  );
}

function Conduite({ vue }: { vue: VueAssemblee }): JSX.Element | null {
  if (vue.signe) return <BoutonGeste variante="primaire" action={`${vue.adresse}/signature`}>Signer le procès-verbal</BoutonGeste>;
  if (!vue.tient) return null;
  if (vue.assemblee.statut === 'preparee') return <BoutonGeste variante="primaire" action={`${vue.adresse}/convocation`}>Convoquer les membres</BoutonGeste>;
  return null;
}

function Tenue({ vue }: { vue: VueAssemblee }): JSX.Element | null {
  const { statut } = vue.assemblee;
  if (!vue.tient || (statut !== 'convoquee' && statut !== 'ouverte')) return null;
  return (
    <Section horsPapier titre={statut === 'convoquee' ? 'Ouvrir la séance' : 'Clore la séance'}>
      <Formulaire action={`${vue.adresse}/${statut === 'convoquee' ? 'ouverture' : 'cloture'}`} prefixe="seance-">
        {statut === 'convoquee' ? <Choix nom="presidence" libelle="Qui préside la séance ?" aide="La présidence peut tourner : elle n’est pas toujours celle de l’association." vide="Choisir un membre" options={vue.electeurs.map((e) => ({ valeur: e.id, libelle: e.nom }))} /> : <ZoneTexte nom="observations" libelle="Observations pour le procès-verbal" facultatif lignes={4} maximum={8000} />}
        <Bouton>{statut === 'convoquee' ? 'Ouvrir la séance' : 'Clore la séance'}</Bouton>
      </Formulaire>
    </Section>
  );
}

/** An assembly, from its convocation to its minutes; live, three panes side by side, one at a time on a phone. */
export function PageAssemblee({ vue, interdit }: { vue?: VueAssemblee; interdit?: boolean }): JSX.Element {
  if (interdit || !vue) return <LectureReservee />;
  const cache = (v: string): string => (vue.volet === v ? '' : 'max-lg:hidden print:block');
  const onglets = [{ cle: 'ordre', libelle: 'Ordre du jour', href: `${vue.adresse}?volet=ordre` }, { cle: 'quorum', libelle: 'Quorum', href: `${vue.adresse}?volet=quorum` }, { cle: 'vote', libelle: 'Vote', href: `${vue.adresse}?volet=vote` }];
  const vit = vue.assemblee.statut === 'convoquee' || vue.assemblee.statut === 'ouverte';
  return (
    <>
      <TitrePage titre={vue.titre} phrase={vue.phrase} action={<><Conduite vue={vue} />{vit && <LienBouton seule href={`${vue.adresse}/ecran`}>Écran de la salle</LienBouton>}<LienBouton href={`${vue.adresse}/proces-verbal.docx`} telechargement>Procès-verbal (Word)</LienBouton></>}>
        <p class="mt-2 text-douce">{vue.quand} · {libelleAssemblee[vue.assemblee.statut]}. {vue.convocation}</p>
      </TitrePage>
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      <div class="lg:hidden"><Onglets onglets={onglets} actif={vue.volet} libelle="Volets de l’assemblée" /></div>
      <div class="grid gap-8 lg:grid-cols-3">
        <section class={cache('ordre')}><h2 class="mb-3">Ordre du jour</h2><Ordre vue={vue} /></section>
        <section class={cache('quorum')}><h2 class="mb-3">Quorum</h2><Quorum vue={vue} /></section>
        <section class={`${cache('vote')} hors-papier`}><h2 class="mb-3">Vote</h2><Vote vue={vue} /></section>
      </div>
      {vue.ordre && <OrdreAEcrire vue={vue} ordre={vue.ordre} />}
      <Tenue vue={vue} />
      {vue.electeurs.length > 0 && (
        <Section titre="Feuille de présence" action={<LienBouton petit href={`${vue.adresse}/feuille.pdf`} telechargement>Imprimer la feuille</LienBouton>}>
          <Tableau legende="Feuille de présence" lignes={vue.electeurs} idLigne={(e) => e.id} densite="compacte" colonnes={[
            { cle: 'nom', titre: 'Membre', principale: true, cellule: (e) => e.nom },
            { cle: 'college', titre: 'Collège', cellule: (e) => e.college },
            { cle: 'convoque', titre: 'Convocation', cellule: (e) => e.convoque },
            { cle: 'present', titre: 'Présence', cellule: (e) => (e.present ? 'présent' : e.represente ? `représenté par ${e.represente}` : e.annonce) },
            ...(vue.tient && vit ? [{ cle: 'geste', titre: 'Noter', geste: true, cellule: (e: VueAssemblee['electeurs'][number]) => <BoutonGeste petit action={`${vue.adresse}/presence`} champs={{ electeur: e.id, present: e.present ? 'non' : 'oui' }}>{e.present ? 'Retirer' : 'Présent'}<span class="sr-only"> : {e.nom}</span></BoutonGeste> }] : []),
          ]} />
        </Section>
      )}
    </>
  );
}
