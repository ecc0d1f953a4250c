import type { VNode } from 'preact';
import { BadgeEcheance } from '../composants/badge.tsx';
import { Bouton, LienBouton } from '../composants/bouton.tsx';
import { ListeAFaire } from '../composants/carte.tsx';
import { PhraseChiffre } from '../composants/chiffre.tsx';
import { Horloge } from '../composants/chronologie.tsx';
import { PucePersonne } from '../composants/personne.tsx';
import { Section, TitrePage } from '../composants/titre-page.tsx';
import { Cadre, type ActifsClient } from '../cadre.tsx';
import { AUJOURDHUI, chiffre, jour, NOM_TRES_LONG, vueExemple } from './exemples.ts';

const aFaire = [
  { id: '1', titre: 'Déposer la lettre d’intention', raison: 'L’ARS l’attend pour ouvrir le dossier : deux sections restent à relire.', echeance: jour('2026-11-27'), action: <LienBouton variante="primaire" href="#">Relire la lettre</LienBouton> },
  { id: '2', titre: 'Répondre à trois demandes d’adhésion', raison: 'La plus ancienne attend depuis neuf jours.', echeance: jour('2026-11-22'), action: <LienBouton href="#">Voir les demandes</LienBouton> },
  { id: '3', titre: 'Confirmer la salle de la réunion du 3 décembre', echeance: jour('2026-12-01'), qui: <PucePersonne nom="Karim Bernard" fonction="infirmier" />, action: <LienBouton href="#">Confirmer</LienBouton> },
];

function Aujourdhui(): VNode {
  return (
    <>
      <TitrePage titre="Aujourd’hui" phrase="Trois choses à faire avant vendredi ; la lettre d’intention est la plus pressée." action={<LienBouton href="#" icone="plus">Ajouter une tâche</LienBouton>} />
      <div class="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div>
          <Section titre="À faire avant vendredi">
            <ListeAFaire choses={aFaire} aujourdhui={AUJOURDHUI} />
          </Section>
        </div>
        <div>
          <Section titre="Où en est la création">
            <div class="grid gap-4">
              <Horloge depuis={jour('2026-10-06')} jusquau={jour('2026-12-06')} libelle="Réponse de l’ARS" aujourdhui={AUJOURDHUI} />
              <Horloge depuis={jour('2026-06-01')} jusquau={jour('2027-05-31')} libelle="Projet de santé" aujourdhui={AUJOURDHUI} />
            </div>
          </Section>
          <Section titre="Le territoire">
            <PhraseChiffre avant="Il compte" chiffre={chiffre(84_212)} unite="habitants" apres="dans 31 communes." />
          </Section>
        </div>
      </div>
    </>
  );
}

export const pleine = (actifs: ActifsClient): VNode => (
  <Cadre vue={{ ...vueExemple, actifsClient: actifs, titre: 'Aujourd’hui', actif: 'aujourdhui', chemin: [], messages: [{ ton: 'succes', texte: 'La convocation est envoyée à 19 personnes.', annuler: { action: '#' } }] }}>
    <Aujourdhui />
  </Cadre>
);

export const vide = (actifs: ActifsClient): VNode => (
  <Cadre vue={{ ...vueExemple, actifsClient: actifs, cpts: { id: '0', nom: 'CPTS des Trois Rivières', slug: 'x', demo: false }, autresCpts: [] }}>
    <TitrePage titre="Territoire" phrase="Aucune commune n’est choisie : commencez par celle de votre cabinet." />
  </Cadre>
);

export const longue = (actifs: ActifsClient): VNode => (
  <Cadre vue={{ ...vueExemple, actifsClient: actifs, cpts: { id: '0', nom: NOM_TRES_LONG, slug: 'x', demo: true }, personne: { nom: 'Anne-Charlotte de La Rochefoucauld-Montmorency', initiales: 'AL' }, chemin: [{ libelle: 'Territoire', href: '#' }, { libelle: NOM_TRES_LONG }], messages: [{ ton: 'attention', texte: `${NOM_TRES_LONG} : deux communes sont déjà dans une autre CPTS.` }] }}>
    <TitrePage titre={NOM_TRES_LONG} phrase={NOM_TRES_LONG} action={<Bouton variante="primaire" type="button">Déposer la lettre d’intention</Bouton>} />
  </Cadre>
);

export const refusee = (actifs: ActifsClient): VNode => (
  <Cadre vue={{ ...vueExemple, actifsClient: actifs, messages: [{ ton: 'refus', texte: 'La page a changé pendant que vous écriviez : rien n’a été enregistré, votre texte est gardé ci-dessous.' }] }}>
    <TitrePage titre="Territoire" phrase={<>La réponse est attendue <BadgeEcheance echeance={jour('2026-11-20')} aujourdhui={AUJOURDHUI} />.</>} />
  </Cadre>
);

export const horsSession = (actifs: ActifsClient): VNode => (
  <Cadre vue={{ titre: 'Se connecter', autresCpts: [], navigation: [], jeton: '', messages: [], actifsClient: actifs }}>
    <TitrePage titre="Se connecter" phrase="Recevez un code par courriel : aucun mot de passe à retenir." />
  </Cadre>
);

export const sombre = (actifs: ActifsClient): VNode => (
  <Cadre vue={{ ...vueExemple, actifsClient: actifs, titre: 'Aujourd’hui', actif: 'aujourdhui', chemin: [], theme: 'sombre' }}>
    <Aujourdhui />
  </Cadre>
);
