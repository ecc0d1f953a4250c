import type { JSX } from 'preact';
import { LienBouton } from '#web/composants/bouton.tsx';
import { Champ, Choix } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Icone } from '#web/composants/icone.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { Pagination } from '#web/composants/pagination.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { accord } from '#core/texte.ts';
import { PageMessage } from '#web/message.tsx';
import { PAR_PAGE } from '../constants.ts';
import type { VuePublique } from '../view.ts';

/** Worth a form only when there is something to choose between. */
const A_CHERCHER = 6;

function Recherche({ vue }: { vue: VuePublique }): JSX.Element | null {
  const { q, metier } = vue.demande;
  if (vue.presents < A_CHERCHER && q === '' && metier === '') return null;
  return (
    <search>
      <form method="get" class="carte mb-6 flex flex-wrap items-end gap-x-4 px-4 pt-4 *:first:grow">
        <Champ nom="q" type="search" libelle="Nom, soin, langue ou commune" valeur={q} facultatif maximum={120} />
        <Choix nom="metier" libelle="Profession" valeur={metier} vide="Toutes" facultatif options={vue.metiers} />
        <p class="mb-5"><button class="btn btn-primary" type="submit"><Icone nom="search" /> Chercher</button></p>
      </form>
    </search>
  );
}

function Fiches({ vue }: { vue: VuePublique }): JSX.Element {
  return (
    <>
      <ul class="grid gap-4 lg:grid-cols-2">
        {vue.fiches.map((f, i) => (
          <li key={`${f.nom}-${i}`} class="carte min-w-0 px-5 py-4 wrap-anywhere">
            <h2 class="text-lg">{f.nom}</h2>
            <p class="text-douce">{f.metier}</p>
            {f.champs.length > 0 && <div class="mt-2"><ListeCle lignes={f.champs.map((c) => ({ cle: c.libelle, valeur: <span class="whitespace-pre-line">{c.valeur}</span> }))} /></div>}
          </li>
        ))}
      </ul>
      {vue.total > PAR_PAGE && <div class="mt-4"><Pagination page={{ numero: vue.demande.page, taille: PAR_PAGE, total: vue.total }} adresse={vue.adresse} quoi="professionnels" /></div>}
    </>
  );
}

/** For residents, without signing in: only those who chose to be here, and only what they chose to show. */
export function PageAnnuairePublic({ vue }: { vue: VuePublique }): JSX.Element {
  if (vue.interdit) return <PageMessage titre="Cet annuaire n’est pas ouvert au public." texte="La CPTS ne l’a pas publié." lien={{ href: '/', libelle: 'Aller à l’accueil' }} />;
  return (
    <>
      <TitrePage titre={`Les professionnels de la ${vue.cpts}`} phrase={vue.presents === 0 ? undefined : `${accord(vue.presents, 'professionnel a choisi', 'professionnels ont choisi')} de se présenter ici.`} />
      {vue.demo && <Encadre titre="Démonstration">Ces personnes sont inventées.</Encadre>}
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      <Recherche vue={vue} />
      {vue.presents === 0 && <EtatVide titre="Personne ne s’est encore présenté ici." icone="users">Pour trouver un soignant, consultez l’annuaire santé d’ameli.fr. En cas d’urgence, appelez le 15.</EtatVide>}
      {vue.presents > 0 && vue.fiches.length === 0 && (
        <EtatVide titre="Personne ne correspond à cette recherche." icone="search" action={<LienBouton href="?">Voir tout le monde</LienBouton>}>Tous les soignants ne se présentent pas ici : l’annuaire santé d’ameli.fr les connaît. En cas d’urgence, appelez le 15.</EtatVide>
      )}
      {vue.fiches.length > 0 && <Fiches vue={vue} />}
    </>
  );
}
