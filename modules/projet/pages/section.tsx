import type { JSX } from 'preact';
import { BoutonGeste } from '#web/composants/bouton.tsx';
import { Diff } from '#web/composants/diff.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { aideSection, SANS_DROIT_D_ECRIRE } from '../labels.ts';
import type { VueSection } from '../view.ts';
import { FormulaireSection } from './formulaire-section.tsx';

const Voisines = ({ vue }: { vue: VueSection }): JSX.Element => (
  <nav class="mt-10 flex flex-wrap justify-between gap-4 border-t border-base-300 pt-4" aria-label="Autres sections">
    {vue.precedente ? <a class="py-1 text-lien underline underline-offset-4" href={vue.precedente.href}>Précédente : {vue.precedente.titre}</a> : <span />}
    {vue.suivante && <a class="py-1 text-lien underline underline-offset-4" href={vue.suivante.href}>Suivante : {vue.suivante.titre}</a>}
  </nav>
);

/** One section to write. */
export function PageSection({ vue }: { vue: VueSection }): JSX.Element {
  const ici = `${vue.base}/projet/lettre/${vue.cle}`;
  return (
    <>
      <TitrePage titre={vue.titre} phrase={aideSection[vue.cle]} />
      {vue.peutEcrire ? (
        <>
          {vue.nouveaute.cas === 'depassee' && (
            <Encadre ton="attention" titre="Le texte proposé a changé depuis que vous avez écrit le vôtre">
              <Depliant titre="Voir ce qui a changé"><Diff avant={vue.nouveaute.avant} apres={vue.nouveaute.apres} /></Depliant>
            </Encadre>
          )}
          <FormulaireSection vue={vue} />
          {vue.redigee && (
            <p class="mt-4">
              <BoutonGeste petit action={`${ici}/reprise`} version={vue.version} icone="undo-2">Reprendre le texte proposé</BoutonGeste>
              <span class="ml-2 text-sm text-douce">Votre texte restera dans les versions.</span>
            </p>
          )}
        </>
      ) : (
        <Encadre titre="Lecture seule">{SANS_DROIT_D_ECRIRE}</Encadre>
      )}
      <Voisines vue={vue} />
    </>
  );
}
