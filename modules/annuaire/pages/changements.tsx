import type { JSX } from 'preact';
import { formaterNombre } from '#core/texte.ts';
import { avecParametres } from '#web/adresse.ts';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { Choix } from '#web/composants/champ.tsx';
import { LigneSource } from '#web/composants/chiffre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Onglets } from '#web/composants/onglets.tsx';
import { type Colonne, Tableau } from '#web/composants/tableau.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import { CHANGEMENTS_EXPORTES, CHANGEMENTS_PAR_PAGE } from '../constants.ts';
import type { LigneChangement, VueChangements } from '../view.ts';

const ici = (vue: VueChangements): string => `${vue.base}/reseau/annuaire/changements`;

function Filtre({ vue }: { vue: VueChangements }): JSX.Element {
  return (
    <form method="get" action={ici(vue)} class="mb-4 flex flex-wrap items-end gap-x-4">
      {vue.territoire && <Choix nom="ou" libelle="Où" valeur={vue.demande.ou} facultatif options={[{ valeur: 'territoire', libelle: 'Le territoire' }, { valeur: 'partout', libelle: 'Tout l’annuaire' }]} />}
      <Choix nom="metier" libelle="Profession" valeur={vue.demande.metier} vide="Toutes" facultatif options={vue.metiers} />
      <p class="mb-5"><Bouton>Filtrer</Bouton></p>
    </form>
  );
}

const COLONNES: readonly Colonne<LigneChangement>[] = [
  { cle: 'nom', titre: 'Nom', principale: true, cellule: (l) => (l.href === undefined ? l.nom : <a class="font-semibold hover:underline" href={l.href}>{l.nom}</a>) },
  { cle: 'metier', titre: 'Profession', cellule: (l) => l.metier },
  { cle: 'avant', titre: 'Avant', cellule: (l) => l.avant },
  { cle: 'apres', titre: 'Maintenant', cellule: (l) => l.apres },
];

function Export({ vue }: { vue: VueChangements }): JSX.Element | null {
  const tous = vue.onglets.reduce((n, o) => n + o.compte, 0);
  if (tous === 0) return null;
  const vers = (format: string): string => avecParametres(vue.adresse.replace('/changements', `/changements.${format}`), { sens: undefined, page: undefined });
  return (
    <>
      <p class="hors-papier mt-3 flex flex-wrap gap-3">
        <LienBouton href={vers('csv')} icone="download" petit telechargement>Exporter les trois listes en CSV</LienBouton>
        <LienBouton href={vers('xlsx')} icone="download" petit telechargement>Les exporter en XLSX</LienBouton>
      </p>
      {tous > CHANGEMENTS_EXPORTES && <p class="mt-2 max-w-texte text-douce">L’export s’arrête à {formaterNombre(CHANGEMENTS_EXPORTES)} lignes : choisissez une profession.</p>}
    </>
  );
}

function Listes({ vue }: { vue: VueChangements }): JSX.Element {
  const libelle = vue.onglets.find((o) => o.cle === vue.actif)?.libelle ?? '';
  return (
    <>
      <Filtre vue={vue} />
      <Onglets libelle="Ce qui a changé" actif={vue.actif} onglets={vue.onglets.map((o) => ({ cle: o.cle, libelle: `${o.libelle} (${formaterNombre(o.compte)})`, href: avecParametres(vue.adresse, { sens: o.cle, page: undefined }) }))} />
      <Tableau legende={libelle} colonnes={COLONNES} lignes={vue.lignes} idLigne={(l) => l.identifiant} adresse={avecParametres(vue.adresse, { sens: vue.actif })}
        page={{ numero: vue.demande.page, taille: CHANGEMENTS_PAR_PAGE, total: vue.total }} quoi={vue.total > 1 ? 'personnes' : 'personne'} vide={<EtatVide titre="Personne">Voyez les autres listes, ou une autre profession.</EtatVide>} />
      <Export vue={vue} />
      <p class="mt-6 max-w-texte text-douce">{vue.demande.ou === 'territoire' ? 'Qui vient s’installer sur le territoire y est une arrivée, qui le quitte un départ, même s’il exerce encore ailleurs. ' : ''}Un nom ou une profession corrigés sont repris dans l’annuaire sans être listés ici.</p>
      {vue.provenance && <LigneSource provenances={[vue.provenance]} />}
    </>
  );
}

/** Who came, who left, who moved between two editions: the territory first. */
export function PageChangements({ vue }: { vue: VueChangements }): JSX.Element {
  if (vue.interdit) return <PageMessage titre="Cet annuaire est réservé aux personnes de la CPTS." texte="Demandez une invitation à sa coordination." lien={{ href: '/', libelle: 'Revenir à mes CPTS' }} />;
  return (
    <>
      <TitrePage titre="Arrivées et départs" phrase={vue.phrase} />
      {vue.rien === undefined ? <Listes vue={vue} /> : <EtatVide titre="Rien à comparer pour l’instant" action={<LienBouton href={`${vue.base}/reseau/annuaire`}>Revenir à l’annuaire</LienBouton>}>{vue.rien}</EtatVide>}
    </>
  );
}
