import type { JSX } from 'preact';
import { LienBouton } from '#web/composants/bouton.tsx';
import { Diff } from '#web/composants/diff.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueConflit } from '../view.ts';
import { FormulaireSection } from './formulaire-section.tsx';

/** Two people wrote at once: both texts, their difference, their union in a form. */
export function PageConflit({ vue }: { vue: VueConflit }): JSX.Element {
  const lettre = `${vue.section.base}/projet/lettre#${vue.section.cle}`;
  if (vue.resolu) {
    return (
      <>
        <TitrePage titre={`« ${vue.section.titre} » : les deux textes sont réunis`} phrase="La section contient déjà tout ce que vous aviez écrit." action={<LienBouton variante="primaire" href={lettre}>Revenir à la lettre</LienBouton>} />
      </>
    );
  }
  return (
    <>
      <TitrePage titre={`Deux textes pour « ${vue.section.titre} »`} phrase={`${vue.autre} a enregistré cette section pendant que vous écriviez${vue.quand ? ` (${vue.quand})` : ''}. Rien n’est perdu.`} action={<LienBouton href={lettre}>Garder le texte de {vue.autre}</LienBouton>} />
      <Section titre="De son texte au vôtre" phrase={`Ce qui est barré n’est que dans le texte de ${vue.autre} ; ce qui est souligné n’est que dans le vôtre.`}>
        <Diff avant={vue.avant} apres={vue.apres} />
      </Section>
      <Section titre="Choisir ce qui reste">
        {vue.reuni ? (
          <Encadre titre="Vos deux textes se complètent">Ils sont réunis ci-dessous. Relisez, puis enregistrez.</Encadre>
        ) : (
          <Encadre ton="attention" titre="Vous avez changé le même passage">Votre texte est ci-dessous. Reprenez-y ce que vous voulez garder de l’autre, puis enregistrez.</Encadre>
        )}
        <FormulaireSection vue={vue.section} bouton="Enregistrer ce texte" />
      </Section>
    </>
  );
}
