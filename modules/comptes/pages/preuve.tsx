import type { JSX } from 'preact';
import { Bouton, BoutonGeste } from '#web/composants/bouton.tsx';
import { Champ } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import type { VuePreuve } from '../view.ts';

type Saisie = { readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };

/** Says the same thing whether the address is known or not. */
export function PageCode({ vue, erreurs = {}, valeurs = {} }: { vue: VuePreuve } & Saisie): JSX.Element {
  return (
    <div class="mx-auto max-w-[28rem] py-4 sm:py-10">
      <h1>Votre code</h1>
      <p class="mt-2 mb-6 text-lg text-douce">
        Si un compte existe pour <strong class="break-words text-base-content">{vue.courriel}</strong>, un courriel vient de partir. Il contient un code et un lien, valables {vue.minutes}&nbsp;minutes.
      </p>
      {vue.boite && (
        <Encadre titre="Démonstration">
          <p>Le courriel reste sur cette machine : <a class="underline underline-offset-4" href="/boite-aux-lettres" target="_blank" rel="noopener">ouvrir la boîte aux lettres</a>.</p>
        </Encadre>
      )}
      <Formulaire action="/connexion/code" erreurs={erreurs} valeurs={valeurs}>
        <Champ nom="code" libelle="Code à six chiffres" clavier="numeric" autocompletion="one-time-code" maximum={12} court />
        <Bouton variante="primaire" class="w-full">Se connecter</Bouton>
      </Formulaire>
      <div class="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2">
        <BoutonGeste action="/connexion/renvoi" variante="discret" icone="refresh-cw">Recevoir un autre code</BoutonGeste>
        <a class="lien" href="/connexion">Changer d’adresse</a>
      </div>
    </div>
  );
}

/** One gesture more than the link itself: mail programs open links ahead of people, and must not use this one up. */
export function PageLien({ jeton, erreur }: { jeton: string; erreur?: string }): JSX.Element {
  return (
    <div class="mx-auto max-w-[28rem] py-4 sm:py-10">
      <h1>{erreur ? 'Ce lien ne s’ouvre plus' : 'Encore un geste'}</h1>
      {erreur ? (
        <>
          <p class="mt-2 mb-6 text-lg text-douce">{erreur}</p>
          <a class="btn btn-primary" href="/connexion">Demander un nouveau lien</a>
        </>
      ) : (
        <>
          <p class="mt-2 mb-6 text-lg text-douce">Ce lien vous connecte une seule fois, sur cet appareil.</p>
          <BoutonGeste action="/connexion/lien" champs={{ secret: jeton }} variante="primaire">Se connecter</BoutonGeste>
        </>
      )}
    </div>
  );
}

export function PageSecondFacteur({ erreurs = {}, valeurs = {} }: Saisie): JSX.Element {
  return (
    <div class="mx-auto max-w-[28rem] py-4 sm:py-10">
      <h1>Second facteur</h1>
      <p class="mt-2 mb-6 text-lg text-douce">Ouvrez votre application d’authentification et recopiez le code affiché pour Maillage.</p>
      <Formulaire action="/connexion/second-facteur" erreurs={erreurs} valeurs={valeurs}>
        <Champ nom="code" libelle="Code de l’application" aide="Téléphone perdu ? Écrivez ici un de vos codes de secours." autocompletion="one-time-code" maximum={20} court />
        <Bouton variante="primaire" class="w-full">Continuer</Bouton>
      </Formulaire>
      <p class="mt-6"><a class="lien" href="/connexion">Recommencer depuis le début</a></p>
    </div>
  );
}

/** The way back of a change of address, for who reads the old one. */
export function PageReprise({ secret, erreur }: { secret: string; erreur?: string }): JSX.Element {
  return (
    <div class="mx-auto max-w-[32rem] py-4 sm:py-10">
      <h1>Reprendre mon adresse</h1>
      {erreur ? (
        <>
          <Encadre ton="refus">{erreur}</Encadre>
          <p class="mt-6"><a class="btn" href="/connexion">Aller à la connexion</a></p>
        </>
      ) : (
        <>
          <p class="mt-2 mb-6 text-lg text-douce">Ce n’est pas vous qui avez changé l’adresse de votre compte ?</p>
          <p class="mb-6">Votre ancienne adresse revient. Tous les appareils sont déconnectés ; les clés d’accès, les identités et le second facteur ajoutés depuis sont retirés.</p>
          <Formulaire action="/compte/adresse/reprise">
            <input type="hidden" name="secret" value={secret} />
            <Bouton variante="primaire" class="w-full">Reprendre mon adresse et tout déconnecter</Bouton>
          </Formulaire>
          <p class="mt-6 text-sm text-douce">C’est bien vous ? Fermez cette page : rien ne change.</p>
        </>
      )}
    </div>
  );
}
