import type { JSX } from 'preact';
import { Bouton } from '#web/composants/bouton.tsx';
import { Champ } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';

export type VueLienTenu =
  | { readonly etat: 'autre_navigateur' | 'autre_compte'; readonly action: string; readonly refus?: string }
  | { readonly etat: 'code'; readonly action: string; readonly encore: string; readonly minutes: number; readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };

const PHRASES = {
  autre_navigateur: ['Ce lien a déjà servi dans un autre navigateur', 'Il répond au nom d’une seule personne : rien n’a été changé depuis ici. Si c’est vous, sur un autre appareil, faites-vous reconnaître une fois.'],
  autre_compte: ['Ce lien est celui d’une autre personne', 'Vous êtes connecté ici sous un autre nom que le sien : rien n’a été changé. Si c’est bien le vôtre, faites-vous reconnaître une fois.'],
} as const;

/** A link that somebody already answered with elsewhere: its owner is known again by a code sent to the address it was sent to. */
export function PageLienTenu({ vue }: { vue: VueLienTenu }): JSX.Element {
  if (vue.etat === 'code') {
    return (
      <>
        <TitrePage titre="Écrivez le code reçu" phrase={`S’il y a une adresse derrière ce lien, un code de six chiffres vient d’y partir. Il sert une fois, pendant ${vue.minutes} minutes.`} />
        <Formulaire action={vue.action} erreurs={vue.erreurs} valeurs={vue.valeurs}>
          <Champ nom="code" libelle="Code à six chiffres" clavier="numeric" court autocompletion="one-time-code" maximum={12} />
          <label class="mb-6 flex max-w-texte items-start gap-3"><input class="checkbox" type="checkbox" name="oublier" value="oui" checked={vue.valeurs['oublier'] === 'oui'} /><span>La réponse déjà donnée n’est pas de moi : l’autre navigateur ne pourra plus répondre.</span></label>
          <Bouton variante="primaire" class="max-sm:w-full">Ouvrir mon lien</Bouton>
        </Formulaire>
        <Formulaire action={vue.encore} class="mt-8 max-w-texte"><p class="mb-2 text-douce">Rien reçu après quelques minutes ? Regardez dans les courriers indésirables.</p><Bouton>Envoyer un autre code</Bouton></Formulaire>
      </>
    );
  }
  const [titre, phrase] = PHRASES[vue.etat];
  return (
    <>
      <TitrePage titre={titre} phrase={phrase} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      <Formulaire action={vue.action} class="mb-6"><Bouton variante="primaire" class="max-sm:w-full">Recevoir un code à mon adresse</Bouton></Formulaire>
      <p class="max-w-texte text-douce">Le code part à l’adresse où ce lien a été envoyé, et nulle part ailleurs. Sans adresse, répondez depuis le navigateur où vous avez commencé. Avec un compte, vous pouvez aussi <a class="text-lien underline underline-offset-4" href="/connexion">vous connecter</a> : vos réponses s’y donnent sans ce lien.</p>
    </>
  );
}
