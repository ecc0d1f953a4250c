import type { JSX } from 'preact';
import { accord } from '#core/texte.ts';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { ZoneTexte } from '#web/composants/champ.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import type { VueDemande } from '../view.ts';
import { CeQuiReste } from './ce-qui-reste.tsx';

export type SaisieDemandePage = { readonly forme: string; readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };
type Props = { readonly vue: VueDemande; readonly saisie?: SaisieDemandePage | undefined };
const pour = (forme: string, { vue, saisie }: Props) => ({ action: `${vue.base}/donnees/demandes/${vue.id}/${forme}`, version: vue.version, prefixe: `${forme}-`, ...(saisie?.forme === forme ? { erreurs: saisie.erreurs, valeurs: saisie.valeurs } : {}) });
const ouvert = (forme: string, saisie: SaisieDemandePage | undefined): boolean => saisie?.forme === forme;

const Repondre = (p: Props): JSX.Element => (
  <Section titre="Répondre">
    {p.vue.peutEffacer && (
      <Depliant titre="Effacer cette personne" ouvert={ouvert('effacer', p.saisie)}>
        <p class="mb-3 max-w-texte">Son nom, ses coordonnées et ses accès disparaissent d’ici. Cela ne se reprend pas.</p>
        {p.vue.aRelire > 0 ? (
          <Encadre ton="attention" titre={`${p.vue.auMoins ? 'Au moins ' : ''}${accord(p.vue.aRelire, 'texte nomme', 'textes nomment')} encore cette personne`}><p>Comptes rendus, remarques, messages : relisez-les d’abord. Une fois la personne effacée, Maillage ne saura plus chercher son nom.</p></Encadre>
        ) : (
          <p class="mb-3 max-w-texte">Les textes libres sont relus : aucun n’attend.</p>
        )}
        <p class="mb-4"><LienBouton href={`${p.vue.base}/donnees/demandes/${p.vue.id}/textes`} icone="file-text">Relire les textes qui la nomment</LienBouton></p>
        <CeQuiReste />
        <Formulaire {...pour('effacer', p)}><Bouton variante="danger">Effacer définitivement</Bouton></Formulaire>
      </Depliant>
    )}
    <Depliant titre="Dire ce qui a été fait" ouvert={ouvert('satisfaire', p.saisie)}>
      <Formulaire {...pour('satisfaire', p)}><ZoneTexte nom="reponse" libelle="Ce qui a été fait" lignes={3} maximum={4000} /><Bouton variante="primaire" icone="check">Clore la demande</Bouton></Formulaire>
    </Depliant>
    {p.vue.peutProlonger && (
      <Depliant titre="Prolonger de deux mois" ouvert={ouvert('prolonger', p.saisie)}>
        <p class="mb-3 max-w-texte">Une fois, pour une demande complexe. Prévenez la personne dans le premier mois, avec le motif.</p>
        <Formulaire {...pour('prolonger', p)}><ZoneTexte nom="motif" libelle="Motif" lignes={2} maximum={2000} /><Bouton>Prolonger</Bouton></Formulaire>
      </Depliant>
    )}
    <Depliant titre="Refuser" ouvert={ouvert('refuser', p.saisie)}>
      <p class="mb-3 max-w-texte">Dites à la personne pourquoi, et qu’elle peut saisir la CNIL ou un juge (RGPD, art. 12 § 4).</p>
      <Formulaire {...pour('refuser', p)}><ZoneTexte nom="motif" libelle="Motif" lignes={2} maximum={2000} /><Bouton variante="danger">Refuser la demande</Bouton></Formulaire>
    </Depliant>
  </Section>
);

/** One request: when it is due, what is done, what proves it. */
export function PageDemande(p: Props): JSX.Element {
  const { vue, saisie } = p;
  return (
    <>
      <TitrePage titre={vue.titre} phrase={vue.phrase} />
      {saisie?.erreurs[''] && <Encadre ton="refus" titre="Rien n’a été changé">{saisie.erreurs['']}</Encadre>}
      <div class="max-w-texte"><ListeCle lignes={vue.fiche.map((l) => ({ cle: l.cle, valeur: <span class="whitespace-pre-line wrap-anywhere">{l.valeur}</span> }))} /></div>
      {vue.ouverte && <Repondre {...p} />}
      {vue.preuve.length > 0 && (
        <Section titre="Ce qui a été fait" phrase="Des comptes, sans rien qui nomme la personne.">
          <ul class="list-disc pl-6">{vue.preuve.map((x) => <li key={x}>{x}</li>)}</ul>
          <p class="mt-2 text-sm text-douce break-all">Empreinte SHA-256 : {vue.empreinte}</p>
        </Section>
      )}
      {vue.identite && <Encadre ton="attention" titre="Identité gardée pour les comptes">{vue.identite}. Elle est effacée d’elle-même ce jour-là.</Encadre>}
    </>
  );
}

export const DemandeAbsente = ({ base }: { base: string }): JSX.Element => <PageMessage titre="Cette demande n’existe pas, ou vous ne la tenez pas." texte="Vos propres demandes sont dans « Ce que l’on sait de moi »." lien={{ href: `${base}/reseau/moi/donnees`, libelle: 'Voir mes données' }} />;
