import { h, type JSX } from 'preact';
import { PageMessage } from '#web/message.tsx';
import { accord, formaterNombre } from '#core/texte.ts';
import { LienBouton } from '#web/composants/bouton.tsx';
import { Badge } from '#web/composants/badge.tsx';
import { LigneSource } from '#web/composants/chiffre.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Champ, Choix } from '#web/composants/champ.tsx';
import { Icone } from '#web/composants/icone.tsx';
import { Pagination } from '#web/composants/pagination.tsx';
import { type Colonne, Tableau } from '#web/composants/tableau.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { avecParametres } from '#web/adresse.ts';
import { Ilot } from '#web/ilot.tsx';
import { PAR_PAGE } from '../constants.ts';
import type { LigneProfessionnel, VueAnnuaire } from '../view.ts';

const DISTANCES = [5, 10, 20, 30, 50];

const precise = ({ demande: d }: VueAnnuaire): boolean => d.metier !== '' || d.autour !== '' || d.dit !== '';

function Recherche({ vue }: { vue: VueAnnuaire }): JSX.Element {
  const d = vue.demande;
  return (
    <search>
      <form method="get" action={`${vue.base}/reseau/annuaire`} data-turbo-frame="resultats" data-turbo-action="replace" class="carte mb-6 px-4 pt-4">
        <div class="flex flex-wrap items-end gap-x-4 *:first:grow">
          <Champ nom="q" type="search" libelle="Nom, métier ou spécialité" valeur={d.q} facultatif autocompletion="off" maximum={120} />
          <p class="mb-5"><button class="btn btn-primary" type="submit"><Icone nom="search" /> Chercher</button></p>
        </div>
        {/* A phone shows the answers first; a wide screen always shows what narrows them. */}
        <details class="precisions">
          <summary class="mb-3 flex min-h-11 cursor-pointer items-center gap-1.5 font-semibold">{precise(vue) ? 'Profession, lieu ou soins choisis' : 'Préciser la profession, le lieu, les soins'}<Icone nom="chevron-down" taille={18} class="chevron text-douce" /></summary>
          <div class="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-5">
            <Choix nom="metier" libelle="Profession" valeur={d.metier} vide="Toutes" facultatif options={vue.metiers} />
            <Choix nom="ou" libelle="Où" valeur={d.ou} facultatif options={[...(vue.territoire ? [{ valeur: 'territoire', libelle: 'Tout le territoire' }] : []), { valeur: 'partout', libelle: 'Partout' }, ...vue.lieux]} />
            <Champ nom="autour" libelle="Autour d’une commune" valeur={d.autour} facultatif maximum={80} />
            <Choix nom="km" libelle="À moins de" valeur={String(d.km)} facultatif options={DISTANCES.map((k) => ({ valeur: String(k), libelle: `${k} km` }))} />
            <Choix nom="dit" libelle="Qui dit…" valeur={d.dit} vide="Peu importe" facultatif options={vue.dits} />
          </div>
        </details>
        <Ilot nom="recherche-annuaire" donnees={{ attente: 200 }} class="hidden" />
      </form>
    </search>
  );
}

const COLONNES: readonly Colonne<LigneProfessionnel>[] = [
  { cle: 'nom', titre: 'Nom', principale: true, cellule: (l) => <a class="font-semibold hover:underline" href={l.href}>{l.nom}</a> },
  { cle: 'metier', titre: 'Métier', cellule: (l) => l.metier },
  {
    cle: 'lieux', titre: 'Où', cellule: (l) => (
      <span class="block">
        {l.lieux.length === 0 ? <span class="text-douce">Lieu inconnu</span> : l.lieux.map((x) => <span key={x} class="block">{x}</span>)}
        {l.autresLieux > 0 && <span class="text-sm text-douce">et {accord(l.autresLieux, 'autre lieu', 'autres lieux')}</span>}
      </span>
    ),
  },
];
const TELEPHONE: Colonne<LigneProfessionnel> = { cle: 'telephone', titre: 'Téléphone', cellule: (l) => (l.telephone ? <a class="chiffres whitespace-nowrap hover:underline" href={`tel:${l.telephone.replace(/\s/g, '')}`}>{l.telephone}</a> : <span class="text-douce">Non dit</span>) };
const SIGNES: Colonne<LigneProfessionnel> = { cle: 'signes', titre: 'En dit', cellule: (l) => (l.signes.length > 0 ? <span class="flex flex-wrap gap-1">{l.signes.map((s) => <Badge key={s} icone={false}>{s}</Badge>)}</span> : <span class="text-douce">Pas de fiche</span>) };

/** A column where nobody has anything to say is noise. */
const colonnesDe = (lignes: readonly LigneProfessionnel[]): Colonne<LigneProfessionnel>[] => [...COLONNES, ...(lignes.some((l) => l.telephone) ? [TELEPHONE] : []), ...(lignes.some((l) => l.signes.length > 0) ? [SIGNES] : [])];

