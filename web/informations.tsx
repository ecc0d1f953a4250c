import type { ComponentChildren, JSX } from 'preact';
import { ListeCle } from './composants/liste-cle.tsx';
import { Section, TitrePage } from './composants/titre-page.tsx';

const Texte = ({ children }: { children: ComponentChildren }): JSX.Element => <div class="grid max-w-texte gap-3">{children}</div>;

const Touche = ({ children }: { children: string }): JSX.Element => <kbd class="rounded border border-bord bg-carte px-1.5 text-sm">{children}</kbd>;

export const PageAide = (): JSX.Element => (
  <>
    <TitrePage titre="Aide" phrase="Chaque page répond à une question, puis dit la prochaine étape et à qui elle revient." />
    <Section titre="Trouver">
      <Texte>
        <p>La recherche, en haut de chaque page, trouve les pages, les personnes, les communes et les documents. Au clavier, elle s’ouvre par <Touche>Ctrl</Touche> <Touche>K</Touche>, se parcourt avec les flèches et se ferme par <Touche>Échap</Touche>.</p>
      </Texte>
    </Section>
    <Section titre="D’où vient un chiffre">
      <Texte>
        <p>Un chiffre souligné de points dit son origine et sa date quand on l’ouvre. Ce qui n’est pas un chiffre officiel porte toujours un de ces mots :</p>
        <ListeCle
          lignes={[
            { cle: 'estimation', valeur: 'calculé, à défaut de chiffre publié' },
            { cle: 'simulation', valeur: 'ce qui se passerait dans une hypothèse' },
            { cle: 'fictif', valeur: 'inventé pour la démonstration' },
          ]}
        />
      </Texte>
    </Section>
    <Section titre="Ne rien perdre">
      <Texte>
        <p>Les longs textes sont gardés dans votre navigateur à mesure que vous écrivez. Si la connexion se coupe, la page le dit et garde votre saisie. Si deux personnes modifient la même chose, les deux textes sont montrés : rien n’est écrasé.</p>
        <p>Après un geste, un bouton « Annuler » permet souvent de revenir en arrière.</p>
      </Texte>
    </Section>
    <Section titre="Demander à quelqu’un">
      <Texte>
        <p>La coordination de votre CPTS donne les accès, corrige les rôles et répond aux questions sur les dossiers.</p>
      </Texte>
    </Section>
  </>
);

export const PageAccessibilite = (): JSX.Element => (
  <>
    <TitrePage titre="Accessibilité : non conforme" phrase="Aucun audit n’a encore été mené : tant qu’il n’a pas eu lieu, la règle est de se déclarer non conforme au RGAA 4.1." />
    <Section titre="Ce qui est vérifié à chaque version">
      <Texte>
        <ul class="grid list-disc gap-1 pl-5">
          <li>Aucune erreur relevée par axe sur chaque page et chaque composant, à 360 et 1440 pixels, en clair et en sombre.</li>
          <li>Le contraste de chaque couple de couleurs, calculé : au moins 7 pour le texte courant.</li>
          <li>Aucun défilement horizontal de la page à 320 pixels, soit un agrandissement de 400 %.</li>
          <li>La recherche, les listes, les dialogues et les formulaires essayés au clavier, et sans script.</li>
        </ul>
      </Texte>
    </Section>
    <Section titre="Ce qui n’est pas encore vérifié">
      <Texte>
        <p>L’usage réel avec un lecteur d’écran, et l’avis de personnes concernées.</p>
      </Texte>
    </Section>
    <Section titre="Vous êtes gêné par une page ?">
      <Texte>
        <p>Dites-le à la coordination de votre CPTS : elle vous donnera l’information autrement et le signalera. Si la réponse ne vient pas, vous pouvez saisir le <a class="lien" href="https://formulaire.defenseurdesdroits.fr/">Défenseur des droits</a>.</p>
      </Texte>
    </Section>
  </>
);
