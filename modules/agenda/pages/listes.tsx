import type { JSX } from 'preact';
import { LienBouton } from '#web/composants/bouton.tsx';
import { Champ, Choix } from '#web/composants/champ.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Tableau } from '#web/composants/tableau.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import type { VueReunions, VueSondages } from '../view-listes.ts';

/** Every meeting, to come or past: found by a word, in the order one wants, page by page. */
export function PageReunions({ vue }: { vue: VueReunions }): JSX.Element {
  const { demande: d } = vue;
  const autre = d.quand === 'avenir' ? { href: `${vue.base}/agenda/reunions?quand=passees`, mot: 'Réunions passées' } : { href: `${vue.base}/agenda/reunions`, mot: 'Réunions à venir' };
  return (
    <>
      <TitrePage titre={d.quand === 'avenir' ? 'Réunions à venir' : 'Réunions passées'} phrase={vue.phrase} action={<LienBouton href={autre.href}>{autre.mot}</LienBouton>} />
      <Tableau
        legende="Réunions" adresse={vue.adresse} lignes={vue.lignes} idLigne={(l) => l.id} page={vue.page} quoi="réunions" tri={{ cle: d.tri, sens: d.sens }}
        filtres={<><input type="hidden" name="quand" value={d.quand} /><Champ nom="q" libelle="Mots du titre" type="search" facultatif valeur={d.q} maximum={100} /></>}
        colonnes={[
          { cle: 'titre', titre: 'Réunion', principale: true, tri: true, cellule: (l) => l.titre, lien: (l) => l.href },
          { cle: 'debut', titre: 'Quand', tri: true, cellule: (l) => l.quand },
          { cle: 'groupe', titre: 'Groupe', masquable: true, cellule: (l) => l.groupe },
          { cle: 'lieu', titre: 'Lieu', masquable: true, cellule: (l) => l.lieu },
          { cle: 'etat', titre: d.quand === 'avenir' ? 'Invités' : 'Présents', cellule: (l) => l.etat },
        ]}
        vide={<EtatVide titre={d.q ? 'Aucune réunion ne porte ces mots' : d.quand === 'avenir' ? 'Aucune réunion prévue' : 'Aucune réunion passée'} icone="calendar-check">{d.q ? 'Essayez un autre mot, ou moins de lettres.' : 'Une date se choisit en une minute, depuis l’agenda.'}</EtatVide>}
      />
    </>
  );
}

const ETATS = [{ valeur: 'ouverts', libelle: 'En cours' }, { valeur: 'tous', libelle: 'Tous' }];

/** Every poll: those that still want an answer or a date, or all of them. */
export function PageSondages({ vue }: { vue: VueSondages }): JSX.Element {
  const { demande: d } = vue;
  return (
    <>
      <TitrePage titre="Sondages de dates" phrase={vue.phrase} />
      <Tableau
        legende="Sondages" adresse={vue.adresse} lignes={vue.lignes} idLigne={(l) => l.id} page={vue.page} quoi="sondages" tri={{ cle: d.tri, sens: d.sens }}
        filtres={<><Champ nom="q" libelle="Mots du titre" type="search" facultatif valeur={d.q} maximum={100} /><Choix nom="etat" libelle="Lesquels" options={ETATS} valeur={d.etat} /></>}
        colonnes={[
          { cle: 'titre', titre: 'Sondage', principale: true, tri: true, cellule: (l) => l.titre, lien: (l) => l.href },
          { cle: 'etat', titre: 'État', cellule: (l) => (l.aMoi ? 'Votre réponse est attendue' : l.etat) },
          { cle: 'reponses', titre: 'Réponses', nombre: true, cellule: (l) => l.reponses },
          { cle: 'cloture', titre: 'Clôture', tri: true, cellule: (l) => l.cloture },
        ]}
        vide={<EtatVide titre={d.q ? 'Aucun sondage ne porte ces mots' : 'Aucun sondage en cours'} icone="calendar">{d.q ? 'Essayez un autre mot, ou cherchez parmi tous les sondages.' : 'Les sondages terminés se lisent en choisissant « Tous ».'}</EtatVide>}
      />
    </>
  );
}