function Resultats({ vue }: { vue: VueAnnuaire }): JSX.Element {
  const ailleurs = avecParametres(vue.adresse, { ou: 'partout', autour: undefined, dit: undefined, page: undefined });
  return (
    <>
      {vue.corriges.length > 0 && <p class="mb-3 text-douce">Aucun nom exactement ainsi : voici les plus proches ({vue.corriges.slice(0, 5).join(', ')}).</p>}
      {vue.plafonne && <p class="mb-3 text-douce">Plus de {formaterNombre(vue.total)} réponses : précisez le nom, la profession ou le lieu.</p>}
      {vue.lignes.length === 0 ? (
        <EtatVide titre="Personne ne correspond à cette recherche." icone="search" action={<LienBouton href={ailleurs}>Chercher partout</LienBouton>}>
          {vue.demande.dit === '' ? 'Vérifiez l’orthographe, ou élargissez le lieu et la profession.' : 'Seuls les professionnels qui tiennent leur fiche ici disent ce qu’ils proposent : les autres n’y paraissent pas.'}
        </EtatVide>
      ) : (
        <>
          <Tableau legende="Professionnels trouvés" colonnes={colonnesDe(vue.lignes)} lignes={vue.lignes} idLigne={(l) => l.identifiant} />
          <div class="mt-3"><Pagination page={{ numero: vue.demande.page, taille: PAR_PAGE, total: vue.total }} adresse={vue.adresse} quoi="professionnels" /></div>
          <p class="hors-papier mt-3 flex flex-wrap gap-3">
            <LienBouton href={vue.adresse.replace('/reseau/annuaire', '/reseau/annuaire.csv')} icone="download" petit telechargement>Exporter en CSV</LienBouton>
            <LienBouton href={vue.adresse.replace('/reseau/annuaire', '/reseau/annuaire.xlsx')} icone="download" petit telechargement>Exporter en XLSX</LienBouton>
          </p>
        </>
      )}
    </>
  );
}

function Territoire({ vue }: { vue: VueAnnuaire }): JSX.Element | null {
  if (vue.comptes.length === 0) return null;
  return (
    <Section titre="Qui exerce sur le territoire" phrase="Des personnes, non des postes : qui exerce en deux lieux du territoire compte une fois. Qui a deux professions compte dans chacune.">
      <Tableau
        legende="Professionnels du territoire par profession" densite="compacte" idLigne={(c) => c.code} lignes={vue.comptes}
        colonnes={[
          { cle: 'metier', titre: 'Profession', principale: true, cellule: (c) => <a class="hover:underline" href={c.href}>{c.metier}</a> },
          { cle: 'personnes', titre: 'Personnes', nombre: true, cellule: (c) => formaterNombre(c.personnes) },
          { cle: 'liberaux', titre: 'Dont en libéral', nombre: true, cellule: (c) => formaterNombre(c.liberaux) },
        ]}
      />
      {vue.edition && <LigneSource provenances={[vue.edition.provenance]} />}
    </Section>
  );
}

function Changements({ vue }: { vue: VueAnnuaire }): JSX.Element | null {
  if (vue.changements === undefined) return null;
  return (
    <Section titre="Ce qui a changé depuis l’édition précédente" phrase={`Sur le territoire : ${vue.changements}.`}>
      <LienBouton href={`${vue.base}/reseau/annuaire/changements`} icone="users" petit>Voir qui est arrivé, qui est parti</LienBouton>
    </Section>
  );
}

const SansExtraction = (): JSX.Element => (
  <Encadre titre="Importer l’annuaire national">
    <ol class="list-decimal pl-5">
      <li>Téléchargez « PS_LibreAcces » sur data.gouv.fr, rubrique « Annuaire Santé : extractions des données en libre accès » (Licence Ouverte 2.0).</li>
      <li>La personne qui exploite la plateforme l’envoie par la page « Annuaires », ou sur le serveur : <code>npm run maillage -- annuaire importer PS_LibreAcces.zip --departements 09,31</code>.</li>
      <li>Chaque mois, recommencez : les arrivées, les départs et les changements de lieu s’afficheront ici.</li>
    </ol>
  </Encadre>
);

/** Who is around: search, list, counts. */
export function PageAnnuaire({ vue }: { vue: VueAnnuaire }): JSX.Element {
  if (vue.interdit) return <PageMessage titre="Cet annuaire est réservé aux personnes de la CPTS." texte="Demandez une invitation à sa coordination." lien={{ href: '/', libelle: 'Revenir à mes CPTS' }} />;
  return (
    <>
      <TitrePage titre="Annuaire des professionnels" phrase={vue.phrase} action={<>{vue.acces && <LienBouton href={vue.acces} icone="key-round">Rôles et invitations</LienBouton>}{vue.maFiche && <LienBouton href={vue.maFiche} icone="user">Ma fiche</LienBouton>}</>} />
      {vue.refus && <Encadre ton="refus" titre="Cette recherche n’a pas pu se faire">{vue.refus}</Encadre>}
      {vue.edition ? <Recherche vue={vue} /> : <SansExtraction />}
      {vue.edition && h('turbo-frame', { id: 'resultats', target: '_top' }, <Resultats vue={vue} />, vue.edition && <LigneSource provenances={[vue.edition.provenance]} />)}
      <Territoire vue={vue} />
      <Changements vue={vue} />
      <p class="hors-papier mt-6"><a class="lien" href={vue.publique}>Voir l’annuaire public, celui des habitants</a></p>
    </>
  );
}

