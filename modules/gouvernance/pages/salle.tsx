import type { JSX } from 'preact';
import { BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { LectureReservee } from './gouvernance.tsx';

export type VueSalle = { readonly titre: string; readonly action: string; readonly adresse: string; readonly votant: boolean; readonly present: boolean; readonly refus?: string };

const phraseDe = (v: VueSalle): string => (v.present ? 'Vous êtes noté présent.' : v.votant ? 'Vous avez scanné le code de la salle : il reste un geste.' : 'Vous n’êtes pas sur la liste des votants de cette assemblée : bienvenue, sans voix.');

/** Where the code of the room leads: one button. */
export function PageSalle({ vue, interdit }: { vue?: VueSalle; interdit?: boolean }): JSX.Element {
  if (interdit || !vue) return <LectureReservee />;
  return (
    <>
      <TitrePage titre={vue.titre} phrase={phraseDe(vue)} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      <div class="flex flex-wrap gap-3">
        {vue.votant && !vue.present && <BoutonGeste variante="primaire" action={vue.action}>Je suis dans la salle</BoutonGeste>}
        <LienBouton href={vue.adresse}>Suivre l’assemblée</LienBouton>
      </div>
    </>
  );
}
