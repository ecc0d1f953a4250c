import type { JSX } from 'preact';
import { accord } from '#core/texte.ts';
import { LienBouton } from '#web/composants/bouton.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { Ilot } from '#web/ilot.tsx';
import type { DonneesVote } from '../islands/vote-secret.tsx';
import { LectureReservee } from './gouvernance.tsx';

export type VueVote = {
  readonly interdit?: boolean;
  readonly titre: string;
  readonly retour: string;
  readonly etat: 'a_venir' | 'ouvert' | 'clos';
  readonly electeur: boolean;
  readonly emargement: readonly { readonly nom: string; readonly vote: boolean }[];
  readonly urne: readonly { readonly jeton: string; readonly choix: string }[];
  readonly donnees: DonneesVote;
  readonly refus?: string;
};

const phraseDe = (v: VueVote): string => (v.etat === 'clos' ? 'Le vote est clos : chacun peut retrouver son bulletin dans l’urne.' : v.etat === 'a_venir' ? 'Le vote n’est pas encore ouvert.' : v.electeur ? 'Votez ici : personne, pas même la base de données, ne saura ce que vous avez voté.' : 'Le vote est ouvert aux membres de la liste.');

/** A secret ballot at a distance: how it works, the booth, the roll, and after the count the urn. */
export function PageVote({ vue }: { vue: VueVote }): JSX.Element {
  if (vue.interdit) return <LectureReservee />;
  const votes = vue.emargement.filter((e) => e.vote);
  return (
    <>
      <TitrePage titre={vue.titre} phrase={phraseDe(vue)} action={<LienBouton href={vue.retour}>Revenir à l’assemblée</LienBouton>} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.etat !== 'a_venir' && vue.electeur && (
        <Ilot nom="vote-secret" donnees={vue.donnees}>
          <Encadre ton="attention" titre="Ce vote a besoin de JavaScript">Votre navigateur prépare lui-même l’enveloppe de votre bulletin. Sans lui, votez dans la salle, sur papier.</Encadre>
        </Ilot>
      )}
      <Section titre="Comment le secret est tenu">
        <ol class="max-w-texte list-decimal pl-6"><li>Votre navigateur tire un numéro au sort et met votre bulletin sous enveloppe.</li><li>La CPTS signe l’enveloppe sans la voir, et vous coche sur la liste.</li><li>Le bulletin signé revient plus tard, sans votre nom ni votre session.</li><li>Après le dépouillement, vous retrouvez votre numéro dans l’urne.</li></ol>
        <p class="mt-2 max-w-texte text-sm text-douce">Une procuration ne vaut pas à distance : chacun vote pour soi. Cette méthode s’appelle la signature à l’aveugle ; elle est publique (RFC 9474).</p>
      </Section>
      <Section titre="Liste d’émargement" phrase={`${accord(votes.length, 'bulletin retiré', 'bulletins retirés')}, pour ${vue.emargement.length} votants. La liste ne dit ni quand, ni dans quel ordre.`}>
        {votes.length > 0 && <ul class="columns-1 gap-6 sm:columns-2">{votes.map((e) => <li key={e.nom}>{e.nom}</li>)}</ul>}
      </Section>
      {vue.etat === 'clos' && <Section titre="L’urne" phrase={accord(vue.urne.length, 'bulletin')}><ul class="grid gap-1">{vue.urne.map((b) => <li key={b.jeton} class="chiffres wrap-anywhere"><code>{b.jeton}</code> : {b.choix}</li>)}</ul></Section>}
    </>
  );
}
