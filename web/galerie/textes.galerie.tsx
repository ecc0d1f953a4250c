import type { VNode } from 'preact';
import { LienBouton } from '../composants/bouton.tsx';
import { ChiffreSource, LigneSource, PhraseChiffre } from '../composants/chiffre.tsx';
import { Commentaires } from '../composants/commentaires.tsx';
import { Dialogue, Feuille, OuvreDialogue } from '../composants/dialogue.tsx';
import { Diff } from '../composants/diff.tsx';
import { Depliant, Encadre } from '../composants/encadre.tsx';
import { EtatVide } from '../composants/etat-vide.tsx';
import { MiseEnPageImpression } from '../composants/impression.tsx';
import { ListeCle } from '../composants/liste-cle.tsx';
import { PucePersonne } from '../composants/personne.tsx';
import { Toast } from '../composants/toast.tsx';
import { AUJOURDHUI, chiffre, ESTIMATION, NOM_TRES_LONG, RECENSEMENT } from './exemples.ts';

export const chiffres = (): VNode => (
  <div class="grid gap-6">
    <PhraseChiffre avant="Le territoire compte" chiffre={chiffre(84_212)} unite="habitants" apres="dans 31 communes." detail="C’est 1,2 % de plus qu’en 2017." />
    <p class="max-w-texte">Une personne sur huit (<ChiffreSource chiffre={chiffre(10_342, ESTIMATION)} unite="personnes" />) a plus de 75 ans. Avec la commune voisine, il y aurait <ChiffreSource chiffre={chiffre(91_004, { ...RECENSEMENT, nature: 'simulee' })} unite="habitants" />, dont <ChiffreSource chiffre={chiffre(12, { origine: 'Jeu de démonstration', millesime: '2026', nature: 'fictive' })} unite="adhérents" />.</p>
    <LigneSource provenances={[RECENSEMENT, ESTIMATION]} />
  </div>
);
export const encadres = (): VNode => (
  <>
    <Encadre titre="Ces chiffres datent de 2023">Le prochain recensement paraît en janvier.</Encadre>
    <Encadre ton="attention" titre="Deux communes sont déjà dans une autre CPTS">Arcueil et Cachan appartiennent à la CPTS du Plateau : demandez-lui son accord avant le dépôt.</Encadre>
    <Encadre ton="refus">Le territoire est vide : ajoutez au moins une commune.</Encadre>
    <Encadre ton="regle" titre="Pourquoi taille 3 ?" source="Accord conventionnel interprofessionnel, article 5.">Entre 80 000 et 175 000 habitants, la communauté est de taille 3.</Encadre>
    <Depliant titre="Pourquoi ce calcul ?"><p>La population est la somme des communes choisies.</p></Depliant>
    <Depliant titre="Et s’il change ?" ouvert><p>La taille est refaite à chaque signature.</p></Depliant>
  </>
);
export const messages = (): VNode => (
  <>
    <Toast ton="succes" texte="La commune est retirée du territoire." annuler={{ action: '#' }} />
    <Toast ton="information" texte="Vous avez 14 jours pour relire." />
    <Toast ton="attention" texte="Deux sections sont vides." />
    <Toast ton="refus" texte="La lettre n’est pas envoyée : le courriel de l’ARS manque." />
  </>
);
export const listeCle = (): VNode => (
  <ListeCle lignes={[{ cle: 'Association', valeur: 'CPTS des Trois Rivières' }, { cle: 'Présidence', valeur: <PucePersonne nom="Hélène Marchand" fonction="médecin généraliste" href="#" /> }, { cle: 'Siège', valeur: NOM_TRES_LONG }, { cle: 'Population', valeur: <ChiffreSource chiffre={chiffre(84_212)} unite="habitants" /> }]} />
);
export const diff = (): VNode => <Diff avant="Le territoire compte 30 communes et 82 000 habitants. Les médecins y sont peu nombreux." apres="Le territoire compte 31 communes et 84 212 habitants. Les médecins généralistes y sont peu nombreux, surtout au nord." />;
export const diffVide = (): VNode => <Diff avant="Le même texte." apres="Le même texte." />;
export const commentaires = (): VNode => (
  <Commentaires
    sujet="Diagnostic, deuxième paragraphe"
    commentaires={[{ id: '1', auteur: 'Sophie Lambert', fonction: 'ARS', quand: '18 novembre 2026', texte: 'D’où vient la part des plus de 75 ans ?', reponses: [{ id: '2', auteur: 'Marie Rousseau', fonction: 'coordinatrice', quand: '19 novembre 2026', texte: 'Du recensement 2023 ; la source est maintenant sous le tableau.' }] }]}
  />
);
export const vides = (): VNode => <EtatVide titre="Personne n’a encore répondu" action={<LienBouton variante="primaire" href="#" icone="mail">Relancer les 19 invités</LienBouton>}>Le sondage est parti il y a deux jours. La moitié des réponses arrive d’habitude au bout de quatre.</EtatVide>;
export const dialogue = (): VNode => (
  <div class="flex flex-wrap gap-3">
    <OuvreDialogue pour="retirer">Retirer la commune…</OuvreDialogue>
    <OuvreDialogue pour="fiche">Voir la fiche</OuvreDialogue>
    <Dialogue id="retirer" titre="Retirer Arcueil du territoire ?"><p>Sa population ne comptera plus. Vous pourrez l’ajouter de nouveau.</p></Dialogue>
    <Feuille id="fiche" titre="Arcueil"><ListeCle lignes={[{ cle: 'Code', valeur: '94003' }, { cle: 'Habitants', valeur: '21 867' }]} /></Feuille>
  </div>
);
export const impression = (): VNode => (
  <MiseEnPageImpression titre="Lettre d’intention" auteur="CPTS des Trois Rivières" jour={AUJOURDHUI} provenances={[RECENSEMENT, ESTIMATION]}>
    <p class="max-w-texte">Madame la Directrice générale, nous avons l’honneur de vous faire part de notre intention de constituer une <abbr title="communauté professionnelle territoriale de santé">CPTS</abbr>.</p>
  </MiseEnPageImpression>
);
