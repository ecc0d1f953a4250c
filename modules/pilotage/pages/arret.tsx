import type { JSX } from 'preact';
import { Bouton } from '#web/composants/bouton.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';

export type VueArret = { readonly etat: 'ferme'; readonly phrase: string } | { readonly etat: 'demande' | 'arretee' | 'reprise'; readonly cpts: string; readonly lien: string };

const TITRES = { demande: 'Ne plus recevoir la lettre de la semaine', arretee: 'Vous ne la recevrez plus', reprise: 'Vous la recevrez de nouveau' } as const;

/** One tap from the letter, without signing in; one tap back. */
export function PageArret({ vue }: { vue: VueArret }): JSX.Element {
  if (vue.etat === 'ferme') return <PageMessage titre="Ce lien ne s’ouvre pas" texte={vue.phrase} lien={{ href: '/', libelle: 'Aller à l’accueil' }} />;
  const arretee = vue.etat === 'arretee';
  return (
    <div class="mx-auto max-w-[44rem] py-4">
      <TitrePage titre={TITRES[vue.etat]} phrase={vue.etat === 'demande' ? `${vue.cpts} ne vous l’enverra plus. Les invitations et les réponses que vous demandez arrivent toujours.` : `${vue.cpts} a noté votre choix.`} />
      <Formulaire action="/lettre">
        <input type="hidden" name="lien" value={vue.lien} />
        <input type="hidden" name="voulue" value={arretee ? 'oui' : 'non'} />
        <Bouton {...(vue.etat === 'demande' ? { variante: 'primaire' as const } : {})}>{arretee ? 'Finalement, la recevoir' : 'Ne plus la recevoir'}</Bouton>
      </Formulaire>
    </div>
  );
}
