import type { JSX } from 'preact';
import { BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Diff } from '#web/composants/diff.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueComparaison } from '../view.ts';

/** A section, a version or a text that this letter does not have. */
export const Introuvable = (): JSX.Element => (
  <>
    <TitrePage titre="Rien à cette adresse" phrase="Cette section, ce chapitre ou cette version n’existe pas, ou plus." />
    <EtatVide titre="Regardez dans le document" icone="file-text">Chaque section, chaque chapitre y mène à toutes ses versions.</EtatVide>
  </>
);

/** What one version changed, and the way back to it. */
export function PageComparaison({ vue }: { vue: VueComparaison }): JSX.Element {
  const action = vue.restaurer ? (
    <BoutonGeste variante="primaire" icone="undo-2" action={`${vue.version.href}/restauration`} version={vue.restaurer.version}>{vue.restaurer.libelle}</BoutonGeste>
  ) : (
    <LienBouton href={vue.toutes}>Toutes les versions</LienBouton>
  );
  return (
    <>
      <TitrePage titre={`${vue.version.libelle} de « ${vue.titre} »`} phrase={`${vue.version.motif}. ${vue.version.quand}.`} action={action} />
      {vue.refus && <Encadre ton="refus" titre="Rien n’a changé">{vue.refus}</Encadre>}
      <Section titre="Ce qui a changé" phrase={`${vue.avant.titre}, puis ${vue.apres.titre.toLowerCase()}.`}>
        <Diff avant={vue.avant.texte} apres={vue.apres.texte} />
      </Section>
      <Depliant titre="Lire ce texte en entier"><p class="max-w-texte whitespace-pre-wrap wrap-anywhere">{vue.apres.texte}</p></Depliant>
      {vue.restaurer && <p><a class="inline-block py-1 text-lien underline underline-offset-4" href={vue.toutes}>Toutes les versions</a></p>}
    </>
  );
}
