import type { JSX } from 'preact';
import { Champ } from '#web/composants/champ.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { type Colonne, Tableau } from '#web/composants/tableau.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import type { LigneHistorique, VueHistorique } from '../view.ts';

const COLONNES: readonly Colonne<LigneHistorique>[] = [
  { cle: 'quoi', titre: 'Changement', cellule: (l) => l.quoi, principale: true },
  { cle: 'qui', titre: 'Par', cellule: (l) => l.qui },
  { cle: 'quand', titre: 'Quand', cellule: (l) => l.quand },
  { cle: 'rang', titre: 'N°', cellule: (l) => l.rang, nombre: true },
];

/** Everything that was changed in this CPTS, by whom and when. */
export const PageHistorique = ({ vue }: { vue: VueHistorique }): JSX.Element => (
  <>
    <TitrePage titre="Historique" phrase={vue.phrase} />
    <Tableau
      legende="Changements, du plus récent au plus ancien"
      colonnes={COLONNES}
      lignes={vue.lignes}
      idLigne={(l) => String(l.rang)}
      adresse={vue.adresse}
      densite={vue.demande.densite}
      page={vue.page}
      quoi="changements"
      filtres={<Champ nom="q" libelle="Chercher un changement" valeur={vue.demande.q} facultatif />}
      vide={<EtatVide titre={vue.demande.q ? 'Aucun changement ne correspond' : 'Rien n’a encore été changé'}>{vue.demande.q ? 'Essayez un autre mot, par exemple « territoire » ou « rôle ».' : 'Chaque changement s’inscrira ici de lui-même.'}</EtatVide>}
    />
  </>
);
