import type { JSX } from 'preact';
import type { Jour } from '#core/jour.ts';
import { Bouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Champ, ChampJour, Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { DepotFichier } from '#web/composants/depot-fichier.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { libelleGenreDepot, libelleGeste, libelleInstitution, libelleMotifOpposition, libelleStatut } from '../labels-parcours.ts';
import { type GenreDepot, type GesteParcours, type Institution, MotifOpposition, type StatutParcours } from '../model-parcours.ts';
import { type ChapitreDuGuide, GUIDE } from '../moteur/guide.ts';
import type { Source } from '../regimes.ts';
import { CorpsDuGuide } from './guide.tsx';

export type VuePasAFaire = {
  readonly base: string;
  readonly geste: GesteParcours;
  readonly vers: StatutParcours;
  readonly institution: Institution;
  readonly consigne: boolean;
  readonly version: number;
  readonly aujourdhui: Jour;
  readonly nom: string;
  readonly source: Source;
  /** What the step asks, said in place. */
  readonly guide: ChapitreDuGuide;
  readonly avertissement?: string;
  readonly motif: boolean;
  readonly commentaire: boolean;
  /** What may be deposited: written here, already deposited, or a file from elsewhere. */
  readonly depot?: { readonly genre: GenreDepot; readonly ecrit: boolean; readonly manquent: number; readonly dejaDeposes: readonly { readonly id: string; readonly libelle: string }[] };
  readonly erreurs: Readonly<Record<string, string>>;
  readonly saisie: Readonly<Record<string, unknown>>;
};

function ChoixDuDocument({ depot }: { depot: NonNullable<VuePasAFaire['depot']> }): JSX.Element {
  const genre = libelleGenreDepot[depot.genre].toLowerCase();
  return (
    <>
      <CasesChoix
        nom="document"
        libelle="Le document à déposer"
        valeur={depot.ecrit ? 'maillage' : 'fichier'}
        options={[
          ...(depot.ecrit ? [{ valeur: 'maillage', libelle: `${libelleGenreDepot[depot.genre]} écrite dans Maillage`.replace('Projet de santé écrite', 'Projet de santé écrit'), detail: depot.manquent > 0 ? `Figé en PDF tel qu’il est aujourd’hui. Il manque encore ${depot.manquent} ${depot.manquent > 1 ? 'éléments' : 'élément'}.` : 'Figé en PDF tel qu’il est aujourd’hui.' }] : []),
          ...depot.dejaDeposes.map((d) => ({ valeur: d.id, libelle: d.libelle, detail: 'Déjà déposé' })),
          { valeur: 'fichier', libelle: 'Un fichier', detail: 'PDF ou Word, 20 Mo au plus' },
        ]}
      />
      <DepotFichier nom="fichier" libelle={`Fichier : ${genre}`} facultatif accepte=".pdf,.docx,.odt" aide="Seulement si vous avez choisi « Un fichier »." />
    </>
  );
}

/** One step to take: the day, who, the pieces. Its text and what it changes are said before. */
export function PagePas({ vue }: { vue: VuePasAFaire }): JSX.Element {
  const { bouton } = libelleGeste[vue.geste];
  return (
    <>
      <TitrePage titre={bouton} phrase={`Le dossier passera à l’étape « ${libelleStatut[vue.vers]} ».`} />
      {vue.avertissement && <Encadre ton="attention">{vue.avertissement}</Encadre>}
      {vue.consigne && <Encadre titre={`Un pas de ${libelleInstitution[vue.institution]}`}>Vous le notez à partir de sa réponse écrite : donnez le jour et l’auteur de cette réponse.</Encadre>}
      <Depliant titre={`Le guide : ${GUIDE[vue.guide].titre.toLowerCase()}`}><CorpsDuGuide guide={GUIDE[vue.guide]} niveau={2} /></Depliant>
      <Formulaire action={`${vue.base}/projet/pas/${vue.geste}`} version={vue.version} erreurs={vue.erreurs} valeurs={vue.saisie} fichiers={vue.depot !== undefined}>
        <ChampJour nom="le" libelle="Date" valeur={vue.aujourdhui} />
        <Champ nom="acteur" libelle={vue.consigne ? 'Auteur de la réponse' : 'Au nom de qui'} valeur={vue.consigne ? '' : vue.nom} facultatif={!vue.consigne} maximum={200} />
        {vue.depot && <ChoixDuDocument depot={vue.depot} />}
        {vue.motif && <Choix nom="motif" libelle="Motif" vide="Choisissez le motif" options={MotifOpposition.options.map((m) => ({ valeur: m, libelle: libelleMotifOpposition[m] }))} />}
        <ZoneTexte nom="commentaire" libelle={vue.commentaire ? 'Explication' : 'Commentaire'} facultatif={!vue.commentaire} maximum={4000} aide="Lu par la CPTS, l’ARS et l’Assurance Maladie." />
        <p class="mb-4 text-sm text-douce">
          Texte : {vue.source.adresse ? <a class="lien" href={vue.source.adresse} rel="external">{vue.source.texte}</a> : vue.source.texte}
          {!vue.source.verifie && ' · à vérifier'}
          {!vue.source.adresse && <> · <a class="lien" href={`${vue.base}/projet/guide#${vue.guide}`}>Ce que cela veut dire</a></>}
        </p>
        <p class="flex flex-wrap gap-2">
          <Bouton variante="primaire" icone="check">{bouton}</Bouton>
          <a class="btn btn-ghost text-lien" href={`${vue.base}/projet`}>Revenir au parcours</a>
        </p>
      </Formulaire>
    </>
  );
}
